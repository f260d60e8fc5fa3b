//! The README's table of digests matches the formats. `INSTA_UPDATE=always cargo test` writes it.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

use std::path::Path;

use skimmark_digest::formats::{self, FORMATS, PLAIN};

const HEADING: &str = "| digest | brought as |\n| --- | --- |\n";

#[test]
fn the_readme_lists_the_formats() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let words = FORMATS.iter().chain([&PLAIN]).filter_map(|format| format.words);
    let rows: String =
        words.map(|words| format!("| {} | {} |\n", words.digest, words.brought)).collect();
    let (before, rest) = readme.split_once(HEADING).unwrap();
    let (table, after) = rest.split_once("\n\n").unwrap();
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        let written = format!("{before}{HEADING}{rows}\n{after}");
        std::fs::write(path, written).unwrap();
        return;
    }
    assert_eq!(format!("{table}\n"), rows);
}

#[test]
fn a_sentence_lists_the_formats() {
    let sentence = formats::in_words();
    assert!(sentence.starts_with("arXiv's mails, listings and searches, "), "{sentence}");
    let phrases = FORMATS.iter().filter_map(|format| format.words?.phrase);
    assert!(phrases.into_iter().all(|phrase| sentence.contains(phrase)), "{sentence}");
}
