//! What the splitter looks at: the facts about a boundary that are weighed.
//!
//! A glued line has a boundary between title and authors at one of many places. For each place,
//! [`Line::frame`], [`Line::left`], [`Line::given_name`], [`Line::other_names`] and
//! [`Line::other_author`] emit facts (*features*): "the title would end in `learning`", "the first
//! author would be written `Aa A. Aa`". A feature is a [`Kind`] and a hash of what was found;
//! hashed once more, it is an index into the table of weights. The training program and the engine
//! call the same functions, so that both see the same features.
//!
//! Features seen with [`Sight::Folded`] ignore case and accents. They alone decide most boundaries,
//! which is what makes names without capitals readable.

use std::ops::Range;

use super::hash::{Hash, Kind};
use super::letter::{
    self, AMPERSAND, APOSTROPHE, AT, Class, Glyph, HYPHEN, OPEN, QUOTE, SLASH, STOP, TEX,
    inner_capital, is_long_run, start_of,
};
use super::name;
use super::sight::Sight;
use super::tail::{self, Tail};
use super::word::{Word, shape, words};

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
}

/// The part of a line that may hold the boundary, prepared for feature extraction.
pub struct Line {
    glyphs: Vec<Glyph>,
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
    /// Prepares a glued line for the training program.
    pub fn new(line: &str) -> Self {
        Self::of(&Tail::of(line))
    }

    pub(super) fn of(tail: &Tail) -> Self {
        let glyphs = letter::read(tail.names);
        let place = |byte: usize| glyphs.partition_point(|glyph| glyph.at < byte);
        let segment = |&Range { start, end }: &Range<usize>| {
            let range = place(start)..place(end);
            Segment { words: words(&glyphs, range.clone()), range }
        };
        let segments = tail::segments(tail.names).iter().map(segment).collect();
        let quotation = (0..glyphs.len()).find(|&at| {
            let before = glyphs[..at].last().map(|glyph| glyph.class);
            glyphs[at].class == Class::Sign(APOSTROPHE)
                && matches!(before, None | Some(Class::Space | Class::Sign(OPEN)))
        });
        Self { glyphs, bytes: tail.names.len(), quotation, segments, more: tail.more }
    }

    /// Returns the byte offset of `place`.
    pub fn byte(&self, place: Place) -> usize {
        self.glyphs.get(place.glyph).map_or(self.bytes, |glyph| glyph.at)
    }

    /// Returns true if the authors would begin inside a run of letters of a script without
    /// capitals, in which nothing marks a boundary.
    pub fn is_unmarkable(&self, place: Place) -> bool {
        let class = |at: usize| self.glyphs.get(at).map(|glyph| glyph.class);
        class(place.glyph) == Some(Class::Uncased)
            && class(place.glyph.wrapping_sub(1)) == Some(Class::Uncased)
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
        let mut places = Vec::new();
        if self.segments.first().is_some_and(|segment| !segment.range.is_empty()) {
            places.push(Place { segment: 0, glyph: 0 });
        }
        for (segment, Segment { range, .. }) in self.segments.iter().enumerate() {
            let from = (range.start + 1).max(range.end.saturating_sub(LONGEST_NAME));
            let near = range.end.saturating_sub(LONGEST_UNMARKED);
            places.extend((from..range.end).map(|glyph| Place { segment, glyph }).filter(
                |&place| {
                    self.may_begin(place.glyph) && (place.glyph >= near || self.is_marked(place))
                },
            ));
        }
        let segment = self.segments.len().saturating_sub(1);
        places.push(Place { segment, glyph: self.glyphs.len() });
        places
    }

    fn may_begin(&self, glyph: usize) -> bool {
        let (left, right) = (self.glyphs[glyph - 1], self.glyphs[glyph]);
        if left.class == Class::Sign(APOSTROPHE) && !self.may_close(glyph - 1) {
            return false;
        }
        let parted = matches!(left.class, Class::Space | Class::Sign(OPEN | TEX));
        let mark = ('\u{300}'..='\u{36f}').contains(&right.letter);
        !parted
            && !mark
            && !is_long_run(&self.glyphs[glyph..])
            && (right.class.is_letter() || matches!(right.class, Class::Sign(APOSTROPHE | QUOTE)))
    }

    /// Returns true if the authors begin at the start of the line: it has no title.
    pub fn is_untitled(&self, place: Place) -> bool {
        place.glyph == 0
    }

    /// Returns true if capitals or signs suggest a boundary here; names in lower case begin at
    /// other places.
    pub fn is_marked(&self, place: Place) -> bool {
        let (Some(left), Some(right)) =
            (self.glyphs.get(place.glyph.wrapping_sub(1)), self.glyphs.get(place.glyph))
        else {
            return true;
        };
        let next = self.glyphs.get(place.glyph + 1).map_or(Class::Space, |glyph| glyph.class);
        match right.class {
            Class::Capital => {
                !matches!(left.class, Class::Sign(HYPHEN | SLASH | AMPERSAND | AT))
                    && (left.class != Class::Capital || next != Class::Capital)
            }
            Class::Uncased => left.class != Class::Uncased,
            _ => {
                !left.class.is_word()
                    && !matches!(left.class, Class::Sign(STOP | HYPHEN | APOSTROPHE | SLASH))
            }
        }
    }

    /// Emits how many authors a boundary gives, and out of how many segments.
    pub fn frame(&self, place: Place, emit: &mut impl FnMut(usize)) {
        let count = self.segments.len().min(MOST_AUTHORS) as u32;
        let more = u32::from(self.more);
        if self.is_nameless(place) {
            emit(Hash::of(Kind::Nameless).place());
            emit(Hash::of(Kind::Nameless).and(more).and(count).place());
            return;
        }
        let authors = (self.segments.len() - place.segment).min(MOST_AUTHORS) as u32;
        emit(Hash::of(Kind::Authors).and(authors).and(more).and(count).place());
    }

    /// Emits what the title would end in.
    pub fn left(&self, place: Place, sight: Sight, emit: &mut impl FnMut(usize)) {
        let (glyphs, at) = (&self.glyphs, place.glyph);
        let mut ending = Hash::of(Kind::Ending);
        for glyph in glyphs[..at].iter().rev().take(name::REACH) {
            ending = ending.and(u32::from(glyph.letter));
            emit(ending.place());
            if glyph.class == Class::Space {
                break;
            }
        }
        let word = self.last_word(at);
        emit(Hash::of(Kind::LastWord).letters(&glyphs[word.clone()]).place());
        let token = start_of(&glyphs[..at], |class| class != Class::Space);
        let before = &glyphs[..token.max(1) - 1];
        let before = &before[start_of(before, |class| class != Class::Space)..];
        emit(Hash::of(Kind::WordBefore).letters(before).place());
        if sight == Sight::Full {
            self.left_writing(place, token, &word, emit);
        }
    }

    /// Returns the range of the letters and digits before `at`, without the signs between it and
    /// them.
    fn last_word(&self, at: usize) -> Range<usize> {
        let end = start_of(&self.glyphs[..at], |class| !class.is_word() && class != Class::Space);
        start_of(&self.glyphs[..end], Class::is_word)..end
    }

    /// Returns true if the apostrophe at `at` can end a quotation or a possessive (`models'`); any
    /// other belongs to the name that follows (`'Oiwi`).
    fn may_close(&self, at: usize) -> bool {
        let possessive = self.glyphs[..at].last().is_some_and(|glyph| glyph.letter == 's');
        possessive || self.quotation.is_some_and(|start| start < at)
    }

    /// Returns the byte range of the title's last word.
    pub(super) fn last_word_bytes(&self, place: Place) -> Range<usize> {
        let word = self.last_word(place.glyph);
        let byte = |glyph| self.byte(Place { glyph, ..place });
        byte(word.start)..byte(word.end)
    }

    fn left_writing(
        &self,
        place: Place,
        token: usize,
        word: &Range<usize>,
        emit: &mut impl FnMut(usize),
    ) {
        let (glyphs, at) = (&self.glyphs, place.glyph);
        let end_shape = shape(&glyphs[token..at]);
        let letters = ((at - word.start) as u32).min(6);
        emit(Hash::of(Kind::EndShape).and(end_shape).place());
        emit(Hash::of(Kind::EndLength).and(end_shape).and(letters).place());
        if let Some(last) = glyphs[..at].last() {
            let sign = u32::from(last.letter);
            emit(Hash::of(Kind::EndSign).and(sign).and(last.class.code()).place());
        }
        let after_comma = place.segment > 0 && token <= self.segments[place.segment].range.start;
        let lone = u32::from(after_comma) + 2 * u32::from(token == 0);
        emit(Hash::of(Kind::Lone).and(lone).place());
        if let Some(inner) = inner_capital(&glyphs[token..at]) {
            emit(Hash::of(Kind::Inner).letters(&glyphs[token + inner..at]).place());
            emit(Hash::of(Kind::HasInner).place());
        }
        if let Some(first) = self.first_word(place) {
            let first = first.shape;
            let last = glyphs[..at].last().map_or(0, |glyph| glyph.class.code());
            emit(Hash::of(Kind::Meeting).and(first).and(last).place());
            emit(Hash::of(Kind::MeetingShapes).and(first).and(end_shape).place());
        }
    }

    /// Returns the index, in its segment, of the word that contains `place`.
    pub(super) fn word_at(&self, place: Place) -> usize {
        let words = &self.segments[place.segment].words;
        words.partition_point(|word| word.range.end <= place.glyph)
    }

    /// Returns the first word of the name that begins at `place`.
    fn first_word(&self, place: Place) -> Option<Word> {
        let word = self.segments[place.segment].words.get(self.word_at(place))?;
        Some(Word::new(&self.glyphs, place.glyph..word.range.end))
    }

    /// Emits the features of the name that begins at `place`, except those of the words after its
    /// first.
    pub fn given_name(&self, place: Place, sight: Sight, emit: &mut impl FnMut(usize)) {
        let words = &self.segments[place.segment].words;
        let Some(first) = self.first_word(place) else { return };
        let rest = &words[self.word_at(place) + 1..];
        name::given(&self.glyphs, &first, rest, true, sight, emit);
        let second = self.segments.get(place.segment + 1).and_then(|next| next.words.first());
        if let Some(second) = second.filter(|_| sight == Sight::Full) {
            emit(Hash::of(Kind::Fellows).and(first.shape).and(second.shape).place());
        }
    }

    /// Emits the features of the other words of that name: the same for all places in one word.
    pub fn other_names(&self, place: Place, sight: Sight, emit: &mut impl FnMut(usize)) {
        let word = self.word_at(place);
        let names = self.segments[place.segment].words.get(word + 1..).unwrap_or_default();
        name::others(&self.glyphs, names, sight, emit);
    }

    /// Emits the features of the author in segment `index`.
    pub fn other_author(&self, index: usize, sight: Sight, emit: &mut impl FnMut(usize)) {
        let [first, rest @ ..] = self.segments[index].words.as_slice() else { return };
        name::given(&self.glyphs, first, rest, false, sight, emit);
        name::others(&self.glyphs, rest, sight, emit);
    }
}
