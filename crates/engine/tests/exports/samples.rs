//! The same over real digests, if a folder of them is there.

use std::path::{Path, PathBuf};

use skimmark_digest::intake;
use skimmark_paper::entry::Entry;

/// Up to how many papers of a file are written, spread over it.
const MOST: usize = 40;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match item.file_type().unwrap().is_dir() {
            true => files(&item.path(), found),
            false => found.push(item.path()),
        }
    }
}

#[test]
fn real_papers_are_read_back_from_every_form() {
    let shared = std::env::var_os("SKIMMARK_SHARED").map(PathBuf::from);
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let samples = shared.unwrap_or_else(own).join("samples");
    if !samples.is_dir() {
        println!("skipped: {} is not there", samples.display());
        return;
    }
    let (mut found, mut wrong, mut papers) = (Vec::new(), Vec::new(), 0);
    files(&samples, &mut found);
    found.sort();
    for file in found.iter().filter(|file| !file.to_string_lossy().contains(".truth.")) {
        let Ok(parts) = intake::parts(std::fs::read(file).unwrap(), intake::decode) else {
            continue;
        };
        let entries = super::read(&parts);
        let step = entries.len().div_ceil(MOST).max(1);
        let some: Vec<Entry> = entries.into_iter().step_by(step).collect();
        papers += some.len();
        let name = file.strip_prefix(&samples).unwrap().to_string_lossy().into_owned();
        wrong.extend(super::changes_of(&name, &some));
    }
    println!("{papers} papers of {} files, {} changes", found.len(), wrong.len());
    assert!(papers > 2000, "{papers} papers are too few");
    assert!(wrong.is_empty(), "{} changes of {papers} papers:\n{}", wrong.len(), wrong.join("\n"));
}
