//! Papers as vectors, and what a reader looks for as one more: what the order "For you" is computed with.
//!
//! This is a crate of its own for the sake of the compiler: it is compiled for speed, as thousands of papers are
//! ranked while the reader waits.
//!
//! - [`features`], [`words`]: what a paper is compared by;
//! - [`papers`]: that of many papers;
//! - [`space`]: what each feature weighs, and papers as vectors;
//! - [`model`]: what the reader looks for, as a weight for each feature;
//! - [`sparse`]: vectors of which most numbers are 0.
//!
//! There is no operation but those that IEEE 754 defines to the last bit, so that all is the same on every machine.

pub mod features;
pub mod model;
pub mod papers;
pub mod space;
pub mod sparse;
pub mod words;
