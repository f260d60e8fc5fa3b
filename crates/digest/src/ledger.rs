//! The account of a page: which bytes went into which entry, and which did not.

use std::ops::Range;

use crate::page::{Line, Page};

/// Where a stretch of the page went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanRole {
    /// Into the entry of this index.
    Entry(u32),
    /// Boilerplate, recognized by its form: rules, headings, navigation, footers, blank lines.
    Boilerplate,
    /// Not understood; shown to the reader.
    Leftover,
}

/// A stretch of the page and its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The byte range in the page.
    pub bytes: Range<usize>,
    /// Where they went.
    pub role: SpanRole,
}

/// The account of a page: spans in order, which cover every byte exactly once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    spans: Vec<Span>,
}

impl Ledger {
    /// Records where the bytes from the account's end to `end` went. Adjacent bytes of one role
    /// become one span; an `end` at or before the account's end adds nothing.
    pub fn book(&mut self, end: usize, role: SpanRole) {
        let start = self.end();
        if end <= start {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.role == role => last.bytes.end = end,
            _ => self.spans.push(Span { bytes: start..end, role }),
        }
    }

    /// Returns the account with these stretches left over, which are in order.
    pub(crate) fn leave_over(self, stretches: &[Range<usize>]) -> Self {
        let mut whole = Self::default();
        let mut left = stretches.iter().peekable();
        for Span { bytes, role } in self.spans {
            while let Some(next) = left.peek().filter(|next| next.start < bytes.end) {
                whole.book(next.start.max(bytes.start), role);
                whole.book(next.end.min(bytes.end), SpanRole::Leftover);
                if next.end > bytes.end {
                    break;
                }
                left.next();
            }
            whole.book(bytes.end, role);
        }
        whole
    }

    /// Returns the byte up to which the page is accounted for.
    pub fn end(&self) -> usize {
        self.spans.last().map_or(0, |span| span.bytes.end)
    }

    /// Returns the spans, in the order of the page.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Returns the number of bytes that went into entries.
    pub fn bytes_in_entries(&self) -> usize {
        let held = self.spans.iter().filter(|span| matches!(span.role, SpanRole::Entry(_)));
        held.map(|span| span.bytes.len()).sum()
    }

    /// Returns every non-blank line of which some part was left over.
    pub fn leftover_lines<'p>(&self, page: &'p Page) -> Vec<Line<'p>> {
        let mut spans = self.spans.iter().filter(|span| span.role == SpanRole::Leftover).peekable();
        let mut found = Vec::new();
        for line in page.lines() {
            let mut left = false;
            while let Some(span) = spans.peek().filter(|span| span.bytes.start < line.end) {
                let from = span.bytes.start.max(line.start);
                let to = span.bytes.end.min(line.end);
                left |= from < to && !page.text()[from..to].trim().is_empty();
                if span.bytes.end > line.end {
                    break;
                }
                spans.next();
            }
            if left {
                found.push(line);
            }
        }
        found
    }

    /// Returns the numbers of the first and last line of each of `entries` entries.
    pub fn entry_lines(&self, page: &Page, entries: usize) -> Vec<(u32, u32)> {
        let starts: Vec<(usize, u32)> =
            page.lines().map(|line| (line.start, line.number)).collect();
        let line_of = |byte: usize| {
            let lines_before = starts.partition_point(|(start, _)| *start <= byte);
            lines_before.checked_sub(1).map_or(0, |last| starts[last].1)
        };
        let mut lines = vec![(0, 0); entries];
        for span in &self.spans {
            let SpanRole::Entry(index) = span.role else { continue };
            let Some(place) = lines.get_mut(index as usize) else { continue };
            if place.0 == 0 {
                place.0 = line_of(span.bytes.start);
            }
            place.1 = line_of(span.bytes.end - 1);
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_can_be_left_over() {
        let mut ledger = Ledger::default();
        ledger.book(5, SpanRole::Entry(0));
        ledger.book(9, SpanRole::Entry(1));
        let whole = ledger.leave_over(&[1..2, 4..6, 8..9]);
        let spans: Vec<_> = whole.spans().iter().map(|span| (span.bytes.end, span.role)).collect();
        let (zero, one, left) = (SpanRole::Entry(0), SpanRole::Entry(1), SpanRole::Leftover);
        assert_eq!(spans, [(1, zero), (2, left), (4, zero), (6, left), (8, one), (9, left)]);
    }

    #[test]
    fn a_line_is_left_over_if_any_part_of_it_is() {
        let page = Page::new(" kept lost\nkept\n");
        let mut ledger = Ledger::default();
        for (end, role) in [
            (1, SpanRole::Leftover),
            (6, SpanRole::Entry(0)),
            (11, SpanRole::Leftover),
            (16, SpanRole::Entry(0)),
        ] {
            ledger.book(end, role);
        }
        let numbers: Vec<_> = ledger.leftover_lines(&page).iter().map(|l| l.number).collect();
        assert_eq!(numbers, [1]);
    }

    #[test]
    fn leftover_lines_are_those_with_something_left_over() {
        let page = Page::new("kept\nlost\n\nlost too\n");
        let mut ledger = Ledger::default();
        ledger.book(5, SpanRole::Entry(0));
        ledger.book(page.text().len(), SpanRole::Leftover);
        let numbers: Vec<_> = ledger.leftover_lines(&page).iter().map(|l| l.number).collect();
        assert_eq!(numbers, [2, 4]);
        assert_eq!(ledger.entry_lines(&page, 1), [(1, 1)]);
    }
}
