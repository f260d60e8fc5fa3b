//! A document → its texts, tags and comments, parted as browsers part them.

use super::flow::Flow;
use super::tag::StartTag;
use crate::intake::references;

/// Elements that hold text alone, up to their end tag; in the first two, references count.
const OF_TEXT: &[&[u8]] = &[
    b"title",
    b"textarea",
    b"script",
    b"style",
    b"iframe",
    b"xmp",
    b"noembed",
    b"noframes",
    b"noscript",
];

/// How many of [`OF_TEXT`] have references.
const WITH_REFERENCES: usize = 2;

/// Reads a document, in time linear in its length.
pub fn read(html: &str, flow: &mut Flow) {
    let mut tag = StartTag::default();
    let mut rest = html;
    while !rest.is_empty() {
        let (text, markup) = rest.split_at(text_length(rest));
        flow.text(references::decode(text, false).as_bytes());
        if markup.is_empty() {
            return;
        }
        if let Some((comment, length)) = comment(markup) {
            flow.comment(comment.as_bytes());
            rest = &markup[length..];
            continue;
        }
        let is_end = markup.starts_with("</");
        // A tag that the document's end cuts is not shown.
        let Some(length) = read_tag(&markup[1 + usize::from(is_end)..], &mut tag) else { return };
        rest = &markup[1 + usize::from(is_end) + length..];
        if is_end {
            flow.end(tag.name());
            continue;
        }
        flow.start(&tag);
        if let Some(place) = OF_TEXT.iter().position(|name| *name == tag.name()) {
            let (text, after) = rest.split_at(closing(rest, tag.name()));
            match place < WITH_REFERENCES {
                true => flow.text(references::decode(text, false).as_bytes()),
                false => flow.text(text.as_bytes()),
            }
            rest = after;
        }
    }
}

/// Returns the length of the text before the next markup.
fn text_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let begins = |at: &usize| match bytes.get(at + 1) {
        Some(b'/') => bytes.len() > at + 2,
        Some(byte) => byte.is_ascii_alphabetic() || b"!?".contains(byte),
        None => false,
    };
    memchr::memchr_iter(b'<', bytes).find(begins).unwrap_or(bytes.len())
}

/// Reads the comment that the markup is, if it is one; returns what it says, and its length. What
/// can be nothing else is one: a declaration, an instruction, an end tag without a name.
fn comment(markup: &str) -> Option<(&str, usize)> {
    let Some(rest) = markup.strip_prefix("<!--") else {
        let is_tag = |byte: &u8| byte.is_ascii_alphabetic();
        let name = markup.as_bytes().get(1 + usize::from(markup.starts_with("</")));
        if name.is_none_or(is_tag) {
            return None;
        }
        let end = memchr::memchr(b'>', markup.as_bytes());
        let inner = &markup[2..end.unwrap_or(markup.len())];
        return Some((inner, end.map_or(markup.len(), |end| end + 1)));
    };
    if let Some(start) = [">", "->"].into_iter().find(|start| rest.starts_with(start)) {
        return Some(("", 4 + start.len()));
    }
    let ends = |at: &usize| rest[*at..].starts_with("-->") || rest[*at..].starts_with("--!>");
    let end = memchr::memchr_iter(b'-', rest.as_bytes()).find(ends);
    let inner = &rest[..end.unwrap_or(rest.len())];
    let sign = |end: usize| end + if rest[end..].starts_with("-->") { 3 } else { 4 };
    Some((inner, 4 + end.map_or(rest.len(), sign)))
}

/// Reads a tag from its name on; returns its length, up to and with its `>`.
fn read_tag(text: &str, tag: &mut StartTag) -> Option<usize> {
    let bytes = text.as_bytes();
    // The length of what comes from `at` on, up to one of `ends`.
    let until = |at: usize, ends: fn(u8) -> bool| {
        bytes[at..].iter().position(|byte| ends(*byte)).map(|length| at + length)
    };
    let skip_space = |at: usize| until(at, |byte| !byte.is_ascii_whitespace());
    tag.clear();
    let mut at = until(0, |byte| byte.is_ascii_whitespace() || b"/>".contains(&byte))?;
    tag.set_name(&bytes[..at]);
    loop {
        at = skip_space(at)?;
        match bytes[at] {
            b'>' => return Some(at + 1),
            b'/' => {
                if bytes.get(at + 1) == Some(&b'>') {
                    tag.close_itself();
                }
                at += 1;
                continue;
            }
            _ => {}
        }
        // A name may begin with the sign that ends it.
        let end = until(at + 1, |byte| byte.is_ascii_whitespace() || b"/>=".contains(&byte))?;
        let slot = tag.add_attribute(&bytes[at..end].to_ascii_lowercase());
        at = skip_space(end)?;
        if bytes[at] != b'=' {
            continue;
        }
        at = skip_space(at + 1)?;
        let (value, next) = match bytes[at] {
            quote @ (b'"' | b'\'') => {
                let end = at + 1 + memchr::memchr(quote, &bytes[at + 1..])?;
                (&text[at + 1..end], end + 1)
            }
            _ => {
                let end = until(at, |byte| byte.is_ascii_whitespace() || byte == b'>')?;
                (&text[at..end], end)
            }
        };
        if let Some(slot) = slot {
            tag.set_value(slot, references::decode(value, true).as_bytes());
        }
        at = next;
    }
}

/// Returns where the end tag of an element of text begins.
fn closing(text: &str, name: &[u8]) -> usize {
    let bytes = text.as_bytes();
    let closes = |at: &usize| {
        let after = bytes[*at..].strip_prefix(b"</").unwrap_or_default();
        let ends =
            after.get(name.len()).is_some_and(|b| b.is_ascii_whitespace() || b"/>".contains(b));
        ends && after[..name.len()].eq_ignore_ascii_case(name)
    };
    memchr::memchr_iter(b'<', bytes).find(closes).unwrap_or(bytes.len())
}
