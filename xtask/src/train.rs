//! Learning: what the program has in tables, made from data that lies beside the project.

use crate::run::{self, Result};

/// Learns the weights of the byline splitter from `folder`.
pub fn byline(folder: &str) -> Result {
    let mut cargo = run::cargo();
    cargo.args([
        "run",
        "--release",
        "--package",
        "skimmark-digest",
        "--example",
        "train_byline",
        "--",
    ]);
    cargo.args([folder, "crates/digest/src/byline/weights.bin"]);
    run::run(&mut cargo)
}
