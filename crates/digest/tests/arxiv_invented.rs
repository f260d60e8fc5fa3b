//! Invented pages of arXiv.org, of which every field is read back and a sentence between two papers
//! is left over.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use common::read;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use skimmark_paper::entry::Entry;
use skimmark_paper::text::readable;

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
        proptest::option::of((select(common::SENTENCES), 0_usize..7)),
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
