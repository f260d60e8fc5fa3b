//! Filters with their counts, and what a click on one does.

use serde::{Deserialize, Serialize};

/// The filters of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// What they are about.
    pub kind: FacetKind,
    /// The values. If they are listed by frequency, there are at most [`Facet::MOST`] or as many as
    /// [`Listing`] says, and those that the query holds are always among them. Dates and scores are in their order, with
    /// the empty ones between them, at most [`Facet::MOST_BARS`].
    pub values: Vec<FacetValue>,
    /// How many more there are.
    pub more: u32,
}

/// Which values of the facets are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Text to search for among the values of one facet, which then lists only the matching ones.
    pub look_for: Option<(FacetKind, String)>,
    /// Facets with the number of values to list, where that is not [`Facet::MOST`].
    pub most: Vec<(FacetKind, u32)>,
}

impl Listing {
    /// Returns how many values of a facet are listed.
    pub fn most(&self, kind: FacetKind) -> usize {
        let chosen = self.most.iter().find(|(of, _)| *of == kind);
        chosen.map_or(Facet::MOST, |(_, most)| *most as usize)
    }
}

impl Facet {
    /// The most values that are listed by frequency.
    pub const MOST: usize = 12;
    /// The most values of a scale that are sent.
    pub const MOST_BARS: usize = 60;
}

/// What the filters of one kind are about, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FacetKind {
    /// What the reader decided about a paper, and what it has.
    Show,
    /// How the papers were announced.
    Announced,
    /// The category, the most frequent first.
    Category,
    /// By day, month or year, whichever fits the papers there are; a scale.
    Date,
    /// By tens, or by ones or twos if the scores are close together; a scale.
    Score,
    /// The author, the most frequent first.
    Author,
    /// The affiliation, the most frequent first.
    Affiliation,
    /// The journal or conference, the most frequent first.
    Venue,
    /// The reader's tags, the most frequent first.
    Tag,
    /// The digest, the newest first.
    Digest,
}

/// One filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// The filter in the query language: `cat:cs.CL`, `date:2026-03`.
    pub filter: String,
    /// Its name as people say it: `cs.CL Computation and Language`, `Mar 2026`.
    pub name: String,
    /// How many papers it finds among those that the filters of other kinds leave.
    pub count: u32,
    /// What the query says about it.
    pub state: FacetState,
}

/// What a query says about a filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FacetState {
    /// Nothing.
    #[default]
    Off,
    /// It is asked for, alone or among others.
    Wanted,
    /// What it finds is excluded.
    Excluded,
}

/// What a click on a filter does to the query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Click {
    /// Ask for it, along with others of its kind; if it is asked for already, stop asking.
    Want,
    /// Exclude what it finds; if that is excluded already, stop excluding it.
    Exclude,
    /// Ask for everything from it through this other filter of its kind (the two may be the
    /// same), in place of all filters of that kind.
    Only(String),
}

/// Sets a filter in a query by clicking; the answer is the new query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToggleFilter {
    /// The query as it is.
    pub query: String,
    /// The filter, in the query language: `cat:cs.CL`, `author:"Ana Lee"`.
    pub filter: String,
    /// What the click means.
    pub click: Click,
}
