//! The gallery of formats in `docs/formats.md` matches what is read. `INSTA_UPDATE=always cargo test`
//! writes it.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

#[path = "common/cases.rs"]
mod cases;

use std::fmt::Write;
use std::path::Path;

use skimmark_digest::formats::{self, FORMATS, PLAIN};
use skimmark_digest::intake;
use skimmark_paper::entry::Entry;

const HEAD: &str = "# Formats

What Skimmark reads, with a part of an invented example of each format and the first papers that are
read of it. The examples are cases of the tests in `crates/digest/tests/formats`; this page is made of
them (`INSTA_UPDATE=always cargo test -p skimmark-digest --test gallery`).
";
/// How many lines of an example are shown, how much of each, and how many of its papers.
const LINES: usize = 12;
const LETTERS: usize = 100;
const PAPERS: usize = 2;

#[test]
fn the_gallery_shows_what_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats.md");
    let gallery = gallery();
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        return std::fs::write(path, gallery).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), gallery);
}

fn gallery() -> String {
    let all = cases::all();
    let mut text = HEAD.to_owned();
    for format in FORMATS.iter().chain([&PLAIN]) {
        let folder = cases::folder_of(format.name);
        let of_format = all.iter().filter(|case| case.folder == folder);
        let case = of_format.max_by_key(|case| (case.name == "whole", case.text.len())).unwrap();
        write!(text, "\n## {}\n\n", format.name).unwrap();
        if let Some(words) = format.words {
            write!(text, "{}: {}.\n\n", capital(words.digest), words.brought).unwrap();
        }
        let parts = intake::text_parts(case.text.clone(), intake::decode);
        let page = &parts[0].pages[0];
        let digest = formats::read(page, "2026-06-20".parse().unwrap());
        let lines = digest.ledger.entry_lines(page, digest.entries.len());
        let first = lines.first().map_or(0, |(first, _)| first.saturating_sub(1) as usize);
        text.push_str("~~~~text\n");
        for line in case.text.lines().skip(first).take(LINES) {
            let short: String = line.chars().take(LETTERS).collect();
            let cut = if short.len() < line.len() { "…" } else { "" };
            writeln!(text, "{}{cut}", short.trim_end()).unwrap();
        }
        text.push_str("~~~~\n\n");
        for entry in digest.entries.iter().take(PAPERS) {
            writeln!(text, "- {}", said(entry)).unwrap();
        }
    }
    text
}

/// Says what is known of a paper, in a line of Markdown.
fn said(entry: &Entry) -> String {
    let list = |name: &str, values: &[String]| {
        (!values.is_empty()).then(|| format!("{name} {}", values.join(", ")))
    };
    let categories: Vec<String> = entry.categories.iter().map(|it| it.0.clone()).collect();
    let known = [
        list("by", &entry.authors),
        list("in", entry.venue.as_slice()),
        entry.date.map(|date| date.to_string()),
        list("of", &categories),
        entry.ids.name(),
        entry.score.map(|score| format!("score {score}")),
        entry.abstract_text.as_ref().map(|_| "with its abstract".to_owned()),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    format!("**{}** {}", plain(&entry.title), plain(&known.join("; ")))
}

/// Marks what Markdown would take for its own signs.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        if "\\`*_<>[]$".contains(c) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

fn capital(text: &str) -> String {
    if text.starts_with("arXiv") {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
