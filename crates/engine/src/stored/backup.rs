//! The backup: all marks as one JSON file, out and in again.

use std::fmt::Write;

use super::rules;
use crate::marks::{Mark, Marks};
use skimmark_index::sorting::sort;
use skimmark_paper::identity::index;
use skimmark_paper::json::fields::{Reading, WrongField};
use skimmark_paper::json::{Json, NotJson};
use skimmark_protocol::rules::Decisions;

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
    /// Saved views and rules.
    pub decisions: Decisions,
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

impl From<NotJson> for BackupError {
    fn from(error: NotJson) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<WrongField> for BackupError {
    fn from(error: WrongField) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// The backup of `marks` and `decisions`, made on the day `made` (`YYYY-MM-DD`), a mark a line,
/// the newest change first. The same marks always give the same text.
pub fn write(marks: &Marks, decisions: &Decisions, made: &str) -> String {
    let all: Vec<&Mark> = marks.iter().collect();
    let mut text = format!("{{\"skimmark\":\"{KIND}\",\"v\":{VERSION},\"made\":\"{made}\",");
    for (name, value) in rules::fields(decisions) {
        let _ = write!(text, "\"{name}\":{value},");
    }
    text.push_str("\"marks\":[");
    for (count, place) in newest_first(&all).into_iter().enumerate() {
        text.push_str(if count == 0 { "\n" } else { ",\n" });
        // Writing into a text cannot fail.
        let _ = write!(text, "{}", all[place].json());
    }
    text.push_str("\n]}\n");
    text
}

/// Places in `marks` by time of change; those of one moment by a hash of their names, so that
/// it does not matter how they came together.
fn newest_first(marks: &[&Mark]) -> Vec<usize> {
    let name = |mark: &Mark| mark.keys.first().map_or(0, index::hash);
    let mut order: Vec<(u64, u64)> =
        marks.iter().zip(0..).map(|(mark, place)| (name(mark), place)).collect();
    sort(&mut order);
    for (rank, pair) in (0_u64..).zip(&mut order) {
        let changed = marks[pair.1 as usize].last_change();
        *pair = (u64::MAX - changed, rank << 32 | pair.1);
    }
    sort(&mut order);
    order.into_iter().map(|(_, place)| (place & 0xffff_ffff) as usize).collect()
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
    taken_apart(text).map_err(|error| match error {
        BackupError::Damaged(_) if !is_backup(text) => BackupError::NotABackup,
        error => error,
    })
}

fn taken_apart(text: &str) -> Result<Backup, BackupError> {
    let mut file = Reading::of(Json::read(text)?, "backup")?;
    let kind = file.text("skimmark")?.ok_or(WrongField("skimmark"))?;
    let version = file.whole("v")?.ok_or(WrongField("v"))?;
    let made = file.text("made")?.unwrap_or_default();
    let marks = file.list("marks")?;
    if kind != KIND {
        return Err(BackupError::NotABackup);
    }
    let version = u32::try_from(version).unwrap_or(u32::MAX);
    if version > VERSION {
        return Err(BackupError::Newer { version });
    }
    let decisions = rules::read(&mut file)?;
    let mut backup = Backup { made, marks: Vec::new(), damaged: Vec::new(), decisions };
    for (mark, number) in marks.into_iter().zip(1..) {
        match Mark::read(mark) {
            Ok(mark) => backup.marks.push(mark),
            Err(error) => backup.damaged.push(Damaged { number, reason: error.to_string() }),
        }
    }
    Ok(backup)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::tests::{some_marks, sorted};
    use proptest::prelude::*;
    use skimmark_protocol::rules::{Decision, SavedView};

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
        let whole = write(&Marks::default(), &Decisions::default(), "2026-03-15");
        let cut = read(&whole[..whole.len() - 3]);
        assert!(matches!(cut, Err(BackupError::Damaged(_))), "{cut:?}");
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(marks in some_marks()) {
            let marks: Marks = marks.into_iter().collect();
            let mut decisions = Decisions::default();
            let (name, query) = (String::from("Sheep"), String::from("sheep -\"wolf\""));
            decisions.decide(Decision::Save(SavedView { name, query }));
            let text = write(&marks, &decisions, "2026-03-15");
            let backup = read(&text).unwrap();
            prop_assert_eq!(&backup.damaged, &[]);
            prop_assert_eq!(&backup.decisions, &decisions);
            let again: Marks = backup.marks.into_iter().collect();
            prop_assert_eq!(sorted(&again), sorted(&marks));
            prop_assert_eq!(write(&again, &decisions, "2026-03-15"), text);
        }
    }
}
