//! One mail and its contents: texts, versions of one text, files, other mails.

use std::borrow::Cow;

use super::split::Entity;
use super::{fields, flowed, line_breaks, words};
use crate::intake::{IntakeError, Part, Within, encoding, file_parts, html_page, text_page};
use crate::page::Page;

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

/// A section of a mail, in one or two versions: plain text, then HTML.
type Section = Vec<Page>;

/// Returns the parts of a mail's source: its own text, then its attachments. `before` lines of the
/// file come before it.
pub(super) fn message(source: &[u8], before: u32, within: Within) -> Vec<Part> {
    // Blank lines before the header come from pasting.
    let mail = if fields::is_mail(source) { source.trim_ascii_start() } else { source };
    let blank = line_breaks(&source[..source.len() - mail.len()]);
    parts(&Entity::read(mail, before + blank), within)
}

fn parts(mail: &Entity, within: Within) -> Vec<Part> {
    let mut attached = Vec::new();
    let pages = versions(sections(mail, within, &mut attached));
    let mut parts = Vec::new();
    if pages.iter().any(|page| !page.text().trim().is_empty()) {
        let name = words::read(&mail.field("subject"), within.decode);
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

/// Returns the sections of an entity, in order; attachments go to `attached`.
fn sections(entity: &Entity, within: Within, attached: &mut Vec<Part>) -> Vec<Section> {
    if UNREAD.iter().any(|unread| entity.kind.starts_with(unread)) {
        return Vec::new();
    }
    let nests = within.nests();
    let children = if nests { entity.children() } else { Vec::new() };
    if !children.is_empty() {
        if entity.kind == "multipart/alternative" {
            return vec![alternatives(children, within, attached)];
        }
        let sections = children.iter().map(|child| sections(child, within.deeper(), attached));
        return sections.flatten().collect();
    }
    let bytes = entity.decoded();
    if nests && entity.is_mail() {
        attached.extend(parts(&entity.mail(&bytes), within.deeper()));
        return Vec::new();
    }
    let name = entity.file_name(within.decode);
    let is_text = entity.kind.starts_with("text/") || entity.kind.starts_with("multipart/");
    if !nests || is_text && name.is_none() {
        return vec![vec![page(entity, bytes, within)]];
    }
    let name = name.unwrap_or_default();
    let charset = entity.parameter("charset", within.decode);
    match file_parts(name.clone(), bytes.into_owned(), charset.as_deref(), within.deeper()) {
        Ok(parts) => attached.extend(parts),
        Err(problem @ IntakeError::PackedTwice) => {
            attached.push(Part { name, pages: Vec::new(), problem: Some(problem) });
        }
        // An attached file that is not text is ignored.
        Err(_) => {}
    }
    Vec::new()
}

fn page(entity: &Entity, bytes: Cow<[u8]>, within: Within) -> Page {
    let parameter = |name: &str| entity.parameter(name, within.decode);
    let text = encoding::text(bytes, parameter("charset").as_deref(), within.decode);
    if entity.kind == "text/html" {
        return html_page(text);
    }
    let is = |name: &str, wanted: &str| {
        parameter(name).is_some_and(|value| value.eq_ignore_ascii_case(wanted))
    };
    entity.located(text_page(match is("format", "flowed") {
        true => flowed::read(&text, is("delsp", "yes")),
        false => text,
    }))
}

/// Returns the versions of one content: the plain text, and the last of the others, which is the
/// best.
fn alternatives(mut children: Vec<Entity>, within: Within, attached: &mut Vec<Part>) -> Section {
    let known = |child: &Entity| {
        matches!(child.kind.as_str(), "text/plain" | "text/html")
            || child.kind.starts_with("multipart/")
    };
    if children.iter().any(known) {
        children.retain(known);
    }
    // Not sorted: sorting adds 8 KB of code for a list of three.
    let plain = children.iter().position(|child| child.kind == "text/plain");
    if let Some(plain) = plain {
        children[..=plain].rotate_right(1);
    }
    let sections = children.iter().map(|child| sections(child, within.deeper(), attached));
    let mut pages: Vec<Page> = sections.flat_map(versions).collect();
    if pages.len() > 2 {
        pages.drain(1..pages.len() - 1);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode;

    fn read(source: &str) -> Vec<(String, Vec<String>)> {
        let page = |page: &Page| page.text().trim_end().to_owned();
        let part = |part: Part| (part.name, part.pages.iter().map(page).collect());
        message(source.as_bytes(), 0, Within::new(decode)).into_iter().map(part).collect()
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
    fn no_text_is_lost_where_a_header_or_an_encoding_is_invalid() {
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
            (part("Content-Type: message/rfc822", ">From b\nTo: b\n\none"), &[" next", "one"]),
            (
                part("a\nContent-Type: text/html", "<p>one"),
                &["a Content-Type: text/html\none\n\n next"],
            ),
            ("Content-Type: multipart/mixed; boundary=A\n\n--A\none".to_owned(), &["one"]),
        ] {
            let found: Vec<String> =
                read(&source).into_iter().flat_map(|(_, pages)| pages).collect();
            assert_eq!(found, texts, "{source}");
        }
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
