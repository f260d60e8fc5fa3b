//! The keys: what listens to them, and the list in which they can be changed.

pub mod dialog;
pub mod listen;
