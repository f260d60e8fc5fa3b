//! Pages copied from arXiv.org beside the project, field by field.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use common::{PASTED, read};
use serde_json::Value;
use skimmark_digest::digest::Digest;
use skimmark_digest::formats;
use skimmark_paper::entry::{Announcement, Entry};
use skimmark_paper::text::readable;

fn sample(name: &str) -> Option<String> {
    common::shared(&format!("samples/{name}")).map(|bytes| String::from_utf8(bytes).unwrap())
}

fn truth(name: &str) -> Vec<Value> {
    let text = sample(name).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Returns the text as on other clipboards: with CRLF, and indented by spaces.
fn variants(text: &str) -> [(&'static str, String); 3] {
    let indented: String = text.lines().map(|line| format!("\u{a0} {line}\n")).collect();
    [("LF", text.to_owned()), ("CRLF", text.replace('\n', "\r\n")), ("indented", indented)]
}

/// Returns the rows that begin a record, found without the program: `arXiv:` after a number or
/// nothing, with formats after it.
fn heads(text: &str) -> usize {
    let begins = |line: &str| {
        let line = line.trim();
        let line = match line.strip_prefix('[') {
            Some(rest) => rest.split_once(']').map_or("", |(_, rest)| rest).trim(),
            None => line,
        };
        let id = line.strip_prefix("arXiv:").is_some_and(|rest| rest.as_bytes()[..4].is_ascii());
        id && (line.contains('[') || !line.contains(' '))
    };
    text.lines().filter(|line| begins(line)).count()
}

const FIELDS: [&str; 6] = ["title", "authors", "arxiv", "categories", "abstract", "comments"];

/// Says which fields of an entry match the truth file; an abstract that the page does not hold is
/// given as `None`.
fn equal(entry: &Entry, truth: &Value, abstract_text: Option<&str>) -> [bool; 6] {
    let texts = |key: &str| -> Vec<String> {
        let all = truth[key].as_array().unwrap();
        all.iter().map(|text| readable(text.as_str().unwrap())).collect()
    };
    let text = |key: &str| truth[key].as_str().map(readable);
    let categories: Vec<String> = entry.categories.iter().map(|c| c.0.clone()).collect();
    [
        Some(&entry.title) == text("title").as_ref(),
        entry.authors == texts("authors"),
        entry.ids.arxiv.as_deref() == truth["id"].as_str(),
        categories == texts("categories"),
        entry.abstract_text == abstract_text.map(readable),
        entry.comments == text("comments"),
    ]
}

/// Compares each entry with its truth and prints the figures. Entries with math that MathJax has
/// flattened are counted separately, and only their other fields are required to match.
fn compare(name: &str, entries: &[Entry], truths: &[Value], key: &str) {
    let (mut right, mut plain, mut with_math) = ([0; 6], 0, 0);
    for (entry, truth) in entries.iter().zip(truths) {
        let same = equal(entry, truth, truth[key].as_str());
        let cut_math = truth[key].as_str().is_some_and(|text| text.contains('$'));
        let math =
            |field: &str| truth["math_in"].as_array().is_some_and(|m| m.iter().any(|f| f == field));
        if math("title") || math("abstract") || cut_math {
            with_math += 1;
            assert!(same[1] && same[2] && same[3] && (same[0] || math("title")), "{entry:?}");
            continue;
        }
        plain += 1;
        for (i, same) in same.into_iter().enumerate() {
            right[i] += u32::from(same);
            if !same {
                println!("{name}: {} of {entry:?} is not that of {truth}", FIELDS[i]);
            }
        }
    }
    let counts: Vec<_> = FIELDS.iter().zip(right).map(|(f, n)| format!("{f} {n}")).collect();
    println!(
        "{name}: {} records, {with_math} with math, of {plain} equal: {}",
        entries.len(),
        counts.join(", ")
    );
    for (field, right) in FIELDS.iter().zip(right) {
        assert!(f64::from(right) >= 0.995 * f64::from(plain), "{name}: {field}");
    }
}

/// Reads a sample in each of its variants; nothing of it may be left over.
fn read_sample(name: &str, format: &str, records: usize, left: usize) -> Option<Vec<Entry>> {
    let text = sample(name)?;
    let entries = read(&text).1.entries;
    for (variant, text) in variants(&text) {
        let (page, digest) = read(&text);
        let lines = digest.ledger.leftover_lines(&page);
        println!(
            "{name} {variant}: {}, {} papers, {} lines left over",
            digest.format(),
            digest.entries.len(),
            lines.len()
        );
        assert_eq!(digest.formats, [format], "{name} {variant}");
        assert_eq!((digest.entries.len(), lines.len()), (records, left), "{name} {variant}");
        assert_eq!(digest.entries, entries, "{name} {variant}");
    }
    Some(entries)
}

#[test]
fn new_listings_are_read_field_by_field() {
    let folder = "clipboard/arxiv_list_new/arxiv_list_new";
    for name in ["", ".selectall", ".nomathjax", ".descriptors_shown"] {
        let file = format!("{folder}{name}.txt");
        let Some(text) = sample(&file) else { return };
        let truths = truth(&format!("{folder}.truth.jsonl"));
        assert_eq!(heads(&text), truths.len());
        let entries = read_sample(&file, "arXiv listing", truths.len(), 0).unwrap();
        compare(&file, &entries, &truths, "abstract");
        for (entry, truth) in entries.iter().zip(&truths) {
            let announced = match truth["section"].as_str().unwrap() {
                "new" => Announcement::New,
                "cross" => Announcement::Cross,
                _ => Announcement::Replaced,
            };
            assert_eq!(entry.announced, [announced], "{entry:?}");
            assert_eq!(entry.date.map(|d| d.to_string()).as_deref(), truth["date_page"].as_str());
        }
    }
}

#[test]
fn a_listing_that_was_cut_is_read() {
    let folder = "clipboard/arxiv_list_new/arxiv_list_new";
    let name = format!("{folder}.partial_id5_to_subjects7.txt");
    let Some(entries) = read_sample(&name, "arXiv listing", 3, 0) else { return };
    let mut truths = truth(&format!("{folder}.truth.jsonl"))[4..7].to_vec();
    truths[2]["abstract"] = Value::Null;
    for (entry, truth) in entries.iter().zip(&truths) {
        assert_eq!(equal(entry, truth, truth["abstract"].as_str()), [true; 6], "{entry:?}");
    }
    let text = sample(&name).unwrap();
    let headless = text.split_once('\n').unwrap().1;
    let (page, digest) = read(headless);
    assert_eq!((digest.entries.len(), digest.ledger.leftover_lines(&page).len()), (3, 0));
    assert_eq!(digest.entries[0].title, entries[0].title);
    let (page, digest) = read(&text[text.find(", html").unwrap()..]);
    assert_eq!((digest.entries.len(), digest.ledger.leftover_lines(&page).len()), (3, 0));
}

#[test]
fn recent_listings_are_read_field_by_field() {
    let folder = "clipboard/arxiv_list_recent/arxiv_list_recent";
    let file = format!("{folder}.txt");
    let Some(text) = sample(&file) else { return };
    let truths = truth(&format!("{folder}.truth.jsonl"));
    assert_eq!(heads(&text), truths.len());
    let entries = read_sample(&file, "arXiv listing", truths.len(), 0).unwrap();
    compare(&file, &entries, &truths, "abstract");
    for (entry, truth) in entries.iter().zip(&truths) {
        assert_eq!(entry.date.map(|d| d.to_string()).as_deref(), truth["date"].as_str());
    }
}

#[test]
fn a_listing_stripped_of_its_markup_is_read() {
    let name = "arxiv-listing/stripped_q-fin.PR_new_2026-09-09.txt";
    let Some(text) = sample(name) else { return };
    assert_eq!(heads(&text), 4);
    // The tool's own heading is left over: where the text is from, and when.
    let entries = read_sample(name, "arXiv listing", 4, 2).unwrap();
    for entry in &entries {
        println!("{}", serde_json::to_string(entry).unwrap());
        assert!(!entry.authors.is_empty() && !entry.categories.is_empty(), "{entry:?}");
        assert_eq!(entry.date.unwrap().to_string(), "2026-09-09");
    }
    let with_abstract = entries.iter().filter(|entry| entry.abstract_text.is_some()).count();
    assert_eq!(with_abstract, 3, "the last one is cut before its own");
    assert_eq!(entries[2].announced, [Announcement::Cross]);
    assert_eq!(entries[3].announced, [Announcement::Replaced]);
    assert!(entries[3].venue.is_some() && entries[3].comments.is_some());
}

#[test]
fn search_results_are_read_field_by_field() {
    let folder = "clipboard/arxiv_search/arxiv_search";
    for (name, key) in [("", "abstract_preview"), (".hide_abstracts", "none")] {
        let file = format!("{folder}{name}.txt");
        let Some(text) = sample(&file) else { return };
        let truths = truth(&format!("{folder}.truth.jsonl"));
        assert_eq!(heads(&text), truths.len());
        let entries = read_sample(&file, "arXiv search", truths.len(), 0).unwrap();
        for (entry, truth) in entries.iter().zip(&truths) {
            assert_eq!(entry.more_authors, truth["n_authors"].as_u64() > Some(25), "{entry:?}");
            let doi = truth["doi"].as_str().map(str::to_lowercase);
            assert_eq!(entry.ids.doi, doi);
            assert_eq!(entry.venue.as_deref(), truth["journal_ref"].as_str());
            assert!(entry.date.is_some());
        }
        compare(&file, &entries, &truths, key);
    }
    let name = "arxiv-search/chatlog_paste_search_gpt_2024-09.txt";
    let text = sample(name).unwrap();
    let entries = read_sample(name, "arXiv search", heads(&text), 0).unwrap();
    assert!(entries.iter().all(|entry| !entry.authors.is_empty() && entry.abstract_text.is_some()));
}

#[test]
fn the_page_of_a_paper_is_read_field_by_field() {
    let folder = "clipboard/arxiv_abs/arxiv_abs";
    let name = format!("{folder}.txt");
    let Some(whole) = read_sample(&name, "arXiv abstract page", 1, 0) else { return };
    let truths = truth(&format!("{folder}.truth.jsonl"));
    compare(&name, &whole, &truths, "abstract");
    let (entry, truth) = (&whole[0], &truths[0]);
    assert_eq!(entry.ids.doi.as_deref(), truth["doi"].as_str());
    assert_eq!(entry.venue.as_deref(), truth["journal_ref"].as_str());
    assert_eq!(entry.version.map(u64::from), truth["version"].as_u64());
    assert_eq!(entry.date.unwrap().to_string(), "2025-12-18");
    let name = format!("{folder}.partial_title_to_abstract.txt");
    let part = read_sample(&name, "arXiv abstract page", 1, 0).unwrap();
    assert_eq!((&part[0].title, &part[0].authors), (&entry.title, &entry.authors));
    assert_eq!(part[0].abstract_text, entry.abstract_text);
}

/// Checks that the HTML of a selection gives what its text gives, and also the links that the text
/// has lost.
#[test]
fn the_html_of_a_clipboard_gives_the_same_papers_and_their_links() {
    let pairs = [
        ("arxiv_list_new/arxiv_list_new", "html", 140),
        ("arxiv_list_new/arxiv_list_new.partial_id5_to_subjects7", "html", 3),
        ("arxiv_list_recent/arxiv_list_recent", "html", 120),
        ("arxiv_search/arxiv_search", "html", 50),
        ("arxiv_search/arxiv_search", "paste.html", 50),
        ("arxiv_abs/arxiv_abs", "html", 1),
    ];
    for (name, end, records) in pairs {
        let Some(source) = sample(&format!("clipboard/{name}.{end}")) else { return };
        let page = skimmark_digest::intake::html::page(&source);
        let digest = formats::read(&page, PASTED.parse().unwrap());
        let text = read(&sample(&format!("clipboard/{name}.txt")).unwrap()).1;
        let left = digest.ledger.leftover_lines(&page);
        let links = |digest: &Digest| digest.entries.iter().map(|e| e.links.len()).sum::<usize>();
        println!(
            "{name}.{end}: {}, {} papers, {} lines left over, {} links for {} in the text",
            digest.format(),
            digest.entries.len(),
            left.len(),
            links(&digest),
            links(&text),
        );
        assert_eq!((digest.entries.len(), left.len()), (records, 0), "{left:?}");
        assert_eq!(digest.formats, text.formats);
        assert!(formats::fields(&digest) >= formats::fields(&text));
        for (html, text) in digest.entries.iter().zip(&text.entries) {
            assert_eq!((&html.title, &html.authors), (&text.title, &text.authors));
            assert_eq!((&html.ids, &html.categories), (&text.ids, &text.categories));
            assert_eq!((&html.date, &html.announced), (&text.date, &text.announced));
            let lost =
                |text: &Option<String>| text.as_ref().is_some_and(|t| t.contains("this http"));
            assert!(!lost(&html.abstract_text) && !lost(&html.comments), "{html:?}");
            let reached = !lost(&text.abstract_text) && !lost(&text.comments);
            assert!(reached || !html.links.is_empty(), "{html:?}");
        }
    }
}

/// Returns the byte offsets at which a real page's records begin, by the rule of [`heads`].
fn starts(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if heads(line) == 1 {
            found.push(at);
        }
        at += line.len();
    }
    found
}

#[test]
fn a_sentence_between_two_real_records_is_left_over() {
    let names = [
        "arxiv_list_new/arxiv_list_new.txt",
        "arxiv_list_new/arxiv_list_new.descriptors_shown.txt",
        "arxiv_list_new/arxiv_list_new.partial_id5_to_subjects7.txt",
        "arxiv_list_recent/arxiv_list_recent.txt",
        "arxiv_search/arxiv_search.txt",
        "arxiv_search/arxiv_search.hide_abstracts.txt",
    ];
    for name in names {
        let Some(text) = sample(&format!("clipboard/{name}")) else { return };
        let entries = read(&text).1.entries;
        for (i, at) in starts(&text).into_iter().enumerate().skip(1).step_by(9) {
            let sentence = common::SENTENCES[i % common::SENTENCES.len()];
            let text = format!("{}{sentence}\n{}", &text[..at], &text[at..]);
            let (page, digest) = read(&text);
            let left: Vec<_> = digest.ledger.leftover_lines(&page).iter().map(|l| l.text).collect();
            assert_eq!(left, [sentence], "{name} before record {i}");
            assert!(digest.entries == entries, "{name} before record {i}");
        }
    }
}

#[test]
fn pages_of_several_kinds_in_one_paste_are_all_read() {
    let names = [
        "arxiv_list_new/arxiv_list_new.partial_id5_to_subjects7",
        "arxiv_search/arxiv_search",
        "arxiv_abs/arxiv_abs",
        "arxiv_list_recent/arxiv_list_recent",
    ];
    let mut texts = Vec::new();
    for name in names {
        let Some(text) = sample(&format!("clipboard/{name}.txt")) else { return };
        texts.push(text);
    }
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
        let whole: Vec<&str> = order.iter().map(|i| texts[*i].as_str()).collect();
        let (page, digest) = read(&whole.join("\n"));
        let left = digest.ledger.leftover_lines(&page);
        println!("{order:?}: {} papers, {} lines left over", digest.entries.len(), left.len());
        assert_eq!((digest.entries.len(), left.len()), (3 + 50 + 1 + 120, 0), "{order:?} {left:?}");
        for entry in order.iter().flat_map(|i| read(&texts[*i]).1.entries) {
            assert!(digest.entries.contains(&entry), "{order:?} {entry:?}");
        }
    }
}
