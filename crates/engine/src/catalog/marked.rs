//! What the reader decided about the papers.

use super::Catalog;
use super::facets::{Listed, Remaining, keep_matching, list};
use crate::marks::{Mark, Notes};
use crate::query::Filter;
use skimmark_index::bits::Bits;
use skimmark_paper::text::fold::Needle;
use skimmark_paper::text::plain_text;
use skimmark_paper::words::to_u32;
use skimmark_protocol::{Facet, FacetKind, FacetState, ReaderState};

/// What the reader decided, paper by paper.
#[derive(Clone, Debug, Default)]
pub(super) struct Marked {
    pub(super) starred: Bits,
    pub(super) read: Bits,
    hidden: Bits,
    /// The papers with a note.
    pub(super) noted: Bits,
    /// The tags and notes of the papers that have any, by their numbers.
    notes: Vec<(usize, Notes)>,
    tags: Vec<Tag>,
}

/// A tag and the papers that have it; there may no longer be any.
#[derive(Clone, Debug, Default)]
struct Tag {
    /// Its name as it was first written.
    name: String,
    /// Its name without case and accents.
    plain: String,
    papers: Bits,
}

impl Marked {
    fn set(&mut self, number: usize, mark: &Mark) {
        set(&mut self.read, number, mark.is_read());
        set(&mut self.hidden, number, mark.is_hidden());
        let place = self.place_of(number);
        let known = place.ok().map(|place| &self.notes[place].1);
        let notes = mark.notes.as_ref().map(|notes| &notes.what).filter(|notes| !notes.is_empty());
        if known == notes {
            return;
        }
        set(&mut self.noted, number, notes.is_some_and(|notes| !notes.note.is_empty()));
        self.tags.iter_mut().for_each(|tag| tag.papers.remove(number));
        if let Ok(place) = place {
            self.notes.remove(place);
        }
        let Some(notes) = notes else { return };
        for name in &notes.tags {
            let plain = plain_text(name);
            let known = self.tags.iter().position(|tag| tag.plain == plain);
            let place = known.unwrap_or(self.tags.len());
            if known.is_none() {
                self.tags.push(Tag { name: name.clone(), plain, papers: Bits::none() });
            }
            self.tags[place].papers.insert(number);
        }
        let place = place.unwrap_or_else(|free| free);
        self.notes.insert(place, (number, notes.clone()));
    }

    fn place_of(&self, number: usize) -> Result<usize, usize> {
        self.notes.binary_search_by_key(&number, |(number, _)| *number)
    }

    /// Returns the papers with a tag, whatever its case and accents.
    pub(super) fn tagged(&self, tag: &str) -> Bits {
        let plain = plain_text(tag);
        let known = self.tags.iter().find(|tag| tag.plain == plain);
        known.map_or_else(Bits::none, |tag| tag.papers.clone())
    }
}

impl Catalog {
    /// Returns whether any paper has a tag, whatever its case and accents.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.marked.tagged(tag).count() > 0
    }

    /// Records what the reader decided about a paper.
    pub fn mark(&mut self, number: usize, mark: &Mark) {
        if number >= self.papers.len() {
            return;
        }
        self.star(number, mark.starred.then_some(mark.starred_at));
        self.marked.set(number, mark);
    }

    /// Returns the starred papers.
    pub fn starred(&self) -> &Bits {
        &self.marked.starred
    }

    /// Returns the papers that were read.
    pub fn read(&self) -> &Bits {
        &self.marked.read
    }

    /// Returns the papers that were not read.
    pub(super) fn unread(&self) -> Bits {
        let mut unread = self.all();
        unread.subtract(self.read());
        unread
    }

    /// Returns the papers that the reader hid.
    pub fn hidden(&self) -> &Bits {
        &self.marked.hidden
    }

    /// Returns what the reader decided about a paper.
    pub fn reader_state(&self, number: u32) -> ReaderState {
        let number = number as usize;
        let notes =
            self.marked.place_of(number).ok().map(|place| self.marked.notes[place].1.clone());
        let Notes { tags, note } = notes.unwrap_or_default();
        ReaderState {
            starred: self.marked.starred.has(number),
            read: self.marked.read.has(number),
            hidden: self.marked.hidden.has(number),
            tags,
            note,
            selected: self.selected.has(number),
        }
    }

    /// Returns the papers that are selected.
    pub fn selected(&self) -> &Bits {
        &self.selected
    }

    /// Selects these papers, and no others.
    pub fn select(&mut self, papers: Bits) {
        self.selected = papers;
    }

    /// Counts those of `papers` that have each tag that `needle` matches.
    pub(super) fn tag_counts(&self, papers: &Bits, needle: Option<&Needle>) -> Vec<u32> {
        let count = |tag: &Tag| {
            let mut with = tag.papers.clone();
            with.keep(papers);
            to_u32(with.count())
        };
        let mut counts = self.marked.tags.iter().map(count).collect::<Vec<_>>();
        if let Some(needle) = needle {
            keep_matching(&mut counts, needle, &|number| self.tag(number));
        }
        counts
    }

    /// Returns the tag with this number.
    pub(super) fn tag(&self, number: u32) -> Option<String> {
        Some(self.marked.tags.get(number as usize)?.name.clone())
    }

    pub(super) fn tag_facet(&self, left: &Remaining<'_>, needle: Option<&Needle>) -> Option<Facet> {
        let kind = FacetKind::Tag;
        let counts = self.tag_counts(&left.without_kind(kind), needle);
        let named = |number: u32| self.tag(number).map(|name| (Filter::Tag(name.clone()), name));
        let is_held = |number: &u32| {
            let held = |(filter, _)| left.query.state(&filter) != FacetState::Off;
            needle.is_none() && named(*number).is_some_and(held)
        };
        let held = (0..to_u32(counts.len())).filter(is_held).collect();
        // A single tag is enough to distinguish papers.
        let known =
            if self.marked.notes.iter().any(|(_, notes)| !notes.tags.is_empty()) { 2 } else { 0 };
        list(left, known, &Listed { kind, counts, held, named: &named })
    }
}

fn set(papers: &mut Bits, number: usize, holds: bool) {
    match holds {
        true => papers.insert(number),
        false => papers.remove(number),
    }
}
