//! The words of a line, and their shapes.

use std::ops::Range;

use super::hash::Hash;
use super::letter::{Class, Glyph};

/// A word of a name.
pub(super) struct Word {
    pub range: Range<usize>,
    pub shape: u32,
}

impl Word {
    pub fn new(glyphs: &[Glyph], range: Range<usize>) -> Self {
        Self { shape: shape(&glyphs[range.clone()]), range }
    }
}

/// Returns the words in `range`.
pub(super) fn words(glyphs: &[Glyph], range: Range<usize>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = range.start;
    for at in range.clone().chain([range.end]) {
        if at == range.end || glyphs[at].class == Class::Space {
            if at > start {
                words.push(Word::new(glyphs, start..at));
            }
            start = at + 1;
        }
    }
    words
}

/// Returns the shape of a word: `Aa`, `A.`, `AAaA`; a lower-case word of at most four letters
/// (`van`) is its own shape.
pub(super) fn shape(word: &[Glyph]) -> u32 {
    if (1..=4).contains(&word.len()) && word.iter().all(|glyph| glyph.class == Class::Small) {
        return word
            .iter()
            .fold(Hash::plain(77), |hash, glyph| hash.and(u32::from(glyph.letter)))
            .value();
    }
    let mut hash = Hash::plain(78);
    let mut rest = word;
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|glyph| glyph.class == first.class).count();
        let most = match first.class {
            Class::Capital => 3,
            Class::Digit => 1,
            Class::Uncased => 6,
            _ => 2,
        };
        hash = hash.and(first.class.code() * 8 + run.min(most) as u32);
        rest = &rest[run..];
    }
    hash.value()
}
