//! Features as numbers: what each is about, and its place in the table of weights.

use super::letter::Glyph;

/// The table of weights has 2 to the power of this many.
pub const TABLE_BITS: u32 = 17;

/// What a feature is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// The last letters before the boundary, one feature for each number of them.
    Ending = 1,
    /// The title's last word.
    LastWord,
    /// The word before it.
    WordBefore,
    /// Whether the title is one word, or one word behind a comma.
    Lone,
    /// How the title's last word is written.
    EndShape,
    /// How the first author's first word is written, with the last character of the title.
    Meeting,
    /// How both words at the boundary are written.
    MeetingShapes,
    /// The title's last character.
    EndSign,
    /// What follows the last inner capital of the title's last word (`Net` of `FlockNet`).
    Inner,
    /// There is one.
    HasInner,
    /// How many characters the title ends in since its last word begins, with its writing.
    EndLength,
    /// The first letters of a name.
    Beginning,
    /// The first, a middle, the last word of a name.
    Given,
    Middle,
    Last,
    /// The last letters of the first and of the last word.
    GivenEnding,
    LastEnding,
    /// The first letters of the last word.
    LastBeginning,
    /// How the first, a middle, the last word is written.
    GivenShape,
    MiddleShape,
    LastShape,
    /// How two words of a name, and all of them, are written.
    Pair,
    Pattern,
    /// How many words a name has.
    Words,
    /// How many authors there are, of how many that the line has room for.
    Authors,
    /// No author is named at all.
    Nameless,
}

/// A running hash.
#[derive(Clone, Copy)]
pub(super) struct Hash(u32);

impl Hash {
    pub fn of(kind: Kind) -> Self {
        Self((kind as u32).wrapping_mul(0x9e37_79b1) ^ 0x5bd1_e995)
    }

    /// A hash that is no feature by itself.
    pub fn plain(seed: u32) -> Self {
        Self(seed)
    }

    pub fn value(self) -> u32 {
        self.0
    }

    pub fn and(self, value: u32) -> Self {
        Self((self.0 ^ value).wrapping_mul(0x0100_0193).rotate_left(5))
    }

    pub fn letters(self, glyphs: &[Glyph]) -> Self {
        glyphs.iter().fold(self, |hash, glyph| hash.and(u32::from(glyph.letter)))
    }

    /// The place in the table.
    pub fn place(self) -> usize {
        let mut hash = self.0;
        hash = (hash ^ hash >> 15).wrapping_mul(0x85eb_ca6b);
        hash = (hash ^ hash >> 13).wrapping_mul(0xc2b2_ae35);
        (hash >> (32 - TABLE_BITS)) as usize
    }
}
