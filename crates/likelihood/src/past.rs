//! What stands before each place of a line, found from what stands before the place to its left: the
//! features of a place that look back cost the same however long its word is.

use std::ops::Range;

use crate::hash::{Hash, Kind};
use crate::letter::{CAPITAL, Glyph, SPACE};
use crate::word::Shape;

/// What stands before a place.
#[derive(Clone, Copy)]
pub(crate) struct Past {
    /// Where the letters and signs begin that no space parts from it.
    pub token: usize,
    /// Their shape.
    pub shape: Shape,
    /// What follows the last capital in them that is not the first letter, and is not in a run of them.
    pub inner: Option<Hash>,
    /// The letters and digits before it, without the signs between it and them.
    word: (usize, usize),
    /// The hash of that word, as the last one of a title.
    pub last_word: Hash,
    /// The hash of the token, and that of the one before it, as the last but one of a title.
    text: Hash,
    pub word_before: Hash,
}

impl Past {
    /// Returns what stands before each glyph, and before the end.
    pub fn of(glyphs: &[Glyph]) -> Vec<Self> {
        let text = Hash::of(Kind::WordBefore);
        let mut now = Self {
            token: 0,
            shape: Shape::default(),
            inner: None,
            word: (0, 0),
            last_word: Hash::of(Kind::LastWord),
            text,
            word_before: text,
        };
        let mut all = Vec::with_capacity(glyphs.len() + 1);
        all.push(now);
        let mut before: Option<&Glyph> = None;
        for (at, glyph) in glyphs.iter().enumerate() {
            now.push(at, glyph, before);
            all.push(now);
            before = Some(glyph);
        }
        all
    }

    fn push(&mut self, at: usize, glyph: &Glyph, before: Option<&Glyph>) {
        let letter = u32::from(glyph.letter);
        if glyph.class == SPACE {
            (self.word_before, self.text) = (self.text, Hash::of(Kind::WordBefore));
            (self.token, self.shape, self.inner) = (at + 1, Shape::default(), None);
            (self.word, self.last_word) = ((at + 1, at + 1), Hash::of(Kind::LastWord));
            return;
        }
        self.inner = match before.filter(|_| at > self.token) {
            Some(before) if glyph.class == CAPITAL && before.class != CAPITAL => {
                Some(Hash::of(Kind::Inner).and(letter))
            }
            _ => self.inner.map(|hash| hash.and(letter)),
        };
        self.text = self.text.and(letter);
        self.shape.push(glyph);
        if glyph.class.is_word() {
            if before.is_none_or(|before| !before.class.is_word()) {
                (self.word.0, self.last_word) = (at, Hash::of(Kind::LastWord));
            }
            self.word.1 = at + 1;
            self.last_word = self.last_word.and(letter);
        }
    }

    /// Returns where the last word is.
    pub fn word(&self) -> Range<usize> {
        self.word.0..self.word.1
    }
}
