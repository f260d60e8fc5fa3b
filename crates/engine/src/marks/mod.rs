//! What the reader decided about papers, kept apart from the papers and outliving them.
//!
//! The engine holds all marks; the page stores each under its first key. Marks of one paper from two
//! tabs, an import or an older copy of the storage merge: of each thing that can be said of a
//! paper the newest word wins, and every order of merging gives the same.

mod all;

use std::cmp::Ordering;

use skimmark_digest::byline::boundary::Boundary;
use skimmark_paper::entry::Entry;
use skimmark_paper::identity::key::Key;
use skimmark_paper::json;
use skimmark_paper::text::{is_quote, plain_text};

pub use all::Marks;

/// What the reader decided about one paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// The names of the paper; the first one names the mark in storage.
    pub keys: Vec<Key>,
    /// The paper is in the bookmarks. An unstarred mark stays, so that a star from an older
    /// copy of the storage does not come back.
    pub starred: bool,
    /// When its star was last changed: milliseconds since 1970; 0 where it never had one.
    pub changed: u64,
    /// When it was starred: milliseconds since 1970.
    pub starred_at: u64,
    /// The reader has read it, or says not to have.
    pub read: Option<Stamped<bool>>,
    /// The reader wants it out of the way, or back.
    pub hidden: Option<Stamped<bool>>,
    /// What the reader noted on it.
    pub notes: Option<Stamped<Notes>>,
    /// Where its authors begin by the reader's word; `entry` may not follow it yet.
    pub boundary: Option<Boundary>,
    /// The paper as it was when it was marked; empty where no mark needs it.
    pub entry: Entry,
    /// When that was taken: milliseconds since 1970.
    pub taken_at: u64,
}

/// Something that the reader said of a paper. The order is that of time; of two at one moment
/// the same one is last in every tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamped<T> {
    /// When it was said: milliseconds since 1970.
    pub set_at: u64,
    /// What was said.
    pub what: T,
}

/// What the reader noted on a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notes {
    /// Tags, without `#`, in the order in which they were given, each once
    /// whatever its case and accents.
    pub tags: Vec<String>,
    /// Plain text; empty where there is none.
    pub note: String,
}

impl<T> Stamped<T> {
    /// Says something at `now` (milliseconds since 1970) in place of what was said before; it is
    /// newer even where the clock went back.
    pub fn stamp(before: &mut Option<Self>, what: T, now: u64) {
        let last = before.as_ref().map_or(0, |said| said.set_at);
        *before = Some(Self { set_at: now.max(last.saturating_add(1)), what });
    }

    /// When it was said, in milliseconds since 1970; 0 where it was not.
    pub fn time(said: Option<&Self>) -> u64 {
        said.map_or(0, |said| said.set_at)
    }
}

impl Notes {
    /// The tags in a text, parted by commas and lines, and a note; both as they were typed.
    pub fn typed(tags: &str, note: &str) -> Self {
        Self::new(tags.split([',', '\n']).map(str::to_owned).collect(), note.trim().to_owned())
    }

    /// Tags become such as a query can ask for: without `#` at the beginning, without
    /// quotation marks, with single blanks, and each once in any case.
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

    /// One of the tags is this one, whatever its case and accents.
    pub fn has(&self, tag: &str) -> bool {
        let wanted = plain_text(tag);
        self.tags.iter().any(|known| plain_text(known) == wanted)
    }

    /// There is neither tag nor note.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.note.is_empty()
    }
}

impl Mark {
    /// A new star on a paper with `keys`, set at `now` (milliseconds since 1970).
    pub fn starred(entry: Entry, keys: Vec<Key>, now: u64) -> Self {
        let mut mark = Self { keys, ..Self::default() };
        mark.set_starred(true, now);
        mark.take(entry, now);
        mark
    }

    /// Stars or unstars at `now` (milliseconds since 1970). The change is newer than the one
    /// before even where the clock went back.
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

    /// Says at `now` (milliseconds since 1970) behind which title the authors begin; empty, that
    /// the program is to find it. It counts apart from the star, and neither takes the other back.
    pub fn set_boundary(&mut self, title: String, now: u64) {
        let before = self.boundary.take().map_or(0, |boundary| boundary.set_at);
        let boundary = Boundary { set_at: now.max(before.saturating_add(1)), title };
        boundary.apply(&mut self.entry);
        self.boundary = Some(boundary);
    }

    /// The paper was read, by the reader's word.
    pub fn is_read(&self) -> bool {
        self.read.is_some_and(|said| said.what)
    }

    /// The paper is to be out of the way.
    pub fn is_hidden(&self) -> bool {
        self.hidden.is_some_and(|said| said.what)
    }

    /// It says no more than that the paper was read or hidden, as is said of thousands.
    pub fn is_brief(&self) -> bool {
        self.changed == 0 && !self.starred && self.boundary.is_none() && self.notes.is_none()
    }

    /// `other`, a mark of the same paper, says something newer.
    pub fn is_older_than(&self, other: &Mark) -> bool {
        self.changed < other.changed
            || self.read < other.read
            || self.hidden < other.hidden
            || self.notes < other.notes
            || self.boundary < other.boundary
    }

    /// When something of it was last changed: milliseconds since 1970.
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

    /// Takes over what `other`, a mark of the same paper, has newer, and its names.
    pub fn merge(&mut self, other: Mark) {
        let star = |mark: &Mark| (mark.changed, mark.starred, mark.starred_at);
        if star(&other) > star(self) {
            (self.changed, self.starred, self.starred_at) = star(&other);
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

/// The order of what two marks hold of a paper: something behind nothing, then by time, and of
/// one moment by what it says, so that the same one wins in every tab.
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

/// The strongest names first, each once: identifiers, then hashes of text.
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
