//! What is read from a file that Skimmark saved, and why reading may fail.

use serde::Deserialize;
use skimmark_paper::json::{self, JsonError};
use skimmark_paper::words;
use skimmark_protocol::rules::Decisions;

use crate::marks::Mark;

/// What was read from a file that Skimmark saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The day on which the file was made, as it says.
    pub made: String,
    /// The marks that could be read.
    pub marks: Vec<Mark>,
    /// The views and rules that could be read.
    pub decisions: Decisions,
    /// What could not be read.
    pub damaged: Vec<Damaged>,
}

/// A part of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// What it is.
    pub part: Part,
    /// Its place in its list, counted from 1.
    pub number: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// The parts of a file that are read one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A mark.
    Mark,
    /// A saved view.
    View,
    /// A rule.
    Rule,
    /// Something stored, in a rescue file.
    Stored,
    /// A change of a mark, in a rescue file.
    Change,
}

/// Why a file was not imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is something else.
    #[error("This file is no backup of Skimmark: choose one that was saved with \"Export\".")]
    NotABackup,
    /// It was one, but was cut off or changed.
    #[error("This backup is damaged ({0}): choose another copy of it.")]
    Damaged(JsonError),
    /// A newer version of this program wrote it.
    #[error(
        "A newer version of Skimmark made this backup (version {version}): reload the page, then import it again."
    )]
    Newer {
        /// The version of the file.
        version: u32,
    },
}

/// The first fields of every file that Skimmark saves.
#[derive(Deserialize)]
pub(super) struct Head {
    /// What it is.
    skimmark: String,
    v: u64,
    made: Option<String>,
}

impl Head {
    /// Reads the first fields of a file.
    ///
    /// # Errors
    /// If Skimmark did not save it, or if it is damaged.
    pub(super) fn read(text: &str) -> Result<Self, ImportError> {
        json::read(text).map_err(|error| match is_saved(text) {
            true => ImportError::Damaged(error),
            false => ImportError::NotABackup,
        })
    }

    /// Returns true if it is of this kind, in a version up to `newest`.
    ///
    /// # Errors
    /// If it is of a newer version.
    pub(super) fn is(&self, kind: &str, newest: u32) -> Result<bool, ImportError> {
        let version = u32::try_from(self.v).unwrap_or(u32::MAX);
        match self.skimmark == kind {
            true if version > newest => Err(ImportError::Newer { version }),
            same => Ok(same),
        }
    }

    /// Returns the day on which the file was made, as it says.
    pub(super) fn made(self) -> String {
        self.made.unwrap_or_default()
    }
}

impl Import {
    /// Takes over a part, or records why it cannot be read.
    pub(super) fn add<T>(
        &mut self,
        part: Part,
        number: usize,
        read: Result<T, impl ToString>,
        add: impl FnOnce(&mut Self, T),
    ) {
        match read {
            Ok(read) => add(self, read),
            Err(error) => self.damaged.push(Damaged { part, number, reason: error.to_string() }),
        }
    }

    /// Returns what to say of the parts that could not be read.
    pub fn problem(&self) -> Option<String> {
        let first = self.damaged.first()?;
        let noun = match first.part {
            part if self.damaged.iter().any(|other| other.part != part) => "part",
            Part::Mark => "mark",
            Part::View => "view",
            Part::Rule => "rule",
            Part::Stored => "stored value",
            Part::Change => "change",
        };
        Some(format!(
            "{} of this backup cannot be read and left out; the first is number {}: {}.",
            words::count(words::to_u32(self.damaged.len()), noun),
            first.number,
            first.reason
        ))
    }
}

/// Returns true if a text starts like a file that Skimmark saved, even a truncated one.
pub fn is_saved(beginning: &str) -> bool {
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    let head: String = text.chars().take(200).collect();
    head.starts_with('{') && head.contains("\"skimmark\"")
}
