//! The documents are right about the places that they name.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on fails, in its helpers too.

use std::fs;
use std::path::{Path, PathBuf};

/// A code span that begins like this is a path.
const FOLDERS: [&str; 13] = [
    ".github/",
    "audit/",
    "bench/",
    "crates/",
    "docs/",
    "fuzz/",
    "index/",
    "public/",
    "screenshots/",
    "src/",
    "style/",
    "tests/",
    "xtask/",
];

#[test]
fn what_contributing_says_to_write_has_its_place() {
    let contributing = fs::read_to_string("CONTRIBUTING.md").unwrap();
    let rows = contributing
        .lines()
        .filter(|line| ["| a ", "| an "].iter().any(|start| line.starts_with(start)))
        .collect::<Vec<_>>();
    let mut tables = 0;
    for row in &rows {
        let spans: Vec<&str> = code_spans(row).collect();
        for pair in spans.windows(2).filter(|pair| is_table(pair[0])) {
            let [table, file] = pair else { continue };
            let code = fs::read_to_string(file).unwrap_or_else(|_| panic!("{row}: no {file}"));
            let is_there =
                ["const", "static"].map(|kind| code.contains(&format!("{kind} {table}: ")));
            assert!(is_there.contains(&true), "{file} has no table {table}");
            tables += 1;
        }
    }
    assert_eq!(tables, rows.len(), "every row names a table and its file");
}

#[test]
fn paths_and_links_in_documents_lead_somewhere() {
    let documents = documents();
    assert!(documents.len() > 6, "{documents:?}");
    for document in documents {
        let text = fs::read_to_string(&document).unwrap();
        let paths = text.lines().flat_map(code_spans).filter(|span| is_path(span));
        for path in paths {
            assert!(
                Path::new(path).exists(),
                "{} names {path}, which does not exist",
                document.display()
            );
        }
        let beside = document.parent().unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let is_there = link.contains("://") || beside.join(link).exists();
            assert!(is_there, "{} links to {link}, which does not exist", document.display());
        }
    }
}

/// Returns the documents of the project and of its crates.
fn documents() -> Vec<PathBuf> {
    let entries = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let crates = entries(Path::new("crates")).filter(|path| path.is_dir());
    let folders = ["", "docs", "index"].map(PathBuf::from).into_iter().chain(crates);
    let files =
        folders.flat_map(|folder| entries(&Path::new(".").join(folder)).collect::<Vec<_>>());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect()
}

fn is_table(span: &str) -> bool {
    span.len() > 1 && span.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_path(span: &str) -> bool {
    let plain = !span.contains([' ', '*', '<']);
    plain && FOLDERS.iter().any(|folder| span.starts_with(folder))
}

/// Returns what is between backticks in a line.
fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// What a native engineer would not write, and what to write instead.
const UNUSUAL: [(&str, &str); 13] = [
    (" so many ", "\"this many\", or the number's name"),
    (" so few ", "\"only a few\""),
    (" anew", "\"again\""),
    (" is none", "\"is not one\", \"there is none\""),
    (" are none", "\"are not\""),
    (" behind ", "\"after\""),
    ("colour", "American spelling"),
    ("behaviour", "American spelling"),
    ("neighbour", "American spelling"),
    ("optimis", "American spelling"),
    ("normalis", "American spelling"),
    ("organisation", "American spelling"),
    ("licence", "American spelling"),
];

#[test]
fn comments_are_in_plain_english() {
    let mut found = Vec::new();
    for folder in ["src", "crates", "index", "xtask", "tests"] {
        check_comments(Path::new(folder), &mut found);
    }
    assert!(found.is_empty(), "see \"How we write\" in CONTRIBUTING.md:\n{}", found.join("\n"));
}

/// Checks the comments of the code under a folder.
fn check_comments(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            check_comments(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            for comment in comments(&fs::read_to_string(&path).unwrap()) {
                let unusual = UNUSUAL.iter().filter(|(words, _)| comment.contains(words));
                found.extend(unusual.map(|(words, instead)| {
                    format!("{}: \"{}\" ({instead}) in:{comment}", path.display(), words.trim())
                }));
            }
        }
    }
}

/// Returns each comment in lower case as one line, those on several lines joined.
fn comments(code: &str) -> Vec<String> {
    let mut comments = vec![String::new()];
    for line in code.lines() {
        let text = line.trim_start().strip_prefix("//");
        match (text, comments.last_mut()) {
            (Some(text), Some(last)) => {
                let words = text.trim_start_matches(['/', '!']).split_whitespace();
                words.for_each(|word| *last += &format!(" {}", word.to_lowercase()));
            }
            _ => comments.push(String::new()),
        }
    }
    comments.retain(|comment| !comment.is_empty());
    comments
        .iter()
        .map(|comment| comment.replace("there is none", "").replace("there are none", "") + " ")
        .collect()
}
