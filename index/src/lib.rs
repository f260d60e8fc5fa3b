//! Texts folded for search, and which of them contain what.
//!
//! This is a crate of its own for the sake of the compiler: most of the two programs is compiled
//! for size, this for speed, as every letter of a digest goes through it before the digest is
//! open, and every key press is answered from it.
//!
//! - [`fold`]: what is left of a text if case, accents and punctuation are ignored;
//! - [`column::Column`]: one field of all papers as the dictionary of its words;
//! - [`scan`]: looks at each byte;
//! - [`bits`], [`sorting`]: sets of numbers, and one sort for all.

pub mod accents;
pub mod bits;
pub mod case;
pub mod column;
pub mod fold;
pub mod scan;
pub mod sorting;
mod terms;

/// The examples of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
