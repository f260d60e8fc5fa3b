//! What the readers of several formats use: lines, lines that are boilerplate everywhere, links.

pub(crate) mod boilerplate;
pub(crate) mod links;
pub(crate) mod rows;
