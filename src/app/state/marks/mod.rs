//! What the reader decides about papers.

mod change;
pub(super) mod store;
