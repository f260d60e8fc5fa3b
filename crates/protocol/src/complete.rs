//! How a query that is being typed could go on.

use serde::{Deserialize, Serialize};

use crate::View;
use skimmark_paper::date::PartialDate;

/// Asks how a query that is being typed could go on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Complete {
    /// The papers whose names and values are offered.
    pub view: View,
    /// What stands in the search box.
    pub query: String,
    /// Where the cursor stands in it, in UTF-16 units, as the browser counts.
    pub cursor: u32,
    /// The reader asks for it: fields are offered even if nothing is typed yet.
    pub asked: bool,
    /// Today, for relative dates.
    pub today: PartialDate,
}

/// How a query that is being typed could go on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completions {
    /// Where the text begins that a completion replaces, in UTF-16 units.
    pub from: u32,
    /// Where that text ends.
    pub to: u32,
    /// At most [`Completions::MOST`], the likeliest first.
    pub items: Vec<Completion>,
}

impl Completions {
    /// At most this many are offered.
    pub const MOST: usize = 8;
}

/// One way to go on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// The text of the query, with a blank after it if the term is whole.
    pub text: String,
    /// Its name as people say it: `Ana Lee`, `cs.CL Computation and Language`.
    pub name: String,
    /// What it is and how many papers it finds: `author, 12 papers`.
    pub words: String,
}
