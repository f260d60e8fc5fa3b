//! Every case in `tests/formats/<format>/<case>.txt`, read in several ways: one named test each.
//!
//! A case is an invented page of a format; the file of the same name that ends in `.snap` says
//! what is read of it: the entries as JSON, then each line and where it went. A new case needs
//! nothing but its file: `INSTA_UPDATE=always cargo test --test formats` writes what was read
//! beside it, to be checked by eye.
//!
//! | trial | the page |
//! | --- | --- |
//! | `lf` | as it stands is read as written down, by the format of its folder |
//! | `crlf` | with CRLF is read alike |
//! | `quoted` | with `> ` before each line is read alike |
//! | `cut` | cut at and inside of each record is read whole up to there |

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::process::ExitCode;

use common::cases::{self, Case};
use libtest_mimic::{Arguments, Failed, Trial};
use skimmark_digest::digest::Digest;
use skimmark_digest::formats::{self, FORMATS, PLAIN};
use skimmark_digest::intake;
use skimmark_digest::ledger::SpanRole;
use skimmark_digest::page::Page;
use skimmark_paper::entry::Entry;

/// The day on which every case was pasted.
const PASTED: &str = "2026-06-20";

/// Cases of which a cut changes more than what is cut: of these, only the titles stay. A listing
/// recognizes the text after a blank line as the abstract only if most of its records show it; of
/// two, one is too few, and the text is left over. Journals stand after the papers that refer to them.
const SHOWN_BY_MOST: &[&str] = &["arxiv-listing/cut", "xml/zotero-rdf"];

/// A test of one case.
type Check = fn(&Case) -> Result<(), Failed>;

const CHECKS: &[(&str, Check)] =
    &[("lf", as_written_down), ("crlf", alike_with_crlf), ("quoted", alike_quoted), ("cut", cut)];

fn main() -> ExitCode {
    let cases = cases::all();
    let folders: BTreeSet<String> = cases.iter().map(|case| case.folder.clone()).collect();
    let mut trials = vec![Trial::test("every format has a case", move || has_cases(&folders))];
    for case in cases {
        let case: &'static Case = Box::leak(Box::new(case));
        trials.extend(CHECKS.iter().map(|(way, check)| {
            Trial::test(format!("{}/{} {way}", case.folder, case.name), move || check(case))
        }));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Checks that each row of the table has a folder of cases, and each folder a row. Whether the row
/// reads its cases is what the tests of each case check.
fn has_cases(folders: &BTreeSet<String>) -> Result<(), Failed> {
    let rows = FORMATS.iter().chain([&PLAIN]).map(|format| cases::folder_of(format.name)).collect();
    equal(folders, &rows, "folders and formats")
}

fn as_written_down(case: &Case) -> Result<(), Failed> {
    let (page, digest) = read(&case.text);
    let format = digest.formats.first().copied().unwrap_or_default();
    equal(&cases::folder_of(format), &case.folder, "the format")?;
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path(format!("formats/{}", case.folder));
    settings.bind(|| insta::assert_snapshot!(case.name.as_str(), account(&page, &digest)));
    Ok(())
}

fn alike_with_crlf(case: &Case) -> Result<(), Failed> {
    let (crlf, digest) = read(&case.text.replace('\n', "\r\n"));
    alike(case, &crlf, &digest)
}

/// Checks a quoted page: mail programs quote what is replied to, and intake removes the quotation.
fn alike_quoted(case: &Case) -> Result<(), Failed> {
    let quoted = case.text.lines().map(|line| format!("> {line}\n")).collect();
    let parts = intake::text_parts(quoted, intake::decode);
    let [part] = parts.as_slice() else { return Err("more than one part".into()) };
    let digest = formats::read(&part.pages[0], PASTED.parse()?);
    common::cover::check(&part.pages[0], &digest);
    let (original, read_of_it) = read(&case.text);
    // Intake also takes off other marks of programs, so the lines are alike but for these.
    let places = |page: &Page, digest: &Digest| {
        let account = account(page, digest);
        account.lines().map(|line| line.get(..15).unwrap_or(line).to_owned()).collect::<Vec<_>>()
    };
    equal(&digest.entries, &read_of_it.entries, "the entries")?;
    equal(&places(&part.pages[0], &digest), &places(&original, &read_of_it), "the account")
}

fn alike(case: &Case, page: &Page, digest: &Digest) -> Result<(), Failed> {
    let (original, read_of_it) = read(&case.text);
    equal(&account(page, digest), &account(&original, &read_of_it), "the account")
}

/// Cuts the page before, inside and after each record, and checks that what is left is accounted
/// for, and that the papers that end before the cut are read as they were. A single paper may be
/// too little to recognize the format.
fn cut(case: &Case) -> Result<(), Failed> {
    let (page, digest) = read(&case.text);
    let is_of_entry = |role| matches!(role, SpanRole::Entry(_));
    for span in digest.ledger.spans().iter().filter(|span| is_of_entry(span.role)) {
        let middle = page.text().floor_char_boundary(span.bytes.start + span.bytes.len() / 2);
        for at in [span.bytes.start, middle, span.bytes.end] {
            let (_, shorter) = read(&page.text()[..at]);
            let whole = whole_before(&digest, at);
            if whole == 1 && shorter.formats.first() != digest.formats.first() {
                continue;
            }
            let (kept, expected) = (first(&shorter, whole), first(&digest, whole));
            equal(&titles(kept), &titles(expected), &format!("titles before a cut at byte {at}"))?;
            if !SHOWN_BY_MOST.contains(&format!("{}/{}", case.folder, case.name).as_str()) {
                equal(&kept, &expected, &format!("papers before a cut at byte {at}"))?;
            }
        }
    }
    Ok(())
}

/// Returns how many of the first entries end before the byte `at`.
fn whole_before(digest: &Digest, at: usize) -> usize {
    let is_cut = |index: usize| {
        let spans = digest.ledger.spans().iter();
        let of_entry = |role| matches!(role, SpanRole::Entry(entry) if entry as usize == index);
        spans.filter(|span| of_entry(span.role)).any(|span| span.bytes.end > at)
    };
    (0..digest.entries.len()).find(|index| is_cut(*index)).unwrap_or(digest.entries.len())
}

fn first(digest: &Digest, count: usize) -> &[Entry] {
    &digest.entries[..count.min(digest.entries.len())]
}

fn titles(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.title.as_str()).collect()
}

/// Reads a page, and checks that the ledger accounts for every byte of it.
fn read(text: &str) -> (Page, Digest) {
    let page = Page::new(text);
    let digest = formats::read(&page, PASTED.parse().unwrap());
    common::cover::check(&page, &digest);
    (page, digest)
}

/// Describes what was read of a page: the entries as JSON, then each line and where it went.
fn account(page: &Page, digest: &Digest) -> String {
    let mut out = format!("{}\n", digest.format());
    for entry in &digest.entries {
        writeln!(out, "\n{}", serde_json::to_string_pretty(entry).unwrap()).unwrap();
    }
    out.push('\n');
    let mut spans = digest.ledger.spans().iter().peekable();
    for line in page.lines() {
        while spans.next_if(|span| span.bytes.end <= line.start).is_some() {}
        let role = match spans.peek().map(|span| span.role) {
            Some(SpanRole::Entry(index)) => format!("paper {index}"),
            Some(SpanRole::Boilerplate) => "boilerplate".to_owned(),
            Some(SpanRole::Leftover) => "left over".to_owned(),
            None => "nothing".to_owned(),
        };
        let start: String = line.text.chars().take(40).collect();
        writeln!(out, "{:2} {role:11} {start}", line.number).unwrap();
    }
    out
}

fn equal<T: PartialEq + std::fmt::Debug>(read: &T, expected: &T, what: &str) -> Result<(), Failed> {
    if read == expected {
        return Ok(());
    }
    Err(format!("{what}: {read:#?}\ninstead of {expected:#?}").into())
}
