//! What was read from a page.

use skimmark_paper::entry::Entry;
use skimmark_paper::words::to_u32;

use crate::ledger::{Ledger, SpanRole};

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
    /// Returns the number that the next entry gets.
    pub fn next_index(&self) -> u32 {
        to_u32(self.entries.len())
    }

    /// Adds what was read from the next piece of the page, which ends at the byte `end`.
    pub(crate) fn append(&mut self, piece: Self, end: usize) {
        let (start, before) = (self.ledger.end(), self.next_index());
        for span in piece.ledger.spans() {
            let role = match span.role {
                SpanRole::Entry(index) => SpanRole::Entry(before.saturating_add(index)),
                other => other,
            };
            self.ledger.book(start + span.bytes.end, role);
        }
        self.ledger.book(end, SpanRole::Leftover);
        self.entries.extend(piece.entries);
        for format in piece.formats {
            if !self.formats.contains(&format) {
                self.formats.push(format);
            }
        }
    }

    /// Returns the names of its formats in words.
    pub fn format(&self) -> String {
        self.formats.join(" and ")
    }
}
