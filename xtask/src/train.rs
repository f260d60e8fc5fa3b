//! Learning: makes tables of the program from data that lies outside the project.

use std::ffi::OsStr;

use crate::run::{self, Result};

/// Learns the weights of the byline splitter from the files in `folder`.
pub fn byline(folder: &OsStr) -> Result {
    let example = ["--package", "skimmark-digest", "--example", "train_byline"];
    let mut cargo = run::cargo();
    cargo.args(["run", "--release"]).args(example).arg("--");
    cargo.arg(folder).arg("crates/digest/src/byline/weights.bin");
    run::run(&mut cargo)
}
