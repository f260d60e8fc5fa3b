//! ARCHITECTURE.md says which part may use which; this checks the code against it.
//!
//! Every path in the code that leads to another file or crate of the project is a use, whether it
//! is in a `use` line or not. Each use must be allowed by the tables, and there must be no circle:
//! neither among files nor among the folders that hold them. Tests inside the files do not count,
//! nor does what a file uses of the module that it is a part of, by `super`: the two are one.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on fails, in its helpers too.

mod code;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::code::{Code, of_package, uses};
use crate::tables::Tables;

/// The packages: the name that code gives each, and its folder.
const PACKAGES: [(&str, &str); 11] = [
    ("skimmark_index", "index/src"),
    ("skimmark_paper", "crates/paper/src"),
    ("skimmark_likelihood", "crates/likelihood/src"),
    ("skimmark_byline", "crates/byline/src"),
    ("skimmark_digest", "crates/digest/src"),
    ("skimmark_protocol", "crates/protocol/src"),
    ("skimmark_vectors", "crates/vectors/src"),
    ("skimmark_engine", "crates/engine/src"),
    ("skimmark_worker", "crates/worker/src"),
    ("skimmark_cli", "crates/cli/src"),
    ("skimmark", "src"),
];

#[test]
fn every_use_is_allowed_by_the_tables() {
    let tables = Tables::read();
    let wrong: BTreeSet<String> = PACKAGES
        .iter()
        .flat_map(|(own, folder)| {
            let uses = uses(own, folder);
            uses.into_iter().filter_map(|(from, to)| tables.objection(folder, &from, &to))
        })
        .collect();
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "not as ARCHITECTURE.md says:\n{}", wrong.join("\n"));
}

#[test]
fn every_dependency_is_in_the_table_of_crates() {
    let tables = Tables::read();
    for (own, folder) in PACKAGES {
        let package = folder.trim_end_matches("/src");
        let manifest =
            if package == "src" { "Cargo.toml" } else { &format!("{package}/Cargo.toml") };
        let manifest = fs::read_to_string(manifest).unwrap();
        let sections = manifest.split("\n[").filter(|section| {
            let heading = section.lines().next().unwrap_or_default();
            heading == "dependencies]"
                || heading.ends_with(".dependencies]") && heading.starts_with("target")
        });
        let needed: BTreeSet<String> = sections
            .flat_map(str::lines)
            .filter_map(|line| line.strip_prefix("skimmark-")?.split_once(['.', ' ']))
            .map(|(name, _)| name.to_owned())
            .collect();
        let row = tables.rows("Crates").iter().find(|row| row.places.contains(package));
        assert_eq!(row.map(|row| &row.uses), Some(&needed), "what {own} may use");
    }
}

/// The standard library's tables for these take 12 KB each, see `index/src/case`.
const LARGE: [&str; 2] = ["to_lowercase", "to_uppercase"];

#[test]
fn no_program_holds_the_tables_of_case_of_the_standard_library() {
    let mut wrong = Vec::new();
    for (_, folder) in PACKAGES {
        let files = of_package(folder).into_iter();
        let found = files.filter(|(_, code)| LARGE.iter().any(|name| code.names.contains(*name)));
        wrong.extend(found.map(|(file, _)| format!("{folder}/{file}")));
    }
    assert!(wrong.is_empty(), "use `text::lowercase` in {}", wrong.join(", "));
    let code = Code::read("crate", "fn f() { g.to_lowercase(); }");
    assert!(code.names.contains(LARGE[0]));
}

#[test]
fn there_is_no_circle_of_files_or_folders() {
    let mut found = Vec::new();
    for (own, folder) in PACKAGES {
        let mut steps = Steps::new();
        for (from, to) in uses(own, folder) {
            add_step(&mut steps, &from, &to);
        }
        let circles = circles(steps);
        found.extend(circles.iter().map(|circle| {
            format!(
                "in {folder}:
  {circle}"
            )
        }));
    }
    assert!(
        found.is_empty(),
        "circles of uses:
{}",
        found.join(
            "
"
        )
    );
}

#[test]
fn circles_are_found_among_files_and_among_folders() {
    let found = |uses: &[(&str, &str)]| {
        let mut steps = Steps::new();
        uses.iter().for_each(|(from, to)| add_step(&mut steps, from, to));
        circles(steps).len()
    };
    assert_eq!(found(&[("a.rs", "b.rs"), ("b.rs", "c/mod.rs"), ("a.rs", "c/d.rs")]), 0);
    assert_eq!(found(&[("a.rs", "b.rs"), ("b.rs", "c.rs"), ("c.rs", "a.rs")]), 1);
    // No circle of files, but one of folders.
    assert_eq!(found(&[("a/x.rs", "b/x.rs"), ("b/y.rs", "a/y.rs")]), 1);
    assert_eq!(found(&[("a/mod.rs", "a/x.rs"), ("a/x.rs", "a/mod.rs")]), 1);
}

#[test]
fn paths_are_found_wherever_they_stand() {
    let code =
        "mod child; use crate::{a::{self, B}, c::*}; #[cfg(test)] mod tests { use crate::d; }
        fn f() { child::g(super::e::H); view! { <p>{crate::i::j()}</p> } std::mem::take(); }";
    let paths = Code::read("crate", code).paths;
    let paths: Vec<String> = paths.iter().map(|path| path.join("::")).collect();
    let wanted = ["crate::a", "crate::a::B", "crate::c", "child::g", "super::e::H", "crate::i::j"];
    assert!(wanted.iter().all(|wanted| paths.iter().any(|path| path == wanted)), "{paths:?}");
    assert!(!paths.iter().any(|path| path.contains("crate::d")), "{paths:?}");
}

/// Each thing in a folder, a file or a folder, with the things beside it that it uses, and the
/// files that use them.
type Steps = BTreeMap<String, BTreeMap<String, String>>;

/// Adds a use between files as one between the two things that hold them side by side.
fn add_step(steps: &mut Steps, from: &str, to: &str) {
    if !to.ends_with(".rs") {
        return;
    }
    let (mut left, mut right) = (from.split('/'), to.split('/'));
    let mut beside = String::new();
    while let (Some(holds_from), Some(holds_to)) = (left.next(), right.next()) {
        if holds_from != holds_to {
            let places = steps.entry(format!("{beside}{holds_from}")).or_default();
            places.insert(format!("{beside}{holds_to}"), format!("{from} -> {to}"));
            return;
        }
        beside += &format!("{holds_from}/");
    }
}

/// Describes each circle, by the uses that make it.
fn circles(mut steps: Steps) -> Vec<String> {
    let mut found = Vec::new();
    while let Some(circle) = circle(&steps) {
        let uses = circle.iter().map(|(from, to)| steps[from][to].as_str());
        found.push(uses.collect::<Vec<_>>().join("\n  "));
        let (from, to) = &circle[0];
        steps.get_mut(from).and_then(|places| places.remove(to));
    }
    found
}

/// Finds one circle, as the steps around it.
fn circle(steps: &Steps) -> Option<Vec<(String, String)>> {
    let mut on_circles: BTreeSet<&String> = steps.keys().collect();
    let next = |within: &BTreeSet<&String>, from: &String| {
        steps[from].keys().find(|to| within.contains(to)).cloned()
    };
    while let Some(end) = on_circles.iter().find(|from| next(&on_circles, from).is_none()) {
        let end = *end;
        on_circles.remove(end);
    }
    let mut from = (*on_circles.first()?).clone();
    let mut walk: Vec<(String, String)> = Vec::new();
    loop {
        if let Some(start) = walk.iter().position(|(before, _)| *before == from) {
            return Some(walk.split_off(start));
        }
        let to = next(&on_circles, &from)?;
        walk.push((from, to.clone()));
        from = to;
    }
}
