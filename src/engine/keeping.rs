//! Marks in the engine: brought back, changed, taken over from other tabs and backups.

use super::{Engine, small};
use crate::entry::Entry;
use crate::export::backup;
use crate::identity::Key;
use crate::marks::{Mark, RestoreError};
use crate::protocol::{DigestId, Marked, Reply, StoredMark, View};
use crate::words;

/// How long a change stays in the journal at least, in milliseconds: until then what holds it
/// may not have reached the disk.
const SETTLED_AFTER: u64 = 60_000;

/// A star that is set or taken away.
#[derive(Clone, Debug)]
pub(super) struct Starring {
    pub(super) view: View,
    pub(super) paper: u32,
    pub(super) key: String,
    pub(super) starred: bool,
    pub(super) undo: bool,
    /// Milliseconds since 1970.
    pub(super) now: u64,
}

impl Engine {
    /// Takes over what is stored, and from the journal what never came to be.
    pub(super) fn restore(
        &mut self,
        stored: Vec<StoredMark>,
        journal: Vec<StoredMark>,
        now: u64,
    ) -> Reply {
        self.newer.clear();
        let mut damaged = Vec::new();
        for StoredMark { name, text } in stored {
            match Mark::restore(&text) {
                Ok(mark) => self.keep(mark),
                Err(RestoreError::Newer { .. }) => self.newer.push(name),
                Err(RestoreError::Damaged(_)) => damaged.push(name),
            }
        }
        let (mut settled, mut missing) = (Vec::new(), Vec::new());
        for change in journal {
            // What the journal holds of another version waits for it.
            let Ok(mark) = Mark::restore(&change.text) else { continue };
            let held = self.marks.get(&mark.keys);
            if held.is_none_or(|held| held.lacks(&mark)) {
                missing.push(mark);
            } else if now.saturating_sub(mark.last_change()) > SETTLED_AFTER {
                settled.push(change);
            }
        }
        let marked = self.keep_all(missing);
        self.place_all();
        Reply::Restored { marked, damaged, newer: small(self.newer.len()), settled }
    }

    /// Takes over a mark that another tab stored.
    pub(super) fn stored(&mut self, stored: &StoredMark) -> Reply {
        let mut newer_here = Vec::new();
        if let Ok(mark) = Mark::restore(&stored.text) {
            self.keep(mark.clone());
            self.follow_boundaries(std::slice::from_ref(&mark.keys));
            // What the other tab did not know of when it stored is stored again.
            let held = self.marks.get(&mark.keys).filter(|held| **held != mark);
            newer_here.extend(held.map(Self::to_store));
        }
        Reply::Marked(self.marked(newer_here))
    }

    /// Stars a paper or takes its star away.
    pub(super) fn star(&mut self, starring: Starring) -> Reply {
        let marks = self.starred(starring);
        Reply::Marked(self.keep_all(marks))
    }

    /// The mark that a click makes or changes; none where there is nothing to change.
    fn starred(&self, starring: Starring) -> Vec<Mark> {
        let Starring { view, paper, key, starred, undo, now } = starring;
        let Some((entry, keys)) = self.meant(view, paper, &key) else { return Vec::new() };
        let Some(known) = self.marks.get(keys) else {
            let new = || Mark::starred(entry.clone(), keys.to_vec(), now);
            return starred.then(new).into_iter().collect();
        };
        let mut mark = known.clone();
        mark.set_starred(starred, now);
        if undo {
            mark.starred_at = known.starred_at;
        } else if starred && !known.starred {
            mark.entry = entry.clone();
        }
        mark.keys.extend_from_slice(keys);
        vec![mark]
    }

    /// The paper of this number, unless another digest was opened since.
    pub(super) fn meant(&self, view: View, paper: u32, key: &str) -> Option<(&Entry, &[Key])> {
        let found = self.catalog(view).paper(paper);
        found.filter(|(_, keys)| keys.iter().any(|name| name.0 == key))
    }

    /// Takes over the marks of a backup.
    pub(super) fn import(&mut self, digest: DigestId, text: &str) -> Reply {
        let (marks, problem) = match backup::read(text) {
            Ok(backup) => {
                self.decisions.merge(backup.decisions);
                (backup.marks, left_out(&backup.damaged))
            }
            Err(error) => (Vec::new(), error.to_string()),
        };
        let count = small(marks.len());
        let marked = self.keep_all(marks);
        Reply::Imported { digest, marks: count, problem, marked }
    }

    /// Adds marks; gives those to store, which are other than they were.
    pub(super) fn keep_all(&mut self, marks: Vec<Mark>) -> Marked {
        let mut changed: Vec<Vec<Key>> = Vec::new();
        for mark in marks {
            let keys = mark.keys.clone();
            let known = self.marks.get(&keys).cloned();
            self.keep(mark);
            if self.marks.get(&keys) != known.as_ref() {
                changed.push(keys);
            }
        }
        self.follow_boundaries(&changed);
        // Asked again, as one may have become one with a later one.
        let store = changed.iter().filter_map(|keys| self.marks.get(keys)).map(Self::to_store);
        self.marked(store.collect())
    }

    fn to_store(mark: &Mark) -> StoredMark {
        let name = mark.keys.first().map(|key| key.0.clone()).unwrap_or_default();
        StoredMark { name, text: mark.store() }
    }

    fn marked(&self, mut store: Vec<StoredMark>) -> Marked {
        let all = store.len();
        store.retain(|mark| !self.newer.contains(&mark.name));
        let blocked = small(all - store.len());
        Marked { store, bookmarks: small(self.marks.bookmarks()), blocked }
    }

    /// Adds a mark, and has the papers' stars follow it.
    fn keep(&mut self, mark: Mark) {
        let Mark { starred, starred_at, keys, entry, .. } = self.marks.insert(mark);
        let star = starred.then_some(*starred_at);
        for catalog in [&mut self.digest, &mut self.all] {
            let listed = catalog.find(keys).next();
            if let Some(number) = listed {
                catalog.star(number, star);
            }
        }
        let known: Vec<usize> = self.bookmarks.find(keys).collect();
        let Some(first) = known.first().copied() else {
            if *starred {
                let number = self.bookmarks.add(entry.clone(), keys.clone());
                self.bookmarks.star(number, star);
            }
            return;
        };
        // Where the mark makes one paper of several, one of them stays among the bookmarks.
        known.iter().for_each(|number| self.bookmarks.star(*number, None));
        self.bookmarks.name(first, keys);
        self.bookmarks.star(first, star);
    }
}

fn left_out(damaged: &[backup::Damaged]) -> String {
    let Some(first) = damaged.first() else { return String::new() };
    format!(
        "{} of this backup cannot be read and left out; the first is number {}: {}.",
        words::count(small(damaged.len()), "bookmark"),
        first.number,
        first.reason
    )
}
