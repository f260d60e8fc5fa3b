//! What is stored, taken over at the start: marks from `localStorage`, and everything from the
//! journal.

use std::collections::HashSet;

use super::Engine;
use crate::catalog::Catalog;
use crate::marks::{Mark, Marks, Notes, Stamped};
use crate::stored::version::RestoreError;
use skimmark_index::sorting;
use skimmark_paper::identity::key::Key;
use skimmark_paper::words::to_u32;
use skimmark_protocol::choice::replayed;
use skimmark_protocol::stored::{BINDINGS, SETTINGS, SHORT_TEXT, is_mark};
use skimmark_protocol::{
    FoldJournal, MarkChange, Marked, Millis, NoteChange, Pending, RestoreMarks, Restored,
    StoredMark,
};

/// What a change in the journal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A paper.
    Mark,
    /// A saved view or a rule.
    Decision,
    /// Something that the page itself decides about.
    Choice,
}

impl Subject {
    /// Returns what a name is about.
    pub(super) fn of(name: &str) -> Self {
        match name {
            SETTINGS | BINDINGS => Self::Choice,
            name if is_mark(name) => Self::Mark,
            _ => Self::Decision,
        }
    }
}

/// What came of taking over the journal.
#[derive(Default)]
struct Taken {
    /// The names of marks that `localStorage` lacks, or has older.
    missing: Vec<Vec<Key>>,
    /// What the journal holds of marks, without their papers.
    marks: Marks,
    /// The names of changes that could not be read.
    unread: HashSet<String>,
    damaged: u32,
    newer: u32,
    choices: Vec<StoredMark>,
}

impl Taken {
    fn count_unread(&mut self, name: String, read: &Result<(), RestoreError>) {
        match read {
            Ok(()) => return,
            Err(RestoreError::Newer { .. }) => self.newer += 1,
            Err(RestoreError::Damaged(_)) => self.damaged += 1,
        }
        self.unread.insert(name);
    }
}

impl Engine {
    /// Takes over what is stored, and the changes in the journal.
    pub(super) fn restore(&mut self, restore: RestoreMarks) -> Restored {
        let RestoreMarks { stored, journal, has_journal, pending, room } = restore;
        self.newer.clear();
        let mut damaged = Vec::new();
        for StoredMark { name, text } in stored {
            match Mark::restore(&text) {
                Ok(mark) => drop(self.marks.insert(mark)),
                Err(RestoreError::Newer { .. }) => self.newer.push(name),
                Err(RestoreError::Damaged(_)) => damaged.push(name),
            }
        }
        let Taken { missing, marks: journaled, damaged: damaged_changes, newer, choices, .. } =
            self.take_journal(journal);
        let unjournaled = if has_journal { self.unjournaled(&journaled) } else { Vec::new() };
        let pending: Vec<Vec<Key>> =
            pending.iter().filter_map(|text| self.take_pending(Pending::restore(text)?)).collect();
        // After all of it is known: what is stored under one name may complete another.
        for mark in self.marks.iter() {
            self.catalogs.mark(mark);
        }
        self.place_all();
        let newer = to_u32(self.newer.len()) + newer;
        let marked = self.missing(&missing, room as usize);
        let changed: Vec<Mark> =
            pending.iter().filter_map(|keys| self.marks.get(keys).cloned()).collect();
        let pending = self.marked(&changed, &pending);
        Restored { marked, unjournaled, pending, damaged, damaged_changes, newer, choices }
    }

    /// Makes a change that may not have been committed, unless something newer is known; returns
    /// the names of the mark that it changes. The digest with the paper is not open yet, so a new
    /// mark has no paper until it is, see [`Engine::complete_marks`].
    fn take_pending(&mut self, pending: Pending) -> Option<Vec<Key>> {
        let Pending { at: Millis(at), key, change } = pending;
        let keys = vec![Key(key)];
        let known = self.marks.get(&keys).cloned();
        let mut mark = known.unwrap_or_else(|| Mark { keys, ..Mark::default() });
        let last = match change {
            MarkChange::Star(_) => mark.changed,
            MarkChange::Read(_) => Stamped::time(mark.read.as_ref()),
            MarkChange::Hide(_) => Stamped::time(mark.hidden.as_ref()),
            MarkChange::Note(..) => Stamped::time(mark.notes.as_ref()),
        };
        if last >= at {
            return None;
        }
        match change {
            MarkChange::Star(starred) => mark.set_starred(starred, at),
            MarkChange::Read(read) => Stamped::stamp(&mut mark.read, read, at),
            MarkChange::Hide(hidden) => Stamped::stamp(&mut mark.hidden, hidden, at),
            MarkChange::Note(NoteChange { tags, note, tags_before, note_before }) => {
                let before = Notes::typed(&tags_before, &note_before);
                let there = mark.notes.clone().unwrap_or_default().what;
                // One that clashes stays a draft of the page.
                let notes = Notes::typed(&tags, &note).over(&before, &there).ok()?;
                Stamped::stamp(&mut mark.notes, notes, at);
            }
        }
        let keys = mark.keys.clone();
        self.marks.insert(mark);
        Some(keys)
    }

    /// Gives marks that have no paper that of the open digest.
    pub(super) fn complete_marks(&mut self) -> Marked {
        let now = self.marks.iter().map(Mark::last_change).max().unwrap_or(0);
        let bare = self.marks.iter().filter(|mark| !mark.is_brief() && !mark.has_paper());
        let completed = bare.filter_map(|mark| {
            let number = self.catalogs.digest.find(&mark.keys).next()?;
            let (entry, keys) = self.catalogs.digest.paper(to_u32(number))?;
            let mut mark = mark.clone();
            mark.keys.extend_from_slice(keys);
            mark.take(entry.clone(), now);
            Some(mark)
        });
        let completed: Vec<Mark> = completed.collect();
        if completed.is_empty() {
            return self.marked(&[], &[]);
        }
        let marked = self.keep_all(completed);
        // They stand there by their names alone.
        self.catalogs.bookmarks = Catalog::default();
        for mark in self.marks.iter() {
            self.catalogs.bookmark(mark);
        }
        self.place_all();
        marked
    }

    fn take_journal(&mut self, journal: Vec<StoredMark>) -> Taken {
        let mut taken = Taken::default();
        for change in journal {
            match Subject::of(&change.name) {
                Subject::Choice => taken.choices.push(change),
                Subject::Decision => {
                    let read = self.take_decision(&change);
                    taken.count_unread(change.name, &read);
                }
                Subject::Mark => match Mark::restore(&change.text) {
                    Ok(mark) => {
                        let held = self.marks.get(&mark.keys);
                        if !mark.is_brief() && held.is_none_or(|held| held.is_older_than(&mark)) {
                            taken.missing.push(mark.keys.clone());
                        }
                        taken.marks.insert(mark.decided());
                        self.marks.insert(mark);
                    }
                    Err(error) => taken.count_unread(change.name, &Err(error)),
                },
            }
        }
        taken
    }

    /// Returns the marks of which the journal holds less than is known: `localStorage` alone has what
    /// was marked while there was no database.
    fn unjournaled(&self, journaled: &Marks) -> Vec<StoredMark> {
        let lacks = |mark: &&Mark| {
            journaled.get(&mark.keys).is_none_or(|journaled| journaled.is_older_than(mark))
        };
        self.marks.iter().filter(lacks).map(Mark::stored).collect()
    }

    /// Returns the marks of these names, the newest first, as many as `room` characters hold.
    fn missing(&mut self, missing: &[Vec<Key>], room: usize) -> Marked {
        let mut once = HashSet::new();
        let marks = missing.iter().filter_map(|keys| self.marks.get(keys));
        let marks: Vec<&Mark> = marks.filter(|mark| once.insert(mark.name())).collect();
        let newest_first = sorting::order(marks.iter().map(|mark| u64::MAX - mark.last_change()));
        let mut left = room;
        let fitting: Vec<Mark> = newest_first
            .map_while(|place| {
                left = left.checked_sub(marks[place].store().len())?;
                Some(marks[place].clone())
            })
            .collect();
        self.marked(&fitting, &[])
    }

    /// Takes over the log of the journal, and returns what its changes come to.
    pub(super) fn fold(&mut self, FoldJournal { names, journal }: FoldJournal) -> Vec<StoredMark> {
        let Taken { unread, choices, .. } = self.take_journal(journal);
        let mut folded = Vec::with_capacity(names.len());
        for name in names {
            let text = match Subject::of(&name) {
                _ if unread.contains(&name) => None,
                Subject::Mark => self.marks.get(&[Key(name.clone())]).map(Mark::store),
                Subject::Choice => folded_choice(&choices, &name),
                Subject::Decision => self.decision_text(&name),
            };
            folded.extend(text.map(|text| StoredMark { name, text }));
        }
        folded
    }
}

/// Returns what the texts of a choice come to, unless a newer version has written one.
fn folded_choice(choices: &[StoredMark], name: &str) -> Option<String> {
    let texts =
        || choices.iter().filter(|choice| choice.name == name).map(|choice| choice.text.as_str());
    texts().all(|text| text.starts_with(SHORT_TEXT)).then(|| replayed(name, texts()))
}
