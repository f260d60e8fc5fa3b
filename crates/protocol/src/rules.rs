//! What the reader decided about queries: views that are saved, and rules that mute or highlight
//! whatever a query finds.

use serde::{Deserialize, Serialize};

/// A query with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// What the reader calls it; two views may share a name.
    pub name: String,
    /// The query, in the query language; no two views share it.
    pub query: String,
}

/// What becomes of all papers that a query finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The query, in the query language; no two rules share it.
    pub query: String,
    /// What becomes of what it finds.
    pub effect: RuleEffect,
}

/// What becomes of the papers of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RuleEffect {
    /// They are hidden and counted.
    Mute,
    /// They are marked with a color.
    Highlight {
        /// The color.
        color: Color,
        /// Whether they come before the others.
        top: bool,
    },
}

/// The color of a highlight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Color {
    /// As of a marker.
    #[default]
    Amber,
    /// As of leaves.
    Green,
    /// As of the sky.
    Blue,
    /// As of a rose.
    Rose,
}

impl Color {
    /// All colors, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Amber, "amber"),
        (Self::Green, "green"),
        (Self::Blue, "blue"),
        (Self::Rose, "rose"),
    ];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Returns the color of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(color, _)| *color)
    }
}

/// All saved views and rules, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// The views.
    pub views: Vec<SavedView>,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// A change of the decisions. Queries are trimmed; what has an empty one is ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// Save a view; one of the same query takes the new name.
    Save(SavedView),
    /// Forget the view of this query.
    Forget(String),
    /// Make a rule; an existing one of the same query takes the new effect.
    Make(Rule),
    /// Drop the rule of this query.
    Drop(String),
}
