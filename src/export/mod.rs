//! Taking papers along: one file a format.

pub mod backup;
pub mod bibtex;
pub mod fields;
pub mod json;
pub mod markdown;
pub mod record;
