//! What can be wrong with a query.

use std::ops::Range;

/// A mistake and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the query that it is about.
    pub span: Range<usize>,
    /// What is wrong and what to write instead.
    pub wrong: Wrong,
}

/// What is wrong with a part of a query; as text, it also says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A quotation mark without its partner.
    #[error("This quotation mark is not closed: add \" behind the phrase.")]
    UnclosedQuote,
    /// `(` without `)`.
    #[error("This parenthesis is not closed: add ) where the group ends.")]
    UnclosedGroup,
    /// `)` without `(`.
    #[error("This parenthesis was never opened: remove it, or put ( where the group begins.")]
    UnopenedGroup,
    /// `()`.
    #[error("Nothing stands between these parentheses.")]
    EmptyGroup,
    /// Parentheses that are nested absurdly deep.
    #[error("Parentheses are nested too deeply here; this part is ignored.")]
    TooDeep,
    /// More conditions than anybody types.
    #[error("The query is too long; everything from here on is ignored.")]
    TooLong,
    /// An operator without something on one side of it.
    #[error("{0} wants something to search for on each side; for the word itself write \"{0}\".")]
    Dangling(&'static str),
    /// A `NOT` or `-` with nothing after it.
    #[error("Nothing stands behind this: write what to leave out, as in -survey.")]
    NothingNegated,
    /// `author:` and then a space or nothing.
    #[error("Nothing stands right behind {0}: write it without a space, as in {0}:{1}.")]
    NoValue(&'static str, &'static str),
    /// `foo:bar`.
    #[error(
        "There is no field {name}. {suggestion} To search for the text itself, put it in \
         quotation marks."
    )]
    UnknownField {
        /// As it was typed.
        name: String,
        /// The field that was probably meant, or all fields, as a sentence.
        suggestion: String,
    },
    /// `has:foo`.
    #[error("{field}:{value} is not known: write one of {known}.")]
    UnknownValue {
        /// The field.
        field: &'static str,
        /// Its value, as typed.
        value: String,
        /// The values that exist.
        known: String,
    },
    /// A field of text with nothing but punctuation after it.
    #[error("There is neither letter nor digit to search for here.")]
    NoLetters,
    /// The text between slashes is not a regular expression; the reason.
    #[error("This is no regular expression: {0}. For the text itself write it in quotation marks.")]
    BadPattern(String),
    /// A date that is not valid.
    #[error(
        "{0:?} is no date: write 2026, 2026-03, 2026-03-15, a range such as \
         2026-03-01..2026-03-15, or 7d for the last seven days."
    )]
    BadDate(String),
    /// A score that is not valid.
    #[error("{0:?} is no score: write a number, as in score:>90 or score:80..95.")]
    BadScore(String),
    /// A likelihood that is not valid.
    #[error(
        "{0:?} does not say how likely: write a number from 0 to 1, as in likely:>0.8 or \
         likely:0.5..0.9."
    )]
    BadLikely(String),
    /// A range that ends before it begins.
    #[error("This range ends before it begins: write the smaller value first.")]
    Backwards,
}
