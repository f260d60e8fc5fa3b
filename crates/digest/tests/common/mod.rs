//! Where the real samples are.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

use std::path::PathBuf;

#[allow(dead_code)]
pub mod cases;
#[allow(dead_code)]
pub mod cover;

#[allow(dead_code)]
/// The folder of samples beside the project, or where `SKIMMARK_SHARED` says it is.
pub fn shared_dir() -> PathBuf {
    match std::env::var_os("SKIMMARK_SHARED") {
        Some(dir) => dir.into(),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
    }
}

/// A file of that folder; says that the test is skipped where it is not there.
#[allow(dead_code)]
pub fn shared(name: &str) -> Option<Vec<u8>> {
    let path = shared_dir().join(name);
    let read = std::fs::read(&path).ok();
    if read.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    read
}

/// The records of a truth file of that folder; nothing where it is not there.
#[allow(dead_code)]
pub fn truth(name: &str) -> Option<Vec<serde_json::Value>> {
    let text = String::from_utf8(shared(name)?).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}
