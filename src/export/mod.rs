//! Taking papers along: one file a format.

pub mod backup;
pub mod copied;
pub mod fields;
pub mod json;
pub mod record;
