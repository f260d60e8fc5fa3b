//! The selected papers: those that the reader picked to do something with all of them at once.

use serde::{Deserialize, Serialize};

use crate::{Marked, Millis, PaperRef, ReaderState, View};

/// Selects papers of a view, or no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Select {
    /// The view.
    pub view: View,
    /// Which papers.
    pub papers: Selecting,
}

/// Which papers are to be selected. One that is no longer there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Selecting {
    /// This paper, or no longer.
    Toggle(PaperRef),
    /// Those from the one that was toggled last up to this one, as they are shown; all that are
    /// shown if that is the same one, or none.
    UpTo(PaperRef),
    /// All that are shown.
    All,
    /// None of the view, shown or not.
    None,
}

/// What is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selected {
    /// How much.
    pub count: SelectedCount,
    /// The papers that were selected or no longer are, in the order of their numbers; the cards of
    /// very many come with the next order.
    pub states: Vec<(u32, ReaderState)>,
}

/// How many papers of a view are selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelectedCount {
    /// All of them.
    pub all: u32,
    /// Those that the query lets through.
    pub shown: u32,
}

/// Changes what the reader decided about the selected papers of a view, in one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeSelected {
    /// The view.
    pub view: View,
    /// The change.
    pub change: SelectedChange,
    /// The moment of the change.
    pub now: Millis,
}

/// A change of the selected papers. A flag that each of them has is taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SelectedChange {
    /// They are starred.
    Star,
    /// They were read.
    Read,
    /// They are hidden.
    Hide,
    /// They have these tags, too, which are separated by commas.
    Tag(String),
}

/// The result of [`ChangeSelected`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelectedChanged {
    /// How many papers have changed.
    pub papers: u32,
    /// Whether a flag was taken away.
    pub taken: bool,
    /// The changed marks.
    pub marked: Marked,
}
