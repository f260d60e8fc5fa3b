//! Marks, as the page stores them.

use serde::{Deserialize, Serialize};

use super::View;

/// A mark in the form in which it is stored, and the name that it is stored under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMark {
    /// The name, without the prefix that the storage adds.
    pub name: String,
    /// The form of [`crate::marks::Mark::store`].
    pub text: String,
}

/// What has become of the marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The marks to store.
    pub store: Vec<StoredMark>,
    /// How many papers are starred in all.
    pub bookmarks: u32,
    /// How many changes are not to be stored, as a newer version of the program has marked
    /// those papers.
    pub blocked: u32,
}

/// Where the authors of a paper could begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rivals {
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
