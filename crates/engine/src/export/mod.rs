//! A paper as it leaves: as text to paste elsewhere.

pub mod copied;
