//! Where the authors of a paper begin, if its title and authors came as one line.

use serde::{Deserialize, Serialize};

use crate::{Marked, Millis, PaperRef};

/// Asks where the authors of a paper could begin. No answer if the paper is not there, or its
/// title and authors came apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindSplits(pub PaperRef);

/// Where the authors of a paper could begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitChoices {
    /// The paper.
    pub paper: PaperRef,
    /// The line in which title and authors ran together.
    pub line: String,
    /// The title at present.
    pub title: String,
    /// Whether the reader has placed the boundary.
    pub placed: bool,
    /// The ways to split the two, the likeliest first: the title, and the authors as one text,
    /// which is empty if there are no authors.
    pub readings: Vec<(String, String)>,
}

/// Moves the beginning of a paper's authors to where the reader set it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceBoundary {
    /// The paper.
    pub paper: PaperRef,
    /// The title that this makes; without one the program finds it.
    pub title: Option<String>,
    /// The moment of the change.
    pub now: Millis,
}

/// The result of [`PlaceBoundary`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Whether the paper is still there and its line begins with the title.
    pub done: bool,
    /// What has become of the marks.
    pub marked: Marked,
}
