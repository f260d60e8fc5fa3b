//! What the page asks to see, and the answer to that.

use serde::{Deserialize, Serialize};

use crate::{Card, Facet, Listing, Millis, MutedBy, SelectedCount};
use skimmark_paper::date::PartialDate;

/// The name that the page gives to the order of the papers that a [`Show`] asks for. Only the
/// newest order can be asked for its cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OrderId(pub u32);

/// Asks for the papers that a query finds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Show {
    /// The name of the order from now on.
    pub order: OrderId,
    /// Out of which papers.
    pub view: View,
    /// The query, in the query language.
    pub query: String,
    /// In which order.
    pub sort: Sort,
    /// The grouping; papers of one group are together.
    pub group: Group,
    /// Which values the facets list.
    pub listing: Listing,
    /// Today, for relative dates in the query.
    pub today: PartialDate,
    /// The reader likes what was decided after this moment.
    pub likes_since: Millis,
    /// Whether the page shows no papers of this view yet, so that cards are wanted even if nothing
    /// changed.
    pub fresh: bool,
    /// Papers ([`Card::key`]); the cards around the first of them that is in the new order are
    /// wanted, and its position.
    pub around: Vec<String>,
    /// How many cards the window holds; this many are sent at once.
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
    /// Likeliest to be liked first, by what the reader liked and passed over; what was learned stays while
    /// papers are shown in this order. With too few likes, digest order.
    ForYou,
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
    /// The name of its order.
    pub order: OrderId,
    /// How many papers the query lets through.
    pub shown: u32,
    /// Out of how many.
    pub total: u32,
    /// How many of those that it lets through are not read.
    pub left: u32,
    /// The lowest and the highest score of the view in tenths, if any paper has one.
    pub scores: Option<(u32, u32)>,
    /// Whether the papers, their order and their highlights are those of the previous answer; then
    /// no cards are sent.
    pub unchanged: bool,
    /// The counts of the filters, each over what the other filters leave; facets that could not
    /// distinguish these papers are left out.
    pub facets: Vec<Facet>,
    /// The conditions of the query that can be taken out one by one.
    pub parts: Vec<QueryPart>,
    /// What is wrong with the query; the rest of it filters all the same.
    pub problems: Vec<QueryProblem>,
    /// Which paper of [`Show::around`] is the first that is shown, and its position in the order.
    pub place: Option<(u32, u32)>,
    /// Position of the first of `cards`.
    pub from: u32,
    /// The cards around `place`, or the first ones.
    pub cards: Vec<Card>,
    /// How many papers each saved view shows, out of this view.
    pub saved: Vec<u32>,
    /// How many papers each rule finds, out of this view.
    pub ruled: Vec<u32>,
    /// The rules that hide what the query finds, and what the reader hid.
    pub muted: Vec<MutedBy>,
    /// Whether they are shown all the same, as the query asks for it.
    pub shows_muted: bool,
    /// How many papers of the view are selected.
    pub selected: SelectedCount,
    /// How many more papers the reader has to like before [`Sort::ForYou`] is learned.
    pub likes_missing: u32,
    /// If nothing is found: a query that finds something, with one word as it is in a title.
    pub meant: Option<String>,
}

/// Asks for cards of the order of the newest [`Show`]. No answer if that is another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetCards {
    /// The order.
    pub order: OrderId,
    /// The position of the first card.
    pub from: u32,
    /// The position after the last card.
    pub to: u32,
}

/// Cards of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cards {
    /// The position of the first card.
    pub from: u32,
    /// The cards.
    pub cards: Vec<Card>,
}

/// A condition of a query, which the reader may take out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryPart {
    /// The condition as a reader would say it: `cs.CL`, `not starred`.
    pub words: String,
    /// The query without it.
    pub without: String,
}

/// A mistake in a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryProblem {
    /// The part of the query that it is about.
    pub part: String,
    /// What is wrong and what to write instead.
    pub message: String,
    /// The query before the part, or the end of that.
    pub before: String,
    /// The query after the part, or the beginning of that.
    pub after: String,
    /// Where the part begins, in UTF-16 units.
    pub from: u32,
}
