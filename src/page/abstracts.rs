//! Which abstracts are folded.

use skimmark_protocol::Card;

/// Abstracts shorter than this, in bytes, are never folded.
const SHORT: usize = 240;

/// Returns whether the abstract is long enough to be folded.
pub fn is_long(card: &Card) -> bool {
    let length: usize = card.abstract_text.iter().map(|stretch| stretch.text.len()).sum();
    length > SHORT
}

#[cfg(test)]
mod tests {
    use super::*;
    use skimmark_protocol::Stretch;

    #[test]
    fn an_abstract_is_as_long_as_its_parts_together() {
        let part = |length| Stretch { text: "a".repeat(length), ..Stretch::default() };
        let card = |lengths: &[usize]| Card {
            abstract_text: lengths.iter().map(|length| part(*length)).collect(),
            ..Card::default()
        };
        assert!(!is_long(&card(&[])));
        assert!(!is_long(&card(&[SHORT])));
        assert!(is_long(&card(&[SHORT, 1])));
    }
}
