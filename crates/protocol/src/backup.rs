//! Backups: what the reader decided, and the digests of the library, as one file; and what a file
//! would change before it is imported.

use serde::{Deserialize, Serialize};

use crate::{Decided, DigestId, Marked, Millis, StoredMark, UndoStep};
use skimmark_paper::date::PartialDate;

/// Asks for the beginning of a backup file, with all marks, views and rules. The digests follow,
/// each as [`PackDigest`] answers, with commas between them, then [`crate::stored::BACKUP_END`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WriteBackup {
    /// Today, as the backup is to say.
    pub made: PartialDate,
    /// What the page itself decides about: the settings, the keys and the filters, as stored.
    pub choices: Vec<StoredMark>,
}

/// A digest of the library, as it is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupDigest {
    /// When it was pasted.
    pub id: DigestId,
    /// What it is called: by the reader, by its file, or by what it holds; empty if it has no name.
    pub name: String,
    /// When the reader gave it that name: milliseconds since 1970; 0 if never.
    pub named: Millis,
    /// Its format, as people say it.
    pub format: String,
    /// How many papers it holds.
    pub papers: u32,
    /// How many lines were left over.
    pub left_over: u32,
    /// Hashes of the names of its papers: [`crate::KeptDigest::seen`].
    pub seen: Vec<u8>,
}

/// A text or file of a digest, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedText {
    /// The name of its file; empty if there is none.
    pub name: String,
    /// Its type; empty unless it was pasted as HTML.
    pub kind: String,
    /// How its bytes are packed: `gzip`; empty if they are not.
    pub encoding: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Asks for a digest as a piece of a backup file; none if its texts cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackDigest {
    /// The digest.
    pub about: BackupDigest,
    /// Its texts; read from the attachment, which is what is kept of them.
    pub texts: Vec<PackedText>,
}

/// How much of one kind a file would change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many are not there yet.
    pub new: u32,
    /// How many are there, and newer in the file.
    pub newer: u32,
    /// How many would not change.
    pub same: u32,
}

/// What backups hold, before anything is taken over: [`TakeImport`] or [`DropImport`] follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOffer {
    /// The day on which they were made, in words; empty if they do not say.
    pub made: String,
    /// The papers that were marked, the views, the rules and the digests.
    pub tallies: [Tally; 4],
    /// The settings, the keys and the filters, as stored; which are newer is the page's to know.
    pub choices: Vec<StoredMark>,
    /// What is wrong with the files, for the reader.
    pub problem: Option<String>,
}

/// Merges what was offered with what is known, in one step. For each thing the newest decision
/// wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeImport;

/// Forgets what was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropImport;

/// What was merged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// How many papers are marked otherwise than before.
    pub marks: u32,
    /// How many views and rules were taken over.
    pub decisions: u32,
    /// The digests that are to be kept; [`TakeDigest`] asks for the texts of each.
    pub digests: Vec<BackupDigest>,
    /// The digests of the library that have newer names in the files: which, and what they are
    /// called.
    pub renamed: Vec<(DigestId, String, Millis)>,
    /// The marks as they are now.
    pub marked: Marked,
    /// The views and rules, if some have changed.
    pub decided: Option<Decided>,
    /// What undoes the changes of marks, views and rules; `None` if nothing has changed.
    pub undo: Option<UndoStep>,
}

/// Asks for the texts of a digest of [`Imported::digests`], by its place there, once. None if they
/// are damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeDigest(pub u32);

/// Asks how many papers the reader marked after a moment. That one was read or hidden is not
/// counted: of those there are hundreds a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountChanges(pub Millis);

/// The result of [`CountChanges`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeCount {
    /// How many papers were marked since.
    pub changed: u32,
    /// How many papers are marked in all.
    pub marked: u32,
}
