//! Marks in the engine: restored, changed, taken over from other tabs and backups.

use super::restoring::Subject;
use super::{Catalogs, Engine, undoing};
use crate::export::{Export, Exported};
use crate::marks::{Mark, MarkStep, Notes, Stamped};
use skimmark_index::bits::Bits;
use skimmark_paper::entry::Entry;
use skimmark_paper::identity::key::Key;
use skimmark_paper::words::to_u32;
use skimmark_protocol::{
    AllRead, ChangeMark, Copied, ExportForm, MarkChange, Marked, MergeMarks, Millis, NoteChange,
    NoteClash, PaperRef, ReadAll, ReaderState, StoredMark, View,
};

/// The most papers whose changed states are sent at once; those of more come with their cards.
const MOST_STATES: usize = 5_000;

impl Engine {
    /// Takes over marks, views and rules that another tab stored.
    pub(super) fn merge_marks(&mut self, MergeMarks(stored): &MergeMarks) -> Marked {
        let (decisions, stored): (Vec<&StoredMark>, Vec<&StoredMark>) =
            stored.iter().partition(|entry| Subject::of(&entry.name) == Subject::Decision);
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
        let decided = self.merge_decisions(&decisions).map(Box::new);
        Marked { decided, ..self.marked(&newer_here, &keys) }
    }

    /// Changes what the reader decided about a paper.
    pub(super) fn change_mark(&mut self, change: ChangeMark) -> Marked {
        let ChangeMark { paper, change, now: Millis(now) } = change;
        let changed = match self.find_paper(&paper) {
            Some((entry, keys)) => self.changed(entry, keys, change, now),
            None => Ok(None),
        };
        match changed {
            Ok(mark) => self.keep_all(mark.into_iter().collect()),
            Err(clash) => Marked { clash: Some(Box::new(clash)), ..self.marked(&[], &[]) },
        }
    }

    /// Returns the mark that a change at `now` (milliseconds since 1970) makes or changes; `None` if
    /// there is nothing to change.
    pub(super) fn changed(
        &self,
        entry: &Entry,
        keys: &[Key],
        change: MarkChange,
        now: u64,
    ) -> Result<Option<Mark>, NoteClash> {
        let mut mark = self.marks.get(keys).cloned().unwrap_or_default();
        mark.keys.extend_from_slice(keys);
        match change {
            MarkChange::Star(starred) => {
                if !starred && mark.changed == 0 {
                    return Ok(None);
                }
                let was = mark.starred;
                mark.set_starred(starred, now);
                if starred && !was {
                    mark.take(entry.clone(), now);
                }
            }
            MarkChange::Read(read) => Stamped::stamp(&mut mark.read, read, now),
            MarkChange::Hide(hidden) => Stamped::stamp(&mut mark.hidden, hidden, now),
            MarkChange::Note(NoteChange { tags, note, tags_before, note_before }) => {
                let before = Notes::typed(&tags_before, &note_before);
                let there = mark.notes.clone().unwrap_or_default().what;
                let notes = match Notes::typed(&tags, &note).over(&before, &there) {
                    Ok(notes) if notes == there => return Ok(None),
                    Ok(notes) => notes,
                    Err(tags) => {
                        let Notes { tags: tags_there, note: note_there } = there;
                        return Err(NoteClash { tags, tags_there, note_there });
                    }
                };
                Stamped::stamp(&mut mark.notes, notes, now);
            }
        }
        // A mark with more than a flag outlives the digest, so it keeps the paper.
        if !mark.is_brief() && mark.entry == Entry::default() {
            mark.take(entry.clone(), now);
        }
        Ok(Some(mark))
    }

    /// Marks papers of the newest answer as read.
    pub(super) fn read_all(&mut self, read: ReadAll) -> AllRead {
        let ReadAll { order, from, before, now: Millis(now) } = read;
        let order = self.shown.as_ref().filter(|known| known.id == order);
        let Some(order) = order else {
            return AllRead { papers: None, marked: self.marked(&[], &[]) };
        };
        let catalog = self.catalogs.of(order.view);
        let mut marks = Vec::new();
        let before = before.map_or(usize::MAX, |before| before as usize);
        for number in order.papers.iter().take(before).skip(from as usize) {
            let unread = !catalog.read().has(*number as usize);
            let Some((_, keys)) = catalog.paper(*number).filter(|_| unread) else { continue };
            let mut mark = self.marks.get(keys).cloned().unwrap_or_default();
            mark.keys.extend_from_slice(keys);
            Stamped::stamp(&mut mark.read, true, now);
            marks.push(mark);
        }
        let papers = Some(to_u32(marks.len()));
        AllRead { papers, marked: self.keep_all(marks) }
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
        Some(Export::of(form)?.one(paper))
    }

    /// Adds marks; returns those to store, which have changed, and what undoes that.
    pub(super) fn keep_all(&mut self, marks: Vec<Mark>) -> Marked {
        let (marked, steps) = self.keep_steps(marks);
        Marked { undo: undoing::write(&steps, &[]), ..marked }
    }

    /// Adds marks; returns those to store, which have changed, and each change.
    pub(super) fn keep_steps(&mut self, marks: Vec<Mark>) -> (Marked, Vec<MarkStep>) {
        let mut changed: Vec<Vec<Key>> = Vec::new();
        let mut steps = Vec::new();
        for mark in marks {
            let keys = mark.keys.clone();
            let known = self.marks.known(&keys);
            self.keep(mark);
            let now = self.marks.get(&keys);
            if now != known.as_ref() {
                steps.extend(now.and_then(|now| MarkStep::between(known.as_ref(), now)));
                changed.push(keys);
            }
        }
        self.follow_boundaries(&changed);
        // Looked up again, because a later mark may have merged with one of them.
        let store = changed.iter().filter_map(|keys| self.marks.get(keys)).cloned();
        let store: Vec<Mark> = store.collect();
        (self.marked(&store, &changed), steps)
    }

    /// Returns what the page is to store of these marks, and to show of the papers of these names.
    pub(super) fn marked(&mut self, marks: &[Mark], changed: &[Vec<Key>]) -> Marked {
        let mut marked = Marked { bookmarks: to_u32(self.marks.bookmarks()), ..Marked::default() };
        for mark in marks {
            let stored = mark.stored();
            if self.newer.contains(&stored.name) {
                marked.blocked += 1;
                continue;
            }
            if mark.is_brief() {
                marked.brief.push(stored);
            } else {
                marked.store.push(stored);
                marked.small.push(mark.store_small());
            }
        }
        if let Some(view) = self.shown.as_ref().map(|order| order.view) {
            let catalog = self.catalogs.of(view);
            let papers: Bits = changed.iter().flat_map(|keys| catalog.find(keys)).collect();
            marked.states = self.states(view, &papers);
        }
        marked
    }

    /// Returns the states of these papers of a view, in the order of their numbers. Those of very many
    /// come with their cards, so that the order that was shown is given up.
    pub(super) fn states(&mut self, view: View, papers: &Bits) -> Vec<(u32, ReaderState)> {
        if papers.count() > MOST_STATES {
            self.shown = None;
            return Vec::new();
        }
        let catalog = self.catalogs.of(view);
        papers.iter().map(|at| (to_u32(at), catalog.reader_state(to_u32(at)))).collect()
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
    let title = mark.name();
    Entry { title, ..Entry::default() }
}
