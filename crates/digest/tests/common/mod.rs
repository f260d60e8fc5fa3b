//! The real samples.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

use std::path::{Path, PathBuf};

use skimmark_digest::digest::Digest;
use skimmark_digest::formats;
use skimmark_digest::page::Page;

#[allow(dead_code)]
pub mod cases;
#[allow(dead_code)]
pub mod cover;

#[allow(dead_code)]
/// Returns the folder of samples: beside the project, or where `SKIMMARK_SHARED` says.
pub fn shared_dir() -> PathBuf {
    match std::env::var_os("SKIMMARK_SHARED") {
        Some(dir) => dir.into(),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
    }
}

/// Adds every file below `folder` to `found`.
#[allow(dead_code)]
pub fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match item.file_type().unwrap().is_dir() {
            true => files(&item.path(), found),
            false => found.push(item.path()),
        }
    }
}

/// Returns a file of that folder; if it is missing, prints that the test is skipped.
#[allow(dead_code)]
pub fn shared(name: &str) -> Option<Vec<u8>> {
    let path = shared_dir().join(name);
    let read = std::fs::read(&path).ok();
    if read.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    read
}

/// Returns the records of a truth file of that folder; `None` if it is missing.
#[allow(dead_code)]
pub fn truth(name: &str) -> Option<Vec<serde_json::Value>> {
    let text = String::from_utf8(shared(name)?).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// Sentences that people put between papers.
#[allow(dead_code)]
pub const SENTENCES: &[&str] = &[
    "Thanks to everyone who came to the reading group.",
    "See recent articles on sheep, and more of them tomorrow.",
    "New submissions are welcome until Friday.",
    "Total of all entries: too many.",
    "Wed, 21 Jan 2026 was a day without a digest.",
    "We gratefully note that lunch was good.",
    "[17] is the best paper of this week, I think.",
    "arXiv:2601.00001 is cited by every paper below.",
    "Submitted by Ana Lindqvist on Friday.",
    "Donate a sheep.",
    "A long remark on why the papers below are worth reading, which goes on and on until it is as long as any abstract would be, and then some more, so that its length alone tells nothing of what it is.",
];

/// The day on which the pages of the tests are pasted.
#[allow(dead_code)]
pub const PASTED: &str = "2026-06-20";

/// Reads a page that was pasted on that day.
#[allow(dead_code)]
pub fn read(text: &str) -> (Page, Digest) {
    let page = Page::new(text);
    let digest = formats::read(&page, PASTED.parse().unwrap());
    (page, digest)
}
