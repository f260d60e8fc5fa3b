//! Text: TeX read as characters, addresses found, folding for search.

pub mod fold;
pub mod tex;
pub mod urls;
