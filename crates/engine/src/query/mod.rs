//! The query language, as typed into the box, and as kept in the hash and in saved views.
//!
//! [`parse`] is total: whatever does not parse becomes a [`Problem`] with its place, and the
//! rest filters. A [`Query`] written with `{}` parses to the same tree again. The text is the
//! one source of truth for filters that are set by clicking: [`edit`] works on it.

pub mod complete;
pub mod edit;
pub mod letters;
mod lexer;
mod nearest;
mod parser;
mod parts;
mod problem;
pub mod terms;
mod values;
mod write;

use std::ops::Range;

use regex_lite::{Regex, RegexBuilder};

use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Announcement;

pub use lexer::words;
pub use nearest::slip;
pub use parser::parse;
pub use parts::parts;
pub use problem::{Problem, Wrong};
pub use values::identifier;

/// Compiles the regular expression of [`Filter::Pattern`].
///
/// # Errors
/// If it is not a valid one, or one too large to be worth its memory.
pub fn regex(pattern: &str) -> Result<Regex, Wrong> {
    let built = RegexBuilder::new(pattern).case_insensitive(true).size_limit(MOST_PATTERN).build();
    built.map_err(|error| Wrong::BadPattern(error.to_string()))
}

/// The most bytes that a compiled regular expression may take; what people write takes some
/// thousands.
const MOST_PATTERN: usize = 1 << 20;

/// A tree of conditions on a paper, in normal form: no list directly in a list of its kind, no
/// list of one, no double negation, and only the whole can be the empty `All`, which every
/// paper meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// All of these.
    All(Vec<Query>),
    /// At least one of these.
    Any(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
    /// A single condition.
    Is(Filter),
}

/// A single condition on a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// A field contains text.
    Text {
        /// The field.
        field: Field,
        /// What was typed, without quotation marks.
        text: String,
        /// Whether it was quoted: the last word must be whole, too.
        quoted: bool,
    },
    /// A regular expression that matches the title, an author, the affiliation or the abstract as
    /// written, ignoring case.
    Pattern(String),
    /// A category, an archive (`cs`) or a category without its archive (`CL`).
    Category(String),
    /// The beginning of an identifier, in lower case, without version.
    Id(String),
    /// When the paper is from.
    Date(Dates),
    /// The score in tenths is between these, both included.
    Score(Option<u32>, Option<u32>),
    /// The paper has something.
    Has(Thing),
    /// How the paper was announced.
    Announced(Announcement),
    /// The paper is starred.
    Starred,
    /// The reader has read the paper, or has not.
    Read(bool),
    /// The reader gave the paper this tag, in any case.
    Tag(String),
    /// An earlier digest holds the paper.
    Seen,
    /// A rule of the reader, or the reader directly, hides the paper.
    Muted,
    /// Any paper, so that those hidden are shown in their places, too.
    AlsoMuted,
    /// The paper is like one that is named by an identifier or by words of its title.
    Like(String),
    /// How likely the reader likes the paper, in hundredths, is between these, both included.
    Likely(Option<u32>, Option<u32>),
}

/// Where text is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Title, authors, affiliation and abstract.
    Anywhere,
    /// The title.
    Title,
    /// Each author.
    Author,
    /// The abstract.
    Abstract,
    /// The affiliation.
    Org,
    /// The journal or conference.
    Venue,
    /// Each keyword.
    Keyword,
    /// The type of publication.
    Kind,
    /// The library's name for a digest that the paper is in.
    Digest,
}

impl Field {
    /// Returns how a sentence names it.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Anywhere => "paper",
            Self::Title => "title",
            Self::Author => "authors",
            Self::Abstract => "abstract",
            Self::Org => "affiliation",
            Self::Venue => "venue",
            Self::Keyword => "keywords",
            Self::Kind => "type",
            Self::Digest => "digest's name",
        }
    }
}

/// A range of time. A paper whose day or month is unknown is in it if the whole of its month or
/// year is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// From the first through the last day of these, if given.
    Span(Option<PartialDate>, Option<PartialDate>),
    /// After the last day of this.
    After(PartialDate),
    /// Before the first day of this.
    Before(PartialDate),
    /// Not longer ago than this many days.
    Last(u16),
    /// Today, or this many days before.
    Ago(u16),
}

/// What a paper can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Code, whether or not it is linked.
    Code,
    /// An abstract.
    Abstract,
    /// A score.
    Score,
    /// An identifier or a link.
    Link,
    /// A note of the reader.
    Note,
}

/// What was read from the text of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The conditions that all hold, with their places in the text.
    pub conjuncts: Vec<Conjunct>,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
    /// Whether the text has an `OR` outside all parentheses.
    has_or: bool,
}

/// One of the conditions that all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conjunct {
    /// Its bytes in the text of the query.
    pub span: Range<usize>,
    /// The condition.
    pub query: Query,
}

impl Parsed {
    /// Returns the whole tree.
    pub fn query(&self) -> Query {
        Query::all(self.conjuncts.iter().map(|conjunct| conjunct.query.clone()).collect())
    }
}

impl Query {
    /// Makes the tree of all of `parts`, in normal form.
    pub fn all(parts: Vec<Query>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Query::All(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Query::All(flat) }
    }

    /// Makes the tree of any of `parts`, in normal form; of none, the empty `All`.
    fn any(parts: Vec<Query>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Query::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => Query::All(flat),
            1 => flat.remove(0),
            _ => Query::Any(flat),
        }
    }

    /// Returns the opposite, in normal form.
    fn negated(self) -> Self {
        match self {
            Query::Not(inner) => *inner,
            other => Query::Not(Box::new(other)),
        }
    }

    /// Returns whether every single condition in it is of one kind, and there is one.
    pub fn is_only(&self, of_the_kind: &dyn Fn(&Filter) -> bool) -> bool {
        match self {
            Query::All(parts) | Query::Any(parts) => {
                !parts.is_empty() && parts.iter().all(|part| part.is_only(of_the_kind))
            }
            Query::Not(inner) => inner.is_only(of_the_kind),
            Query::Is(filter) => of_the_kind(filter),
        }
    }

    /// Calls `each` with every condition that is not negated.
    pub fn wanted<'q>(&'q self, each: &mut impl FnMut(&'q Filter)) {
        match self {
            Query::All(parts) | Query::Any(parts) => {
                parts.iter().for_each(|part| part.wanted(each));
            }
            Query::Not(_) => {}
            Query::Is(filter) => each(filter),
        }
    }

    /// Calls `each` with every condition, negated or not.
    pub fn conditions<'q>(&'q self, each: &mut impl FnMut(&'q Filter)) {
        match self {
            Query::All(parts) | Query::Any(parts) => {
                parts.iter().for_each(|part| part.conditions(each));
            }
            Query::Not(inner) => inner.conditions(each),
            Query::Is(filter) => each(filter),
        }
    }
}
