//! The forms in which what the reader decided is stored, each with its version.

pub mod backup;
pub mod mark;
pub mod rules;
pub mod version;
