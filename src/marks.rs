//! What the reader decided about papers, kept apart from the papers and outliving them.

use serde::{Deserialize, Serialize};

use crate::entry::Entry;
use crate::identity::{self, Key};

/// What the reader decided about one paper, with a snapshot of the paper.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// The names of the paper; the first one names the mark in storage.
    pub keys: Vec<Key>,
    /// The paper is in the bookmarks. An unstarred mark stays, so that a star from an older
    /// copy of the storage does not come back.
    pub starred: bool,
    /// When it was last changed: milliseconds since 1970.
    pub changed: u64,
    /// When it was starred: milliseconds since 1970.
    pub starred_at: u64,
    /// The paper as it was when it was marked.
    pub entry: Entry,
}
