//! Makes tables of the program: from Unicode's, or from data that lies outside the project.

use std::ffi::OsStr;

use crate::run::{self, Result};

/// Learns the weights of the byline splitter from the files in `folder`.
pub fn byline(folder: &OsStr) -> Result {
    let example = ["--package", "skimmark-byline", "--example", "train_byline"];
    let mut cargo = run::cargo();
    cargo.args(["run", "--release"]).args(example).arg("--");
    cargo.arg(folder).arg("crates/likelihood/src/weights.bin");
    run::run(&mut cargo)
}

/// Writes the tables of letters; the tests that check them do it if they are told to.
pub fn letters() -> Result {
    let mut cargo = run::cargo();
    cargo.args(["test", "--quiet", "--package", "skimmark", "--test", "tables"]);
    run::run(cargo.env("SKIMMARK_WRITE_TABLES", "1"))
}
