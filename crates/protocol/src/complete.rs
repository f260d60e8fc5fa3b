//! How a query that is being typed could go on.

use serde::{Deserialize, Serialize};

use super::View;
use skimmark_paper::date::PartialDate;

/// How what is being typed could go on is wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Complete {
    /// Counts up; the answer carries it.
    pub turn: u32,
    /// The papers whose names and values are offered.
    pub view: View,
    /// What stands in the search box.
    pub query: String,
    /// Where the cursor stands in it, in UTF-16 units, as the browser counts.
    pub cursor: u32,
    /// The reader asks: fields are offered even where nothing is typed yet.
    pub asked: bool,
    /// Today, for relative dates.
    pub today: PartialDate,
}

/// How what is being typed could go on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completions {
    /// That of the question.
    pub turn: u32,
    /// Where the text begins whose place a completion takes, in UTF-16 units,
    pub from: u32,
    /// and where it ends.
    pub to: u32,
    /// At most [`Completions::MOST`], the likeliest first.
    pub items: Vec<Completion>,
}

impl Completions {
    /// So many are offered.
    pub const MOST: usize = 8;
}

/// A way to go on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// The text of the query, with a blank behind it where the term is whole.
    pub text: String,
    /// As people say it: `Ana Lee`, `cs.CL Computation and Language`.
    pub name: String,
    /// What it is and how many papers it finds: `author, 12 papers`.
    pub words: String,
}
