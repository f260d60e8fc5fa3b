//! Completions of a query that is being typed.

use super::Engine;
use skimmark_paper::words::to_u32;
use skimmark_protocol::{Complete, Completions};

impl Engine {
    pub(super) fn complete(&self, ask: &Complete) -> Completions {
        let catalog = self.catalogs.of(ask.view);
        let cursor = byte_at(&ask.query, ask.cursor);
        let papers = self.base(ask.view);
        let (span, items) = catalog.complete(&ask.query, cursor, ask.asked, &papers, ask.today);
        let unit = |byte| unit_at(&ask.query, byte);
        Completions { from: unit(span.start), to: unit(span.end), items }
    }
}

/// Returns the byte offset of the UTF-16 unit with this number; within a letter of two units, the
/// byte after it.
fn byte_at(text: &str, unit: u32) -> usize {
    let mut units = 0;
    for (byte, letter) in text.char_indices() {
        if units >= unit {
            return byte;
        }
        units += to_u32(letter.len_utf16());
    }
    text.len()
}

/// Returns the UTF-16 unit at byte `byte` of a text.
pub(super) fn unit_at(text: &str, byte: usize) -> u32 {
    to_u32(text.get(..byte).unwrap_or(text).encode_utf16().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_units_are_counted_apart() {
        let text = "é𝒟大x";
        for (unit, byte) in [(0, 0), (1, 2), (3, 6), (4, 9), (5, 10)] {
            assert_eq!((byte_at(text, unit), unit_at(text, byte)), (byte, unit));
        }
        assert_eq!(byte_at(text, 2), 6);
        assert_eq!(byte_at(text, 99), 10);
    }
}
