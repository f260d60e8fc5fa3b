//! The invented pages in `tests/formats`: one folder for each format, one file for each case.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

use std::path::{Path, PathBuf};

/// One invented page, and the format that reads it.
#[allow(dead_code)] // Not every test reads all of it.
pub struct Case {
    /// The folder: the name of the format in lower case, with hyphens for spaces.
    pub folder: String,
    /// The file's name without `.txt`.
    pub name: String,
    /// The page, with LF.
    pub text: String,
}

/// Returns the folder in which the cases of a format stand.
#[allow(dead_code)] // Not every test asks.
pub fn folder_of(format: &str) -> String {
    format.to_lowercase().replace(' ', "-")
}

/// Returns every case, in the order of folders and names.
pub fn all() -> Vec<Case> {
    // Tests of the engine read them, too.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../digest/tests/formats");
    let mut paths: Vec<PathBuf> =
        entries(&root).iter().flat_map(|folder| entries(folder)).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn read(path: &Path) -> Case {
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let text = std::fs::read_to_string(path).unwrap();
    assert!(!text.contains('\r'), "{} is kept with LF", path.display());
    Case { folder: name(path.parent().unwrap()), name: name(path), text }
}
