//! Where in a glued line (`A Title of a PaperAnn Lee, Bo Ek`) its authors are likely to begin.
//!
//! [`features`] names the places where they could, and tells what speaks for each; [`model`] makes that a
//! score, by the learned [`weights`].
//!
//! This is a crate of its own for the sake of the compiler: a hundred places are weighed in each of thousands of
//! lines, so this is compiled less strictly for size than what reads lists and formats.

pub mod features;
pub mod hash;
mod letter;
pub mod marks;
pub mod model;
mod name;
mod past;
pub mod segments;
pub mod sight;
pub mod weights;
mod word;
