//! Marks in the engine: restored, changed, taken over from other tabs and backups.

use super::{Catalogs, Engine, Order};
use crate::export::{Export, Exported};
use crate::marks::{Mark, Notes, Stamped};
use crate::stored::backup;
use skimmark_index::bits::Bits;
use skimmark_paper::entry::Entry;
use skimmark_paper::identity::key::Key;
use skimmark_paper::words::to_u32;
use skimmark_protocol::{
    AllRead, ChangeMark, Copied, ExportForm, Imported, MarkChange, Marked, MergeMarks, Millis,
    PaperRef, ReadAll, StoredMark, UndoReadAll,
};

/// The most papers whose changed states are sent at once; those of more come with their cards.
const MOST_STATES: usize = 5_000;

impl Engine {
    /// Takes over marks that another tab stored.
    pub(super) fn merge_marks(&mut self, MergeMarks(stored): &MergeMarks) -> Marked {
        let marks: Vec<Mark> =
            stored.iter().filter_map(|stored| Mark::restore(&stored.text).ok()).collect();
        let keys: Vec<Vec<Key>> = marks.iter().map(|mark| mark.keys.clone()).collect();
        for mark in &marks {
            self.keep(mark.clone());
        }
        self.follow_boundaries(&keys);
        // What the other tab did not know when it stored is stored again.
        let held = marks
            .iter()
            .filter_map(|mark| self.marks.get(&mark.keys).filter(|held| *held != mark).cloned());
        let newer_here: Vec<Mark> = held.collect();
        self.marked(&newer_here, &keys)
    }

    /// Changes what the reader decided about a paper.
    pub(super) fn change_mark(&mut self, change: ChangeMark) -> Marked {
        let mark = self.changed(change);
        self.keep_all(mark.into_iter().collect())
    }

    /// Returns the mark that a change makes or changes; `None` if there is nothing to change.
    fn changed(&self, change: ChangeMark) -> Option<Mark> {
        let ChangeMark { paper, change, undoes, now: Millis(now) } = change;
        let (entry, keys) = self.find_paper(&paper)?;
        let mut mark = self.marks.get(keys).cloned().unwrap_or_default();
        let last = match change {
            MarkChange::Star(_) => mark.changed,
            MarkChange::Read(_) => Stamped::time(mark.read.as_ref()),
            MarkChange::Hide(_) => Stamped::time(mark.hidden.as_ref()),
            MarkChange::Note(..) => Stamped::time(mark.notes.as_ref()),
        };
        if undoes.is_some_and(|then| last > then.0) {
            return None;
        }
        mark.keys.extend_from_slice(keys);
        match change {
            MarkChange::Star(starred) => {
                if !starred && mark.changed == 0 {
                    return None;
                }
                let (was, place) = (mark.starred, mark.starred_at);
                mark.set_starred(starred, now);
                if undoes.is_some() {
                    mark.starred_at = place;
                } else if starred && !was {
                    mark.take(entry.clone(), now);
                }
            }
            MarkChange::Read(read) => Stamped::stamp(&mut mark.read, read, now),
            MarkChange::Hide(hidden) => Stamped::stamp(&mut mark.hidden, hidden, now),
            MarkChange::Note(tags, note) => {
                let notes = Notes::typed(&tags, &note);
                let known = mark.notes.as_ref().map(|notes| &notes.what);
                if known.map_or(notes.is_empty(), |known| *known == notes) {
                    return None;
                }
                Stamped::stamp(&mut mark.notes, notes, now);
            }
        }
        // A mark with more than a flag outlives the digest, so it keeps the paper.
        if !mark.is_brief() && mark.entry == Entry::default() {
            mark.take(entry.clone(), now);
        }
        Some(mark)
    }

    /// Marks all papers of the newest answer as read.
    pub(super) fn read_all(&mut self, read: ReadAll) -> AllRead {
        let ReadAll { order, now: Millis(now) } = read;
        let order = self.shown.as_ref().filter(|known| known.id == order);
        let mut marks = Vec::new();
        let mut set_at = now;
        if let Some(order) = order {
            let catalog = self.catalogs.of(order.view);
            for number in &order.papers {
                let unread = !catalog.read().has(*number as usize);
                let Some((_, keys)) = catalog.paper(*number).filter(|_| unread) else { continue };
                let mut mark = self.marks.get(keys).cloned().unwrap_or_default();
                mark.keys.extend_from_slice(keys);
                set_at = set_at.max(Stamped::time(mark.read.as_ref()).saturating_add(1));
                marks.push(mark);
            }
        }
        for mark in &mut marks {
            // All with one time, by which they can be undone.
            mark.read = Some(Stamped { set_at, what: true });
        }
        let papers = to_u32(marks.len());
        AllRead { papers, set_at: Millis(set_at), marked: self.keep_all(marks) }
    }

    /// Undoes that papers were marked as read at this time, unless something newer was decided
    /// about them.
    pub(super) fn undo_read_all(&mut self, undo: UndoReadAll) -> Marked {
        let UndoReadAll { set_at: Millis(set_at), now: Millis(now) } = undo;
        let then = Some(Stamped { set_at, what: true });
        let marks = self.marks.iter().filter(|mark| mark.read == then).cloned().map(|mut mark| {
            Stamped::stamp(&mut mark.read, false, now);
            mark
        });
        let marks = marks.collect();
        self.keep_all(marks)
    }

    /// Returns the paper that the page refers to, unless another digest was opened since.
    pub(super) fn find_paper(&self, named: &PaperRef) -> Option<(&Entry, &[Key])> {
        let found = self.catalogs.of(named.view).paper(named.paper);
        found.filter(|(_, keys)| keys.iter().any(|key| key.0 == named.key))
    }

    /// Writes a paper as text to paste elsewhere.
    pub(super) fn copied(&self, paper: &PaperRef, form: ExportForm) -> Option<Copied> {
        let (entry, keys) = self.find_paper(paper)?;
        let notes = self.marks.get(keys).and_then(|mark| mark.notes.as_ref());
        let paper = Exported { entry, notes: notes.map(|notes| &notes.what) };
        Some((Export::of(form)?.one)(paper))
    }

    /// Takes over the marks of a backup.
    pub(super) fn import(&mut self, text: &str) -> Imported {
        let (marks, problem) = match backup::read(text) {
            Ok(import) => {
                let problem = import.problem();
                self.decisions.merge(import.decisions);
                (import.marks, problem)
            }
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        let count = to_u32(marks.len());
        let marked = self.keep_all(marks);
        Imported { marks: count, problem, marked }
    }

    /// Adds marks; returns those to store, which have changed.
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
        // Looked up again, because a later mark may have merged with one of them.
        let store = changed.iter().filter_map(|keys| self.marks.get(keys)).cloned();
        let store: Vec<Mark> = store.collect();
        self.marked(&store, &changed)
    }

    /// Returns what the page is to store of these marks, and to show of the papers of these names.
    pub(super) fn marked(&mut self, marks: &[Mark], changed: &[Vec<Key>]) -> Marked {
        let mut marked = Marked { bookmarks: to_u32(self.marks.bookmarks()), ..Marked::default() };
        for mark in marks {
            let name = mark.keys.first().map(|key| key.0.clone()).unwrap_or_default();
            if self.newer.contains(&name) {
                marked.blocked += 1;
                continue;
            }
            let stored = StoredMark { name, text: mark.store() };
            if mark.is_brief() {
                marked.brief.push(stored);
            } else {
                marked.store.push(stored);
                marked.small.push(mark.store_small());
            }
        }
        if changed.len() > MOST_STATES {
            self.shown = None;
        }
        if let Some(Order { view, .. }) = &self.shown {
            let catalog = self.catalogs.of(*view);
            let papers: Bits = changed.iter().flat_map(|keys| catalog.find(keys)).collect();
            marked.states = papers
                .iter()
                .map(|number| (to_u32(number), catalog.reader_state(to_u32(number))))
                .collect();
        }
        marked
    }

    /// Adds a mark, and updates its papers.
    fn keep(&mut self, mark: Mark) {
        self.catalogs.mark(self.marks.insert(mark));
    }
}

impl Catalogs {
    /// Updates the papers of a mark.
    pub(super) fn mark(&mut self, mark: &Mark) {
        for catalog in [&mut self.digest, &mut self.all] {
            let papers: Vec<usize> = catalog.find(&mark.keys).collect();
            papers.into_iter().for_each(|number| catalog.mark(number, mark));
        }
        self.bookmark(mark);
    }

    /// Updates the bookmarks by a mark.
    pub(super) fn bookmark(&mut self, mark: &Mark) {
        let known: Vec<usize> = self.bookmarks.find(&mark.keys).collect();
        let Some(first) = known.first().copied() else {
            if mark.starred {
                let number = self.bookmarks.add(shown(mark), mark.keys.clone());
                self.bookmarks.mark(number, mark);
            }
            return;
        };
        // If the mark merges several papers, only one of them stays in the bookmarks.
        known.iter().for_each(|number| self.bookmarks.star(*number, None));
        self.bookmarks.name(first, &mark.keys);
        self.bookmarks.mark(first, mark);
    }
}

/// Returns the paper of a mark; one that has none, because the storage had no room for it or its
/// digest is not open yet, has its name in the place of the title.
fn shown(mark: &Mark) -> Entry {
    if mark.has_paper() {
        return mark.entry.clone();
    }
    let title = mark.keys.first().map(|key| key.0.clone()).unwrap_or_default();
    Entry { title, ..Entry::default() }
}
