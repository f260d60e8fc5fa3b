//! A record that is pasted alone is read as it is read within its digest.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use std::collections::BTreeMap;
use std::ops::Range;

use skimmark_digest::digest::Digest;
use skimmark_digest::ledger::SpanRole;
use skimmark_digest::page::Page;
use skimmark_digest::{formats, intake};
use skimmark_paper::entry::Entry;

/// Returns from where to where each entry stands in its page, in whole lines unless others stand on
/// the same ones.
fn places(page: &Page, digest: &Digest) -> Vec<Range<usize>> {
    let mut places = vec![0..0; digest.entries.len()];
    for span in digest.ledger.spans() {
        let SpanRole::Entry(index) = span.role else { continue };
        let place = &mut places[index as usize];
        *place = if place.end == 0 { span.bytes.clone() } else { place.start..span.bytes.end };
    }
    let text = page.text();
    let whole = |(at, place): (usize, &Range<usize>)| {
        let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[place.end - 1..].find('\n').map_or(text.len(), |at| place.end + at);
        let before = at.checked_sub(1).map_or(0, |before| places[before].end);
        let after = places.get(at + 1).map_or(text.len(), |after| after.start);
        start.max(before)..end.min(after)
    };
    places.iter().enumerate().map(whole).collect()
}

/// Returns how many records of a page there are, and those that differ if they are read alone.
fn differ(page: &Page) -> (usize, Vec<String>) {
    let pasted = common::PASTED.parse().unwrap();
    let digest = formats::read(page, pasted);
    let mut wrong = Vec::new();
    for (entry, bytes) in digest.entries.iter().zip(places(page, &digest)) {
        let alone = formats::read(&page.slice(bytes), pasted);
        let [read] = alone.entries.as_slice() else {
            wrong.push(format!("{} read from {entry:?}: {alone:?}", alone.entries.len()));
            continue;
        };
        let same = bare(read) == bare(entry) && (read.date.is_none() || read.date == entry.date);
        if !same {
            wrong.push(format!("by {}:\n  {read:?}\n  {entry:?}", alone.format()));
        }
    }
    (digest.entries.len(), wrong)
}

/// Returns the entry without what a heading above it may say.
fn bare(entry: &Entry) -> Entry {
    Entry { date: None, announced: Vec::new(), ..entry.clone() }
}

/// Cases of which records say too little alone, and how many: an abstract of a few words below a
/// listing's blank line, authors by one name with initials and one without, entries of BibTeX on one
/// line, and those that use a string or refer to another; a paper whose journal stands elsewhere; documents
/// without a label before their titles and without the numbers above these; and rows of tables without the
/// names of their columns.
const CONTEXT: &[(&str, usize)] = &[
    ("arxiv-listing/stripped", 1),
    ("scholar-alert/alert", 1),
    ("bibtex/odd", 2),
    ("bibtex/whole", 2),
    ("labeled-text/dissertations", 3),
    ("markdown-table/conference", 3),
    ("markdown-table/daily", 4),
    ("table/databases", 5),
    ("table/european", 3),
    ("table/tabs", 2),
    ("table/unnamed", 3),
    ("table/unquoted", 3),
    ("xml/anthology", 3),
    ("xml/zotero-rdf", 1),
    ("yaml/front", 1),
];

#[test]
fn each_record_of_the_cases_is_read_alone() {
    let mut wrong = Vec::new();
    for case in common::cases::all() {
        let name = format!("{}/{}", case.folder, case.name);
        let (_, found) = differ(&Page::new(case.text));
        // What a cut left of a record is recognized by the whole ones beside it.
        let few = CONTEXT.iter().find(|(known, _)| *known == name).map_or(0, |(_, count)| *count);
        if case.name == "cut" || found.len() == few {
            continue;
        }
        wrong.extend(found.into_iter().map(|it| format!("{name}: {it}")));
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_record_of_the_samples_is_read_alone() {
    let root = common::shared_dir().join("samples");
    if !root.is_dir() {
        println!("skipped: {} is not there", root.display());
        return;
    }
    let mut paths = Vec::new();
    common::files(&root, &mut paths);
    paths.sort();
    let mut folders: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for path in paths {
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        if name.ends_with(".jsonl")
            || name.ends_with(".csv")
            || name.ends_with("case.json")
            || name.ends_with(".md")
        {
            continue;
        }
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let folder = if name.starts_with("untried/") { "untried".to_owned() } else { folder };
        for part in intake::parts(std::fs::read(&path).unwrap(), intake::decode).unwrap_or_default()
        {
            for page in &part.pages {
                let (records, found) = differ(page);
                let counts = folders.entry(folder.clone()).or_default();
                *counts = (counts.0 + records - found.len(), counts.1 + records);
                wrong.extend(found.into_iter().map(|it| format!("{name}: {it}")));
            }
        }
    }
    for (folder, (right, all)) in folders {
        println!("{right:6} of {all:6}  {folder}");
    }
    assert_eq!(wrong.len(), 0, "{:#?}", wrong.iter().take(3).collect::<Vec<_>>());
}
