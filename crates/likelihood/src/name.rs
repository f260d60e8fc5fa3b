//! Features of one author's name.

use crate::hash::{Emit, Hash, Kind};
use crate::letter::Glyph;
use crate::sight::Sight;
use crate::word::Word;

/// How many letters on either side of a boundary are examined together.
pub(crate) const REACH: usize = 6;

/// Names of more words than this all count as one more.
const MOST_WORDS: usize = 8;

/// Emits the features of the first word of a name, and of the shape of the whole name; `boundary`
/// says whether it is the name that a title may run into.
pub(crate) fn given(
    glyphs: &[Glyph],
    first: &Word,
    rest: &[Word],
    boundary: bool,
    sight: Sight,
    emit: &mut impl Emit,
) {
    let count = (1 + rest.len()).min(MOST_WORDS + 1) as u32;
    emit.take(Hash::of(Kind::Words).and(count).and(u32::from(boundary)).place());
    let word = &glyphs[first.range.clone()];
    emit.take(Hash::of(Kind::Given).letters(word).place());
    let mut beginning = Hash::of(Kind::Beginning);
    for glyph in word.iter().take(REACH) {
        beginning = beginning.and(u32::from(glyph.letter));
        emit.take(beginning.place());
    }
    if word.len() < REACH {
        emit.take(beginning.and(if rest.is_empty() { 1 } else { 2 }).place());
    }
    endings(Kind::GivenEnding, word, emit);
    if sight == Sight::Full {
        emit.take(Hash::of(Kind::GivenShape).and(first.shape).place());
        if let Some(second) = rest.first() {
            emit.take(pair(first, second));
        }
        let shapes = rest.iter().take(MOST_WORDS).map(|word| word.shape);
        let pattern = Hash::of(Kind::Pattern).and(first.shape);
        emit.take(shapes.fold(pattern, Hash::and).place());
    }
}

/// Emits the features of the words of a name after its first.
pub(crate) fn others(glyphs: &[Glyph], words: &[Word], sight: Sight, emit: &mut impl Emit) {
    let Some((last, middle)) = words.split_last() else { return };
    for word in middle {
        emit.take(Hash::of(Kind::Middle).letters(&glyphs[word.range.clone()]).place());
    }
    let name = &glyphs[last.range.clone()];
    emit.take(Hash::of(Kind::Last).letters(name).place());
    endings(Kind::LastEnding, name, emit);
    let mut beginning = Hash::of(Kind::LastBeginning);
    for glyph in name.iter().take(4) {
        beginning = beginning.and(u32::from(glyph.letter));
        emit.take(beginning.place());
    }
    if sight == Sight::Full {
        for word in middle {
            emit.take(Hash::of(Kind::MiddleShape).and(word.shape).place());
        }
        emit.take(Hash::of(Kind::LastShape).and(last.shape).place());
        for pair_of in words.windows(2) {
            emit.take(pair(&pair_of[0], &pair_of[1]));
        }
    }
}

/// Returns the feature of how two words of a name are written.
fn pair(one: &Word, other: &Word) -> usize {
    Hash::of(Kind::Pair).and(one.shape).and(other.shape).place()
}

/// Emits the last two, three and four letters.
fn endings(kind: Kind, word: &[Glyph], emit: &mut impl Emit) {
    let mut ending = Hash::of(kind);
    for (letters, glyph) in word.iter().rev().take(4).enumerate() {
        ending = ending.and(u32::from(glyph.letter));
        if letters > 0 {
            emit.take(ending.place());
        }
    }
}
