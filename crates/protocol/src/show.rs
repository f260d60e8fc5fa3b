//! What the page asks to see, and the answer to that.

use serde::{Deserialize, Serialize};

use super::{Card, Facet, FacetKind, MutedBy};
use skimmark_paper::date::PartialDate;

/// Which papers to show, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Show {
    /// Counts up with each `Show`; answers carry it.
    pub turn: u32,
    /// Out of which papers.
    pub view: View,
    /// The query, in the query language.
    pub query: String,
    /// In which order.
    pub sort: Sort,
    /// Papers of one group stand together.
    pub group: Group,
    /// Text that is looked for among the values of one facet, which then lists those alone.
    pub look_for: Option<(FacetKind, String)>,
    /// Today, for relative dates in the query.
    pub today: PartialDate,
    /// The page draws no papers of this view, so cards are wanted even where nothing changed.
    pub fresh: bool,
    /// Where the first of these papers ([`Card::key`]) stands that is in the new order is wanted,
    /// and the cards around it.
    pub around: Vec<String>,
    /// How many cards the window holds; so many are sent at once.
    pub room: u32,
}

/// The set of papers a view shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum View {
    /// The open digest.
    #[default]
    Digest,
    /// Everything starred, from every digest.
    Bookmarks,
    /// Every paper of the library, read from the kept digests.
    All,
}

/// The order of the papers shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// As in the digest; in bookmarks the newest star first.
    #[default]
    Digest,
    /// Highest score first, papers without score last, ties in digest order.
    Score,
    /// Newest first, papers without date last, ties in digest order.
    Date,
    /// By the folded title.
    Title,
    /// Best match of the query's text first; without text, digest order.
    Relevance,
    /// Newest mark first, papers without mark last in digest order.
    Marked,
    /// Mixed, and the same mix each time while the digest is open.
    Random,
}

/// By what the papers shown are grouped; within a group they stand in the order of [`Sort`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Group {
    /// By nothing.
    #[default]
    None,
    /// By primary category, the most frequent first.
    Category,
    /// By day, the newest first.
    Day,
    /// By the newest digest that a paper is in, the newest first.
    Digest,
}

/// The outcome of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// That of the [`Show`].
    pub turn: u32,
    /// How many papers the query lets through.
    pub shown: u32,
    /// Out of how many.
    pub total: u32,
    /// Some paper of the view has a score.
    pub scored: bool,
    /// The papers, their order and their highlights are those of the answer before; no cards
    /// are sent.
    pub unchanged: bool,
    /// What the filters count, each over what the other filters leave; facets that could not
    /// tell these papers apart are not among them.
    pub facets: Vec<Facet>,
    /// What is wrong with the query; the part that parses filters all the same.
    pub problems: Vec<QueryProblem>,
    /// Which paper of [`Show::around`] is the first that is shown, and where it stands in the
    /// order.
    pub place: Option<(u32, u32)>,
    /// Position of the first of `cards`.
    pub from: u32,
    /// The cards around `place`, or the first ones.
    pub cards: Vec<Card>,
    /// How many papers each saved view shows, out of this view.
    pub saved: Vec<u32>,
    /// How many papers each rule finds, out of this view.
    pub ruled: Vec<u32>,
    /// The rules that hide what the query finds, and the reader's own hand.
    pub muted: Vec<MutedBy>,
}

/// A mistake in a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryProblem {
    /// The stretch of the query that it is about.
    pub part: String,
    /// What is wrong and what to write instead.
    pub message: String,
    /// The query before the stretch, or the end of that,
    pub before: String,
    /// and what stands behind it, or the beginning of that.
    pub behind: String,
    /// Where the stretch begins, in UTF-16 units.
    pub from: u32,
}
