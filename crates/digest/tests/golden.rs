//! One invented page for each form, read and written down; with LF and with CRLF.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

use std::fmt::Write;
use std::path::Path;

use skimmark_digest::digest::Digest;
use skimmark_digest::formats;
use skimmark_digest::ledger::SpanRole;
use skimmark_digest::page::Page;

const PASTED: &str = "2026-06-20";

/// What was read of a page, in words: the entries as JSON, then each line and its use.
fn account(text: &str) -> String {
    let page = Page::new(text);
    let digest = formats::read(&page, PASTED.parse().unwrap());
    let format = digest.format();
    let Digest { entries, ledger, .. } = digest;
    let mut out = format!("{format}\n");
    for entry in &entries {
        writeln!(out, "\n{}", serde_json::to_string_pretty(entry).unwrap()).unwrap();
    }
    out.push('\n');
    let mut spans = ledger.spans().iter().peekable();
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

#[test]
fn every_fixture_is_read_as_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut names: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|item| item.unwrap().path()).collect();
    names.sort();
    let mut runs = 0;
    for path in &names {
        let text = std::fs::read_to_string(path).unwrap();
        assert!(!text.contains('\r'), "{} is kept with LF", path.display());
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let lf = account(&text);
        assert_eq!(account(&text.replace('\n', "\r\n")), lf, "{name} with CRLF");
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, lf);
        });
        runs += 2;
    }
    assert!(runs >= 26, "only {runs} runs");
}

#[test]
fn the_built_in_sample_is_read_whole() {
    let page = Page::new(include_str!("../../../public/sample.txt"));
    let digest = formats::read(&page, PASTED.parse().unwrap());
    assert_eq!((digest.format().as_str(), digest.entries.len()), ("ranked digest", 8));
    assert_eq!(digest.ledger.leftover_lines(&page), []);
    assert_eq!(digest.entries.iter().filter(|entry| entry.code_url().is_some()).count(), 1);
    assert_eq!(digest.entries.iter().filter(|entry| entry.date_inferred).count(), 4);
    for entry in &digest.entries {
        assert!(!entry.authors.is_empty() && entry.confidence > 0.85, "{entry:?}");
        assert!(entry.categories.iter().all(|c| skimmark_paper::category::full_name(c).is_some()));
    }
}
