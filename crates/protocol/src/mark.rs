//! Marks, as the page stores them.

use serde::{Deserialize, Serialize};

use super::View;

/// A mark in the form in which it is stored, and the name that it is stored under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMark {
    /// The name, without the prefix that the storage adds.
    pub name: String,
    /// The form of [`skimmark_engine::marks::Mark::store`].
    pub text: String,
}

/// What the reader decided about a paper that is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReaderState {
    /// It is among the bookmarks.
    pub starred: bool,
    /// It was read.
    pub read: bool,
    /// It is to be out of the way.
    pub hidden: bool,
    /// Its tags, without `#`.
    pub tags: Vec<String>,
    /// The note on it; empty where there is none.
    pub note: String,
}

/// A change of what the reader decided about a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marking {
    /// The view that names the paper.
    pub view: View,
    /// Its number there.
    pub paper: u32,
    /// Its [`super::Card::key`]: where another digest was opened since it was drawn, nothing is
    /// done.
    pub key: String,
    /// What is to be.
    pub change: MarkChange,
    /// This takes back a change that was asked for at that moment, and does nothing where a newer
    /// one was made since, in another tab. Milliseconds since 1970; 0 where it takes back none.
    pub undoes: u64,
    /// Milliseconds since 1970.
    pub now: u64,
}

/// What is to be of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkChange {
    /// Whether it is starred. A star that is taken away and comes back by undoing returns to its
    /// place among the bookmarks.
    Star(bool),
    /// Whether it was read.
    Read(bool),
    /// Whether it is out of the way.
    Hide(bool),
    /// Its tags, parted by commas, and the note on it; as typed.
    Note(String, String),
}

/// What has become of the marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The marks to store.
    pub store: Vec<StoredMark>,
    /// Those to keep in the journal alone: they say no more than that papers were read or hidden,
    /// which is said of too many for `localStorage`.
    pub brief: Vec<StoredMark>,
    /// How many papers are starred in all.
    pub bookmarks: u32,
    /// How many changes are not to be stored, as a newer version of the program has marked
    /// those papers.
    pub blocked: u32,
    /// What the reader decided about papers of the present view, where that has changed; in the
    /// order of their numbers. Where it changed for very many, their cards come with the next
    /// answer.
    pub owns: Vec<(u32, ReaderState)>,
}

/// Where the authors of a paper could begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitChoices {
    /// The view that names the paper.
    pub view: View,
    /// Its number there.
    pub paper: u32,
    /// Its [`Card::key`].
    pub key: String,
    /// Title and authors run together.
    pub line: String,
    /// The title at present.
    pub title: String,
    /// The reader has placed the boundary.
    pub placed: bool,
    /// The ways to part the two, the likeliest first: the title, and the authors as one text,
    /// which is empty where there are none.
    pub readings: Vec<(String, String)>,
}
