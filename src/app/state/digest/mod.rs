//! The digest that is open, and the one that is being read.

pub(super) mod open;
pub mod paste;
pub(super) mod progress;
