//! The text that formats read, with what its source tells beyond the characters.

use std::ops::Range;

/// A text to be read, with line numbers, and what its source tells beyond the characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    text: String,
    hints: Hints,
    /// The number of each line in its source; none if they are counted from 1.
    numbers: Vec<u32>,
}

/// What a source with markup tells about a text beyond its characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Stretches that link somewhere, in the order of their starts.
    pub links: Vec<LinkHint>,
    /// Byte offsets at which two pieces of the source meet within a line without a space, in order:
    /// the boundary between a title and its authors may be there.
    pub joints: Vec<usize>,
}

/// A stretch of text that links somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkHint {
    /// The byte range in the page.
    pub bytes: Range<usize>,
    /// The absolute address, as the source gives it; not checked for safety.
    pub url: String,
}

/// One line of a [`Page`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The number of the line in its source, counted from 1.
    pub number: u32,
    /// Byte offset of the line in the page.
    pub start: usize,
    /// Byte offset after the line and its line break.
    pub end: usize,
    /// The text without its line break (`\n` or `\r\n`).
    pub text: &'a str,
}

impl Page {
    /// Returns a page of plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self::with_hints(text, Hints::default())
    }

    /// Returns a page of text with hints.
    pub fn with_hints(text: impl Into<String>, hints: Hints) -> Self {
        Self { text: text.into(), hints, numbers: Vec::new() }
    }

    /// Returns a page of plain text that has lost lines of its source, with the number that each of
    /// its lines had there.
    pub fn numbered(text: impl Into<String>, numbers: Vec<u32>) -> Self {
        Self { text: text.into(), hints: Hints::default(), numbers }
    }

    /// Returns true if its source told more than the text.
    pub fn has_hints(&self) -> bool {
        !(self.hints.links.is_empty() && self.hints.joints.is_empty())
    }

    /// Returns the page with the numbers that its lines have in a source around it: `number` says
    /// which, from the number that each has here.
    pub(crate) fn renumbered(mut self, number: impl Fn(u32) -> u32) -> Self {
        self.numbers = self.lines().map(|line| number(line.number)).collect();
        self
    }

    /// Returns the links that start in this stretch.
    pub fn links(&self, bytes: Range<usize>) -> &[LinkHint] {
        let all = &self.hints.links;
        let from = all.partition_point(|link| link.bytes.start < bytes.start);
        let to = all.partition_point(|link| link.bytes.start < bytes.end);
        &all[from..to.max(from)]
    }

    /// Returns the joints inside this stretch, excluding its ends.
    pub fn joints(&self, bytes: Range<usize>) -> &[usize] {
        let all = &self.hints.joints;
        let from = all.partition_point(|joint| *joint <= bytes.start);
        let to = all.partition_point(|joint| *joint < bytes.end);
        &all[from..to.max(from)]
    }

    /// Returns a stretch of this page as a page of its own, with the hints about it.
    pub fn slice(&self, bytes: Range<usize>) -> Self {
        let text = self.text.get(bytes.clone()).unwrap_or_default();
        let shifted = |link: &LinkHint| LinkHint {
            bytes: link.bytes.start - bytes.start..link.bytes.end.min(bytes.end) - bytes.start,
            url: link.url.clone(),
        };
        let links = self.links(bytes.clone()).iter().map(shifted).collect();
        let joints = self.joints(bytes.clone()).iter().map(|at| at - bytes.start).collect();
        Self::with_hints(text, Hints { links, joints })
    }

    /// Appends another page, after a blank line.
    pub fn append(&mut self, other: Self) {
        if !self.text.is_empty() {
            self.text.push_str(if self.text.ends_with('\n') { "\n" } else { "\n\n" });
        }
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.hints.links.extend(other.hints.links.into_iter().map(|link| LinkHint {
            bytes: link.bytes.start + start..link.bytes.end + start,
            url: link.url,
        }));
        self.hints.joints.extend(other.hints.joints.into_iter().map(|joint| joint + start));
    }

    /// Returns the whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the lines, whose `start..end` ranges cover the text without gap or overlap.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut start = 0;
        // What was appended is numbered as if it went on.
        let counted = self.numbers.last().map_or(1, |last| last + 1)..;
        let mut numbers = self.numbers.iter().copied().chain(counted);
        let mut breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
        std::iter::from_fn(move || {
            let (text, end) = match breaks.next() {
                Some(at) => (&self.text[start..at], at + 1),
                None if start == self.text.len() => return None,
                None => (&self.text[start..], self.text.len()),
            };
            let text = text.strip_suffix('\r').unwrap_or(text);
            let line = Line { number: numbers.next()?, start, end, text };
            start = end;
            Some(line)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cover_the_text_whatever_ends_them() {
        let page = Page::new("a\r\n\nb");
        let lines: Vec<_> = page.lines().collect();
        let texts: Vec<_> = lines.iter().map(|line| line.text).collect();
        assert_eq!(texts, ["a", "", "b"]);
        assert_eq!(lines[0].end, lines[1].start);
        assert_eq!(lines[2].end, page.text().len());
    }

    #[test]
    fn lines_keep_the_numbers_of_their_source() {
        let page = Page::numbered("a\nb\nc", vec![1, 5, 6]);
        let numbers = |page: &Page| page.lines().map(|line| line.number).collect::<Vec<_>>();
        assert_eq!(numbers(&page), [1, 5, 6]);
        let mut page = page.renumbered(|number| number + 10);
        page.append(Page::new("d"));
        assert_eq!(numbers(&page), [11, 15, 16, 17, 18]);
    }

    #[test]
    fn a_slice_keeps_the_hints_about_it() {
        let link = |bytes: Range<usize>| LinkHint { bytes, url: "https://example.org".into() };
        let hints = Hints { links: vec![link(0..3), link(4..9)], joints: vec![2, 6, 8] };
        let page = Page::with_hints("one two three", hints);
        let slice = page.slice(4..8);
        assert_eq!(slice.text(), "two ");
        assert_eq!(slice.links(0..4), [link(0..4)]);
        assert_eq!(slice.joints(0..4), [2]);
        assert_eq!(page.joints(0..13), [2, 6, 8]);
        assert_eq!(page.links(1..4), []);
    }

    #[test]
    fn an_appended_page_keeps_its_hints() {
        let links = vec![LinkHint { bytes: 0..3, url: "https://example.org".into() }];
        let mut page = Page::with_hints("one", Hints { links, joints: vec![1] });
        page.append(page.clone());
        assert_eq!(page.text(), "one\n\none");
        assert_eq!(page.links(1..8)[0].bytes, 5..8);
        assert_eq!(page.joints(0..8), [1, 6]);
    }
}
