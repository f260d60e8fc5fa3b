//! What the reader decided about papers, kept apart from the papers and outliving them.
//!
//! The engine holds all marks; the page stores each under its first key. Marks of one paper from two
//! tabs, an import or an older copy of the storage merge: for each thing that can be decided about
//! a paper the newest decision wins, and every order of merging gives the same result.

mod all;
mod notes;
mod restored;
mod step;

use std::cmp::Ordering;

use skimmark_byline::boundary::Boundary;
use skimmark_paper::entry::Entry;
use skimmark_paper::identity::key::Key;
use skimmark_paper::json;
use skimmark_paper::text::{is_quote, plain_text};
use skimmark_protocol::ReaderState;

pub use all::Marks;
pub use restored::{About, Restored};
pub use step::MarkStep;

/// What the reader decided about one paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// The names of the paper; the first one names the mark in storage.
    pub keys: Vec<Key>,
    /// Whether the paper is in the bookmarks. An unstarred mark stays, so that a star from an older
    /// copy of the storage does not come back.
    pub starred: bool,
    /// When its star was last changed: milliseconds since 1970; 0 if it never had one.
    pub changed: u64,
    /// When it was starred: milliseconds since 1970.
    pub starred_at: u64,
    /// Whether the reader has read it.
    pub read: Option<Stamped<bool>>,
    /// Whether the reader wants it out of the way.
    pub hidden: Option<Stamped<bool>>,
    /// What the reader noted on it.
    pub notes: Option<Stamped<Notes>>,
    /// Where its authors begin, as the reader decided; `entry` may not follow it yet.
    pub boundary: Option<Boundary>,
    /// The paper as it was when it was marked; empty if nothing needs it.
    pub entry: Entry,
    /// When that was taken: milliseconds since 1970.
    pub taken_at: u64,
}

/// Something that the reader decided, and when. The order is that of time; of two at one moment
/// the same one is last in every tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamped<T> {
    /// When it was decided: milliseconds since 1970.
    pub set_at: u64,
    /// What was decided.
    pub what: T,
}

/// What the reader noted on a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notes {
    /// Tags, without `#`, in the order in which they were given, each once
    /// whatever its case and accents.
    pub tags: Vec<String>,
    /// Plain text; empty if there is none.
    pub note: String,
}

impl<T> Stamped<T> {
    /// Replaces what was decided before by `what`, decided at `now` (milliseconds since 1970). It
    /// is newer even if the clock went back.
    pub fn stamp(before: &mut Option<Self>, what: T, now: u64) {
        let last = Self::time(before.as_ref());
        *before = Some(Self { set_at: now.max(last.saturating_add(1)), what });
    }

    /// Returns when it was decided, in milliseconds since 1970; 0 if it was not.
    pub fn time(stamped: Option<&Self>) -> u64 {
        stamped.map_or(0, |stamped| stamped.set_at)
    }
}

impl Notes {
    /// Reads the tags in a text, separated by commas and lines, and a note, as they were typed.
    pub fn typed(tags: &str, note: &str) -> Self {
        Self::new(tags.split([',', '\n']).map(str::to_owned).collect(), note.trim().to_owned())
    }

    /// Makes the tags such that a query can ask for them: without `#` at the beginning, without
    /// quotation marks, with single spaces, and each once whatever its case.
    pub fn new(tags: Vec<String>, note: String) -> Self {
        let mut all = Self { tags: Vec::new(), note };
        for tag in tags {
            let plain = tag.replace(is_quote, " ");
            let words: Vec<&str> =
                plain.trim().trim_start_matches('#').split_whitespace().collect();
            let tag = words.join(" ");
            if tag.contains(char::is_alphanumeric) && !all.has(&tag) {
                all.tags.push(tag);
            }
        }
        all
    }

    /// Returns true if one of the tags is this one, whatever its case and accents.
    pub fn has(&self, tag: &str) -> bool {
        let wanted = plain_text(tag);
        self.tags.iter().any(|known| plain_text(known) == wanted)
    }

    /// Returns true if there is neither tag nor note.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.note.is_empty()
    }
}

impl Mark {
    /// Returns a new star on a paper with `keys`, set at `now` (milliseconds since 1970).
    pub fn starred(entry: Entry, keys: Vec<Key>, now: u64) -> Self {
        let mut mark = Self { keys, ..Self::default() };
        mark.set_starred(true, now);
        mark.take(entry, now);
        mark
    }

    /// Stars or unstars at `now` (milliseconds since 1970). The change is newer than the one
    /// before even if the clock went back.
    pub fn set_starred(&mut self, starred: bool, now: u64) {
        self.changed = now.max(self.changed.saturating_add(1));
        if starred && !self.starred {
            self.starred_at = now;
        }
        self.starred = starred;
    }

    /// Keeps the paper as it is at `now` (milliseconds since 1970).
    pub fn take(&mut self, entry: Entry, now: u64) {
        (self.entry, self.taken_at) = (entry, now);
    }

    /// Sets at `now` (milliseconds since 1970) after which title the authors begin; an empty one
    /// leaves it to the program. It is independent of the star: neither undoes the other.
    pub fn set_boundary(&mut self, title: String, now: u64) {
        let before = self.boundary.take().map_or(0, |boundary| boundary.set_at);
        let boundary = Boundary { set_at: now.max(before.saturating_add(1)), title };
        boundary.apply(&mut self.entry);
        self.boundary = Some(boundary);
    }

    /// Returns true if the reader has read the paper.
    pub fn is_read(&self) -> bool {
        self.read.is_some_and(|stamped| stamped.what)
    }

    /// Returns true if the reader wants the paper out of the way.
    pub fn is_hidden(&self) -> bool {
        self.hidden.is_some_and(|stamped| stamped.what)
    }

    /// Returns what is shown of it on the paper's card.
    pub fn reader_state(&self) -> ReaderState {
        let Notes { tags, note } = self.notes.clone().unwrap_or_default().what;
        let (starred, read, hidden) = (self.starred, self.is_read(), self.is_hidden());
        ReaderState { starred, read, hidden, tags, note, selected: false }
    }

    /// Returns true if it holds no more than that the paper was read or hidden, as thousands of
    /// marks do.
    pub fn is_brief(&self) -> bool {
        self.changed == 0 && !self.starred && self.boundary.is_none() && self.notes.is_none()
    }

    /// Returns true if it holds the paper.
    pub fn has_paper(&self) -> bool {
        self.entry != Entry::default()
    }

    /// Returns what was decided, without the paper.
    pub fn decided(&self) -> Self {
        let Self { keys, notes, boundary, .. } = self;
        let (keys, notes, boundary) = (keys.clone(), notes.clone(), boundary.clone());
        Self { keys, notes, boundary, entry: Entry::default(), taken_at: 0, ..*self }
    }

    /// Returns true if `other`, a mark of the same paper, is newer in any field.
    pub fn is_older_than(&self, other: &Mark) -> bool {
        self.changed < other.changed
            || self.read < other.read
            || self.hidden < other.hidden
            || self.notes < other.notes
            || self.boundary < other.boundary
    }

    /// Returns when it was last changed: milliseconds since 1970.
    pub fn last_change(&self) -> u64 {
        let times = [
            self.changed,
            Stamped::time(self.read.as_ref()),
            Stamped::time(self.hidden.as_ref()),
            Stamped::time(self.notes.as_ref()),
            self.boundary.as_ref().map_or(0, |boundary| boundary.set_at),
        ];
        times.into_iter().max().unwrap_or(0)
    }

    /// Takes over the newer fields of `other`, a mark of the same paper, and its names.
    pub fn merge(&mut self, other: Mark) {
        if other.star() > self.star() {
            self.set_star(other.star());
        }
        if newer_entry(&other, self) == Ordering::Greater {
            (self.entry, self.taken_at) = (other.entry, other.taken_at);
        }
        self.read = self.read.max(other.read);
        self.hidden = self.hidden.max(other.hidden);
        self.notes = self.notes.take().max(other.notes);
        self.boundary = self.boundary.take().max(other.boundary);
        self.keys.extend(other.keys);
        sort_keys(&mut self.keys);
    }
}

/// Orders what two marks hold of a paper: something after nothing, then by time, and of one
/// moment by its text, so that the same one wins in every tab.
fn newer_entry(a: &Mark, b: &Mark) -> Ordering {
    let held = |mark: &Mark| (mark.entry != Entry::default(), mark.taken_at);
    held(a).cmp(&held(b)).then_with(|| {
        if a.entry == b.entry {
            return Ordering::Equal;
        }
        let form = |mark: &Mark| json::write(&mark.entry);
        form(a).cmp(&form(b))
    })
}

/// Sorts names, the strongest first, each once: identifiers, then hashes of text.
pub(crate) fn sort_keys(keys: &mut Vec<Key>) {
    let mut sorted: Vec<Key> = Vec::with_capacity(keys.len());
    for key in keys.drain(..) {
        let place = sorted.partition_point(|other| (other.rank(), other) < (key.rank(), &key));
        if sorted.get(place) != Some(&key) {
            sorted.insert(place, key);
        }
    }
    *keys = sorted;
}

#[cfg(test)]
pub(crate) mod tests;
