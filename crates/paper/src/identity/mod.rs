//! When two records are the same paper: its names, papers found by them, records made one.

pub mod index;
pub mod key;
pub mod merge;
mod signs;
