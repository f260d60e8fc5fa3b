//! The entities of mails (RFC 2045): a header and a body, which may consist of further entities.

use std::borrow::Cow;

use memchr::memchr;

use super::parameters::Parameters;
use super::transfer::Coding;
use super::{fields, line_breaks};
use crate::intake::Decode;
use crate::page::Page;

/// How many entities a body is split into at most; the last one has all the rest.
const MOST_PARTS: usize = 10_000;

/// What an entity is if it does not say.
const PLAIN: &str = "text/plain";

/// A header, and the body that it is about.
#[derive(Debug)]
pub(super) struct Entity<'s> {
    /// The type of the body, like `text/plain`, in lower case.
    pub kind: String,
    header: &'s [u8],
    body: &'s [u8],
    parameters: Parameters,
    coding: Coding,
    /// The number of lines before the body in the file.
    before: u32,
}

impl<'s> Entity<'s> {
    /// Reads an entity with this number of lines before it in the file.
    pub(super) fn read(source: &'s [u8], before: u32) -> Self {
        Self::typed(source, before, PLAIN)
    }

    /// Reads an entity, which is of the type `otherwise` if it does not say.
    fn typed(source: &'s [u8], before: u32, otherwise: &str) -> Self {
        // Fields after a line that is not one are of the header, but are also text, lest that is lost.
        let header = &source[..fields::end(source)];
        let (own, body) = source.split_at(fields::length(source));
        let declared = fields::value(header, "content-type");
        let parameters = Parameters::read(&declared);
        let mut names = parameters.value.split('/').map(str::trim).filter(|name| !name.is_empty());
        let kind = match (names.next(), names.next()) {
            (Some(kind), Some(of)) => format!("{kind}/{of}"),
            _ if parameters.value.is_empty() => otherwise.to_owned(),
            _ => PLAIN.to_owned(),
        };
        let coding = Coding::read(&fields::value(header, "content-transfer-encoding"));
        Self { kind, header, body, parameters, coding, before: before + line_breaks(own) }
    }

    /// Returns the value of a field, as it is written.
    pub(super) fn field(&self, name: &str) -> Vec<u8> {
        fields::value(self.header, name)
    }

    /// Returns a parameter of its type.
    pub(super) fn parameter(&self, name: &str, decode: Decode) -> Option<String> {
        self.parameters.get(name, decode)
    }

    /// Returns the name of the file that it is to be saved in, empty if it has no name; `None` if it
    /// is to be shown.
    pub(super) fn file_name(&self, decode: Decode) -> Option<String> {
        let disposition = Parameters::read(&self.field("content-disposition"));
        let name = disposition.get("filename", decode).or_else(|| self.parameter("name", decode));
        name.or_else(|| (disposition.value == "attachment").then(String::new))
    }

    /// Returns the body, with its transfer encoding undone.
    pub(super) fn decoded(&self) -> Cow<'s, [u8]> {
        self.coding.undone(self.body)
    }

    /// Returns true if its body is a mail.
    pub(super) fn is_mail(&self) -> bool {
        matches!(self.kind.as_str(), "message/rfc822" | "message/global")
    }

    /// Returns the mail that the decoded body is.
    pub(super) fn mail<'b>(&self, decoded: &'b [u8]) -> Entity<'b> {
        let before = if self.coding == Coding::Plain { self.before } else { 0 };
        // Programs attach a mail with the line that was before it in a mailbox.
        let bare = decoded.strip_prefix(b">").unwrap_or(decoded);
        match memchr(b'\n', decoded).filter(|_| bare.starts_with(b"From ")) {
            Some(end) => Entity::read(&decoded[end + 1..], before + 1),
            None => Entity::read(decoded, before),
        }
    }

    /// Returns the entities that its body consists of; none if it is of no such type, or if none of
    /// its boundaries comes.
    pub(super) fn children(&self) -> Vec<Entity<'s>> {
        let boundary = self.parameters.bytes("boundary").unwrap_or_default().1;
        let mut children = Vec::new();
        if boundary.is_empty() || !self.kind.starts_with("multipart/") {
            return children;
        }
        let otherwise = if self.kind == "multipart/digest" { "message/rfc822" } else { PLAIN };
        // Where the entity starts that is not yet ended, and the number of lines before it.
        let mut open: Option<(usize, u32)> = None;
        let (mut at, mut before) = (0, self.before);
        for line in self.body.split_inclusive(|byte| *byte == b'\n') {
            let start = at;
            at += line.len();
            before += u32::from(line.ends_with(b"\n"));
            let Some(is_last) = delimiter(line, &boundary) else { continue };
            if children.len() == MOST_PARTS {
                break;
            }
            children.extend(open.take().map(|(from, before)| {
                let content = without_break(self.body.get(from..start).unwrap_or_default());
                Entity::typed(content, before, otherwise)
            }));
            // Even the last one may be followed by others, if two levels have one boundary.
            open = (!is_last).then_some((at, before));
        }
        children.extend(
            open.map(|(from, before)| Entity::typed(&self.body[from..], before, otherwise)),
        );
        children
    }

    /// Returns the page of its text with the numbers that its lines have in the file, if its
    /// encoding keeps lines.
    pub(super) fn located(&self, page: Page) -> Page {
        match self.coding {
            Coding::Base64 => return page,
            Coding::Plain => return page.renumbered(|number| number + self.before),
            Coding::QuotedPrintable => {}
        }
        let soft = |line: &[u8]| line.trim_ascii_end().ends_with(b"=");
        let mut begun = true;
        let mut starts = Vec::new();
        for (number, line) in (1..).zip(self.body.split(|byte| *byte == b'\n')) {
            if begun {
                starts.push(number);
            }
            begun = !soft(line);
        }
        let number = |of_text: u32| starts.get(of_text as usize - 1).copied().unwrap_or(of_text);
        page.renumbered(|of_text| number(of_text) + self.before)
    }
}

/// Tells whether the line parts two entities (`Some(false)`) or comes after the last one.
fn delimiter(line: &[u8], boundary: &[u8]) -> Option<bool> {
    match line.strip_prefix(b"--")?.strip_prefix(boundary)?.trim_ascii_end() {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

/// Returns the text before a boundary: the line break before it belongs to the boundary.
fn without_break(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::intake::decode;

    const MIXED: &str = "Content-Type: multipart/mixed; boundary=A\n\n";

    fn bodies(source: &str) -> Vec<String> {
        let children = Entity::read(source.as_bytes(), 0).children();
        children.iter().map(|child| String::from_utf8_lossy(child.body).into_owned()).collect()
    }

    #[test]
    fn a_body_is_split_at_its_boundaries() {
        for (body, parts) in [
            ("before\n--A\n\none\n\n--A \t\r\n\ntwo\r\n--A--\nafter", &["one\n", "two"][..]),
            ("--A\n\none\n --A\n--AA\n--A-\n>--A\n", &["one\n --A\n--AA\n--A-\n>--A\n"]),
            ("--A\n--A\n\n--A\n\n\n--A", &["", "", "", ""]),
            ("--A\n\none\n--A--\nbetween\n--A\n\ntwo\n--A--\n", &["one", "two"]),
            ("--A--\n", &[]),
            ("one", &[]),
            ("", &[]),
        ] {
            assert_eq!(bodies(&format!("{MIXED}{body}")), parts, "{body}");
        }
        let quoted = MIXED.replace("=A", "=\"A b:\\\"\" (of it)");
        assert_eq!(bodies(&format!("{quoted}--A b:\"\n\none")), ["one"]);
        assert_eq!(bodies(&format!("{}--A\n\none", MIXED.replace("multipart", "text"))), [""; 0]);
    }

    #[test]
    fn what_is_beyond_the_most_parts_is_in_the_last() {
        let bodies = bodies(&format!("{MIXED}{}", "--A\n\n".repeat(MOST_PARTS + 3)));
        assert_eq!(bodies.len(), MOST_PARTS + 1);
        assert_eq!(bodies.last().unwrap(), "--A\n\n--A\n\n");
    }

    #[test]
    fn an_entity_is_of_the_type_that_it_or_its_parent_says() {
        for (header, kind) in [
            ("", "text/plain"),
            ("content-TYPE: Text/HTML ; charset=x\n", "text/html"),
            ("Content-Type:\n text/html\n", "text/html"),
            ("Content-Type: text/html\nContent-Type: text / csv\n", "text/csv"),
            ("no field\nContent-Type: text/html\n", "text/html"),
            ("Content-Type: html\n", "text/plain"),
        ] {
            assert_eq!(Entity::read(header.as_bytes(), 0).kind, kind, "{header}");
        }
        let digest = MIXED.replace("mixed", "digest") + "--A\n\n--A\nContent-Type: text/csv\n\n";
        let digest = Entity::read(digest.as_bytes(), 0);
        let kinds: Vec<_> = digest.children().into_iter().map(|child| child.kind).collect();
        assert_eq!(kinds, ["message/rfc822", "text/csv"]);
    }

    #[test]
    fn a_file_has_the_name_that_its_header_gives() {
        for (header, name) in [
            ("Content-Disposition: attachment; filename=a\nContent-Type: b/c; name=d\n", Some("a")),
            ("Content-Disposition: inline\nContent-Type: b/c; name=d\n", Some("d")),
            ("Content-Disposition: attachment; filename*=gb2312''%ca%fd\n", Some("数")),
            ("Content-Disposition: ATTACHMENT; filename=\"\"\n", Some("")),
            ("Content-Disposition: inline\n", None),
        ] {
            let found = Entity::read(header.as_bytes(), 0).file_name(decode);
            assert_eq!(found.as_deref(), name, "{header}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn entities_are_where_they_say(
            pieces in vec(prop_oneof![
                select(&["\n", "\r\n", "--A", "--A\n", "--A--\n", "\n\n", "a: b\n", "a"][..])
                    .prop_map(|piece| piece.as_bytes().to_vec()),
                vec(any::<u8>(), 0..9),
            ], 0..40),
            before in 0_u32..9,
        ) {
            let source = [MIXED.as_bytes(), &pieces.concat()].concat();
            let mail = Entity::read(&source, before);
            let mut end = 0;
            for child in mail.children() {
                let start = child.body.as_ptr() as usize - source.as_ptr() as usize;
                prop_assert!(start >= end);
                end = start + child.body.len();
                prop_assert!(end <= source.len());
                prop_assert_eq!(child.before, before + line_breaks(&source[..start]));
            }
        }
    }
}
