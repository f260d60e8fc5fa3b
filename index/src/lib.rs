//! Texts folded for search, and which of them hold what.
//!
//! This is a crate of its own for the sake of the compiler: everything else of the two programs
//! is compiled for size, this for speed, as every letter of a digest goes through it before the
//! digest is open, and every key press is answered from it.
//!
//! - [`fold`]: what is left of a text when case, accents and punctuation are ignored;
//! - [`Column`]: one field of all papers, folded, with the dictionary of its words;
//! - [`bits`], [`sorting`]: sets of numbers, and one sort for all.

pub mod accents;
pub mod bits;
pub mod case;
mod column;
pub mod fold;
pub mod sorting;
mod terms;

pub use column::Column;
