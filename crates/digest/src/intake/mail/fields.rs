//! Header fields: whether a text begins with those of a mail, and where they end.

use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// The greatest length of a mail's header, in bytes.
const LONGEST_HEADER: usize = 256 << 10;

/// Fields that mails have and little else does; so are all that begin with `X-` or `ARC-`.
static PARTICULAR: Texts = texts![
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

/// Fields of which readers of mails show none.
const SENT: &[&str] = &[
    "content-transfer-encoding",
    "content-type",
    "message-id",
    "mime-version",
    "received",
    "return-path",
];

/// Fields that mails have, and other texts too.
const COMMON: &[&str] = &["bcc", "cc", "date", "from", "sender", "to"];

/// Fields of papers, which no mail has.
static OF_PAPERS: Texts = texts![
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

/// Returns true if the text begins with the header of a mail, recognized by two fields of mails and
/// a blank line.
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
        let Some(name) = name(line) else { return false };
        let name = name.as_str();
        if OF_PAPERS.contains(&name) {
            return false;
        }
        particular += u32::from(is_particular(name));
        common += u32::from(COMMON.contains(&name));
    }
    false
}

/// Returns true if the text begins with a header that a mail program wrote, not one that was quoted:
/// it names a sender, and how the mail was sent or is encoded.
pub(super) fn is_whole_mail(source: &[u8]) -> bool {
    if !is_mail(source) {
        return false;
    }
    let header = source.split_inclusive(|byte| *byte == b'\n').take_while(|line| !is_blank(line));
    let names: Vec<String> = header.filter_map(name).collect();
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    has(&["from"]) && has(SENT)
}

/// Returns true if the line is a field that mails have.
pub(super) fn is_field_of_mail(line: &[u8]) -> bool {
    name(line).is_some_and(|name| is_particular(&name) || COMMON.contains(&name.as_str()))
}

fn is_particular(name: &str) -> bool {
    name.starts_with("x-") || name.starts_with("arc-") || PARTICULAR.contains(&name)
}

/// Returns the length of the header that the source begins with: up to its blank line, or to the
/// first line that is not a field.
pub(super) fn length(source: &[u8]) -> usize {
    let mut length = 0;
    for line in source.split_inclusive(|byte| *byte == b'\n') {
        if is_blank(line) {
            return length + line.len();
        }
        if !(length > 0 && continues(line) || name(line).is_some()) {
            break;
        }
        length += line.len();
    }
    length
}

/// Returns where the blank line ends that is the first one of the source.
pub(super) fn end(source: &[u8]) -> usize {
    let mut end = 0;
    for line in source.split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        if is_blank(line) {
            break;
        }
    }
    end
}

/// Returns the value of the last field of this name, on one line; empty if there is none.
pub(super) fn value(header: &[u8], wanted: &str) -> Vec<u8> {
    let mut value = Vec::new();
    let mut is_wanted = false;
    for line in header.split_inclusive(|byte| *byte == b'\n') {
        let mut content = line;
        if !continues(line) {
            is_wanted = name(line).is_some_and(|name| name == wanted);
            let colon = line.iter().position(|byte| *byte == b':');
            content = &line[colon.map_or(0, |colon| colon + 1)..];
            if is_wanted {
                value.clear();
            }
        }
        if is_wanted {
            value.extend_from_slice(if value.is_empty() { b"" } else { b" " });
            value.extend_from_slice(content.trim_ascii());
        }
    }
    value
}

fn is_blank(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n" | b"\r")
}

fn continues(line: &[u8]) -> bool {
    matches!(line.first(), Some(b' ' | b'\t'))
}

/// Returns the name of the field that the line begins, in lower case.
fn name(line: &[u8]) -> Option<String> {
    let end = line.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_".contains(b)))?;
    let colon = line[end..].iter().find(|byte| !b" \t".contains(byte))?;
    (end > 0 && *colon == b':').then(|| String::from_utf8_lossy(&line[..end]).to_ascii_lowercase())
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
    fn a_header_ends_before_what_is_no_field() {
        for (header, length) in [
            ("A: b\r\n c\r\n\r\n", 12),
            ("A: b\nno field\nC: d\n\n", 5),
            ("A: b\n\nC: d\n\n", 6),
            ("A: b", 4),
            ("  no field\n\n", 0),
            ("\n", 1),
            ("", 0),
        ] {
            assert_eq!(super::length(header.as_bytes()), length, "{header}");
        }
    }

    #[test]
    fn a_field_is_read_as_one_line() {
        let header = b"A: b\r\n\t c \r\n d\r\nSubject : one: \n\n two\nSUBJECT:\n three\n\n";
        assert_eq!(value(header, "a"), b"b c d");
        assert_eq!(value(header, "subject"), b"three");
        assert_eq!(value(b"Subject", "subject"), b"");
    }
}
