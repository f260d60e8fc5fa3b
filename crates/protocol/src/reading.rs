//! The account of what was read.

use serde::{Deserialize, Serialize};

use crate::DigestId;

/// The account of what was read from a digest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The digest.
    pub digest: DigestId,
    /// The name that is suggested for it; empty if it holds no papers.
    pub name: String,
    /// The names of its formats, as people say them.
    pub format: String,
    /// How many papers it holds.
    pub papers: u32,
    /// How many lines were left over.
    pub left_over: u32,
    /// What can be read, as a list in words.
    pub readable: String,
    /// What became of all parts together, in words.
    pub summary: String,
    /// The parts, at most [`Reading::MOST_PARTS`] of them; if there are more, those without
    /// left-over lines go first.
    pub parts: Vec<PartReading>,
}

/// The account of one part of a digest: a text, a file, a mail in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartReading {
    /// What it is: the name of a file, the subject of a mail; a text alone has no name.
    pub name: Option<String>,
    /// What was read from it, in words.
    pub words: String,
    /// The left-over lines; all parts together hold at most [`Reading::MOST_LINES`] of them.
    pub leftovers: Vec<LeftoverLine>,
}

impl Reading {
    /// The most left-over lines that are sent and shown.
    pub const MOST_LINES: usize = 1000;
    /// The most parts that are listed separately.
    pub const MOST_PARTS: usize = 100;
}

/// A line that no format understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftoverLine {
    /// Counted from 1.
    pub number: u32,
    /// Its text.
    pub text: String,
}
