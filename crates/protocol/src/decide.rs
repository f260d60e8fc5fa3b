//! Saved views and rules, and why a paper is shown.

use serde::{Deserialize, Serialize};

use crate::rules::Decisions;

/// What the reader decided, as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The views and rules.
    pub decisions: Decisions,
    /// Their form to store; nothing where they are not to be stored.
    pub store: String,
    /// What is wrong with what was stored, for the reader; nothing where all is well.
    pub problem: String,
}

/// How many papers a rule hides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MutedBy {
    /// The query of the rule; nothing where the reader hid the papers one by one.
    pub query: String,
    /// Of the papers that the present query finds so many are hidden by it and by no rule
    /// before it.
    pub count: u32,
}

/// Why a paper is shown, or marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The paper's number in its view.
    pub paper: u32,
    /// The reasons, a sentence each.
    pub words: String,
}
