//! Detects that `dist` is what a build would make, so that the build can be skipped.

use std::path::Path;

use anyhow::Context;

use crate::finish::ADDRESS;
use crate::run::{self, Result};

const STAMP: &str = "target/dist-stamp";
/// What lies in the project's folder and does not go into `dist`. Whatever is not listed counts:
/// a needless build costs less than a page that is out of date.
const NO_INPUT: [&str; 14] = [
    ".ci",
    ".git",
    ".github",
    "audit",
    "bench",
    "deny.toml",
    "dist",
    "docs",
    "fuzz",
    "node_modules",
    "playwright-report",
    "screenshots",
    "target",
    "test-results",
];
/// The same of every folder, as each crate has such.
const NO_INPUT_ANYWHERE: [&str; 4] = ["benches", "examples", "proptest-regressions", "tests"];

/// Hashes what goes into `dist`: the project's files, the compiler and the address at which it is
/// to be deployed. Taken before a build, so that what changes meanwhile causes the next one.
pub fn inputs() -> Result<u64> {
    let rustc = run::output(std::process::Command::new("rustc").arg("-vV"))?;
    let address = std::env::var(ADDRESS).unwrap_or_default();
    let start = run::hash(run::hash(run::HASH_START, rustc.as_bytes()), address.as_bytes());
    hash_folder(&run::root(), &|name| is_input(name) && !NO_INPUT.contains(&name), start)
}

fn is_input(name: &str) -> bool {
    !NO_INPUT_ANYWHERE.contains(&name) && !name.ends_with(".md")
}

/// Returns whether `dist` is what was last built, from these inputs.
pub fn is_fresh(inputs: u64) -> bool {
    let stamped = run::read_text(&run::root().join(STAMP));
    stamped.is_ok_and(|stamped| state(inputs).is_ok_and(|state| state == stamped))
}

/// Records that `dist` has been built from these inputs.
pub fn stamp(inputs: u64) -> Result {
    run::write(&run::root().join(STAMP), state(inputs)?)
}

fn state(inputs: u64) -> Result<String> {
    let dist = hash_folder(&run::dist_dir(), &is_input, run::HASH_START)?;
    Ok(format!("{inputs:016x} {dist:016x}"))
}

/// Adds names and contents to the hash: of `folder` the entries that `counts` lets through, of
/// folders in it those that are input anywhere.
fn hash_folder(folder: &Path, counts: &dyn Fn(&str) -> bool, state: u64) -> Result<u64> {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
        .with_context(|| format!("cannot list {}", folder.display()))?
        .into_iter()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(name, _)| counts(name))
        .collect();
    entries.sort();
    entries.iter().try_fold(state, |state, (name, path)| {
        let state = run::hash(run::hash(state, name.as_bytes()), &[0]);
        if path.is_dir() {
            hash_folder(path, &is_input, state)
        } else {
            let bytes = run::read(path)?;
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            Ok(run::hash(run::hash(state, &length.to_le_bytes()), &bytes))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_contents_count_and_what_is_left_out_does_not() {
        let folder = std::env::temp_dir().join(format!("skimmark-fresh-{}", std::process::id()));
        let hash = || hash_folder(&folder, &|name| name != "out", run::HASH_START).unwrap();
        run::write(&folder.join("a/b"), "1").unwrap();
        let first = hash();
        run::write(&folder.join("out/c"), "1").unwrap();
        run::write(&folder.join("a/tests/c"), "1").unwrap();
        run::write(&folder.join("a/README.md"), "1").unwrap();
        assert_eq!(hash(), first);
        run::write(&folder.join("a/b"), "2").unwrap();
        let second = hash();
        assert_ne!(second, first);
        std::fs::rename(folder.join("a/b"), folder.join("a/c")).unwrap();
        assert_ne!(hash(), second);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
