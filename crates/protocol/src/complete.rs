//! Completions of a query that is being typed.

use serde::{Deserialize, Serialize};

use crate::View;
use skimmark_paper::date::PartialDate;

/// Asks for completions of a query that is being typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Complete {
    /// The papers whose names and values are offered.
    pub view: View,
    /// The text in the search box.
    pub query: String,
    /// The position of the cursor in it, in UTF-16 units, as the browser counts.
    pub cursor: u32,
    /// Whether the reader asks for them: then fields are offered even if nothing is typed yet.
    pub asked: bool,
    /// Today, for relative dates.
    pub today: PartialDate,
}

/// Completions of a query that is being typed.
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
    /// The most completions that are offered.
    pub const MOST: usize = 8;
}

/// A completion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// The text for the query, with a space after it if the term is whole.
    pub text: String,
    /// Its name as people say it: `Ana Lee`, `cs.CL Computation and Language`.
    pub name: String,
    /// What it is and how many papers it finds: `author, 12 papers`.
    pub words: String,
}
