//! Saved views and rules, and why a paper is shown.

use serde::{Deserialize, Serialize};

use crate::View;
use crate::rules::{Decision, Decisions};

/// Gives the engine the views and rules that are stored, if any are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreDecisions(pub Option<String>);

/// Changes views and rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide(pub Decision);

/// The views and rules as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The views and rules.
    pub decisions: Decisions,
    /// Their form to store, if they are to be stored.
    pub store: Option<String>,
    /// What is wrong with what was stored, for the reader.
    pub problem: Option<String>,
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
