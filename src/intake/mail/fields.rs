//! Header fields: where they end, what they say, and whether a text begins with those of a mail.

use std::borrow::Cow;

use super::transfer;
use crate::intake::encoding;

/// How long the header of a mail is at most, in bytes.
const LONGEST_HEADER: usize = 256 << 10;

/// How much of one field is read, in bytes.
const LONGEST_FIELD: usize = 4 << 10;

/// Fields that mails have and little else has; also all that begin with `X-` or `ARC-`.
const PARTICULAR: &[&str] = &[
    "authentication-results",
    "content-transfer-encoding",
    "content-type",
    "delivered-to",
    "dkim-signature",
    "in-reply-to",
    "list-id",
    "list-unsubscribe",
    "message-id",
    "mime-version",
    "received",
    "received-spf",
    "references",
    "reply-to",
    "return-path",
    "subject",
];

/// Fields that mails have, and other texts too.
const COMMON: &[&str] = &["bcc", "cc", "date", "from", "sender", "to"];

/// Fields of papers, which no mail has.
const OF_PAPERS: &[&str] = &[
    "abstract",
    "acm-class",
    "affiliation",
    "area",
    "arxiv",
    "author",
    "authors",
    "categories",
    "category",
    "doi",
    "journal",
    "journal-ref",
    "msc-class",
    "paper",
    "pmid",
    "published",
    "report-no",
    "score",
    "title",
    "url",
    "venue",
    "year",
];

/// The fields of a header that say what its body is; each as it stands, empty where it is not.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fields<'a> {
    pub(super) subject: &'a [u8],
    pub(super) content_type: &'a [u8],
    pub(super) encoding: &'a [u8],
    pub(super) disposition: &'a [u8],
}

/// The text begins with the header of a mail, which two fields of mails and a blank line tell.
pub(super) fn is_mail(source: &[u8]) -> bool {
    let source = source.trim_ascii_start();
    let (mut particular, mut common, mut end) = (0, 0, 0);
    for line in source.split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        if end > LONGEST_HEADER {
            return false;
        }
        if is_blank(line) {
            return particular > 0 && particular + common > 1;
        }
        if continues(line) {
            continue;
        }
        let Some((name, _)) = field(line) else { return false };
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let name = name.as_str();
        if OF_PAPERS.contains(&name) {
            return false;
        }
        particular += u32::from(is_particular(name));
        common += u32::from(COMMON.contains(&name));
    }
    false
}

/// The line is a field that mails have.
pub(super) fn is_field_of_mail(line: &[u8]) -> bool {
    let Some((name, _)) = field(line) else { return false };
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    is_particular(&name) || COMMON.contains(&name.as_str())
}

fn is_particular(name: &str) -> bool {
    name.starts_with("x-") || name.starts_with("arc-") || PARTICULAR.contains(&name)
}

/// What the header says, and the body behind it; a line that is no field begins the body.
pub(super) fn split(source: &[u8]) -> (Fields<'_>, &[u8]) {
    let mut fields = Fields::default();
    let mut current: Option<(&[u8], usize)> = None;
    let mut at = 0;
    for line in source.split_inclusive(|byte| *byte == b'\n') {
        let end = at + line.len();
        if is_blank(line) {
            fields.keep(current, source, at);
            return (fields, &source[end..]);
        }
        if !(continues(line) && current.is_some()) {
            fields.keep(current, source, at);
            let Some((name, value)) = field(line) else { return (fields, &source[at..]) };
            current = Some((name, at + value));
        }
        at = end;
    }
    fields.keep(current, source, at);
    (fields, &[])
}

impl<'a> Fields<'a> {
    /// Keeps the field of this name, whose value goes up to `end`; the first of a name counts.
    fn keep(&mut self, current: Option<(&[u8], usize)>, source: &'a [u8], end: usize) {
        let Some((name, start)) = current else { return };
        let field = match () {
            () if name.eq_ignore_ascii_case(b"subject") => &mut self.subject,
            () if name.eq_ignore_ascii_case(b"content-type") => &mut self.content_type,
            () if name.eq_ignore_ascii_case(b"content-transfer-encoding") => &mut self.encoding,
            () if name.eq_ignore_ascii_case(b"content-disposition") => &mut self.disposition,
            () => return,
        };
        if field.is_empty() {
            *field = &source[start..end.min(start + LONGEST_FIELD)];
        }
    }
}

fn is_blank(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n" | b"\r")
}

fn continues(line: &[u8]) -> bool {
    matches!(line.first(), Some(b' ' | b'\t'))
}

/// The name of a field, and where its value begins in the line.
fn field(line: &[u8]) -> Option<(&[u8], usize)> {
    let end = line.iter().position(|b| !(b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_'))?;
    let colon = line[end..].iter().position(|byte| !b" \t".contains(byte))? + end;
    (end > 0 && line[colon] == b':').then(|| (&line[..end], colon + 1))
}

/// A field's value in one line, with its encoded words read.
pub(super) fn value(raw: &[u8]) -> String {
    let raw = encoding::text(Cow::Borrowed(raw), None);
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.as_str();
    // Letters may be parted between the words that stand next to each other.
    let mut pending: (String, Vec<u8>) = Default::default();
    while let Some(at) = rest.find("=?") {
        let (before, word) = rest.split_at(at);
        let Some((charset, bytes, behind)) = encoded_word(word) else {
            settle(&mut text, &mut pending);
            text.push_str(before);
            text.push_str("=?");
            rest = &word[2..];
            continue;
        };
        let apart = !before.trim().is_empty();
        if apart || pending.0 != charset {
            settle(&mut text, &mut pending);
        }
        if apart || text.is_empty() && pending.1.is_empty() {
            text.push_str(before);
        }
        pending.0 = charset.to_owned();
        pending.1.extend(bytes);
        rest = behind;
    }
    settle(&mut text, &mut pending);
    text.push_str(rest);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn settle(text: &mut String, pending: &mut (String, Vec<u8>)) {
    let (charset, bytes) = std::mem::take(pending);
    text.push_str(&encoding::text(Cow::Owned(bytes), Some(&charset)));
}

/// Charset and bytes of the encoded word that `text` begins with, and what is behind it.
fn encoded_word(text: &str) -> Option<(&str, Vec<u8>, &str)> {
    let mut pieces = text.strip_prefix("=?")?.splitn(4, '?');
    let (charset, coding, data) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let behind = pieces.next()?.strip_prefix('=')?;
    // A language may stand behind the charset.
    let charset = charset.split('*').next().unwrap_or(charset);
    let bytes = match coding {
        "q" | "Q" => transfer::quoted_printable(data.replace('_', " ").as_bytes()),
        "b" | "B" => transfer::base64(data.as_bytes()),
        _ => return None,
    };
    Some((charset, bytes, behind))
}

/// A field's main value in lower case: `text/plain` of `Text/Plain; charset=x`.
pub(super) fn main_value(raw: &[u8]) -> String {
    let end = raw.iter().position(|byte| *byte == b';').unwrap_or(raw.len());
    String::from_utf8_lossy(raw[..end].trim_ascii()).to_ascii_lowercase()
}

/// A field's parameter of this name, put together where it is parted or has a charset of its own.
pub(super) fn parameter(raw: &[u8], wanted: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut charset: Option<String> = None;
    let mut found = false;
    for (name, value) in parameters(raw) {
        let Some(rest) = strip_name(&name, wanted) else { continue };
        if rest.is_empty() {
            return Some(self::value(&value));
        }
        let first = !found;
        found = true;
        if !rest.ends_with('*') {
            bytes.extend(value);
            continue;
        }
        let mut encoded = value.as_slice();
        if first && let Some((name, text)) = split_charset(encoded) {
            charset = Some(String::from_utf8_lossy(name).into_owned());
            encoded = text;
        }
        bytes.extend(transfer::hexadecimal(encoded, b'%'));
    }
    found.then(|| encoding::text(Cow::Owned(bytes), charset.as_deref()))
}

/// What is behind the wanted name: nothing, or a `*`.
fn strip_name<'a>(name: &'a str, wanted: &str) -> Option<&'a str> {
    let rest = name.strip_prefix(wanted)?;
    (rest.is_empty() || rest.starts_with('*')).then_some(rest)
}

/// `utf-8` and `text` of `utf-8'en'text`.
fn split_charset(value: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut pieces = value.splitn(3, |byte| *byte == b'\'');
    let (charset, _language, text) = (pieces.next()?, pieces.next()?, pieces.next()?);
    Some((charset, text))
}

/// The parameters behind a field's main value, names in lower case.
fn parameters(raw: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut parameters = Vec::new();
    let start = raw.iter().position(|byte| *byte == b';').unwrap_or(raw.len());
    let (mut name, mut value) = (Vec::new(), Vec::new());
    let (mut in_value, mut quoted, mut escaped) = (false, false, false);
    for byte in raw[start..].iter().chain(b";").copied() {
        match byte {
            b'\r' | b'\n' => {}
            _ if escaped => {
                value.push(byte);
                escaped = false;
            }
            b'\\' if quoted => escaped = true,
            b'"' if in_value => quoted = !quoted,
            b';' if !quoted => {
                let name = String::from_utf8_lossy(&std::mem::take(&mut name)).into_owned();
                parameters.push((name.to_ascii_lowercase(), std::mem::take(&mut value)));
                in_value = false;
            }
            b'=' if !in_value => in_value = true,
            b' ' | b'\t' if !quoted => {}
            _ if in_value => value.push(byte),
            _ => name.push(byte),
        }
    }
    if quoted {
        // The closing quotation mark is missing, so the last `;` was taken for the value's.
        value.pop();
        parameters.push((String::from_utf8_lossy(&name).to_ascii_lowercase(), value));
    }
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_are_known_by_their_header() {
        for header in [
            "Date: x\r\nSubject: y\r\n\r\n",
            "\n\nFrom: a@example.org\nX-Loop: 1\n folded\n\nText",
            "From: a\nSubject: digest\nDate: b\nTo: c\n\nText",
        ] {
            assert!(is_mail(header.as_bytes()), "{header}");
        }
        for text in [
            "Title: On sheep\nAuthors: A. Shepherd\nDate: today\nSubject: math\n\nText",
            "From: A. Shepherd\nDate: Fri, 3 Apr 1992 10:00:00 GMT   (27kb)\n\nTitle: On sheep",
            "arXiv:2401.00001\nSubject: a\nDate: b\n\nText",
            "From: Monday\nTo: Friday\n\nNothing",
            "PMID- 12\nDP  - 2020\n\n",
            "TY  - JOUR\nTI  - x\n\n",
            "Subject: a\nDate: b\nText\n\n",
            "Subject: a\nDate: b\n",
            "@article{a,\n title = {x}\n}\n\n",
            "",
        ] {
            assert!(!is_mail(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn encoded_words_are_read() {
        for (raw, text) in [
            (" plain  words\r\n folded\r\n", "plain words folded"),
            (" =?utf-8?q?Jos=C3=A9_X?= <x>", "José X <x>"),
            ("a =?utf-8?b?w6k=?= b =?ISO-8859-1*fr?Q?=E9?=", "a é b é"),
            ("=?utf-8?b?ww==?=\r\n =?utf-8?b?qQ==?=", "é"),
            ("=?utf-8?q?a?= =?latin1?q?=E9?=", "aé"),
            ("=?broken =?utf-8?x?y?= 1 =? 2", "=?broken =?utf-8?x?y?= 1 =? 2"),
        ] {
            assert_eq!(value(raw.as_bytes()), text);
        }
    }

    #[test]
    fn parameters_are_found_however_they_are_written() {
        let raw =
            b" Text/Plain; Charset=\"utf-8\" ;\r\n name*0*=utf-8''a%C3; name*1*=%A9b;name*2=c;\
            boundary=\"x; \\\"y\"";
        assert_eq!(main_value(raw), "text/plain");
        assert_eq!(parameter(raw, "charset").as_deref(), Some("utf-8"));
        assert_eq!(parameter(raw, "name").as_deref(), Some("aébc"));
        assert_eq!(parameter(raw, "boundary").as_deref(), Some("x; \"y"));
        assert_eq!(parameter(raw, "format"), None);
        assert_eq!(parameter(b"a/b; boundary=\"x", "boundary").as_deref(), Some("x"));
    }
}
