//! The forms in which what the reader decided is stored and saved; their versions are those of
//! [`skimmark_protocol::stored`].

pub mod backup;
pub mod digest;
pub mod import;
pub mod mark;
pub mod part;
pub mod pieces;
pub mod rescue;
pub mod rules;
pub mod version;
