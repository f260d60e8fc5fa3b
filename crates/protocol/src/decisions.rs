//! Saved views and rules, and why a paper is shown.

use serde::{Deserialize, Serialize};

use crate::rules::{Decision, Decisions};
use crate::{Millis, StoredMark, UndoStep, View};

/// Gives the engine what `localStorage` holds of views and rules, if anything: at the start after
/// the journal, and when another tab has changed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreDecisions(pub Option<String>);

/// Makes the engine forget all views and rules, which another tab has erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetDecisions;

/// Changes views and rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    /// The change.
    pub decision: Decision,
    /// The moment of the change.
    pub now: Millis,
}

/// The views and rules as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The views and rules.
    pub decisions: Decisions,
    /// Their form for `localStorage`, if it is to be stored.
    pub mirror: Option<String>,
    /// The changes to commit to the journal.
    pub journal: Vec<StoredMark>,
    /// Whether what `localStorage` holds is damaged, and is to be set aside.
    pub set_aside: bool,
    /// What is wrong with what was stored, or why a change can't be kept, for the reader.
    pub problem: Option<String>,
    /// What undoes the change; `None` if nothing has changed.
    pub undo: Option<UndoStep>,
}

/// How many papers a rule hides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MutedBy {
    /// The query of the rule; `None` for the papers that the reader hid individually.
    pub query: Option<String>,
    /// How many of the papers that the present query finds are hidden by it, and by no rule before
    /// it.
    pub count: u32,
}

/// Asks why a paper is shown, or marked: a sentence for each reason. No answer if there is
/// nothing to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explain {
    /// The view that numbers the paper.
    pub view: View,
    /// Its number there.
    pub paper: u32,
    /// The present query.
    pub query: String,
}
