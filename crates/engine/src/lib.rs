//! Papers as a collection: indexed, filtered, marked, and sent to the page.
//!
//! | module | holds |
//! | --- | --- |
//! | [`query`] | the query language: lexer, parser, tree, text form, edits |
//! | [`catalog`] | papers in columns, and what a query lets through |
//! | [`marks`], [`decisions`] | what the reader decided about papers, and about queries |
//! | [`ranking`] | papers in the order that this reader would choose, and why |
//! | [`stored`] | the forms in which that is stored |
//! | [`export`] | papers and marks as they leave |
//! | [`engine`] | the loop: a message in, an answer out |
//!
//! Everything here is pure: no browser, no clock (today is an argument), no globals.

pub mod catalog;
pub mod decisions;
pub mod engine;
pub mod export;
pub mod marks;
mod names;
pub mod query;
pub mod ranking;
pub mod stored;
