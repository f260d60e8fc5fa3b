//! What the readers of several formats use: lines that are boilerplate everywhere, and links.

pub(crate) mod boilerplate;
pub(crate) mod links;
