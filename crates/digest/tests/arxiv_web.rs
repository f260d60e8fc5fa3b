//! Pages copied from arXiv.org beside the project, field by field; and invented listings, of which
//! every field is read back and a sentence between two papers is left over.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::Value;
use skimmark_digest::digest::Digest;
use skimmark_digest::formats;
use skimmark_digest::page::Page;
use skimmark_paper::entry::{Announcement, Entry};
use skimmark_paper::text::readable;

const PASTED: &str = "2026-06-20";

fn read(text: &str) -> (Page, Digest) {
    let page = Page::new(text);
    let digest = formats::read(&page, PASTED.parse().unwrap());
    (page, digest)
}

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
            let sentence = SENTENCES[i % SENTENCES.len()];
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

const TITLES: &[&str] = &[
    "Counting Sheep with Sparse Attention",
    "Do Lambs Dream of Electric Fences?",
    "Wool, Milk, and Meat: A Survey of Grazing Policies",
    "FlockBench: How Far Can LLMs Herd",
    "Pastures in $\\mathbb{R}^3$",
    ": Generating Meadows from Text",
    "Comments on the Shearing of Graphs",
];

const AUTHORS: &[&str] = &[
    "Ana Lindqvist",
    "Bo Okafor",
    "Chidi O'Rourke",
    "Daniela van der Berg",
    "Émile Ørsted",
    "Guo-Liang Zhao",
    "H. T. McAllister",
];

const SUBJECTS: &[(&str, &str)] = &[
    ("Computation and Language", "cs.CL"),
    ("Databases", "cs.DB"),
    ("Data Analysis, Statistics and Probability", "physics.data-an"),
    ("High Energy Physics - Theory", "hep-th"),
];

const TEXTS: &[&[&str]] = &[
    &["We count sheep. The count is 12, and it holds for every pasture that we tried so far."],
    &[
        "Grazing is hard to predict. We show why; code is at https://github.com/example/graze.",
        "Comments: all are welcome.",
        "It works.",
    ],
    &["An abstract without any surprise in it, written for a meadow at the end of the valley."],
];

/// Sentences that people put between papers.
const SENTENCES: &[&str] = &[
    "Thanks to everyone who came to the reading group.",
    "See recent articles on sheep, and more of them tomorrow.",
    "New submissions are welcome until Friday.",
    "Total of all entries: too many.",
    "Wed, 21 Jan 2026 was a day without a digest.",
    "We gratefully note that lunch was good.",
    "[17] is the best paper of this week, I think.",
    "arXiv:2601.00001 is cited by every paper below.",
    "Submitted by Ana Lindqvist on Friday.",
    "Donate a sheep.",
    "A long remark on why the papers below are worth reading, which goes on and on until it is as long as any abstract would be, and then some more, so that its length alone tells nothing of what it is.",
];

/// An invented paper on a page of arXiv.
#[derive(Clone, Debug)]
struct Paper {
    title: &'static str,
    authors: Vec<&'static str>,
    subjects: Vec<(&'static str, &'static str)>,
    comments: Option<&'static str>,
    venue: Option<&'static str>,
    text: &'static [&'static str],
    cross: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    New,
    /// Whether title and authors have labels.
    Labels,
    /// Whether a blank line is on either side of the abstract.
    Apart,
    Recent,
    Search,
}

impl Paper {
    fn lines(&self, layout: Layout, number: usize) -> Vec<String> {
        let id = format!("arXiv:2601.{:05}", 11000 + number);
        let authors = self.authors.join(", ");
        if layout == Layout::Search {
            return self.found(&id, &authors);
        }
        let cross = if self.cross { " (cross-list from cs.AI)" } else { "" };
        let mut lines = vec![format!("[{number}] {id}{cross} [pdf, html, other]")];
        let labels = if layout == Layout::Labels { ["Title: ", "Authors: "] } else { ["", ""] };
        lines.push(format!("{}{}", labels[0], self.title));
        lines.push(format!("{}{authors}", labels[1]));
        lines.extend(self.comments.map(|text| format!("Comments: {text}")));
        lines.extend(self.venue.map(|text| format!("Journal-ref: {text}")));
        let subjects: Vec<_> = self.subjects.iter().map(|(n, c)| format!("{n} ({c})")).collect();
        lines.push(format!("Subjects: {}", subjects.join("; ")));
        if layout != Layout::Recent {
            lines.extend((layout == Layout::Apart).then(String::new));
            lines.extend(self.text.iter().map(ToString::to_string));
            lines.push(String::new());
        }
        lines
    }

    fn found(&self, id: &str, authors: &str) -> Vec<String> {
        let codes: Vec<_> = self.subjects.iter().map(|(_, code)| *code).collect();
        let blocks = [
            format!("{id}  [pdf, other]  {} \n{}", codes.join(" "), self.title),
            format!("Authors: {authors}"),
            format!("Abstract: {}", self.text[0]),
            "Submitted 19 January, 2026; originally announced January 2026.".to_owned(),
        ];
        let comments = self.comments.map(|text| format!("Comments: {text}"));
        let venue = self.venue.map(|text| format!("Journal ref: {text}"));
        let blocks = blocks.into_iter().chain(comments).chain(venue);
        blocks.flat_map(|block| [block, String::new()]).collect()
    }
}

fn paper() -> impl Strategy<Value = Paper> {
    let some = |from: &'static [&'static str]| proptest::option::of(select(from));
    (
        (select(TITLES), subsequence(AUTHORS, 1..=4).prop_shuffle(), select(TEXTS)),
        subsequence(SUBJECTS, 1..=3).prop_shuffle(),
        (
            some(&["12 pages, 3 figures", "Accepted at Meadow 2026"]),
            some(&["J. Wool 3, 12 (2026)"]),
        ),
        any::<bool>(),
    )
        .prop_map(|((title, authors, text), subjects, (comments, venue), cross)| Paper {
            title,
            authors,
            subjects,
            comments,
            venue,
            text,
            cross,
        })
}

/// A page of papers, and a sentence before one of them or after the last.
#[derive(Clone, Debug)]
struct Sheet {
    papers: Vec<Paper>,
    layout: Layout,
    /// Whether the page has its headings and its footer.
    whole: bool,
    stray: Option<(&'static str, usize)>,
}

fn sheet() -> impl Strategy<Value = Sheet> {
    use Layout::{Apart, Labels, New, Recent, Search};
    (
        proptest::collection::vec(paper(), 2..6),
        select(vec![New, Labels, Apart, Recent, Search]),
        any::<bool>(),
        proptest::option::of((select(SENTENCES), 0_usize..7)),
    )
        .prop_map(|(papers, layout, whole, stray)| Sheet { papers, layout, whole, stray })
}

impl Sheet {
    fn text(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        let (head, foot): (&[&str], &[&str]) = match (self.whole, self.layout) {
            (false, _) => (&[], &[]),
            (_, Layout::Recent) => (
                &[
                    "Databases",
                    "Authors and titles for recent submissions",
                    "Wed, 21 Jan 2026",
                    "Total of 9 entries : 1-9",
                    "Wed, 21 Jan 2026 (showing 9 of 9 entries )",
                ],
                &[
                    "Total of 9 entries : 1-9",
                    "Showing up to 25 entries per page: fewer | more | all",
                ],
            ),
            (_, Layout::Search) => (
                &[
                    "Showing 1–50 of 1,234 results for all: sheep",
                    "sheep",
                    "All fields",
                    "50",
                    " results per page.",
                ],
                &["Previous", "Next", "1", "2", "…"],
            ),
            _ => (
                &[
                    "Skip to main content",
                    "Databases",
                    "Showing new listings for Wednesday, 21 January 2026",
                    "New submissions (showing 9 of 9 entries)",
                ],
                &["Total of 9 entries", "About", "·", "Help"],
            ),
        };
        lines.extend(head.iter().map(ToString::to_string));
        let stray = self.stray.map(|(sentence, at)| (sentence, at.min(self.papers.len())));
        for (i, paper) in self.papers.iter().enumerate() {
            lines.extend(stray.filter(|(_, at)| *at == i).map(|(text, _)| text.to_owned()));
            lines.extend(paper.lines(self.layout, i + 1));
        }
        let last = stray.filter(|(_, at)| *at == self.papers.len());
        lines.extend(last.map(|(text, _)| text.to_owned()));
        lines.extend(foot.iter().map(ToString::to_string));
        lines.join("\n")
    }
}

fn check(paper: &Paper, layout: Layout, entry: &Entry) -> Result<(), TestCaseError> {
    prop_assert_eq!(&entry.title, &readable(paper.title));
    prop_assert_eq!(&entry.authors, &paper.authors);
    let codes: Vec<_> = entry.categories.iter().map(|c| c.0.as_str()).collect();
    let expected: Vec<_> = paper.subjects.iter().map(|(_, code)| *code).collect();
    prop_assert_eq!(codes, expected);
    prop_assert_eq!(entry.comments.as_deref(), paper.comments);
    prop_assert_eq!(entry.venue.as_deref(), paper.venue);
    let text = match layout {
        Layout::Recent => None,
        Layout::Search => Some(paper.text[0].to_owned()),
        _ => Some(paper.text.join(" ")),
    };
    prop_assert_eq!(&entry.abstract_text, &text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_field_comes_back_and_a_stray_sentence_is_left_over(sheet in sheet()) {
        let text = sheet.text();
        let (page, digest) = read(&text);
        common::cover::check(&page, &digest);
        let left: Vec<&str> = digest.ledger.leftover_lines(&page).iter().map(|l| l.text).collect();
        let stray: Vec<&str> = sheet.stray.iter().map(|(sentence, _)| *sentence).collect();
        prop_assert_eq!(left, stray, "{}", text);
        prop_assert_eq!(digest.entries.len(), sheet.papers.len());
        for (paper, entry) in sheet.papers.iter().zip(&digest.entries) {
            check(paper, sheet.layout, entry)?;
        }
    }

    #[test]
    fn a_cut_page_is_accounted_for(sheet in sheet(), from in 0_usize..600, to in 0_usize..600) {
        let text = sheet.text();
        let start = (0..=from.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap();
        let stop = text.len().saturating_sub(to).max(start);
        let stop = (start..=stop).rev().find(|i| text.is_char_boundary(*i)).unwrap();
        let (page, digest) = read(&text[start..stop]);
        common::cover::check(&page, &digest);
        prop_assert!(digest.entries.len() <= sheet.papers.len() + 1);
    }

    #[test]
    fn any_text_is_accounted_for(text in r"(\[1\]|arXiv:2601\.00001|\(replaced\)|\[pdf, other\]| cs\.CL|Title:|Authors: A B|Subjects:|Cite as:|\[Submitted on 1 Jan 2026\]|Databases \(cs\.DB\)|Submitted 1 May, 2026;|\PC{0,9}|é|[ \t\r\n]|\n){0,60}") {
        let (page, digest) = read(&text);
        common::cover::check(&page, &digest);
    }
}
