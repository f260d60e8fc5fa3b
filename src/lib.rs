//! Skimmark.

pub mod bits;
pub mod byline;
pub mod category;
pub mod entry;
pub mod identity;
pub mod marks;
pub mod page;
pub mod protocol;
pub mod query;
pub mod text;
