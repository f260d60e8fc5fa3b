//! One mail and what it is made of: texts, versions of one text, files, other mails.

use std::borrow::Cow;

use super::{fields, fields::Fields, flowed, transfer};
use crate::intake::{MOST_DEPTH, Part, encoding, file_parts, html, text_page};
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

/// A header and the body that it is about.
struct Entity<'a> {
    fields: Fields<'a>,
    /// As `text/plain`, in lower case.
    kind: String,
    body: &'a [u8],
}

/// A stretch of a mail, in one or two versions: plain text, then HTML.
type Section = Vec<Page>;

/// The parts of a mail's source: what is written in it, then what is attached.
pub(super) fn message(source: &[u8], depth: u32) -> Vec<Part> {
    // Blank lines before the header are those of a paste.
    let pasted = fields::is_mail(source);
    let source = if pasted { source.trim_ascii_start() } else { source };
    let entity = Entity::read(source, "text/plain");
    let mut attached = Vec::new();
    let pages = versions(entity.sections(depth, &mut attached));
    let mut parts = Vec::new();
    if pages.iter().any(|page| !page.text().trim().is_empty()) {
        parts.push(Part { name: fields::value(entity.fields.subject), pages });
    }
    parts.append(&mut attached);
    parts
}

/// All sections one behind the other, in as many versions as one of them has.
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

impl<'a> Entity<'a> {
    /// The entity of this source, of the kind `otherwise` if it does not tell.
    fn read(source: &'a [u8], otherwise: &str) -> Self {
        let (fields, body) = fields::split(source);
        let kind = fields::main_value(fields.content_type);
        let kind = if kind.contains('/') { kind } else { otherwise.to_owned() };
        Self { fields, kind, body }
    }

    /// What is written here, in order; what is attached goes to `attached`.
    fn sections(&self, depth: u32, attached: &mut Vec<Part>) -> Vec<Section> {
        if UNREAD.iter().any(|kind| self.kind.starts_with(kind)) {
            return Vec::new();
        }
        let nests = depth < MOST_DEPTH;
        if nests
            && self.kind.starts_with("multipart/")
            && let Some(children) = self.children()
        {
            return match self.kind.as_str() {
                "multipart/alternative" => vec![alternatives(children, depth, attached)],
                _ => {
                    children.iter().flat_map(|child| child.sections(depth + 1, attached)).collect()
                }
            };
        }
        if nests && matches!(self.kind.as_str(), "message/rfc822" | "message/global") {
            attached.extend(message(&self.decoded(), depth + 1));
            return Vec::new();
        }
        let name = self.file_name();
        let written = self.kind.starts_with("text/") || self.kind.starts_with("multipart/");
        if written && name.is_none() || !nests {
            return vec![vec![self.page()]];
        }
        let name = name.unwrap_or_default();
        let charset = self.charset();
        let bytes = self.decoded().into_owned();
        // A file that is no text is none of ours.
        attached.extend(file_parts(name, bytes, charset.as_deref(), depth + 1).unwrap_or_default());
        Vec::new()
    }

    /// The entities between the boundaries of this one; nothing where there are no boundaries.
    fn children(&self) -> Option<Vec<Entity<'a>>> {
        let boundary = fields::parameter(self.fields.content_type, "boundary")?;
        let digest = self.kind == "multipart/digest";
        let otherwise = if digest { "message/rfc822" } else { "text/plain" };
        let mut children = Vec::new();
        let mut start: Option<usize> = None;
        let mut found = false;
        let mut at = 0;
        for line in self.body.split_inclusive(|byte| *byte == b'\n') {
            let end = at + line.len();
            if let Some(last) = boundary_line(line, boundary.as_bytes()) {
                let child = start.map(|start| without_line_end(&self.body[start..at]));
                children.extend(child.map(|child| Entity::read(child, otherwise)));
                found = true;
                start = Some(end);
                if last {
                    start = None;
                    break;
                }
            }
            at = end;
        }
        children.extend(start.map(|start| Entity::read(&self.body[start..], otherwise)));
        found.then_some(children)
    }

    /// The name of a file that is attached; empty where it has none.
    fn file_name(&self) -> Option<String> {
        let name = fields::parameter(self.fields.disposition, "filename")
            .or_else(|| fields::parameter(self.fields.content_type, "name"));
        let attached = fields::main_value(self.fields.disposition) == "attachment";
        name.or_else(|| attached.then(String::new))
    }

    fn charset(&self) -> Option<String> {
        fields::parameter(self.fields.content_type, "charset")
    }

    fn decoded(&self) -> Cow<'a, [u8]> {
        transfer::decoded(self.body, &fields::main_value(self.fields.encoding))
    }

    fn page(&self) -> Page {
        let text = encoding::text(self.decoded(), self.charset().as_deref());
        if self.kind == "text/html" {
            return html::page(&text);
        }
        let is = |name: &str, wanted: &str| {
            let value = fields::parameter(self.fields.content_type, name);
            value.is_some_and(|value| value.eq_ignore_ascii_case(wanted))
        };
        if is("format", "flowed") {
            return Page::new(flowed::read(&text, is("delsp", "yes")));
        }
        text_page(text)
    }
}

/// The versions of one content: the plain text, and the last of the others, which is the best.
fn alternatives(mut children: Vec<Entity>, depth: u32, attached: &mut Vec<Part>) -> Section {
    let known = |child: &Entity| {
        matches!(child.kind.as_str(), "text/plain" | "text/html")
            || child.kind.starts_with("multipart/")
    };
    if children.iter().any(known) {
        children.retain(known);
    }
    children.sort_by_key(|child| child.kind != "text/plain");
    let sections = children.iter().map(|child| child.sections(depth + 1, attached));
    let mut pages: Vec<Page> = sections.flat_map(versions).collect();
    if pages.len() > 2 {
        pages.drain(1..pages.len() - 1);
    }
    pages
}

/// Whether the line is a boundary, and if so, whether it is the last one.
fn boundary_line(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?.trim_ascii();
    match rest {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

/// The line end before a boundary belongs to the boundary.
fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<(String, Vec<String>)> {
        let page = |page: &Page| page.text().trim_end().to_owned();
        let part = |part: Part| (part.name, part.pages.iter().map(page).collect());
        message(source.as_bytes(), 0).into_iter().map(part).collect()
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
