//! Taking papers along: one file a format.

pub mod backup;
pub mod json;
