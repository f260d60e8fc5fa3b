//! What is around the papers: banner, notices, progress, dialog.

pub mod dialog;
mod export;
pub mod header;
mod import;
pub mod notices;
pub mod progress;
mod search;
mod settings;
