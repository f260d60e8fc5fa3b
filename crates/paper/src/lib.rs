//! One research paper, as a digest lists it.
//!
//! | module | holds |
//! | --- | --- |
//! | [`entry`], [`date`], [`score`], [`links`], [`category`] | the paper and its parts, and what categories are called |
//! | [`ids`] | identifiers: their syntax, in running text, in addresses |
//! | [`identity`] | when two records are of one paper; papers by their names |
//! | [`sites`] | where a paper can be read, or looked for |
//! | [`text`] | TeX read as characters, math as MathML, addresses, lines that were one paragraph, hashes |
//! | [`json`] | the paper as JSON |
//! | [`words`] | numbers and dates in words |
//! | [`texts`] | lists of texts that take little of the program |
//!
//! Everything here is pure: no browser, no clock, no globals.

pub mod category;
pub mod date;
pub mod entry;
pub mod identity;
pub mod ids;
pub mod json;
pub mod links;
pub mod score;
pub mod sites;
pub mod text;
pub mod texts;
pub mod words;

/// The examples of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
