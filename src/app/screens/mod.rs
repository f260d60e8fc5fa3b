//! The screens: the papers, the library, and the place to bring a digest to.

mod account;
pub mod library;
mod list;
pub mod papers;
mod selection;
pub mod start;
