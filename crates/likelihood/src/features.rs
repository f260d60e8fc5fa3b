//! What the splitter looks at: the facts about a boundary that are weighed.
//!
//! A glued line has a boundary between title and authors at one of many places. For each place,
//! [`Line::frame`], [`Line::left`], [`Line::given_name`], [`Line::other_names`] and
//! [`Line::other_author`] emit facts (*features*): "the title would end in `learning`", "the first
//! author would be written `Aa A. Aa`". A feature is a `Kind` and a hash of what was found;
//! hashed once more, it is an index into the table of weights. The training program and the engine
//! call the same functions, so that both see the same features.
//!
//! Features seen with [`Sight::Folded`] ignore case and accents. They alone decide most boundaries,
//! which is what makes names without capitals readable.

use std::ops::Range;

use crate::hash::{Emit, Hash, Kind};
use crate::letter::{
    self, AMPERSAND, APOSTROPHE, AT, CAPITAL, Glyph, HYPHEN, OPEN, QUOTE, SLASH, SPACE, STOP, TEX,
    UNCASED, is_long_run,
};
use crate::name;
use crate::past::Past;
use crate::segments::segments;
use crate::sight::Sight;
use crate::word::{Word, words};

/// How far before the end of its comma segment a name may begin, in characters: a name marked by
/// capitals or signs, and any other name.
const LONGEST_NAME: usize = 100;
const LONGEST_UNMARKED: usize = 48;

/// Ranked pages name up to three authors; more than this are as many as any number.
const MOST_AUTHORS: usize = 5;

/// A place where the authors could begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The index of its segment in [`Line`].
    pub segment: usize,
    /// The index of its character in [`Line`]; the end of the line if no author is named.
    pub glyph: usize,
    /// The index, in its segment, of the word that contains it.
    pub(crate) word: usize,
    /// Whether capitals or signs suggest a boundary here; names in lower case begin at other places.
    pub(crate) marked: bool,
}

/// The part of a line that may hold the boundary, prepared for feature extraction.
pub struct Line {
    glyphs: Vec<Glyph>,
    /// What stands before each glyph, and before the end.
    past: Vec<Past>,
    /// The length in bytes.
    bytes: usize,
    /// The first apostrophe that opens a quotation.
    quotation: Option<usize>,
    /// The parts between commas.
    segments: Vec<Segment>,
    /// Whether ` et al.` followed.
    more: bool,
}

struct Segment {
    range: Range<usize>,
    words: Vec<Word>,
}

impl Line {
    /// Prepares a line: title and authors, or only authors, without what follows them; and whether ` et al.` did.
    pub fn of(names: &str, more: bool) -> Self {
        let glyphs = letter::read(names);
        let place = |byte: usize| glyphs.partition_point(|glyph| glyph.at < byte);
        let segment = |&Range { start, end }: &Range<usize>| {
            let range = place(start)..place(end);
            Segment { words: words(&glyphs, range.clone()), range }
        };
        let segments = segments(names).iter().map(segment).collect();
        let quotation = (0..glyphs.len()).find(|&at| {
            let before = glyphs[..at].last().map(|glyph| glyph.class);
            glyphs[at].class == APOSTROPHE && matches!(before, None | Some(SPACE | OPEN))
        });
        let past = Past::of(&glyphs);
        Self { glyphs, past, bytes: names.len(), quotation, segments, more }
    }

    /// Returns the byte offset of `place`.
    pub fn byte(&self, place: Place) -> usize {
        self.glyphs.get(place.glyph).map_or(self.bytes, |glyph| glyph.at)
    }

    /// Returns true if the authors would begin inside a run of letters of a script without
    /// capitals, in which nothing marks a boundary.
    pub fn is_unmarkable(&self, place: Place) -> bool {
        let class = |at: usize| self.glyphs.get(at).map(|glyph| glyph.class);
        class(place.glyph) == Some(UNCASED) && class(place.glyph.wrapping_sub(1)) == Some(UNCASED)
    }

    /// Returns the segments after that of `place`: the authors other than the first.
    pub fn others(&self, place: Place) -> Range<usize> {
        place.segment + 1..self.segments.len()
    }

    /// Returns the number of segments.
    pub fn segments(&self) -> usize {
        self.segments.len()
    }

    /// Returns true if no author begins at `place`: the whole line is a title.
    pub fn is_nameless(&self, place: Place) -> bool {
        place.glyph == self.glyphs.len()
    }

    /// Returns every place where the authors could begin, including the beginning of the line. The
    /// last place stands for a line that names no authors.
    pub fn places(&self) -> Vec<Place> {
        let mut places = Vec::with_capacity(self.glyphs.len() + 1);
        if self.segments.first().is_some_and(|segment| !segment.range.is_empty()) {
            places.push(Place { segment: 0, glyph: 0, word: 0, marked: true });
        }
        for (segment, Segment { range, words }) in self.segments.iter().enumerate() {
            let from = (range.start + 1).max(range.end.saturating_sub(LONGEST_NAME));
            let near = range.end.saturating_sub(LONGEST_UNMARKED);
            let mut word = 0;
            for glyph in from..range.end {
                while words.get(word).is_some_and(|word| word.range.end <= glyph) {
                    word += 1;
                }
                if self.may_begin(glyph) {
                    let marked = self.marks(glyph);
                    if glyph >= near || marked {
                        places.push(Place { segment, glyph, word, marked });
                    }
                }
            }
        }
        let segment = self.segments.len().saturating_sub(1);
        let word = self.segments.get(segment).map_or(0, |segment| segment.words.len());
        places.push(Place { segment, glyph: self.glyphs.len(), word, marked: true });
        places
    }

    fn may_begin(&self, glyph: usize) -> bool {
        let (left, right) = (self.glyphs[glyph - 1], self.glyphs[glyph]);
        if left.class == APOSTROPHE && !self.may_close(glyph - 1) {
            return false;
        }
        let parted = matches!(left.class, SPACE | OPEN | TEX);
        let mark = ('\u{300}'..='\u{36f}').contains(&right.letter);
        let is_of_run = right.class == UNCASED && is_long_run(&self.glyphs[glyph..]);
        !(parted || mark || is_of_run)
            && (right.class.is_letter() || matches!(right.class, APOSTROPHE | QUOTE))
    }

    /// Returns true if the authors begin at the start of the line: it has no title.
    pub fn is_untitled(&self, place: Place) -> bool {
        place.glyph == 0
    }

    /// Returns true if capitals or signs suggest a boundary here; names in lower case begin at
    /// other places.
    pub fn is_marked(&self, place: Place) -> bool {
        place.marked
    }

    /// Returns true if the character at `glyph`, which is not the first, and that before it suggest a
    /// boundary.
    fn marks(&self, glyph: usize) -> bool {
        let (left, right) = (self.glyphs[glyph - 1], self.glyphs[glyph]);
        let next = self.glyphs.get(glyph + 1).map_or(SPACE, |glyph| glyph.class);
        match right.class {
            CAPITAL => {
                !matches!(left.class, HYPHEN | SLASH | AMPERSAND | AT)
                    && (left.class != CAPITAL || next != CAPITAL)
            }
            UNCASED => left.class != UNCASED,
            _ => !left.class.is_word() && !matches!(left.class, STOP | HYPHEN | APOSTROPHE | SLASH),
        }
    }

    /// Emits how many authors a boundary gives, and out of how many segments.
    pub fn frame(&self, place: Place, emit: &mut impl Emit) {
        let count = self.segments.len().min(MOST_AUTHORS) as u32;
        let more = u32::from(self.more);
        if self.is_nameless(place) {
            emit.take(Hash::of(Kind::Nameless).place());
            emit.take(Hash::of(Kind::Nameless).and(more).and(count).place());
            return;
        }
        let authors = (self.segments.len() - place.segment).min(MOST_AUTHORS) as u32;
        emit.take(Hash::of(Kind::Authors).and(authors).and(more).and(count).place());
    }

    /// Emits what the title would end in.
    pub fn left(&self, place: Place, sight: Sight, emit: &mut impl Emit) {
        let (glyphs, at) = (&self.glyphs, place.glyph);
        let mut ending = Hash::of(Kind::Ending);
        for glyph in glyphs[..at].iter().rev().take(name::REACH) {
            ending = ending.and(u32::from(glyph.letter));
            emit.take(ending.place());
            if glyph.class == SPACE {
                break;
            }
        }
        let past = &self.past[at];
        emit.take(past.last_word.place());
        emit.take(past.word_before.place());
        if sight == Sight::Full {
            self.left_writing(place, past, emit);
        }
    }

    /// Returns true if the apostrophe at `at` can end a quotation or a possessive (`models'`); any
    /// other belongs to the name that follows (`'Oiwi`).
    fn may_close(&self, at: usize) -> bool {
        let possessive = self.glyphs[..at].last().is_some_and(|glyph| glyph.letter == 's');
        possessive || self.quotation.is_some_and(|start| start < at)
    }

    /// Returns the byte range of the title's last word.
    pub fn last_word_bytes(&self, place: Place) -> Range<usize> {
        let word = self.past[place.glyph].word();
        let byte = |glyph| self.byte(Place { glyph, ..place });
        byte(word.start)..byte(word.end)
    }

    fn left_writing(&self, place: Place, past: &Past, emit: &mut impl Emit) {
        let (glyphs, at, token) = (&self.glyphs, place.glyph, past.token);
        let end_shape = past.shape.value();
        let letters = ((at - past.word().start) as u32).min(6);
        emit.take(Hash::of(Kind::EndShape).and(end_shape).place());
        emit.take(Hash::of(Kind::EndLength).and(end_shape).and(letters).place());
        if let Some(last) = glyphs[..at].last() {
            let sign = u32::from(last.letter);
            emit.take(Hash::of(Kind::EndSign).and(sign).and(last.class.code()).place());
        }
        let after_comma = place.segment > 0 && token <= self.segments[place.segment].range.start;
        let lone = u32::from(after_comma) + 2 * u32::from(token == 0);
        emit.take(Hash::of(Kind::Lone).and(lone).place());
        if let Some(inner) = past.inner {
            emit.take(inner.place());
            emit.take(Hash::of(Kind::HasInner).place());
        }
        if let Some(first) = self.first_word(place) {
            let first = first.shape;
            let last = glyphs[..at].last().map_or(0, |glyph| glyph.class.code());
            emit.take(Hash::of(Kind::Meeting).and(first).and(last).place());
            emit.take(Hash::of(Kind::MeetingShapes).and(first).and(end_shape).place());
        }
    }

    /// Returns the first word of the name that begins at `place`.
    fn first_word(&self, place: Place) -> Option<Word> {
        let word = self.segments[place.segment].words.get(place.word)?;
        Some(Word::new(&self.glyphs, place.glyph..word.range.end))
    }

    /// Emits the features of the name that begins at `place`, except those of the words after its
    /// first.
    pub fn given_name(&self, place: Place, sight: Sight, emit: &mut impl Emit) {
        let words = &self.segments[place.segment].words;
        let Some(first) = self.first_word(place) else { return };
        let rest = &words[place.word + 1..];
        name::given(&self.glyphs, &first, rest, true, sight, emit);
        let second = self.segments.get(place.segment + 1).and_then(|next| next.words.first());
        if let Some(second) = second.filter(|_| sight == Sight::Full) {
            emit.take(Hash::of(Kind::Fellows).and(first.shape).and(second.shape).place());
        }
    }

    /// Emits the features of the other words of that name: the same for all places in one word.
    pub fn other_names(&self, place: Place, sight: Sight, emit: &mut impl Emit) {
        let names = self.segments[place.segment].words.get(place.word + 1..).unwrap_or_default();
        name::others(&self.glyphs, names, sight, emit);
    }

    /// Emits the features of the author in segment `index`.
    pub fn other_author(&self, index: usize, sight: Sight, emit: &mut impl Emit) {
        let [first, rest @ ..] = self.segments[index].words.as_slice() else { return };
        name::given(&self.glyphs, first, rest, false, sight, emit);
        name::others(&self.glyphs, rest, sight, emit);
    }
}
