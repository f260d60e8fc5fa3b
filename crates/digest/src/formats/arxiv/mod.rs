//! The pages of arXiv.org, copied.

mod boilerplate;
pub(crate) mod listing;
pub(crate) mod page;
mod parts;
pub(crate) mod search;
