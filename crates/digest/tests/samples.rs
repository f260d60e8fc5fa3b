//! Real digests beside the project: field by field, and every sample for its ledger.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use std::path::Path;

use serde_json::Value;
use skimmark_digest::digest::Digest;
use skimmark_digest::formats;
use skimmark_digest::intake;
use skimmark_digest::page::Page;
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Entry;
use skimmark_paper::text::tex;

const PASTED: &str = "2026-06-20";

fn read(text: &str) -> (Page, Digest) {
    let page = Page::new(text);
    let digest = formats::read(&page, PASTED.parse::<PartialDate>().unwrap());
    (page, digest)
}

/// The fields of the ranked digest, as in the truth file.
const FIELDS: [&str; 9] =
    ["title", "authors", "et al.", "affiliation", "abstract", "score", "category", "date", "code"];

fn equal(entry: &Entry, truth: &Value) -> [bool; 9] {
    let text = |key: &str| truth[key].as_str().map(tex::read);
    let names: Vec<String> = truth["authors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| tex::read(name.as_str().unwrap()))
        .collect();
    let score = truth["score"].as_str().map(|s| s.parse::<f64>().unwrap());
    let category = truth["category"].as_str().map(category::resolve);
    [
        Some(&entry.title) == text("title").as_ref(),
        entry.authors == names,
        Some(entry.more_authors) == truth["et_al"].as_bool(),
        entry.affiliation == text("org"),
        entry.abstract_text == text("abstract"),
        entry.score.map(f64::from) == score,
        entry.categories.first() == category.as_ref(),
        entry.date.is_some_and(|d| says(d, entry.date_inferred, truth["date"].as_str().unwrap())),
        entry.has_code == (truth["code"] == true || entry.code_url().is_some()),
    ]
}

/// Returns true if `date` is what a digest writes as `written` (`Mar 15`, `Apr 14, 2023`).
fn says(date: PartialDate, inferred: bool, written: &str) -> bool {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let month = MONTHS.find(&written[..3]).unwrap() / 3 + 1;
    let (day, year) = written[4..].split_once(", ").unwrap_or((&written[4..], ""));
    let year_fits = if year.is_empty() { inferred } else { year == date.year().to_string() };
    year_fits && date.month() == u8::try_from(month).ok() && date.day() == day.parse().ok()
}

#[test]
fn the_ranked_samples_are_read_field_by_field() {
    for name in ["d1_inline_glued", "d2_flex_h3_p", "d4_ol_li_inline_ws", "d6_table"] {
        let folder = "samples/clipboard/digest_primary";
        let Some(text) = common::shared(&format!("{folder}/{name}.txt")) else { return };
        let truth = common::truth(&format!("{folder}/{name}.truth.jsonl")).unwrap();
        let text = String::from_utf8(text).unwrap();
        for (ends, text) in [("LF", text.clone()), ("CRLF", text.replace('\n', "\r\n"))] {
            let (page, digest) = read(&text);
            let left = digest.ledger.leftover_lines(&page).len();
            let mut right = [0; 9];
            for (entry, truth) in digest.entries.iter().zip(&truth) {
                for (i, same) in equal(entry, truth).into_iter().enumerate() {
                    right[i] += usize::from(same);
                    if !same {
                        println!("{name}: {} of {entry:?} is not that of {truth}", FIELDS[i]);
                    }
                }
            }
            let counts: Vec<_> =
                FIELDS.iter().zip(right).map(|(f, n)| format!("{f} {n}")).collect();
            println!(
                "{name} {ends}: {} of {} records, {left} lines left over, equal: {}",
                digest.entries.len(),
                truth.len(),
                counts.join(", ")
            );
            assert_eq!((digest.entries.len(), left), (truth.len(), 0));
            assert_eq!(right, [truth.len(); 9]);
        }
    }
}

#[test]
fn the_html_of_the_ranked_samples_says_more_than_their_text() {
    for name in ["d1_inline_glued", "d2_flex_h3_p", "d4_ol_li_inline_ws", "d6_table"] {
        let folder = "samples/clipboard/digest_primary";
        let Some(source) = common::shared(&format!("{folder}/{name}.html")) else { return };
        let truth = common::truth(&format!("{folder}/{name}.truth.jsonl")).unwrap();
        let page = intake::html::page(&String::from_utf8(source).unwrap());
        let digest = formats::read(&page, PASTED.parse::<PartialDate>().unwrap());
        assert_eq!(digest.ledger.leftover_lines(&page), [], "{name}");
        assert_eq!(digest.entries.len(), truth.len(), "{name}");
        let mut certain = 0;
        for (entry, truth) in digest.entries.iter().zip(&truth) {
            assert_eq!(equal(entry, truth), [true; 9], "{name}: {entry:?} is not {truth}");
            assert_eq!(entry.ids.arxiv.as_deref(), truth["id"].as_str(), "{name}");
            let coded = truth["code_url"].as_str().is_none_or(|url| entry.code_url() == Some(url));
            assert!(coded, "{name}: {entry:?} is not {truth}");
            certain += usize::from(entry.confidence >= 1.0 && entry.glued.is_none());
        }
        println!("{name}.html: {} records, {certain} of a certain boundary", truth.len());
        assert_eq!(certain, truth.len(), "{name}");
    }
}

#[test]
fn the_seed_holds_seven_papers_and_nothing_else() {
    let Some(text) = common::shared("samples/ranked/seed.txt") else { return };
    let (page, digest) = read(&String::from_utf8(text).unwrap());
    assert_eq!((digest.format().as_str(), digest.entries.len()), ("ranked digest", 7));
    assert_eq!(digest.ledger.leftover_lines(&page).len(), 0);
    for entry in &digest.entries {
        println!("{}", serde_json::to_string(entry).unwrap());
        assert_eq!((entry.authors.len(), entry.categories.len()), (3, 1), "{}", entry.title);
        assert!(entry.date.is_some() && entry.abstract_text.is_some());
    }
    let with_code = digest.entries.iter().filter(|e| e.has_code && e.code_url().is_some());
    assert_eq!(with_code.count(), 1);
    assert_eq!(digest.entries[0].affiliation.as_deref(), Some("microsoft-research"));
}

#[test]
fn a_selection_cut_at_both_ends_is_read() {
    let name =
        "samples/clipboard/digest_primary/d1_inline_glued.partial_midscore_to_midabstract.txt";
    let Some(text) = common::shared(name) else { return };
    let text = String::from_utf8(text).unwrap();
    let (page, digest) = read(&text);
    assert_eq!(digest.entries.len(), 6);
    assert_eq!(digest.ledger.leftover_lines(&page).len(), 0);
    assert!(digest.entries.iter().all(|entry| entry.authors.len() == 3));
    let headless = text.split_once('\n').unwrap().1;
    assert_eq!(read(headless).1.entries.len(), 6);
}

/// Returns how many records a sample of the clipboard holds: as many as its truth file, or a count
/// by hand if it is part of another sample.
fn records(file: &Path) -> Option<usize> {
    let name = file.file_name()?.to_str()?;
    let (stem, kind) = name.split_once('.')?;
    let truth = std::fs::read_to_string(file.with_file_name(format!("{stem}.truth.jsonl"))).ok()?;
    match kind {
        "truth.jsonl" => None,
        // From the fifth record's id line to the seventh's subjects.
        _ if kind.starts_with("partial_id5") => Some(3),
        // From the first score to the sixth abstract.
        _ if kind.starts_with("partial_midscore") => Some(6),
        _ => Some(truth.lines().count()),
    }
}

/// Samples in which people wrote sentences around the papers, and how many lines these take. They
/// were read one by one: none is part of a paper.
const SENTENCES: &[(&str, usize)] = &[
    ("m10_arxiv_reply_quoted", 1),
    ("m13_arxiv_rfc822_attachment", 3),
    ("mbox5", 4),
    ("s06_scholar_gmail_forward", 1),
];

#[test]
fn by_every_way_in_every_record_is_found_and_no_line_of_a_paper_is_left_over() {
    let folder = common::shared_dir().join("samples/clipboard");
    if !folder.is_dir() {
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let mut paths = Vec::new();
    common::files(&folder, &mut paths);
    paths.sort();
    let (mut read, mut found) = (0, 0);
    for path in paths {
        let Some(records) = records(&path) else { continue };
        let name = path.file_name().unwrap().to_str().unwrap();
        let (mut papers, mut left) = (0, 0);
        for part in intake::parts(std::fs::read(&path).unwrap(), intake::decode).unwrap() {
            let pasted = PASTED.parse().unwrap();
            let (page, digest) =
                formats::read_richest(&part.pages, pasted, &mut |_, _, _| {}).unwrap();
            papers += digest.entries.len();
            left += digest.ledger.leftover_lines(page).len();
        }
        let said = SENTENCES.iter().find(|(stem, _)| name.starts_with(stem));
        assert_eq!((papers, left), (records, said.map_or(0, |(_, lines)| *lines)), "{name}");
        (read, found) = (read + 1, found + papers);
    }
    println!("{found} records in {read} samples, all found, none invented");
    assert!(read > 50, "{read}");
}

#[test]
fn every_sample_is_accounted_for_to_the_byte() {
    let folder = common::shared_dir().join("samples");
    if !folder.is_dir() {
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let mut paths = Vec::new();
    common::files(&folder, &mut paths);
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let (page, digest) = read(&String::from_utf8_lossy(&bytes));
        common::cover::check(&page, &digest);
        let lines = page.lines().filter(|line| !line.text.trim().is_empty()).count();
        let left = digest.ledger.leftover_lines(&page).len();
        let (format, papers) = (digest.format(), digest.entries.len());
        println!(
            "{format:13} {papers:5} papers {left:6} of {lines:6} lines left over  {}",
            path.strip_prefix(&folder).unwrap().display()
        );
    }
}
