//! The documents tell the truth about the places that they name.

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
