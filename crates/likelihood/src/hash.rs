//! Features as numbers: what each is about, and its index in the table of weights.

use crate::letter::Glyph;

/// The base-2 logarithm of the size of the table of weights.
pub const TABLE_BITS: u32 = 17;

/// What a feature is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// The last letters before the boundary, one feature for each number of them.
    Ending = 1,
    /// The title's last word.
    LastWord,
    /// The word before it.
    WordBefore,
    /// Whether the title is one word, or one word after a comma.
    Lone,
    /// The shape of the title's last word.
    EndShape,
    /// The shape of the first author's first word, with the class of the title's last character.
    Meeting,
    /// The shapes of both words at the boundary.
    MeetingShapes,
    /// The title's last character.
    EndSign,
    /// What follows the last inner capital of the title's last word (`Net` of `FlockNet`).
    Inner,
    /// Whether there is an inner capital.
    HasInner,
    /// The length of the title from the start of its last word on, with its shape.
    EndLength,
    /// The first letters of a name.
    Beginning,
    /// The first word, a middle word, and the last word of a name.
    Given,
    Middle,
    Last,
    /// The last letters of the first word and of the last word.
    GivenEnding,
    LastEnding,
    /// The first letters of the last word.
    LastBeginning,
    /// The shapes of the first word, a middle word, and the last word.
    GivenShape,
    MiddleShape,
    LastShape,
    /// The shapes of two words of a name, and those of all its words.
    Pair,
    Pattern,
    /// The number of words in a name.
    Words,
    /// The number of authors, out of the number that the line has room for.
    Authors,
    /// That no author is named at all.
    Nameless,
    /// The shapes of the first words of the first two names.
    Fellows,
}

/// What features are told to.
pub trait Emit {
    /// Takes a feature: its index in the table of weights.
    fn take(&mut self, feature: usize);
}

impl<F: FnMut(usize)> Emit for F {
    fn take(&mut self, feature: usize) {
        self(feature);
    }
}

/// A running hash.
#[derive(Clone, Copy)]
pub(crate) struct Hash(u32);

impl Hash {
    pub fn of(kind: Kind) -> Self {
        Self((kind as u32).wrapping_mul(0x9e37_79b1) ^ 0x5bd1_e995)
    }

    /// Returns a hash that is not a feature by itself.
    pub fn plain(seed: u32) -> Self {
        Self(seed)
    }

    pub fn value(self) -> u32 {
        self.0
    }

    #[inline(always)]
    pub fn and(self, value: u32) -> Self {
        Self((self.0 ^ value).wrapping_mul(0x0100_0193).rotate_left(5))
    }

    pub fn letters(self, glyphs: &[Glyph]) -> Self {
        glyphs.iter().fold(self, |hash, glyph| hash.and(u32::from(glyph.letter)))
    }

    /// Returns the index in the table.
    pub fn place(self) -> usize {
        let mut hash = self.0;
        hash = (hash ^ hash >> 15).wrapping_mul(0x85eb_ca6b);
        hash = (hash ^ hash >> 13).wrapping_mul(0xc2b2_ae35);
        (hash >> (32 - TABLE_BITS)) as usize
    }
}
