//! Text: TeX read as characters, addresses found, folding for search.

mod accents;
pub mod fold;
pub mod tex;
pub mod urls;
