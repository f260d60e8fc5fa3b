//! Every paper that Skimmark reads, in every form of export, read again by Skimmark: the same paper,
//! but for what the form can't hold.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

#[path = "../../../digest/tests/common/cases.rs"]
mod cases;
mod fields;
mod generated;
mod samples;

use fields::{LOST, changes};
use skimmark_digest::formats;
use skimmark_digest::intake::{self, Part};
use skimmark_digest::page::Page;
use skimmark_engine::export::{EXPORTS, Export, Exported};
use skimmark_engine::marks::Notes;
use skimmark_paper::entry::Entry;

/// The day on which everything is read.
const PASTED: &str = "2026-06-20";

fn read(parts: &[Part]) -> Vec<Entry> {
    let pasted = PASTED.parse().unwrap();
    let entries = |part: &Part| {
        let read = formats::read_richest(&part.pages, pasted, &mut |_, _, _| {});
        read.map(|(_, digest)| digest.entries).unwrap_or_default()
    };
    parts.iter().flat_map(entries).collect()
}

/// Returns what each form has changed of the papers of a page.
fn changes_of(page: &str, entries: &[Entry]) -> Vec<String> {
    let named = |found: String| [page, " as ", &found].concat();
    EXPORTS.iter().flat_map(|export| changes_by(export, entries)).map(named).collect()
}

/// Returns what a form has changed of papers.
fn changes_by(export: &'static Export, entries: &[Entry]) -> Vec<String> {
    let told: Vec<Entry> = entries.iter().filter(|it| is_told(export.name, it)).cloned().collect();
    let again = read(&intake::text_parts(written(export, &told), intake::decode));
    changes(export.name, &told, &again)
}

fn written(export: &'static Export, papers: &[Entry]) -> String {
    export.file(papers.iter().map(|entry| Exported { entry, notes: None }))
}

/// Returns false for a paper that tells so little that its line is that of anything.
fn is_told(form: &str, entry: &Entry) -> bool {
    let is_named = entry.date.is_some() || !entry.ids.is_empty();
    match form {
        "text" => is_named || entry.own_address().is_some(),
        "markdown" => {
            let is_placed = entry.venue.is_some() || !entry.categories.is_empty();
            is_placed || entry.date.is_some() || entry.own_address().is_none()
        }
        "notes" => is_named || !entry.authors.is_empty() || entry.abstract_text.is_some(),
        // The names of the columns, again.
        "csv" => entry.title != "Title",
        _ => true,
    }
}

#[test]
fn every_form_has_its_row_of_what_it_cannot_hold() {
    let names: Vec<&str> = EXPORTS.iter().map(|export| export.name).collect();
    let rows: Vec<&str> = LOST.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, rows);
    let document = include_str!("../../../../docs/exports.md");
    for (name, lost) in LOST {
        let row = document.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        let (_, said) = row.unwrap().trim_end_matches(" |").rsplit_once('|').unwrap();
        let missing: Vec<&&str> = lost.iter().filter(|field| !said.contains(**field)).collect();
        assert!(missing.is_empty(), "{name} has no place for {missing:?}, and the document not so");
    }
}

#[test]
fn every_case_is_read_back_from_every_form() {
    let cases = cases::all();
    let mut wrong = Vec::new();
    let mut papers = 0;
    for case in &cases {
        let entries = formats::read(&Page::new(&case.text), PASTED.parse().unwrap()).entries;
        papers += entries.len();
        wrong.extend(changes_of(&[&case.folder, "/", &case.name].concat(), &entries));
    }
    assert!(papers > 300, "{papers} papers are too few");
    assert!(wrong.is_empty(), "{} changes of {papers} papers:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn notes_and_tags_go_along_and_change_nothing_else() {
    let entry = Entry {
        title: "Counting Sheep".into(),
        authors: vec!["Ana Lee".into()],
        date: "2026-03-15".parse().ok(),
        ..Entry::default()
    };
    let notes = Notes { tags: vec!["to cite".into()], note: "Ask Ana.\n\nSoon.".into() };
    for export in EXPORTS {
        let text =
            export.file([&entry, &entry].map(|entry| Exported { entry, notes: Some(&notes) }));
        let again = read(&intake::text_parts(text.clone(), intake::decode));
        assert_eq!(again.len(), 2, "{text}");
        for paper in again {
            assert_eq!((&paper.title, &paper.authors), (&entry.title, &entry.authors), "{text}");
        }
        if export.name != "text" {
            assert!(text.contains("to cite") && text.contains("Ask Ana."), "{text}");
        }
    }
}
