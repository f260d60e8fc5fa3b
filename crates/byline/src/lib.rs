//! Splits titles from authors that a page ran together, and reads lists of authors.
//!
//! In a glued line (`A Title of a PaperAnn Lee, Bo Ek et al. · some-lab`) nothing marks where
//! the title ends. [`split()`] weighs every place where the authors could begin: what the title
//! would end in, how the names would be written, how many there would be ([`features`]). Weights
//! learned from 200,000 papers say how likely each place is ([`model`]), and the abstract which
//! words are the title's. The probability of the likeliest place is the split's confidence;
//! [`readings`] gives its rivals too.
//!
//! Flow: `tail` removes what follows the authors, [`features`] and [`model`] find the boundary,
//! `list` reads the authors. A list without a title needs only the last step.
//!
//! This is a crate of its own for the sake of the compiler: thousands of lines are split while the reader
//! waits, so this is compiled for speed, where the formats are compiled for size.

pub mod boundary;
pub mod features;
pub mod hash;
mod letter;
mod list;
mod marks;
pub mod model;
mod name;
mod order;
mod past;
mod places;
pub mod sight;
mod slug;
mod split;
mod tail;
pub mod weights;
mod word;

pub use split::{CERTAIN, Split, authors, list_likelihood, readings, split, split_after};
