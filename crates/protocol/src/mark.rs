//! Marks, as the page stores them.

use serde::{Deserialize, Serialize};

use crate::{Decided, Millis, OrderId, PaperRef, UndoStep};

/// A mark in the form in which it is stored, and the name that it is stored under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMark {
    /// The name, without the prefix that the storage adds.
    pub name: String,
    /// Its stored form, which the engine writes and reads.
    pub text: String,
}

/// What the reader decided about a paper that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReaderState {
    /// Whether it is in the bookmarks.
    pub starred: bool,
    /// Whether it was read.
    pub read: bool,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its tags, without `#`.
    pub tags: Vec<String>,
    /// The note on it; empty if there is none.
    pub note: String,
    /// Whether it is selected, for what the reader does next.
    pub selected: bool,
}

/// Changes what the reader decided about a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeMark {
    /// The paper; if it is no longer there, nothing is done.
    pub paper: PaperRef,
    /// The change.
    pub change: MarkChange,
    /// The moment of the change.
    pub now: Millis,
}

/// A change of a paper's mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkChange {
    /// Whether it is starred.
    Star(bool),
    /// Whether it was read.
    Read(bool),
    /// Whether it is hidden.
    Hide(bool),
    /// Its tags and the note on it.
    Note(NoteChange),
}

/// Tags, separated by commas, and a note, as they were typed over others. What another tab has
/// changed of those meanwhile is merged, or asked about: see [`NoteClash`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteChange {
    /// The tags.
    pub tags: String,
    /// The note.
    pub note: String,
    /// The tags from which the reader began.
    pub tags_before: String,
    /// The note from which the reader began.
    pub note_before: String,
}

/// Two notes on a paper that were written over the same one, in two tabs; the later one is not
/// taken over until the reader has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteClash {
    /// The tags as they come to be, of which no two clash.
    pub tags: Vec<String>,
    /// The tags that are there now.
    pub tags_there: Vec<String>,
    /// The note that is there now.
    pub note_there: String,
}

/// The changed marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The marks to store.
    pub store: Vec<StoredMark>,
    /// The texts of these without their papers, in the same order, for a storage with little room.
    pub small: Vec<String>,
    /// Those to keep only in the journal: they hold no more than that papers were read or hidden,
    /// and there are too many of them for `localStorage`.
    pub brief: Vec<StoredMark>,
    /// How many papers are starred in all.
    pub bookmarks: u32,
    /// How many changes are not to be stored, because a newer version of the program has marked
    /// those papers.
    pub blocked: u32,
    /// The papers of the present view whose state has changed, with that state, in the order of
    /// their numbers. If very many have changed, their cards come with the next answer instead.
    pub states: Vec<(u32, ReaderState)>,
    /// The views and rules, if another tab changed some.
    pub decided: Option<Box<Decided>>,
    /// What undoes the reader's changes; `None` if nothing has changed.
    pub undo: Option<UndoStep>,
    /// Why a note was not taken over.
    pub clash: Option<Box<NoteClash>>,
}

/// Gives the engine what the page found stored at its start. The attachment is the journal, as
/// pairs of arrays: keys, and what stands under them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreMarks {
    /// The marks of `localStorage`.
    pub stored: Vec<StoredMark>,
    /// The changes in the journal, of marks and of everything else; read from the attachment.
    pub journal: Vec<StoredMark>,
    /// Whether the journal could be read.
    pub has_journal: bool,
    /// Changes that may not have been committed: [`crate::Pending`].
    pub pending: Vec<String>,
    /// How many characters `localStorage` has room for.
    pub room: u32,
}

/// The result of [`RestoreMarks`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// The marks that are to be stored in `localStorage` as the journal has them, the newest first,
    /// as many as there is room for.
    pub marked: Marked,
    /// The marks that the journal lacks or has older: those of a visit without a database.
    pub unjournaled: Vec<StoredMark>,
    /// The marks that pending changes have changed.
    pub pending: Marked,
    /// Names of marks in `localStorage` that are damaged.
    pub damaged: Vec<String>,
    /// How many changes in the journal are damaged.
    pub damaged_changes: u32,
    /// How many stored marks a newer version of the program wrote.
    pub newer: u32,
    /// What the journal holds of the page's own: the settings and the reader's keys.
    pub choices: Vec<StoredMark>,
}

/// Asks what the changes in the log of the journal come to, which may be newer than what was
/// restored. The attachment is as that of [`RestoreMarks`]. The answer holds a text for each name
/// that nothing unreadable stands under.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoldJournal {
    /// The names in the log.
    pub names: Vec<String>,
    /// The changes in the log, and what stands under their names; read from the attachment.
    pub journal: Vec<StoredMark>,
}

/// Merges marks, views and rules that another tab stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeMarks(pub Vec<StoredMark>);

/// Marks the papers of an order as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadAll {
    /// The order; if it is no longer the newest, nothing is done.
    pub order: OrderId,
    /// The position of the first of them.
    pub from: u32,
    /// The position before which they stand; `None` for all.
    pub before: Option<u32>,
    /// The moment of the change.
    pub now: Millis,
}

/// The result of [`ReadAll`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllRead {
    /// How many papers were not read before; `None` if this order is not the newest any more, and
    /// nothing was done.
    pub papers: Option<u32>,
    /// The changed marks.
    pub marked: Marked,
}
