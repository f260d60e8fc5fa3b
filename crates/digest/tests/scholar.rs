//! Google Scholar's alerts, field by field, as text, as HTML, and in mails; what is not part of an
//! alert stays out.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use serde_json::Value;
use skimmark_digest::digest::Digest;
use skimmark_digest::formats;
use skimmark_digest::intake;
use skimmark_digest::page::{Hints, LinkHint, Page};
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Entry;
use skimmark_paper::text::readable;

const ALERTS: &[&str] = &[
    "bzz_read_0",
    "bzz_unread_0",
    "ucfchps_alert-nonlatin-title-stout",
    "ucfchps_alert-single-fukuda-bioimpedance",
    "ucfchps_pair-citation-tag-schellhase",
];

/// Mails, and how many lines people wrote around the alert.
const MAILS: &[(&str, usize)] = &[
    ("s01_scholar_html_qp", 0),
    ("s03_scholar_alternative_qp", 0),
    ("s06_scholar_gmail_forward", 1),
];

fn pasted() -> PartialDate {
    "2026-06-20".parse().unwrap()
}

fn read(page: &Page) -> Digest {
    formats::read(page, pasted())
}

/// Returns the records of a truth file.
fn truth(name: &str) -> Vec<Value> {
    common::truth(name).unwrap()
}

/// Returns an abstract without the space that the truth file has after the hyphen of a broken word.
fn joined(text: &str) -> String {
    readable(text).replace("- ", "-")
}

fn check(name: &str, entry: &Entry, truth: &Value, linked: bool) {
    let text = |key: &str| truth[key].as_str().filter(|it| !it.is_empty()).map(readable);
    let authors: Vec<&str> =
        truth["authors"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    assert_eq!(Some(&entry.title), text("title").as_ref(), "{name}");
    assert_eq!(entry.authors, authors, "{name}");
    assert_eq!(Some(entry.more_authors), truth["authors_truncated"].as_bool(), "{name}");
    assert_eq!(entry.venue, text("venue"), "{name}");
    assert_eq!(entry.date.map(|date| date.to_string()), text("year"), "{name}");
    let abstract_text = truth["abstract"].as_str().map(joined);
    assert_eq!(entry.abstract_text.as_deref().map(joined), abstract_text, "{name}");
    assert_eq!(entry.ids.arxiv, text("id"), "{name}");
    if linked {
        let links: Vec<&str> = entry.links.iter().map(|link| link.url.as_str()).collect();
        assert_eq!(links, [truth["url"].as_str().unwrap()], "{name}");
    }
}

#[test]
fn the_samples_are_read_field_by_field() {
    for name in ALERTS {
        let folder = "samples/clipboard/scholar_alert";
        let files = [
            (format!("{folder}/{name}.txt"), false),
            (format!("{folder}/{name}.html"), true),
            (format!("{folder}/{name}.paste.html"), true),
            (format!("samples/scholar-alert/{name}.decoded.html"), true),
        ];
        for (file, linked) in files {
            let Some(bytes) = common::shared(&file) else { return };
            let expected = truth(&format!("{folder}/{name}.truth.jsonl"));
            let parts = intake::parts(bytes, intake::decode).unwrap();
            let [part] = parts.as_slice() else { panic!("{file} is one page") };
            let page = &part.pages[0];
            let nbsp: String =
                page.text().split_inclusive('\n').map(|line| format!("\u{a0} {line}")).collect();
            let crlf = page.text().replace('\n', "\r\n");
            let bare = [Page::new(nbsp), Page::new(crlf)];
            for (page, linked) in [(page, linked), (&bare[0], false), (&bare[1], false)] {
                let digest = read(page);
                assert_eq!(digest.format(), "Scholar alert", "{file}");
                assert_eq!(digest.ledger.leftover_lines(page), [], "{file}");
                assert_eq!(digest.entries.len(), expected.len(), "{file}");
                for (entry, truth) in digest.entries.iter().zip(&expected) {
                    check(&file, entry, truth, linked);
                }
            }
            println!("{file}: {} records, every field equal", expected.len());
        }
    }
}

#[test]
fn the_mails_are_read_field_by_field() {
    for (name, left) in MAILS {
        let folder = "samples/clipboard/mail_raw";
        let Some(bytes) = common::shared(&format!("{folder}/{name}.eml")) else { return };
        let expected = truth(&format!("{folder}/{name}.truth.jsonl"));
        let parts = intake::parts(bytes, intake::decode).unwrap();
        let mut entries = Vec::new();
        let mut lines = 0;
        for part in &parts {
            let read = formats::read_richest(&part.pages, pasted(), &mut |_, _, _| {});
            let Some((page, digest)) = read else { continue };
            lines += digest.ledger.leftover_lines(page).len();
            entries.extend(digest.entries);
        }
        assert_eq!((entries.len(), lines), (expected.len(), *left), "{name}");
        for (entry, truth) in entries.iter().zip(&expected) {
            check(name, entry, truth, true);
        }
        println!("{name}: {} records, every field equal", entries.len());
    }
}

/// Invented alerts: with buttons, as a mail program's text, as plain text.
const SHEETS: &[&str] = &[
    "[PDF] Wool at Night\nA Lind, B Ek - Wool, 2026\nWe weigh wool at night, and …\nTwitter\tFacebook\n\n\
     Lambs by Day\nC Oyelaran… - 2025\nLambs jump by day; we say why …\nTwitter\tFacebook\n\n\
     [CITATION] A Shepherd's Handbook\nH McAllister - 2024\n\n",
    "Wool at Night\n<http://scholar.google.com/scholar_url?url=http://example.org/a&hl=en>\n\
     Lind - Wool, 2026\nWe weigh wool at night, and …\n\
     [image: Twitter] <http://scholar.google.com/scholar_share?a> [image: Facebook]\n\
     <http://scholar.google.com/scholar_share?b>\n\n\
     Lambs by Day\n<http://scholar.google.com/scholar_url?url=http://example.org/b&hl=en>\n\
     C Oyelaran… - 2025\nLambs jump by day; we say why …\n\n",
    "[PDF] Wool at Night\nA Lind, B Ek - Wool, 2026\nWe weigh wool at night, and …\n\
     Lambs by Day\nC Oyelaran, D Ek - 2025\nLambs jump by day; we say why …\n",
];

const SENTENCES: &[&str] = &[
    "Thanks to everyone who came to the reading group.",
    "Please answer by Friday",
    "A Lind will talk about wool on Friday.",
    "See you on Twitter and Facebook.",
    "List of what to read next:",
];

#[test]
fn a_sentence_between_papers_is_left_over() {
    for sheet in SHEETS {
        let whole = read(&Page::new(*sheet));
        let lines: Vec<&str> = sheet.lines().collect();
        let page = Page::new(*sheet);
        assert_eq!(whole.ledger.leftover_lines(&page), [], "{sheet}");
        let spans = whole.ledger.entry_lines(&page, whole.entries.len());
        let ends = spans.iter().map(|(_, last)| *last as usize);
        let starts = spans.iter().map(|(first, _)| *first as usize - 1);
        for place in starts.chain(ends).chain([lines.len()]) {
            for sentence in SENTENCES {
                let mut stray = lines.clone();
                stray.insert(place, sentence);
                let page = Page::new(stray.join("\n"));
                let digest = read(&page);
                assert_eq!(digest.entries, whole.entries, "{}", page.text());
                let left: Vec<&str> =
                    digest.ledger.leftover_lines(&page).iter().map(|line| line.text).collect();
                assert_eq!(left, [*sentence], "{}", page.text());
            }
        }
    }
}

#[test]
fn other_texts_are_no_alerts() {
    for text in [
        "A Survey - 2024\nB Sides - 2023\nWe like music.",
        "Minutes\nA Lind, B Ek\nThe meeting began at noon, and ended …",
        "Counting Sheep\nAna Lind, Bo Ek\nWe count sheep …",
        "News\nFollow us: Twitter\tFacebook\n",
        "I read this with Google Scholar.\nThen I went home.\n",
    ] {
        let digest = read(&Page::new(text));
        assert!(!digest.formats.contains(&"Scholar alert"), "{text}");
    }
}

#[test]
fn a_title_that_links_to_its_paper_needs_no_other_sign() {
    let text = "Wool at Night\nThe Flock Collaboration - 2026\nBehind it";
    let url = "https://scholar.google.se/scholar_url?url=https://arxiv.org/abs/2601.00001v2&hl=sv";
    let links = vec![LinkHint { bytes: 0..13, url: url.into() }];
    let digest = read(&Page::with_hints(text, Hints { links, joints: Vec::new() }));
    let [entry] = digest.entries.as_slice() else { panic!("{:?}", digest.entries) };
    assert_eq!((entry.title.as_str(), entry.version), ("Wool at Night", Some(2)));
    assert_eq!(entry.authors, ["The Flock Collaboration"]);
    assert_eq!(entry.ids.arxiv.as_deref(), Some("2601.00001"));
    assert_eq!(entry.links[0].url, "https://arxiv.org/abs/2601.00001v2");
}
