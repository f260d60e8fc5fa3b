//! The words of a line, and their shapes.

use std::ops::Range;

use crate::hash::Hash;
use crate::letter::{CAPITAL, Class, DIGIT, Glyph, SMALL, SPACE, UNCASED};

/// A word of a name.
pub(crate) struct Word {
    pub range: Range<usize>,
    pub shape: u32,
}

impl Word {
    pub fn new(glyphs: &[Glyph], range: Range<usize>) -> Self {
        Self { shape: shape(&glyphs[range.clone()]), range }
    }
}

/// Returns the words in `range`.
pub(crate) fn words(glyphs: &[Glyph], range: Range<usize>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = range.start;
    for at in range.clone().chain([range.end]) {
        if at == range.end || glyphs[at].class == SPACE {
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
fn shape(word: &[Glyph]) -> u32 {
    let Some(first) = word.first() else { return Shape::default().value() };
    let is_short = (1..=4).contains(&word.len());
    if is_short && first.class == SMALL && first.run >= word.len() {
        return Hash::plain(SHORT).letters(word).value();
    }
    let mut hash = Hash::plain(LONG);
    let mut at = 0;
    while let Some(Glyph { class, run, .. }) = word.get(at) {
        let run = (*run).min(word.len() - at);
        hash = with_run(hash, *class, run);
        at += run;
    }
    hash.value()
}

/// Where the hashes of shapes begin: of short lower-case words, and of all others.
const SHORT: u32 = 77;
const LONG: u32 = 78;

/// Adds to the shape that this many characters of a class follow.
fn with_run(shape: Hash, class: Class, run: usize) -> Hash {
    let most = match class {
        CAPITAL => 3,
        DIGIT => 1,
        UNCASED => 6,
        _ => 2,
    };
    shape.and(class.code() * 8 + run.min(most) as u32)
}

/// The shape of a word that grows letter by letter.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    letters: usize,
    /// The hash of the word if it is short and in lower case so far.
    short: Option<Hash>,
    /// That of its runs but for the last, which follows.
    long: Hash,
    class: Class,
    run: usize,
}

impl Default for Shape {
    fn default() -> Self {
        let (short, long) = (Some(Hash::plain(SHORT)), Hash::plain(LONG));
        Self { letters: 0, short, long, class: SPACE, run: 0 }
    }
}

impl Shape {
    /// Adds a letter.
    pub fn push(&mut self, glyph: &Glyph) {
        let is_short = glyph.class == SMALL && self.letters < 4;
        let short = self.short.filter(|_| is_short);
        self.short = short.map(|hash| hash.and(u32::from(glyph.letter)));
        if self.run > 0 && glyph.class != self.class {
            self.long = with_run(self.long, self.class, self.run);
            self.run = 0;
        }
        (self.class, self.run) = (glyph.class, self.run + 1);
        self.letters += 1;
    }

    /// Returns the same as [`Word::new`] finds of these letters.
    pub fn value(&self) -> u32 {
        match self.short {
            Some(hash) if self.letters > 0 => hash.value(),
            _ if self.run > 0 => with_run(self.long, self.class, self.run).value(),
            _ => self.long.value(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_word_has_one_shape_however_it_is_found(word in "([a-z]{0,6}|[A-Zé0-9.大-]{0,4}){0,3}") {
            let glyphs = letter::read(&word);
            let mut grown = Shape::default();
            for end in 0..=glyphs.len() {
                prop_assert_eq!(grown.value(), shape(&glyphs[..end]), "{} {}", &word, end);
                if let Some(next) = glyphs.get(end) {
                    grown.push(next);
                }
            }
        }
    }
}
