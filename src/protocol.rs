//! The messages between the page and the engine, and nothing else.
//!
//! A message is this JSON and at most one attachment beside it, which is posted as it is: the
//! text or `File` to read, or the compressed text to keep.

use serde::{Deserialize, Serialize};

use crate::entry::{Entry, PartialDate};
use crate::identity::Key;
use crate::marks::Mark;

/// A digest's name in the library: milliseconds since 1970 of the moment it was pasted, made
/// unique by the page.
pub type DigestId = u64;

/// What the page asks of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read the attachment (text, or a `Blob` or `File`) as a digest pasted on `pasted`.
    /// Answered by [`Reply::Opened`] or [`Reply::NoPapers`]; a failure to read the attachment
    /// by [`Reply::Failed`]. The digest that was open stays open unless papers were found.
    Open {
        /// The digest's name from now on.
        digest: DigestId,
        /// The day of the paste, in the reader's time zone.
        pasted: PartialDate,
        /// The text is to be kept: send it back compressed.
        keep: bool,
        /// The attachment is compressed by gzip.
        gzip: bool,
    },
    /// Forget the open digest.
    Close,
    /// These are all the marks; replaces what was known of marks.
    Marks(Vec<Mark>),
    /// This mark is new or has changed.
    Mark(Box<Mark>),
    /// Answered by [`Reply::Shown`].
    Show(Show),
    /// Cards `from..to` of the order of the newest [`Request::Show`]; answered by
    /// [`Reply::Cards`] when `turn` is still that one's.
    Cards {
        /// The `turn` of the order that is meant.
        turn: u32,
        /// First position wanted.
        from: u32,
        /// Position behind the last wanted.
        to: u32,
    },
}

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
    /// Today, for relative dates in the query.
    pub today: PartialDate,
    /// The page draws no papers of this view, so cards are wanted even where nothing changed.
    pub fresh: bool,
    /// Where this paper stands in the new order is wanted (and the cards around it).
    pub around: Option<Key>,
}

/// The set of papers a view shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// The open digest.
    #[default]
    Digest,
    /// Everything starred, from every digest.
    Bookmarks,
}

/// The order of the papers shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// As in the digest; in bookmarks the newest star first.
    #[default]
    Digest,
    /// Highest score first, papers without score last, ties in digest order.
    Score,
}

/// What the engine tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The engine runs and takes messages; sent once, first.
    Ready,
    /// The digest was read and is open. Attachment when it was to be kept: its source,
    /// compressed by gzip, as a `Blob`.
    Opened(Reading),
    /// The text holds no papers; what was open stays open.
    NoPapers(Reading),
    /// The answer to [`Request::Show`].
    Shown(Shown),
    /// The answer to [`Request::Cards`].
    Cards {
        /// Of the order that it belongs to.
        turn: u32,
        /// Position of the first card.
        from: u32,
        /// The cards.
        cards: Vec<Card>,
    },
    /// A digest could not be read at all; says what happened and what to do.
    Failed {
        /// The digest that was to be opened.
        digest: DigestId,
        /// A sentence for the reader.
        message: String,
    },
}

/// What was read from a text: the ledger in numbers, and its left-over lines.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The digest.
    pub digest: DigestId,
    /// The name of its format, as people say it.
    pub format: String,
    /// How many papers it holds.
    pub papers: u32,
    /// How many lines the text has.
    pub lines: u32,
    /// How many lines were left over.
    pub left_over: u32,
    /// How many lines, blank ones not counted, were recognised as wrapping.
    pub furniture: u32,
    /// The left-over lines, at most [`Reading::MOST_LINES`] of them.
    pub leftovers: Vec<LeftoverLine>,
}

impl Reading {
    /// How many left-over lines are sent and shown.
    pub const MOST_LINES: usize = 1000;
}

/// A line that no format understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftoverLine {
    /// Counted from 1.
    pub number: u32,
    /// Its text.
    pub text: String,
}

/// The outcome of a query.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// That of the [`Show`].
    pub turn: u32,
    /// How many papers the query lets through.
    pub shown: u32,
    /// Out of how many.
    pub total: u32,
    /// The papers, their order and their highlights are those of the answer before; no cards
    /// are sent.
    pub unchanged: bool,
    /// What the facets count, each over what the other filters leave.
    pub facets: Facets,
    /// What is wrong with the query; the part that parses filters all the same.
    pub problems: Vec<QueryProblem>,
    /// Where the paper of [`Show::around`] stands in the order, if it is shown.
    pub place: Option<u32>,
    /// Position of the first of `cards`.
    pub from: u32,
    /// The cards around `place`, or the first ones.
    pub cards: Vec<Card>,
}

/// A mistake in a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryProblem {
    /// Byte offset in the query where it begins.
    pub start: usize,
    /// Byte offset behind it.
    pub end: usize,
    /// What is wrong and what to write instead.
    pub message: String,
}

/// Counts for the filters beside the feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// By category, the most frequent first.
    pub categories: Vec<CategoryCount>,
    /// Papers with code.
    pub has_code: u32,
    /// Starred papers.
    pub starred: u32,
}

/// How many papers are of a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryCount {
    /// As the digest writes it: `cs.CL`.
    pub code: String,
    /// The full name, or nothing where it is not known.
    pub name: String,
    /// How many of the papers that the other filters leave.
    pub count: u32,
}

/// A paper as it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The paper's number within its view; stable while the digest is open.
    pub paper: u32,
    /// The paper's identity.
    pub keys: Vec<Key>,
    /// The paper.
    pub entry: Entry,
    /// Full names of `entry.categories`, empty where unknown.
    pub category_names: Vec<String>,
    /// Stretches of the title that differ from plain text.
    pub title_spans: Vec<TextSpan>,
    /// Stretches of the abstract that differ from plain text.
    pub abstract_spans: Vec<TextSpan>,
    /// Stretches of each author's name that match the query.
    pub author_spans: Vec<Vec<TextSpan>>,
}

/// A stretch of text that is a match, a link or both; spans are in order and do not overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSpan {
    /// Byte offset where it begins, at a character boundary.
    pub start: usize,
    /// Byte offset behind it.
    pub end: usize,
    /// It matches the query.
    pub hit: bool,
    /// The address it links to.
    pub url: Option<String>,
}
