//! Skimmark.

pub mod bits;
pub mod byline;
pub mod catalog;
pub mod category;
pub mod engine;
pub mod entry;
pub mod export;
pub mod formats;
pub mod identity;
pub mod intake;
pub mod key_index;
pub mod marks;
pub mod page;
pub mod protocol;
pub mod query;
pub mod sorting;
pub mod text;
