//! What is read from a file that Skimmark saved, and why reading may fail.

use skimmark_paper::json;
use skimmark_paper::words;

use super::digest::Packed;
use super::part::Part;
use super::pieces::{self, Object};
use super::rules::{Changed, Parts};
use super::version::{self, RestoreError};
use crate::marks::Mark;
use skimmark_protocol::StoredMark;

/// What was read from a file that Skimmark saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The day on which the file was made, as it says.
    pub made: String,
    /// The marks that could be read.
    pub marks: Vec<Mark>,
    /// The changes of views and rules that could be read.
    pub decisions: Vec<Changed>,
    /// The settings, the keys and the filters, as stored.
    pub choices: Vec<StoredMark>,
    /// The digests that could be read.
    pub digests: Vec<Packed>,
    /// What could not be read.
    pub damaged: Vec<Damaged>,
    /// Which parts the file has.
    parts: Vec<Part>,
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

/// Why a file was not imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is something else.
    #[error("This file is no backup of Skimmark: choose one that was saved with \"Export\".")]
    NotABackup,
    /// It was one, but was changed.
    #[error("This backup is damaged ({0}): choose another copy of it.")]
    Damaged(RestoreError),
    /// A newer version of this program wrote it.
    #[error(
        "A newer version of Skimmark made this backup (version {version}): reload the page, then import it again."
    )]
    Newer {
        /// The version of the file.
        version: u32,
    },
}

impl From<RestoreError> for ImportError {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::Newer { version } => Self::Newer { version },
            damaged @ RestoreError::Damaged(_) => Self::Damaged(damaged),
        }
    }
}

/// Returns what kind of file Skimmark says that it saved.
pub(super) fn kind<'a>(object: &Object<'a>) -> Option<&'a str> {
    json::read(object.value("skimmark")?).ok()
}

/// Checks the version of a file, of which `newest` is the newest that this program reads. One that
/// was cut off before its version may be read.
///
/// # Errors
/// If it is newer, or not there.
pub(super) fn check(object: &Object<'_>, newest: u32) -> Result<(), ImportError> {
    match object.value("v") {
        None if object.is_cut => Ok(()),
        version => Ok(version::check_number(version, newest)?),
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
        self.parts.push(part);
        match read {
            Ok(read) => add(self, read),
            Err(error) => self.damaged.push(Damaged { part, number, reason: error.to_string() }),
        }
    }

    /// Takes over views, rules and deletions.
    pub fn add_decisions(&mut self, parts: Parts) {
        for (part, number, read) in parts {
            self.add(part, number, read, |import, changed| import.decisions.push(changed));
        }
    }

    /// Records in a sentence what is wrong with the end of the file.
    pub(super) fn add_rest(&mut self, reason: String) {
        self.damaged.push(Damaged { part: Part::Rest, number: 1, reason });
    }

    /// Takes over what another file holds that was joined to this one.
    pub fn join(&mut self, other: Self) {
        self.marks.extend(other.marks);
        self.decisions.extend(other.decisions);
        self.choices.extend(other.choices);
        self.digests.extend(other.digests);
        self.made = other.made.max(std::mem::take(&mut self.made));
        self.damaged.extend(other.damaged);
        self.parts.extend(other.parts);
    }

    /// Returns whether nothing in the file could be read.
    pub fn is_empty(&self) -> bool {
        self.parts.len() == self.damaged.iter().filter(|it| it.part != Part::Rest).count()
            && self.choices.is_empty()
    }

    /// Returns what to say of the parts that could not be read.
    pub fn problem(&self) -> Option<String> {
        let damaged: Vec<&Damaged> =
            self.damaged.iter().filter(|it| it.part != Part::Rest).collect();
        let rest = self.damaged.iter().find(|it| it.part == Part::Rest);
        let rest = rest.map(|rest| rest.reason.clone());
        let Some(first) = damaged.first() else { return rest };
        let one_kind = damaged.iter().all(|other| other.part == first.part);
        let noun = match first.part {
            _ if !one_kind => "part",
            Part::Mark => "mark",
            Part::View => "view",
            Part::Rule => "rule",
            Part::Gone | Part::Rest => "deletion",
            Part::Digest => "digest",
            Part::Stored => "stored value",
            Part::Change => "change",
        };
        let all = self.parts.iter().filter(|part| !one_kind || **part == first.part).count();
        let count = words::grouped(words::to_u32(damaged.len()));
        let all = words::count(words::to_u32(all), noun);
        let text = format!(
            "{count} of {all} in this backup could not be read and were left out; the first is \
             number {}: {}.",
            first.number, first.reason
        );
        Some([Some(text), rest].into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

/// Returns true if a text is a file that Skimmark saved, even a truncated one.
pub fn is_saved(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    // Most texts are not even looked at.
    text.starts_with('{')
        && text.contains("\"skimmark\"")
        && pieces::first(text).is_some_and(|object| kind(&object).is_some())
}
