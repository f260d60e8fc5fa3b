//! The papers of a digest, or of the bookmarks, and what a query finds among them.
//!
//! Papers are only ever added, so a paper's number never changes. The words of its texts are noted
//! when it is added; a query is a few searches over those and set arithmetic.

mod cards;
mod digests;
mod evaluate;
mod facets;
mod learned;
mod marked;
mod order;
mod scale;
mod seen;
mod suggest;
mod values;

use std::cell::OnceCell;
use std::collections::HashMap;

use skimmark_byline::boundary::Boundary;
use skimmark_index::bits::Bits;
use skimmark_index::column::Column;
use skimmark_paper::entry::{Announcement, Category, Entry};
use skimmark_paper::identity::index::KeyIndex;
use skimmark_paper::identity::key::{self, Key};
use skimmark_paper::identity::merge::{Merged, merge_into};
use skimmark_paper::words::to_u32;
use skimmark_protocol::{DigestId, KeptDigest};

pub use cards::spans::Highlights;
use digests::Digests;
pub use evaluate::Answer;
use facets::{affiliation, authors, name_at, venue};
pub use learned::Learned;
use marked::Marked;
pub use order::Arrangement;
use scale::Scales;
pub(crate) use seen::HASH;
use values::{Names, Numbers};

/// Papers with what is needed to search them.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    papers: Vec<Paper>,
    index: KeyIndex,
    /// What the reader decided about the papers.
    marked: Marked,
    titles: Column,
    authors: Column,
    affiliations: Column,
    venues: Column,
    abstracts: Column,
    codes: Vec<Category>,
    /// The categories of each paper, as numbers into the codes.
    categories: Numbers,
    author_names: Names,
    affiliation_names: Names,
    venue_names: Names,
    scales: Scales,
    /// The rank of each paper by its title, computed when it is first needed.
    title_ranks: OnceCell<Vec<u64>>,
    /// The papers with code.
    coded: Bits,
    /// The papers that were announced in each way.
    announced: [Bits; Announcement::ALL.len()],
    code_numbers: HashMap<Category, u32>,
    /// The digests that the papers are in; empty for the bookmarks.
    digests: Digests,
    /// The papers that earlier digests hold as well.
    seen: Bits,
    /// How many of those hold each paper.
    times_seen: Vec<u32>,
    /// The titles of the earlier digests, and which of them had a paper first, counted from 1.
    older: Vec<String>,
    first_seen: Vec<u32>,
    /// The papers that rules hide.
    muted: Bits,
    /// The papers that the reader selected.
    selected: Bits,
    /// What was learned of the reader, and of papers that others are to be like.
    learned: Learned,
}

/// A paper and its names.
#[derive(Clone, Debug, Default)]
struct Paper {
    entry: Entry,
    keys: Vec<Key>,
    /// When it was starred, in milliseconds since 1970; 0 if it is not.
    starred_at: u64,
    /// Whether its authors begin where the reader set it.
    placed: bool,
}

impl Catalog {
    /// Makes a catalog of the papers of a digest; records of the same paper become one. `watch` is
    /// told the share that is done, in thousandths.
    pub fn of_digest(entries: Vec<Entry>, watch: &mut dyn FnMut(usize)) -> Self {
        Self::of_digests(vec![(0, entries)], watch)
    }

    /// Makes a catalog of several digests, the newest first, like [`Catalog::of_digest`].
    pub fn of_digests(digests: Vec<(DigestId, Vec<Entry>)>, watch: &mut dyn FnMut(usize)) -> Self {
        let mut catalog = Self::default();
        let mut ends = Vec::with_capacity(digests.len());
        let mut entries = Vec::new();
        for (id, its_entries) in digests {
            match entries.is_empty() {
                true => entries = its_entries,
                false => entries.extend(its_entries),
            }
            ends.push((id, entries.len()));
        }
        let papers = merged(&mut catalog.index, &mut catalog.digests, entries, &ends);
        let all = papers.len();
        catalog.papers.reserve_exact(all);
        for (number, paper) in papers.into_iter().enumerate() {
            catalog.push(paper.entry, paper.keys);
            watch(number * 1000 / all);
        }
        catalog.columns_mut().into_iter().for_each(Column::finish);
        catalog
    }

    fn columns_mut(&mut self) -> [&mut Column; 5] {
        let Self { titles, authors, affiliations, venues, abstracts, .. } = self;
        [titles, authors, affiliations, venues, abstracts]
    }

    /// Adds a paper, which gets the next number.
    pub fn add(&mut self, entry: Entry, keys: Vec<Key>) -> usize {
        self.index.insert(&keys, self.papers.len());
        let number = self.push(entry, keys);
        self.columns_mut().into_iter().for_each(Column::tidy);
        number
    }

    /// Adds a paper that is in the index of keys already.
    fn push(&mut self, entry: Entry, keys: Vec<Key>) -> usize {
        let number = self.papers.len();
        self.title_ranks = OnceCell::new();
        push_names(&mut self.titles, &mut self.authors, &mut self.affiliations, &entry);
        self.abstracts.push(entry.abstract_text.as_deref());
        self.venues.push(entry.venue.as_deref());
        let categories: Vec<u32> =
            entry.categories.iter().map(|code| self.number_of_code(code)).collect();
        self.categories.push(categories);
        self.scales.push(entry.date, entry.score);
        for (kind, papers) in Announcement::ALL.iter().zip(&mut self.announced) {
            if entry.announced.contains(kind) {
                papers.insert(number);
            }
        }
        let paper = Paper { entry, keys, ..Paper::default() };
        if evaluate::has_code(&paper) {
            self.coded.insert(number);
        }
        self.papers.push(paper);
        self.number_names(number);
        let Self { papers, venue_names, .. } = self;
        if let Some(Paper { entry, .. }) = papers.last() {
            venue_names.push(venue(entry), &|place| name_at(papers, venue, place));
        }
        number
    }

    /// Numbers the authors and the affiliation of the next paper.
    fn number_names(&mut self, number: usize) {
        let Self { papers, author_names, affiliation_names, .. } = self;
        let Some(Paper { entry, .. }) = papers.get(number) else { return };
        author_names.push(authors(entry), &|place| name_at(papers, authors, place));
        affiliation_names.push(affiliation(entry), &|place| name_at(papers, affiliation, place));
    }

    fn number_of_code(&mut self, code: &Category) -> u32 {
        if let Some(number) = self.code_numbers.get(code) {
            return *number;
        }
        let number = to_u32(self.codes.len());
        self.codes.push(code.clone());
        self.code_numbers.insert(code.clone(), number);
        number
    }

    /// Counts the papers.
    pub fn len(&self) -> usize {
        self.papers.len()
    }

    /// Returns the lowest and the highest score, in tenths.
    pub fn scores(&self) -> Option<(u32, u32)> {
        self.scales.span_of_scores()
    }

    /// Returns whether there are no papers.
    pub fn is_empty(&self) -> bool {
        self.papers.is_empty()
    }

    /// Returns the numbers of the papers that have one of `keys`, the strongest key's first; may
    /// return a number twice.
    pub fn find(&self, keys: &[Key]) -> impl Iterator<Item = usize> {
        self.index.find(keys, |number| self.keys(number))
    }

    /// Returns a paper and its names.
    pub fn paper(&self, number: u32) -> Option<(&Entry, &[Key])> {
        self.papers.get(number as usize).map(|paper| (&paper.entry, paper.keys.as_slice()))
    }

    /// Returns the papers.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.papers.iter().map(|paper| &paper.entry)
    }

    /// Returns the names of a paper.
    pub fn keys(&self, number: usize) -> Option<&[Key]> {
        self.papers.get(number).map(|paper| paper.keys.as_slice())
    }

    /// Returns when a paper was starred, in milliseconds since 1970; `None` if it is not.
    pub fn starred_at(&self, number: usize) -> Option<u64> {
        let paper = self.papers.get(number)?;
        self.starred().has(number).then_some(paper.starred_at)
    }

    /// Names the digests that the papers are in as the library does.
    pub fn name_digests(&mut self, library: &[KeptDigest]) {
        self.digests.name(library);
    }

    /// Adds names of a paper.
    pub fn name(&mut self, number: usize, keys: &[Key]) {
        if let Some(paper) = self.papers.get_mut(number) {
            self.index.name(&mut paper.keys, keys, number);
        }
    }

    /// Sets a paper's star: when it was starred, in milliseconds since 1970, or `None`.
    pub fn star(&mut self, number: usize, starred_at: Option<u64>) {
        let Some(paper) = self.papers.get_mut(number) else { return };
        paper.starred_at = starred_at.unwrap_or(0);
        match starred_at {
            Some(_) => self.marked.starred.insert(number),
            None => self.marked.starred.remove(number),
        }
    }

    /// Moves the beginning of a paper's authors to where the reader set it. Returns whether that
    /// changes the paper, whose words must then be noted again.
    pub fn place(&mut self, number: usize, boundary: &Boundary) -> bool {
        let Some(paper) = self.papers.get_mut(number) else { return false };
        let changes = boundary.apply(&mut paper.entry);
        let placed = boundary.holds_in(&paper.entry);
        if changes {
            self.index.name(&mut paper.keys, &key::keys(&paper.entry), number);
        }
        changes | (std::mem::replace(&mut paper.placed, placed) != placed)
    }

    /// Notes again the words of what a boundary can change of the papers.
    pub fn fold_names(&mut self) {
        (self.titles, self.authors, self.affiliations) = Default::default();
        for Paper { entry, .. } in &self.papers {
            push_names(&mut self.titles, &mut self.authors, &mut self.affiliations, entry);
        }
        self.columns_mut().into_iter().for_each(Column::finish);
        (self.author_names, self.affiliation_names, self.title_ranks) = Default::default();
        (0..self.papers.len()).for_each(|number| self.number_names(number));
    }

    /// Returns all papers.
    pub fn all(&self) -> Bits {
        Bits::below(self.papers.len())
    }

    /// Sets which papers rules hide; all others are shown.
    pub fn set_muted(&mut self, muted: Bits) {
        self.muted = muted;
    }

    /// Sets what was learned for `like:` and `likely:`.
    pub fn set_learned(&mut self, learned: Learned) {
        self.learned = learned;
    }

    /// Returns what was learned for `like:` and `likely:`.
    pub fn learned(&self) -> &Learned {
        &self.learned
    }
}

/// Merges records of the same paper, and puts the papers into their digests: each with the number
/// of the record after its last.
fn merged(
    index: &mut KeyIndex,
    digests: &mut Digests,
    entries: Vec<Entry>,
    ends: &[(DigestId, usize)],
) -> Vec<Merged> {
    let mut left = ends.iter();
    let (mut record, mut end) = (0, 0);
    merge_into(index, entries, &mut |paper| {
        while record >= end
            && let Some((id, its_end)) = left.next()
        {
            digests.begin(*id);
            end = *its_end;
        }
        digests.put(paper);
        record += 1;
    })
}

/// Notes the words of what a boundary can change of a paper.
fn push_names(titles: &mut Column, authors: &mut Column, affiliations: &mut Column, entry: &Entry) {
    titles.push([entry.title.as_str()]);
    authors.push(entry.authors.iter().map(String::as_str));
    affiliations.push(entry.affiliation.as_deref());
}

#[cfg(test)]
mod naive;
#[cfg(test)]
mod tests;
