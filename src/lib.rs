//! Skimmark.

pub mod byline;
pub mod category;
pub mod entry;
pub mod formats;
pub mod identity;
pub mod marks;
pub mod page;
pub mod protocol;
pub mod text;
