//! One mail and its contents: texts, versions of one text, files, other mails.

use mail_parser::decoders::{
    base64::base64_decode_stream, quoted_printable::quoted_printable_decode,
};
use mail_parser::{ContentType, HeaderName, Message, MessageParser, MessagePart, MimeHeaders};
use mail_parser::{MessagePartId, PartType};
use memchr::{memchr_iter, memchr2_iter};
use skimmark_paper::words::to_u32;

use super::{fields, flowed};
use crate::intake::{IntakeError, MOST_DEPTH, Part, encoding, file_parts, html_page, text_page};
use crate::page::Page;

/// How many boundaries and mails within a mail may be declared at most.
const MOST_NESTED: usize = 200;

/// Kinds of content in which no papers are listed.
const UNREAD: &[&str] = &[
    "application/ics",
    "application/pgp-",
    "application/pkcs7-",
    "application/x-pkcs7-",
    "audio/",
    "font/",
    "image/",
    "text/calendar",
    "text/css",
    "text/vcard",
    "text/x-amp-html",
    "text/x-vcard",
    "video/",
];

/// The first text of a mail is one of this many parts.
const FIRST_TEXT: MessagePartId = 4;

/// A section of a mail, in one or two versions: plain text, then HTML.
type Section = Vec<Page>;

/// Returns the parts of a mail's source: its own text, then its attachments. `before` lines of the
/// file come before it.
pub(super) fn message(source: &[u8], before: u32, depth: u32) -> Vec<Part> {
    // Blank lines before the header come from pasting.
    let pasted = fields::is_mail(source);
    let whole = source;
    let source = if pasted { source.trim_ascii_start() } else { source };
    let before = before + line_breaks(&whole[..whole.len() - source.len()]);
    // mail-parser drops a header at the end of the source if no blank line ends it.
    let ended = [source, b"\n\n"].concat();
    let parser = MessageParser::new().with_mime_headers().header_text(HeaderName::Subject);
    let parsed = if is_knotted(source) { None } else { parser.parse(&ended) };
    parsed.map_or_else(
        || {
            let page = text_page(encoding::text(source.into(), None));
            vec![Part { pages: vec![page], ..Part::default() }]
        },
        |message| {
            let mut parts = parts(&message, depth);
            if let Some(own) = parts.first_mut() {
                let pages = std::mem::take(&mut own.pages).into_iter();
                own.pages = pages.map(|page| page.renumbered(|number| number + before)).collect();
            }
            parts
        },
    )
}

/// Counts the line breaks of a source.
pub(super) fn line_breaks(source: &[u8]) -> u32 {
    to_u32(memchr_iter(b'\n', source).count())
}

/// Returns true if more boundaries and mails are declared than real mails have. mail-parser looks
/// for each boundary up to the end of the source, which takes quadratic time if they never come;
/// and it nests mails as deep as they are, until the stack overflows when they are dropped.
fn is_knotted(source: &[u8]) -> bool {
    let ends = |text: &[u8], name: &[u8]| {
        let name_of = text.len().checked_sub(name.len()).and_then(|start| text.get(start..));
        name_of.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let declares = |at: &usize| {
        let (before, after) = source.split_at(*at);
        if after.starts_with(b"=") {
            let before = before.trim_ascii_end();
            let counted = |byte: &u8| *byte != b'*' && !byte.is_ascii_digit();
            let end = before.iter().rposition(counted).map_or(0, |last| last + 1);
            return ends(before[..end].trim_ascii_end(), b"boundary");
        }
        let after = after[1..].trim_ascii_start();
        let kind = after.get(..6).unwrap_or_default();
        kind.eq_ignore_ascii_case(b"rfc822") || kind.eq_ignore_ascii_case(b"global")
    };
    memchr2_iter(b'=', b'/', source).filter(declares).nth(MOST_NESTED).is_some()
}

fn parts(message: &Message, depth: u32) -> Vec<Part> {
    let mut attached = Vec::new();
    let pages = versions(sections(message, 0, depth, &mut attached));
    let mut parts = Vec::new();
    if pages.iter().any(|page| !page.text().trim().is_empty()) {
        let name = message.subject().unwrap_or_default().to_owned();
        parts.push(Part { name, pages, problem: None });
    }
    parts.append(&mut attached);
    parts
}

/// Joins all sections one after the other, in as many versions as the section with the most has.
fn versions(sections: Vec<Section>) -> Vec<Page> {
    let mut whole: Vec<Page> = Vec::new();
    let two = sections.iter().any(|section| section.len() > 1);
    for section in sections {
        let mut pages = section.into_iter();
        let Some(first) = pages.next() else { continue };
        let second = two.then(|| pages.next().unwrap_or_else(|| first.clone()));
        for (number, page) in std::iter::once(first).chain(second).enumerate() {
            match whole.get_mut(number) {
                Some(before) => before.append(page),
                None => whole.push(page),
            }
        }
    }
    whole
}

/// Returns the sections of a part of the message, in order; attachments go to `attached`.
fn sections(
    message: &Message,
    id: MessagePartId,
    depth: u32,
    attached: &mut Vec<Part>,
) -> Vec<Section> {
    let Some(part) = message.part(id) else { return Vec::new() };
    let kind = kind(part);
    if UNREAD.iter().any(|unread| kind.starts_with(unread)) {
        return Vec::new();
    }
    let nests = depth < MOST_DEPTH;
    match &part.body {
        PartType::Multipart(children) if nests && kind == "multipart/alternative" => {
            return vec![alternatives(message, children, depth, attached)];
        }
        PartType::Multipart(children) if nests => {
            let sections = children.iter().map(|id| sections(message, *id, depth + 1, attached));
            return sections.flatten().collect();
        }
        PartType::Message(message) if nests => {
            attached.extend(parts(message, depth + 1));
            return Vec::new();
        }
        _ => {}
    }
    let disposition = part.content_disposition();
    let named = part.attachment_name();
    let is_file = named.is_some() || disposition.is_some_and(ContentType::is_attachment);
    let written = kind.starts_with("text/") || kind.starts_with("multipart/");
    let bytes = decoded(message, part);
    if written && !is_file || !nests {
        let page = page(part, &kind, bytes);
        // Later parts are numbered as if they went on.
        let located = id <= FIRST_TEXT && kind != "text/html";
        return vec![vec![if located { in_source(message, part, page) } else { page }]];
    }
    let name = named.unwrap_or_default().to_owned();
    match file_parts(name.clone(), bytes, charset(part), depth + 1) {
        Ok(parts) => attached.extend(parts),
        Err(problem @ IntakeError::PackedTwice) => {
            attached.push(Part { name, pages: Vec::new(), problem: Some(problem) });
        }
        // An attached file that is not text is ignored.
        Err(_) => {}
    }
    Vec::new()
}

/// Returns the type of a part, like `text/plain`, in lower case.
fn kind(part: &MessagePart) -> String {
    let declared = part.content_type().and_then(|kind| Some((kind.ctype(), kind.subtype()?)));
    match declared {
        _ if part.is_message() => "message/rfc822".to_owned(),
        Some((kind, subtype)) => format!("{kind}/{subtype}"),
        None => "text/plain".to_owned(),
    }
}

fn charset<'a>(part: &'a MessagePart) -> Option<&'a str> {
    part.content_type()?.attribute("charset")
}

/// Returns the body of a part, with its transfer encoding undone.
///
/// It is taken from the source, because mail-parser's decoding drops the last letters if a soft
/// line break precedes the boundary, gives up on the whole part if one letter is wrong (as with the
/// footers that mailing lists append), loses the bytes beyond ASCII if no character set explains
/// them, and reads pasted text, which is Unicode, in the encoding that it had before.
fn decoded(message: &Message, part: &MessagePart) -> Vec<u8> {
    let source = message.raw_message.as_ref();
    let (start, end) = body(source, part);
    let body = source.get(start..end).or_else(|| source.get(start..)).unwrap_or_default();
    let coding = part.content_transfer_encoding().unwrap_or_default();
    if coding.eq_ignore_ascii_case("base64") {
        let letter = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
        return base64_decode_stream(body.iter().filter(letter), body.len(), 0).unwrap_or_default();
    }
    if coding.eq_ignore_ascii_case("quoted-printable") {
        // Line by line, so that an invalid line affects only itself.
        let lines = body.split_inclusive(|byte| *byte == b'\n');
        return lines
            .flat_map(|line| quoted_printable_decode(line).unwrap_or_else(|| line.to_vec()))
            .collect();
    }
    body.to_vec()
}

/// Returns the page of a part with the numbers that its lines have in the mail's source, if its
/// encoding keeps lines.
fn in_source(message: &Message, part: &MessagePart, page: Page) -> Page {
    let source = message.raw_message.as_ref();
    let (start, end) = body(source, part);
    let before = line_breaks(source.get(..start).unwrap_or_default());
    let coding = part.content_transfer_encoding().unwrap_or_default();
    if coding.eq_ignore_ascii_case("base64") {
        return page;
    }
    if !coding.eq_ignore_ascii_case("quoted-printable") {
        return page.renumbered(|number| number + before);
    }
    let lines = source.get(start..end).unwrap_or_default().split(|byte| *byte == b'\n');
    let soft = |line: &[u8]| line.trim_ascii_end().ends_with(b"=");
    let mut begun = true;
    let mut starts = Vec::new();
    for (number, line) in (1..).zip(lines) {
        if begun {
            starts.push(number);
        }
        begun = !soft(line);
    }
    let number = |of_text: u32| starts.get(of_text as usize - 1).copied().unwrap_or(of_text);
    page.renumbered(|of_text| number(of_text) + before)
}

/// Returns where the body of a part is in the source.
fn body(source: &[u8], part: &MessagePart) -> (usize, usize) {
    let (header, start) = (part.offset_header as usize, part.offset_body as usize);
    // Lines of a header that are not fields are skipped by mail-parser; they are text.
    let start = header + fields::length(source.get(header..start).unwrap_or_default());
    (start, part.offset_end as usize)
}

fn page(part: &MessagePart, kind: &str, bytes: Vec<u8>) -> Page {
    let text = encoding::text(bytes.into(), charset(part));
    if kind == "text/html" {
        return html_page(text);
    }
    let is = |name: &str, wanted: &str| {
        let value = part.content_type().and_then(|kind| kind.attribute(name));
        value.is_some_and(|value| value.eq_ignore_ascii_case(wanted))
    };
    if is("format", "flowed") {
        return text_page(flowed::read(&text, is("delsp", "yes")));
    }
    text_page(text)
}

/// Returns the versions of one content: the plain text, and the last of the others, which is the
/// best.
fn alternatives(
    message: &Message,
    children: &[MessagePartId],
    depth: u32,
    attached: &mut Vec<Part>,
) -> Section {
    let kind = |id: MessagePartId| message.part(id).map(kind).unwrap_or_default();
    let mut children: Vec<_> = children.iter().map(|id| (*id, kind(*id))).collect();
    let known = |(_, kind): &(MessagePartId, String)| {
        matches!(kind.as_str(), "text/plain" | "text/html") || kind.starts_with("multipart/")
    };
    if children.iter().any(known) {
        children.retain(known);
    }
    // Not sorted: sorting adds 8 KB of code for a list of three.
    let plain = children.iter().position(|(_, kind)| kind == "text/plain");
    if let Some(plain) = plain {
        children[..=plain].rotate_right(1);
    }
    let sections = children.iter().map(|(id, _)| sections(message, *id, depth + 1, attached));
    let mut pages: Vec<Page> = sections.flat_map(versions).collect();
    if pages.len() > 2 {
        pages.drain(1..pages.len() - 1);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<(String, Vec<String>)> {
        let page = |page: &Page| page.text().trim_end().to_owned();
        let part = |part: Part| (part.name, part.pages.iter().map(page).collect());
        message(source.as_bytes(), 0, 0).into_iter().map(part).collect()
    }

    fn named(name: &str, pages: &[&str]) -> (String, Vec<String>) {
        (name.to_owned(), pages.iter().map(|page| (*page).to_owned()).collect())
    }

    #[test]
    fn a_body_is_one_part_in_its_versions() {
        let source = "Subject: =?utf-8?q?Caf=C3=A9?=\nContent-Type: multipart/mixed; boundary=A\n\n\
            Preamble\n--A\nContent-Type: multipart/alternative; boundary=AB\n\n\
            --AB\nContent-Type: text/html\n\n<p>rich</p>\n\
            --AB\nContent-Type: text/x-amp-html\n\n<amp>\n\
            --AB \nContent-Type: text/plain; charset=latin1\nContent-Transfer-Encoding: \
            quoted-printable\n\nplain=E9=\n--AB--\nEpilogue\n--A\n\nfooter\n--A--\nEpilogue";
        for source in [source.to_owned(), source.replace('\n', "\r\n")] {
            let parts = read(&source);
            assert_eq!(parts.len(), 1);
            assert_eq!(parts[0].0, "Café");
            let joined: Vec<String> =
                parts[0].1.iter().map(|text| text.replace('\r', "")).collect();
            assert_eq!(joined[0], "plainé\n\nfooter");
            assert!(joined[1].contains("rich") && joined[1].ends_with("\n\nfooter"));
        }
    }

    #[test]
    fn what_is_attached_is_a_part_of_its_own() {
        let source = "Subject: all\nContent-Type: multipart/mixed; boundary=\"x y\"\n\n\
            --x y\n\nbody\n\
            --x y\nContent-Type: application/octet-stream; name=refs.bib\n\
            Content-Transfer-Encoding: base64\n\nQGFydGljbGV7YX0=\n\
            --x y\nContent-Type: image/png\nContent-Disposition: attachment\n\nno text\n\
            --x y\nContent-Type: application/pdf\n\n%PDF-1.7\n\
            --x y\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"a.eml\"\n\n\
            Subject: within\nTo: b\n\nof a file\n\
            --x y\nContent-Type: multipart/digest; boundary=z\n\n\
            --z\n\nSubject: first\n\n1\n--z\n\nSubject: second\n\n2\n--z--\n--x y--\n";
        let expected = [
            named("all", &["body"]),
            named("refs.bib", &["@article{a}"]),
            named("within", &["of a file"]),
            named("first", &["1"]),
            named("second", &["2"]),
        ];
        assert_eq!(read(source), expected);
    }

    #[test]
    fn what_is_broken_is_read_as_far_as_it_goes() {
        for (source, texts) in [
            ("Content-Type: multipart/mixed; boundary=A\n\n--A\n\none", &["one"][..]),
            ("Content-Type: multipart/mixed; boundary=A\n\n-- A\none", &["-- A\none"]),
            ("Content-Type: multipart/mixed\n\none", &["one"]),
            ("Content-Type: ;;=\"\\\n\none", &["one"]),
            ("Subject: a\nno field\n\none", &["no field\n\none"]),
            ("Subject: a\n\n", &[]),
            ("Subject: a", &[]),
        ] {
            let found: Vec<String> =
                read(source).into_iter().flat_map(|(_, pages)| pages).collect();
            assert_eq!(found, texts, "{source}");
        }
    }

    #[test]
    fn no_text_is_lost_where_mail_parser_would_lose_it() {
        let part = |header: &str, body: &str| {
            format!(
                "Subject: a\nContent-Type: multipart/mixed; boundary=A\n\n\
                --A\n{header}\n\n{body}\n--A\n\n next\n--A--"
            )
        };
        let quoted = "Content-Transfer-Encoding: quoted-printable";
        let base64 = "Content-Transfer-Encoding: base64";
        let mail = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64";
        for (source, texts) in [
            (part(quoted, "="), &[" next"][..]),
            (part(quoted, "one="), &["one\n\n next"]),
            (part(quoted, "1=C3=A9 ==\n2=C3=A9"), &["1=C3=A9 ==\n2é\n\n next"]),
            (part(base64, "b25l\n*"), &["one\n\n next"]),
            (part("no field", "one"), &["no field\n\none\n\n next"]),
            (part(mail, "U3ViamVjdDogYgoKb25l"), &[" next", "one"]),
            ("Content-Type: multipart/mixed; boundary=A\n\n--A\none".to_owned(), &["one"]),
        ] {
            let found: Vec<String> =
                read(&source).into_iter().flat_map(|(_, pages)| pages).collect();
            assert_eq!(found, texts, "{source}");
        }
    }

    #[test]
    fn a_mail_of_more_boundaries_than_mails_have_is_plain_text() {
        let one = "Content-Type: multipart/mixed; Boundary*0* = b\n\n--b\n";
        let source = one.repeat(MOST_NESTED + 1);
        assert!(is_knotted(source.as_bytes()) && !is_knotted(&source.as_bytes()[one.len()..]));
        assert_eq!(read(&source), [named("", &[source.trim_end()])]);
        assert!(!is_knotted("a/b boundary a=b boundary".repeat(MOST_NESTED + 1).as_bytes()));
    }

    #[test]
    fn what_stands_too_deep_is_plain_text() {
        let mut source = "innermost".to_owned();
        for level in 0..2000 {
            source = match level % 2 {
                0 => format!("Content-Type: message/rfc822\n\n{source}"),
                _ => format!(
                    "Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n{source}"
                ),
            };
        }
        let parts = read(&source);
        assert!(parts.iter().any(|(_, pages)| pages[0].ends_with("innermost")));
    }
}
