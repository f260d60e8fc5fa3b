//! What the readers of several formats use: lines, lines that are boilerplate everywhere, links,
//! markup in texts.

pub(crate) mod boilerplate;
pub(crate) mod links;
pub(crate) mod markup;
pub(crate) mod rows;
