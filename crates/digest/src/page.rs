//! The text that formats read, and the account of where every byte of it went.

use std::ops::Range;

use skimmark_paper::entry::Entry;

/// Text to be read, with line numbers, and what its source says beyond the characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    text: String,
    hints: Hints,
}

/// What a source with markup says of a text beyond its characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Stretches that link somewhere, in the order of their starts.
    pub links: Vec<LinkHint>,
    /// Byte offsets at which two pieces of the source meet within a line without a blank, in
    /// order: there a title may end and its authors begin.
    pub joints: Vec<usize>,
}

/// A stretch of text that links somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkHint {
    /// Bytes of the page.
    pub bytes: Range<usize>,
    /// The absolute address, as the source gives it; not checked for safety.
    pub url: String,
}

/// One line of a [`Page`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Counted from 1.
    pub number: u32,
    /// Byte offset of the line in the page.
    pub start: usize,
    /// Byte offset behind the line and its line break.
    pub end: usize,
    /// The text without its line break (`\n` or `\r\n`).
    pub text: &'a str,
}

impl Page {
    /// A page of plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self::with_hints(text, Hints::default())
    }

    /// A page of text with hints.
    pub fn with_hints(text: impl Into<String>, hints: Hints) -> Self {
        Self { text: text.into(), hints }
    }

    /// The links that start in this stretch.
    pub fn links(&self, bytes: Range<usize>) -> &[LinkHint] {
        let all = &self.hints.links;
        let from = all.partition_point(|link| link.bytes.start < bytes.start);
        let to = all.partition_point(|link| link.bytes.start < bytes.end);
        &all[from..to.max(from)]
    }

    /// The joints inside this stretch, its ends not counted.
    pub fn joints(&self, bytes: Range<usize>) -> &[usize] {
        let all = &self.hints.joints;
        let from = all.partition_point(|joint| *joint <= bytes.start);
        let to = all.partition_point(|joint| *joint < bytes.end);
        &all[from..to.max(from)]
    }

    /// A stretch of this page as a page of its own, with the hints about it.
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

    /// Puts another page behind this one, a blank line between them.
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

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines, whose `start..end` ranges cover the text without gap or overlap.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut start = 0;
        self.text.split_inclusive('\n').zip(1..).map(move |(raw, number)| {
            let end = start + raw.len();
            let text = raw.strip_suffix('\n').unwrap_or(raw);
            let line = Line { number, start, end, text: text.strip_suffix('\r').unwrap_or(text) };
            start = end;
            line
        })
    }
}

/// Where a stretch of the page went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Into the entry of this index.
    Entry(u32),
    /// Wrapping recognised by its form: rules, headings, navigation, footers, blank lines.
    Furniture,
    /// Not understood; shown to the reader.
    Leftover,
}

/// A stretch of the page and its use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the page.
    pub bytes: Range<usize>,
    /// Where they went.
    pub role: Use,
}

/// The account of a page: spans in order, which cover every byte exactly once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    spans: Vec<Span>,
}

impl Ledger {
    /// Says where the bytes up to `end` went, from where the account stands. Neighbours of one
    /// use become one span; an `end` at or before the account's end adds nothing.
    pub fn book(&mut self, end: usize, role: Use) {
        let start = self.end();
        if end <= start {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.role == role => last.bytes.end = end,
            _ => self.spans.push(Span { bytes: start..end, role }),
        }
    }

    /// The byte up to which the page is accounted for.
    pub fn end(&self) -> usize {
        self.spans.last().map_or(0, |span| span.bytes.end)
    }

    /// The spans, in the order of the page.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The bytes that went into entries.
    pub fn bytes_in_entries(&self) -> usize {
        let held = self.spans.iter().filter(|span| matches!(span.role, Use::Entry(_)));
        held.map(|span| span.bytes.len()).sum()
    }

    /// Every non-blank line of which some part was left over.
    pub fn leftover_lines<'p>(&self, page: &'p Page) -> Vec<Line<'p>> {
        let mut spans = self.spans.iter().filter(|span| span.role == Use::Leftover).peekable();
        let mut found = Vec::new();
        for line in page.lines() {
            while spans.next_if(|span| span.bytes.end <= line.start).is_some() {}
            let Some(span) = spans.peek() else { break };
            let from = span.bytes.start.max(line.start);
            let to = span.bytes.end.min(line.end);
            if from < to && !page.text()[from..to].trim().is_empty() {
                found.push(line);
            }
        }
        found
    }

    /// First and last line, counted from 1, of each of `entries` entries.
    pub fn entry_lines(&self, page: &Page, entries: usize) -> Vec<(u32, u32)> {
        let starts: Vec<usize> = page.lines().map(|line| line.start).collect();
        let line_of = |byte: usize| {
            let lines_before = starts.partition_point(|start| *start <= byte);
            u32::try_from(lines_before).unwrap_or(u32::MAX)
        };
        let mut lines = vec![(0, 0); entries];
        for span in &self.spans {
            let Use::Entry(index) = span.role else { continue };
            let Some(place) = lines.get_mut(index as usize) else { continue };
            if place.0 == 0 {
                place.0 = line_of(span.bytes.start);
            }
            place.1 = line_of(span.bytes.end - 1);
        }
        lines
    }
}

/// What was read from one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Digest {
    /// The names of the formats it was read by, the one that read most of it first.
    pub formats: Vec<&'static str>,
    /// The records, in the order of the page.
    pub entries: Vec<Entry>,
    /// Where every byte of the page went.
    pub ledger: Ledger,
}

impl Digest {
    /// The number that the next entry gets.
    pub fn next_index(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    /// The names of its formats in words.
    pub fn format(&self) -> String {
        self.formats.join(" and ")
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
    fn a_page_behind_another_keeps_its_hints() {
        let links = vec![LinkHint { bytes: 0..3, url: "https://example.org".into() }];
        let mut page = Page::with_hints("one", Hints { links, joints: vec![1] });
        page.append(page.clone());
        assert_eq!(page.text(), "one\n\none");
        assert_eq!(page.links(1..8)[0].bytes, 5..8);
        assert_eq!(page.joints(0..8), [1, 6]);
    }

    #[test]
    fn leftover_lines_are_those_with_something_left_over() {
        let page = Page::new("kept\nlost\n\nlost too\n");
        let mut ledger = Ledger::default();
        ledger.book(5, Use::Entry(0));
        ledger.book(page.text().len(), Use::Leftover);
        let numbers: Vec<_> = ledger.leftover_lines(&page).iter().map(|l| l.number).collect();
        assert_eq!(numbers, [2, 4]);
        assert_eq!(ledger.entry_lines(&page, 1), [(1, 1)]);
    }
}
