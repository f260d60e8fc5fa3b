//! XML as a row of tags and texts, however damaged it is.
//!
//! What cannot be a tag is text: `p < 0.05`, `<ana@example.org>`, `<https://example.org>`. A comment
//! or a section of characters that is never closed ends at the next tag.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use crate::intake::entities;
use skimmark_paper::text::is_quote;

/// What a piece of XML is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text, with its entities.
    Text,
    /// Text of a section of characters, which has no entities.
    Verbatim,
    /// The tag that begins an element.
    Opens,
    /// The tag that ends an element.
    Closes,
    /// An element without contents.
    Empty,
    /// A comment, a declaration, an instruction, or a tag that was cut.
    Other,
}

/// A piece of XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'p> {
    pub kind: Kind,
    /// The name of a tag, as it is written.
    pub name: &'p str,
    /// The text; or the attributes of a tag.
    pub text: &'p str,
    /// Where it stands.
    pub bytes: Range<usize>,
}

/// Returns the name without its prefix.
pub(super) fn local(name: &str) -> &str {
    let prefix = name.bytes().rposition(|byte| byte == b':');
    prefix.map_or(name, |at| &name[at + 1..])
}

/// Returns the text of one attribute of a tag, of which `name` is the name without its prefix.
pub(super) fn attribute<'p>(attributes: &'p str, name: &str) -> Option<Cow<'p, str>> {
    let mut rest = attributes;
    while let Some(sign) = rest.find('=') {
        // Within JSON, a mark has a sign before it.
        let after = rest[sign + 1..].trim_start_matches(|c: char| c.is_whitespace() || c == '\\');
        let before = rest[..sign].trim_end();
        let start = before.rfind(|c: char| !is_of_name(c)).map_or(0, |at| at + 1);
        let found = before.get(start..).unwrap_or_default();
        let opening = after.chars().next().filter(|c| is_quote(*c) || "'‘’".contains(*c));
        let value = &after[opening.map_or(0, char::len_utf8)..];
        let double = opening.is_some_and(is_quote);
        let closes = |c: char| match opening {
            Some(_) if double => is_quote(c),
            Some(_) => "'‘’".contains(c),
            None => c.is_whitespace(),
        };
        let end = value.find(closes).unwrap_or(value.len());
        if local(found).eq_ignore_ascii_case(name) {
            // A line end in a value means a blank, says XML.
            return Some(match entities::decode(value[..end].trim_end_matches('\\')) {
                text if text.contains('\n') => Cow::Owned(text.replace('\n', " ")),
                text => text,
            });
        }
        rest = &value[end..];
    }
    None
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.' | '-')
}

/// Returns the length of the name that `text` begins with.
pub(super) fn name_length(text: &str) -> usize {
    let first = text.as_bytes().first().copied().unwrap_or_default();
    match first.is_ascii_alphabetic() || first == b'_' {
        true => {
            let ends = |byte: u8| !is_of_name(char::from(byte));
            text.bytes().position(ends).unwrap_or(text.len())
        }
        false => 0,
    }
}

/// Reads the tag that `text` begins with: its kind, name and attributes, and its length.
pub(super) fn tag(text: &str) -> Option<(Kind, &str, &str, usize)> {
    let rest = text.strip_prefix('<')?;
    let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    let length = name_length(rest);
    let (name, after) = rest.split_at(length);
    let apart = after.is_empty()
        || after.starts_with(['>', '<'])
        || after.starts_with("/>")
        || after.starts_with(char::is_whitespace);
    if length == 0 || !apart {
        return None;
    }
    // Markup that goes on to the next tag was cut.
    let limit = memchr::memchr(b'<', after.as_bytes()).unwrap_or(after.len());
    let start = text.len() - after.len();
    let Some(end) = end_of_tag(&after[..limit]) else {
        // An end is nothing else; a sign in running text is followed by words, not by attributes.
        if closes {
            return Some((Kind::Closes, name, "", start));
        }
        let cut = &after[..limit];
        let is_cut = limit == 0 && !after.is_empty() || after.len() == limit || cut.contains('=');
        return (is_cut && !is_prose(cut)).then_some((Kind::Other, name, cut, start + limit));
    };
    let attributes = &after[..end];
    let (kind, attributes) = match (closes, attributes.strip_suffix('/')) {
        (true, _) => (Kind::Closes, attributes),
        (false, Some(attributes)) => (Kind::Empty, attributes),
        (false, None) => (Kind::Opens, attributes),
    };
    (!is_prose(attributes)).then_some((kind, name, attributes, start + end + 1))
}

/// Returns true for words where attributes would stand: `a <b and c> d`.
fn is_prose(attributes: &str) -> bool {
    let mut words = attributes.split_whitespace();
    !attributes.contains('=') && words.next().is_some() && words.next().is_some()
}

/// Returns where the tag ends: at a `>` outside of quotation marks, or at the first one if these
/// are not closed.
fn end_of_tag(rest: &str) -> Option<usize> {
    let first = memchr::memchr(b'>', rest.as_bytes())?;
    let mut open: Option<u8> = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (byte, open) {
            (b'>', None) => return Some(at),
            (b'"' | b'\'', None) => open = Some(byte),
            (byte, Some(quote)) if byte == quote => open = None,
            _ => {}
        }
    }
    Some(first)
}

/// A scanner of XML.
pub(super) struct Scanner<'p> {
    text: &'p str,
    at: usize,
    /// What next closes a comment, and a section of characters, as far as it is known.
    closings: [usize; 2],
}

/// The longest declaration of a document type, in bytes.
const MOST_DECLARED: usize = 4 << 10;

const COMMENT: usize = 0;
const SECTION: usize = 1;
const CLOSINGS: [&str; 2] = ["-->", "]]>"];

impl<'p> Scanner<'p> {
    pub fn new(text: &'p str) -> Self {
        Self { text, at: 0, closings: [0; 2] }
    }

    fn token(&self, kind: Kind, name: &'p str, text: &'p str, length: usize) -> Token<'p> {
        Token { kind, name, text, bytes: self.at..self.at + length }
    }

    /// Reads the markup that begins here, if any does.
    fn markup(&mut self) -> Option<Token<'p>> {
        let rest = &self.text[self.at..];
        if let Some(section) = rest.strip_prefix("<![CDATA[") {
            let start = rest.len() - section.len();
            let length = self.section(self.at + start);
            let (inner, after) = section.split_at(length);
            let close = if after.starts_with(CLOSINGS[SECTION]) { 3 } else { 0 };
            return Some(self.token(Kind::Verbatim, "", inner, start + length + close));
        }
        if ["<!--", "<!–", "<!—"].iter().any(|start| rest.starts_with(start)) {
            let length = self.comment(rest);
            return Some(self.token(Kind::Other, "", "", length));
        }
        if let Some((kind, name, text, length)) = tag(rest) {
            return Some(self.token(kind, name, text, length));
        }
        let declares = rest.strip_prefix("<!").or_else(|| rest.strip_prefix("<?"))?;
        if name_length(declares) == 0 {
            return None;
        }
        let end = memchr::memchr(b'>', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        // A document type may hold declarations in brackets.
        let near = &rest.as_bytes()[..rest.len().min(MOST_DECLARED)];
        let own = rest[..end].contains('[').then(|| memmem::find(near, b"]>"));
        let end = own.flatten().map_or(end, |at| at + 2);
        Some(self.token(Kind::Other, "", "", end))
    }

    /// Returns how long a section of characters is; another one within it says that its end is lost.
    fn section(&mut self, from: usize) -> usize {
        let end = self.closing(SECTION, from);
        let inner = &self.text[from..end.unwrap_or(self.text.len())];
        let next = memmem::find(inner.as_bytes(), b"<![CDATA[");
        if let (None, Some(end)) = (next, end) {
            return end - from;
        }
        let inner = &inner[..next.unwrap_or(inner.len())];
        memmem::find(inner.as_bytes(), b"</").unwrap_or(inner.len())
    }

    fn comment(&mut self, rest: &str) -> usize {
        if let Some(end) = self.closing(COMMENT, self.at + 4) {
            return end + CLOSINGS[COMMENT].len() - self.at;
        }
        let next = memchr::memchr(b'<', &rest.as_bytes()[1..]).map_or(rest.len(), |at| at + 1);
        let dashed = |dash: &str| rest[..next].find(dash).map(|at| at + dash.len());
        dashed("–>").or_else(|| dashed("—>")).unwrap_or(next)
    }

    /// Finds what closes a comment or a section that begins at `from`. Each place is found only once,
    /// however many begin before it.
    fn closing(&mut self, of: usize, from: usize) -> Option<usize> {
        let known = self.closings[of];
        if known < from {
            let rest = self.text.as_bytes().get(from..).unwrap_or_default();
            let found = memmem::find(rest, CLOSINGS[of].as_bytes());
            self.closings[of] = found.map_or(usize::MAX, |at| from + at);
        }
        Some(self.closings[of]).filter(|at| *at < usize::MAX)
    }
}

impl<'p> Iterator for Scanner<'p> {
    type Item = Token<'p>;

    fn next(&mut self) -> Option<Token<'p>> {
        if self.at >= self.text.len() {
            return None;
        }
        let token = self.markup().unwrap_or_else(|| {
            let mut end = self.at;
            loop {
                let from = end + usize::from(self.text[end..].starts_with('<'));
                let next = memchr::memchr(b'<', &self.text.as_bytes()[from..]);
                end = next.map_or(self.text.len(), |at| from + at);
                if end == self.text.len() || may_begin(&self.text[end..]) {
                    break;
                }
            }
            let text = &self.text[self.at..end];
            self.token(Kind::Text, "", text, text.len())
        });
        self.at = token.bytes.end;
        Some(token)
    }
}

/// Returns true if markup may begin with this `<`.
fn may_begin(rest: &str) -> bool {
    rest.as_bytes().get(1).is_some_and(|b| b.is_ascii_alphabetic() || b"/!?_".contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(Kind, &str, &str)> {
        let all: Vec<Token> = Scanner::new(text).collect();
        let ends: Vec<usize> = all.iter().map(|token| token.bytes.end).collect();
        let starts: Vec<usize> = all.iter().map(|token| token.bytes.start).collect();
        assert_eq!(starts.first().copied().unwrap_or(0), 0);
        assert_eq!(&starts[1.min(starts.len())..], &ends[..ends.len().saturating_sub(1)]);
        assert_eq!(ends.last().copied().unwrap_or(0), text.len());
        all.into_iter().map(|token| (token.kind, token.name, token.text)).collect()
    }

    #[test]
    fn tags_and_texts_come_in_a_row() {
        use Kind::*;
        let text = "<?xml version='1.0'?><!-- <a> --><a b=\"1>0\">x <![CDATA[<p>]]></a><dc:c/>";
        let expected = [
            (Other, "", ""),
            (Other, "", ""),
            (Opens, "a", " b=\"1>0\""),
            (Text, "", "x "),
            (Verbatim, "", "<p>"),
            (Closes, "a", ""),
            (Empty, "dc:c", ""),
        ];
        assert_eq!(pieces(text), expected);
        assert_eq!(local("dc:c"), "c");
    }

    #[test]
    fn what_cannot_be_a_tag_is_text() {
        for text in
            ["p < 0.05 > 0.01", "<ana@example.org>", "<https://a.org>", "a <b and c> d", "<"]
        {
            assert!(pieces(text).iter().all(|it| it.0 == Kind::Text), "{text}");
        }
    }

    #[test]
    fn damage_ends_at_the_next_tag() {
        use Kind::*;
        assert_eq!(pieces("a</lin b")[1..], [(Closes, "lin", ""), (Text, "", " b")]);
        assert_eq!(pieces("<a b=\"c><d>")[..], [(Opens, "a", " b=\"c"), (Opens, "d", "")]);
        assert_eq!(pieces("<a <b>")[..], [(Text, "", "<a "), (Opens, "b", "")]);
        assert_eq!(pieces("<![CDATA[x</a><b>")[..1], [(Verbatim, "", "x")]);
        assert_eq!(pieces("<!-- x <b>")[1..], [(Opens, "b", "")]);
        assert_eq!(pieces("<![CDATA[x<b/><![CDATA[y]]>")[1..], [(Verbatim, "", "y")]);
    }

    #[test]
    fn attributes_are_found_by_their_local_names() {
        let text =
            " href = 'a&amp;b' xml:rel=“alternate” type=x term=\"cs.LG\" name='Book\nPart' bare";
        assert_eq!(attribute(text, "href").as_deref(), Some("a&b"));
        assert_eq!(attribute(text, "rel").as_deref(), Some("alternate"));
        assert_eq!(attribute(text, "type").as_deref(), Some("x"));
        assert_eq!(attribute(text, "term").as_deref(), Some("cs.LG"));
        assert_eq!(attribute(text, "name").as_deref(), Some("Book Part"));
        assert_eq!(attribute(text, "bare"), None);
    }
}
