//! The text of a line without the marks of Markdown and the tags of HTML in it.

use std::ops::Range;

use crate::formats::shared::rows::Row;
use crate::page::Page;
use skimmark_paper::text::math;

/// A stretch of a line that is more than text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub kind: Kind,
    /// The byte range in the text.
    pub range: Range<usize>,
    /// Where a link leads.
    pub url: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Link,
    Bold,
    Italic,
    Code,
}

/// A line as a reader of the page sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inline {
    pub text: String,
    /// In the order in which they end.
    pub spans: Vec<Span>,
}

/// How far the end of a link is looked for, in bytes.
const LONGEST_LINK: usize = 1500;

/// How many links may stand within each other.
const MOST_OPEN: usize = 4;

/// Tags that mark words of a line.
const TAGS: &[(&str, Option<Kind>)] = &[
    ("b", Some(Kind::Bold)),
    ("strong", Some(Kind::Bold)),
    ("summary", Some(Kind::Bold)),
    ("i", Some(Kind::Italic)),
    ("em", Some(Kind::Italic)),
    ("code", Some(Kind::Code)),
    ("a", Some(Kind::Link)),
    ("br", None),
    ("p", None),
    ("div", None),
    ("span", Some(Kind::Code)),
    ("details", None),
    ("ul", None),
    ("ol", None),
    ("li", None),
    ("img", None),
    ("font", None),
    ("center", None),
    ("sub", None),
    ("sup", None),
    ("u", None),
    ("small", None),
    ("kbd", None),
    ("h1", None),
    ("h2", None),
    ("h3", None),
    ("h4", None),
];

/// Entities that stand in text with tags, which intake leaves alone.
const ENTITIES: &[(&str, char)] = &[
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&#39;", '\''),
    ("&nbsp;", ' '),
];

/// Reads `text`, which is part of this row, with the links that the page has beside its text.
pub(super) fn read(page: &Page, row: &Row, text: &str) -> Inline {
    let mut inline = of(text);
    let start = row.text_bytes().end.saturating_sub(text.len());
    for hint in page.links(row.bytes()) {
        let words = page.text().get(hint.bytes.clone()).unwrap_or_default().trim();
        let from = hint.bytes.start.saturating_sub(start);
        // Marks that were taken off moved the words forward.
        let near = inline.text.floor_char_boundary(from.min(inline.text.len()));
        let found =
            inline.text[..near].rfind(words).filter(|_| !inline.text[near..].starts_with(words));
        let at = found.or_else(|| inline.text[near..].find(words).map(|at| near + at));
        let range = at.map_or(0..0, |at| at..at + words.len());
        inline.spans.push(Span { kind: Kind::Link, range, url: hint.url.clone() });
    }
    inline
}

/// Reads a line of Markdown.
pub(super) fn of(text: &str) -> Inline {
    let mut reader = Reader { text, out: Inline::default(), open: Vec::new(), links: Vec::new() };
    let mut at = 0;
    while at < text.len() {
        at = reader.step(at);
    }
    reader.out
}

struct Reader<'t> {
    text: &'t str,
    out: Inline,
    /// What was opened by a sign or a tag, and where in the text.
    open: Vec<(Kind, &'static str, usize, String)>,
    /// Links: where their text ends, where they end, where their text begins in the output, and
    /// where they lead.
    links: Vec<(usize, usize, usize, String)>,
}

impl Reader<'_> {
    /// Reads what stands at `at`; returns where it ends.
    fn step(&mut self, at: usize) -> usize {
        if let Some((end, after, start, url)) = self.links.pop_if(|(end, ..)| *end == at) {
            debug_assert!(end < after);
            self.finish(Kind::Link, start, url);
            return after;
        }
        let rest = &self.text[at..];
        match rest.as_bytes()[0] {
            b'\\' if rest[1..].starts_with(['[', ']', '_', '*', '#', '<', '>', '|']) => {
                self.out.text.push_str(&rest[1..2]);
                at + 2
            }
            b'$' => {
                let end = math::end(self.text, at, self.text.len()).unwrap_or(at + 1);
                self.out.text.push_str(&self.text[at..end]);
                end
            }
            b'!' if rest.starts_with("![") => match link(self.text, at + 1) {
                Some((_, after, url)) => {
                    let here = self.out.text.len();
                    self.out.spans.push(Span { kind: Kind::Link, range: here..here, url });
                    after
                }
                None => self.keep(at, 1),
            },
            b'[' if self.links.len() < MOST_OPEN => match link(self.text, at) {
                Some((end, after, url)) => {
                    self.links.push((end, after, self.out.text.len(), url));
                    let inner = self.text[at + 1..end].trim_start_matches('#');
                    end - inner.trim_start().len()
                }
                None => self.keep(at, 1),
            },
            b'<' => self.tag(at).unwrap_or_else(|| self.keep(at, 1)),
            b'&' => match ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
                Some((name, sign)) => {
                    self.out.text.push(*sign);
                    at + name.len()
                }
                None => self.keep(at, 1),
            },
            b'`' => self.toggle(at, Kind::Code, "`"),
            b'~' if rest.starts_with("~~") => at + 2,
            b'*' | b'_' => self.emphasis(at),
            _ => {
                let length = rest.find(['\\', '$', '!', '[', ']', '<', '&', '`', '~', '*', '_']);
                let next = rest.chars().next().map_or(1, char::len_utf8);
                self.keep(at, length.unwrap_or(rest.len()).max(next))
            }
        }
    }

    /// Keeps the text at `at`, up to the end of an open link.
    fn keep(&mut self, at: usize, length: usize) -> usize {
        let end = self.links.last().map_or(self.text.len(), |(end, ..)| *end);
        // A formula may have gone on beyond the end of the link.
        let end = self.text.ceil_char_boundary((at + length).min(end.max(at + 1)));
        self.out.text.push_str(&self.text[at..end]);
        end
    }

    fn finish(&mut self, kind: Kind, start: usize, url: String) {
        let start = start.min(self.out.text.len());
        self.out.spans.push(Span { kind, range: start..self.out.text.len(), url });
    }

    /// Opens what a sign opens, or closes it.
    fn toggle(&mut self, at: usize, kind: Kind, sign: &'static str) -> usize {
        match self.open.iter().rposition(|(_, by, ..)| *by == sign) {
            Some(place) => {
                let (_, _, start, url) = self.open.remove(place);
                self.finish(kind, start, url);
            }
            None => self.open.push((kind, sign, self.out.text.len(), String::new())),
        }
        at + sign.len()
    }

    /// `*`, `**`, `_` and `__`, unless they stand in a word or alone.
    fn emphasis(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let (kind, sign) = match rest.as_bytes() {
            [b'*', b'*', ..] => (Kind::Bold, "**"),
            [b'_', b'_', ..] => (Kind::Bold, "__"),
            [b'*', ..] => (Kind::Italic, "*"),
            _ => (Kind::Italic, "_"),
        };
        let before = self.text[..at].chars().next_back();
        let after = rest[sign.len()..].chars().next();
        let is_open = self.open.iter().any(|(_, by, ..)| *by == sign);
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let inside = sign != "**" && word(before) && word(after);
        let closes = is_open && (!blank(before) || sign == "**");
        let opens = !is_open && !blank(after) && (sign == "**" || !word(before));
        if inside || !(closes || opens) {
            return self.keep(at, sign.len());
        }
        self.toggle(at, kind, sign)
    }

    /// Reads a tag; `None` for other angle brackets.
    fn tag(&mut self, at: usize) -> Option<usize> {
        let inner = self.text.get(at + 1..)?;
        let inner = &inner[..inner.floor_char_boundary(LONGEST_LINK)];
        let (closing, name) = match inner.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inner),
        };
        let length = name.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
        let (name, rest) = name.split_at(length);
        if !rest.starts_with(['>', ' ', '/']) {
            return None;
        }
        let (tag, kind) = TAGS.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(name))?;
        let end = at + 1 + inner.find('>')? + 1;
        match kind {
            Some(kind) if closing => {
                if let Some(place) = self.open.iter().rposition(|(_, by, ..)| by == tag) {
                    let (_, _, start, url) = self.open.remove(place);
                    self.finish(*kind, start, url);
                }
            }
            Some(kind) => {
                let url = attribute(rest, "href");
                self.open.push((*kind, tag, self.out.text.len(), url.unwrap_or_default()));
            }
            None => {}
        }
        let apart = matches!(*tag, "br" | "p" | "div" | "li" | "summary" | "img" | "details");
        if apart && !self.out.text.is_empty() && !self.out.text.ends_with(' ') {
            self.out.text.push(' ');
        }
        Some(end)
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = &tag[tag.find(name)? + name.len()..];
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next()?;
    let value = match quote {
        '"' | '\'' => value[1..].split(quote).next()?,
        _ => value.split([' ', '>']).next()?,
    };
    Some(value.replace("&amp;", "&"))
}

/// Reads the link whose text opens at `at`: returns where its text ends, where it ends, and its
/// address.
fn link(text: &str, at: usize) -> Option<(usize, usize, String)> {
    let end = text.floor_char_boundary(at.saturating_add(LONGEST_LINK));
    let bytes = &text.as_bytes()[..end];
    let mut depth = 0_u32;
    let close = (at..bytes.len()).find(|at| {
        match bytes[*at] {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })?;
    if bytes.get(close + 1) != Some(&b'(') {
        return None;
    }
    let mut depth = 0_u32;
    let far = text.floor_char_boundary(close.saturating_add(LONGEST_LINK));
    let target = &text[close + 1..far];
    let length = target.bytes().position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })?;
    let url = target[1..length].trim();
    let url = url.split_once(" \"").map_or(url, |(url, _)| url).trim();
    let url = url.strip_prefix('<').and_then(|url| url.strip_suffix('>')).unwrap_or(url);
    let is_address = url.is_empty()
        || url.starts_with(['#', '/', '.'])
        || url.contains("://")
        || !url.contains(char::is_whitespace) && (url.contains('.') || url.contains('/'));
    is_address.then(|| (close, close + 1 + length + 1, url.replace("&amp;", "&")))
}

impl Inline {
    /// Takes these stretches out of the text, which are in order.
    pub fn cut(&mut self, gone: &[Range<usize>]) {
        for range in gone.iter().rev() {
            let range = range.start.min(self.text.len())..range.end.min(self.text.len());
            if range.is_empty() {
                continue;
            }
            self.text.replace_range(range.clone(), "");
            let moved = |at: usize| match at {
                at if at >= range.end => at - range.len(),
                at => at.min(range.start),
            };
            for span in &mut self.spans {
                span.range = moved(span.range.start)..moved(span.range.end);
            }
        }
    }

    /// Returns the spans of a kind that hold text.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(move |span| span.kind == kind && !span.range.is_empty())
    }

    /// Returns the words of a span.
    pub fn words(&self, span: &Span) -> &str {
        self.text.get(span.range.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_tags_go_and_links_stay() {
        let cases = [
            ("**[Wool](https://a.org/x)**: a *b* c", "Wool: a b c"),
            ("[[pdf](https://a.org/x)] [code]", "[pdf] [code]"),
            ("[### Wool (3 minute read)](https://a.org)", "Wool (3 minute read)"),
            ("![x](/papers/2601.00001)", ""),
            ("$a_1*b_2*c$ and p_1_2, A*B, 2 * 3", "$a_1*b_2*c$ and p_1_2, A*B, 2 * 3"),
            ("<a href=\"https://a.org\">Wool</a>, <b>x</b><br>y < z", "Wool, x y < z"),
            ("a [b] (c d) [e](f g)", "a [b] (c d) [e](f g)"),
            ("\\[x\\] R&amp;D `y`", "[x] R&D y"),
            ("[[x]](https://a.org/b_(c))", "[x]"),
        ];
        for (text, expected) in cases {
            assert_eq!(of(text).text, expected, "{text}");
        }
        let inline = of("**[Wool](https://a.org/x)**: and [_yarn_](#y)");
        let spans: Vec<_> = inline
            .spans
            .iter()
            .map(|span| (span.kind, inline.words(span), span.url.as_str()))
            .collect();
        let expected = [
            (Kind::Link, "Wool", "https://a.org/x"),
            (Kind::Bold, "Wool", ""),
            (Kind::Italic, "yarn", ""),
            (Kind::Link, "yarn", "#y"),
        ];
        assert_eq!(spans, expected);
    }

    #[test]
    fn cuts_move_what_follows() {
        let mut inline = of("[x] **Wool** [y](https://a.org)");
        inline.cut(&[0..1, 1..4]);
        assert_eq!(inline.text, "Wool y");
        assert_eq!(inline.words(&inline.spans[0]), "Wool");
        assert_eq!(inline.words(&inline.spans[1]), "y");
    }
}
