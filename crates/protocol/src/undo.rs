//! Steps that the reader can take back.

use serde::{Deserialize, Serialize};

use crate::{Decided, Marked, Millis};

/// What a step has changed: which marks, views and rules, and from what to what. The engine writes
/// and reads it; the page holds it as long as the step can be undone, so that another engine can
/// undo it, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoStep(pub String);

/// Takes a step back. What was decided about the same thing since stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The step.
    pub step: UndoStep,
    /// The present moment.
    pub now: Millis,
}

/// The result of [`Undo`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The changed marks.
    pub marked: Marked,
    /// The views and rules, if some were changed.
    pub decided: Option<Decided>,
    /// What was not undone, and why, for the reader.
    pub problem: Option<String>,
}
