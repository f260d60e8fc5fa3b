//! Splits titles from authors that a page ran together, and reads lists of authors.
//!
//! In a glued line (`A Title of a PaperAnn Lee, Bo Ek et al. · some-lab`) nothing marks where
//! the title ends. [`split()`] weighs every place where the authors could begin: what the title
//! would end in, how the names would be written, how many there would be ([`skimmark_likelihood::features`]). Weights
//! learned from 200,000 papers say how likely each place is ([`skimmark_likelihood::model`]), and the abstract which
//! words are the title's. The probability of the likeliest place is the split's confidence;
//! [`readings`] gives its rivals too.
//!
//! Flow: `tail` removes what follows the authors, `skimmark_likelihood` finds the boundary,
//! `list` reads the authors. A list without a title needs only the last step.

pub mod boundary;
mod list;
mod order;
mod places;
mod slug;
mod split;
mod tail;

pub use slug::names_body;
pub use split::{CERTAIN, Split, authors, list_likelihood, prepared, readings, split, split_after};
