//! What `style/layers.css` promises of the style sheets.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

use std::fs;
use std::path::{Path, PathBuf};

use skimmark::page::widths::WIDTHS;

/// Style sheets of no component, in the order in which the page links them.
const SHARED: [&str; 4] = ["layers.css", "tokens.css", "base.css", "layout.css"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The style sheets by their names under `style`, each with its text without comments.
fn sheets() -> Vec<(String, String)> {
    let style = root().join("style");
    let mut sheets = Vec::new();
    let mut folders = vec![style.clone()];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(folder).unwrap() {
            let path: PathBuf = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&style).unwrap().to_str().unwrap().replace('\\', "/");
            sheets.push((name, without_comments(&fs::read_to_string(&path).unwrap())));
        }
    }
    sheets.sort();
    assert!(sheets.len() > SHARED.len(), "no style sheets were found");
    sheets
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("*/").map_or("", |(_, rest)| rest))
}

#[test]
fn the_page_links_each_sheet_once_and_the_shared_ones_first() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let linked: Vec<&str> = page
        .lines()
        .filter_map(|line| line.trim().strip_prefix("<link data-trunk rel=\"css\" href=\"style/"))
        .filter_map(|rest| rest.strip_suffix("\">"))
        .collect();
    assert_eq!(linked[..SHARED.len()], SHARED);
    let mut sorted = linked.clone();
    sorted.sort_unstable();
    let sheets = sheets();
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(sorted, names);
}

#[test]
fn each_sheet_is_named_as_a_component() {
    for (name, _) in sheets().iter().filter(|(name, _)| !SHARED.contains(&name.as_str())) {
        let component = root().join("src/app").join(name).with_extension("rs");
        assert!(component.is_file(), "style/{name} has no component {}", component.display());
    }
}

#[test]
fn only_the_known_widths_are_asked_for() {
    for (name, text) in sheets() {
        for query in text.lines().filter(|line| line.trim().starts_with("@media")) {
            let rest = WIDTHS.iter().fold(query.to_owned(), |rest, width| rest.replace(width, ""));
            assert!(!rest.contains("width"), "style/{name}: {query} is not in page::widths");
        }
    }
}

#[test]
fn what_lies_over_what_is_said_in_the_tokens_alone() {
    for (name, text) in sheets() {
        for line in text.lines().filter(|line| line.contains("z-index")) {
            assert!(line.contains("z-index: var(--z-"), "style/{name}: {line}");
        }
    }
}

#[test]
fn no_style_hangs_on_what_people_read_or_on_another_component() {
    for (name, text) in sheets() {
        for line in text.lines() {
            for read in ["[aria-label", "[title", "[placeholder", "[alt"] {
                assert!(!line.contains(read), "style/{name}: {line}");
            }
            // What comes right after an element is drawn by the same component.
            assert!(!line.replace(":has(+ ", "").contains(":has("), "style/{name}: {line}");
        }
    }
}
