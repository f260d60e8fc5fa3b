//! One research paper, as a digest lists it.
//!
//! | module | holds |
//! | --- | --- |
//! | [`entry`], [`category`] | the paper, and what its categories are called |
//! | [`identity`], [`key_index`] | when two records are of one paper; papers by key |
//! | [`sites`] | where a paper can be read, or looked for |
//! | [`text`] | TeX read as characters, math as MathML, addresses, lines that were one paragraph |
//! | [`json`] | the paper as JSON |
//! | [`words`] | numbers and dates in words |
//!
//! Everything here is pure: no browser, no clock, no globals.

pub mod category;
pub mod entry;
pub mod identity;
pub mod json;
pub mod key_index;
pub mod sites;
pub mod text;
pub mod words;
