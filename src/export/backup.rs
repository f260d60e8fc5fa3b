//! The backup: all marks as one JSON file, out and in again.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::marks::{Mark, Marks};

/// The version that this program writes, and the newest that it reads.
const VERSION: u32 = 1;
/// Says what the file is.
const KIND: &str = "backup";

/// What was read from a backup.
#[derive(Clone, Debug, PartialEq)]
pub struct Backup {
    /// The day on which it was made, as it says.
    pub made: String,
    /// The marks that could be read.
    pub marks: Vec<Mark>,
    /// The marks that could not.
    pub damaged: Vec<Damaged>,
}

/// A mark of a backup that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Its place in the file, counted from 1.
    pub number: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// Why a file was not read as a backup.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// It is something else.
    #[error("This file is no backup of Skimmark: choose one that was saved with \"Export\".")]
    NotABackup,
    /// It was one, but was cut off or changed.
    #[error("This backup is damaged ({0}): choose another copy of it.")]
    Damaged(String),
    /// A newer version of this program wrote it.
    #[error(
        "A newer version of Skimmark made this backup (version {version}): reload the page, then import it again."
    )]
    Newer {
        /// The version of the backup.
        version: u32,
    },
}

#[derive(Serialize)]
struct Outgoing<'m> {
    skimmark: &'static str,
    v: u32,
    made: &'m str,
    marks: Vec<&'m Mark>,
}

#[derive(Deserialize)]
struct Incoming {
    skimmark: String,
    v: u32,
    #[serde(default)]
    made: String,
    #[serde(default)]
    marks: Vec<Value>,
}

/// The backup of `marks`, made on the day `made` (`YYYY-MM-DD`). The same marks always give
/// the same text.
pub fn write(marks: &Marks, made: &str) -> String {
    let mut all: Vec<&Mark> = marks.iter().collect();
    all.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.keys.cmp(&b.keys)));
    let file = Outgoing { skimmark: KIND, v: VERSION, made, marks: all };
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// The text that begins so is meant as a backup, whole or not.
pub fn is_backup(beginning: &str) -> bool {
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    let head: String = text.chars().take(200).collect();
    head.starts_with('{') && head.contains("\"skimmark\"")
}

/// Reads a backup. A damaged mark is reported and does not block the others.
///
/// # Errors
/// Where the text is no backup, is cut off, or is of a newer version.
pub fn read(text: &str) -> Result<Backup, BackupError> {
    let text = text.trim_start_matches('\u{feff}');
    let file: Incoming = serde_json::from_str(text).map_err(|error| {
        if is_backup(text) {
            BackupError::Damaged(error.to_string())
        } else {
            BackupError::NotABackup
        }
    })?;
    if file.skimmark != KIND {
        return Err(BackupError::NotABackup);
    }
    if file.v > VERSION {
        return Err(BackupError::Newer { version: file.v });
    }
    let mut backup = Backup { made: file.made, marks: Vec::new(), damaged: Vec::new() };
    for (value, number) in file.marks.into_iter().zip(1..) {
        match mark(value) {
            Ok(mark) => backup.marks.push(mark),
            Err(reason) => backup.damaged.push(Damaged { number, reason }),
        }
    }
    Ok(backup)
}

fn mark(value: Value) -> Result<Mark, String> {
    let mark: Mark = serde_json::from_value(value).map_err(|error| error.to_string())?;
    mark.checked().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::tests::{some_marks, sorted};
    use proptest::prelude::*;

    #[test]
    fn a_damaged_mark_does_not_block_the_others() {
        let text = r#"{"skimmark":"backup","v":1,"made":"2026-03-15","marks":[
            {"keys":["title:a"],"starred":true},
            {"keys":[]},
            {"keys":["title:b"],"entry":{"score":250}},
            17
        ]}"#;
        let backup = read(text).unwrap();
        assert_eq!((backup.made.as_str(), backup.marks.len()), ("2026-03-15", 1));
        let numbers: Vec<_> = backup.damaged.iter().map(|damaged| damaged.number).collect();
        assert_eq!(numbers, [2, 3, 4]);
    }

    #[test]
    fn what_is_no_backup_is_said() {
        for text in ["", "hello", "[]", "{}", r#"{"skimmark":"digest","v":1}"#] {
            assert_eq!(read(text), Err(BackupError::NotABackup), "{text}");
        }
        let newer = r#"{"skimmark":"backup","v":2,"marks":[]}"#;
        assert_eq!(read(newer), Err(BackupError::Newer { version: 2 }));
        let whole = write(&Marks::default(), "2026-03-15");
        let cut = read(&whole[..whole.len() - 3]);
        assert!(matches!(cut, Err(BackupError::Damaged(_))), "{cut:?}");
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(marks in some_marks()) {
            let marks: Marks = marks.into_iter().collect();
            let text = write(&marks, "2026-03-15");
            let backup = read(&text).unwrap();
            prop_assert_eq!(&backup.damaged, &[]);
            let again: Marks = backup.marks.into_iter().collect();
            prop_assert_eq!(sorted(&again), sorted(&marks));
            prop_assert_eq!(write(&again, "2026-03-15"), text);
        }
    }
}
