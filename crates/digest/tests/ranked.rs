//! Ranked digests made of invented papers: every field is read back, in every layout, and a
//! sentence that belongs to no paper is left over.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common {
    pub mod cover;
    pub mod ranked;
}

use common::ranked::{LAYOUTS, Layout, MONTHS, Paper, parted};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use skimmark_digest::digest::Digest;
use skimmark_digest::formats;
use skimmark_digest::page::Page;
use skimmark_paper::category;

const PASTED: &str = "2026-06-20";

const TITLES: &[&str] = &[
    "Counting Sheep with Sparse Attention",
    "Do Lambs Dream of Electric Fences?",
    "Wool, Milk, and Meat: A Survey of Grazing Policies",
    "FlockBench: How Far Can LLMs Herd",
    "On the Convergence of Shepherds (Part II)",
    "Pastures in $\\mathbb{R}^3$",
    "Fast Shearing in 2025",
    "A Note on \\enquote{Quiet} Meadows",
    "Learning to Bleat from Very Few Examples",
];

const AUTHORS: &[&str] = &[
    "Ana Lindqvist",
    "Bo Okafor",
    "Chidi O'Rourke",
    "Daniela van der Berg",
    "Émile Ørsted",
    "Fatima al-Masri",
    "Guo-Liang Zhao",
    "H. T. McAllister",
    "Ines D'souza",
    "João Peixoto",
    "K. Oyelaran",
    "Łucja Święta",
];

const PLACES: &[&str] = &["hill-farm", "MeadowLab", "UFold", "north-institute"];

const TEXTS: &[&str] = &[
    "We count sheep. The count is 12, and it holds for every pasture that we tried so far.",
    "Grazing is hard to predict, mostly on Mar 15. We show why; code is at https://github.com/example/graze.",
    // Longer than the lines that mail programs wrap: else a sentence below it may be a part of it.
    "The \\emph{wool} of one flock differs from another by 3\\%. We prove a bound of $O(n^{-1/2})$, with proof.",
    "A short abstract without any surprise in it, written for a meadow at the end of the valley.",
];

/// Sentences that people put between papers; some begin like badges or boilerplate.
const SENTENCES: &[&str] = &[
    "Thanks to everyone who came to the reading group.",
    "We meet again on Mar 15 at noon.",
    "Score and category are explained on the last page.",
    "Code is available on request.",
    "Home is where the papers are.",
    "Next week there will be no digest.",
    "2026 was a good year for sheep, said Ana Lindqvist.",
    "Page 3 of the minutes says otherwise.",
    "97.8 percent of us agree.",
    "Copyright is a matter for lawyers, not for shepherds.",
    "CL stands for computation and language.",
];

const WRAPPING: &[&str] = &["", "Sign in", "Today's papers", "Showing 1-20 of 120", "----------"];

fn paper() -> impl Strategy<Value = Paper> {
    let badges = (
        proptest::option::of(0_u32..=1000),
        select(&["CL", "LG", "CV", "AI", "RO", "GR", "ML", "hep-th"][..]),
        (1_usize..=12, 1_u8..=28, proptest::option::of(2001_u16..2026)),
        any::<bool>(),
    );
    let names = (subsequence(AUTHORS, 1..=3).prop_shuffle(), any::<bool>());
    let words = (select(TITLES), names, proptest::option::of(select(PLACES)), select(TEXTS));
    (badges, words).prop_map(
        |((score, category, day, code), (title, (authors, more), place, text))| {
            let more = more && authors.len() == 3;
            let (title, text) = (title.to_owned(), text.to_owned());
            Paper { score, category, day, code, title, authors, more, place, text }
        },
    )
}

/// A page of papers, the boilerplate around it, and its line endings.
#[derive(Clone, Debug)]
struct Sheet {
    papers: Vec<Paper>,
    layout: Layout,
    wrapping: Vec<&'static str>,
    line_end: &'static str,
    /// A sentence, and the index of the paper that it comes before; it comes last if there is no
    /// such paper.
    stray: Option<(&'static str, usize)>,
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let stray = proptest::option::of((select(SENTENCES), 0_usize..6));
    (
        proptest::collection::vec(paper(), 1..5),
        select(&LAYOUTS[..]),
        subsequence(WRAPPING, 0..4),
        select(&["\n", "\r\n"][..]),
        stray,
    )
        .prop_map(|(papers, layout, wrapping, line_end, stray)| Sheet {
            papers,
            layout,
            wrapping,
            line_end,
            stray,
        })
}

impl Sheet {
    fn text(&self) -> String {
        let mut lines: Vec<String> = self.wrapping.iter().map(ToString::to_string).collect();
        if self.layout == Layout::Table {
            lines.push("Score\tArea\tDate\tCode\tPaper".to_owned());
        }
        let stray = self.stray.map(|(sentence, place)| (sentence, place.min(self.papers.len())));
        for (i, paper) in self.papers.iter().enumerate() {
            lines.extend(stray.filter(|(_, place)| *place == i).map(|(s, _)| s.to_owned()));
            lines.extend(paper.lines(self.layout));
            lines.extend(parted(self.layout).then(String::new));
        }
        lines.extend(
            stray.filter(|(_, place)| *place == self.papers.len()).map(|(s, _)| s.to_owned()),
        );
        lines.extend(["Next".to_owned(), "© 2026 Meadow Digest".to_owned()]);
        lines.join(self.line_end)
    }
}

fn read(text: &str) -> (Page, Digest) {
    let page = Page::new(text);
    let digest = formats::read(&page, PASTED.parse().unwrap());
    (page, digest)
}

/// Checks that the paper and what was read of it agree in every field.
fn check(paper: &Paper, entry: &skimmark_paper::entry::Entry) -> Result<(), TestCaseError> {
    let read = skimmark_paper::text::tex::read;
    prop_assert_eq!(&entry.title, &read(&paper.title));
    prop_assert_eq!(&entry.authors, &paper.authors);
    prop_assert_eq!(entry.more_authors, paper.more);
    prop_assert_eq!(entry.affiliation.as_deref(), paper.place);
    prop_assert_eq!(&entry.abstract_text, &Some(read(&paper.text)));
    prop_assert_eq!(entry.score.map(|s| s.tenths()), paper.score);
    prop_assert_eq!(&entry.categories, &[category::resolve(paper.category)]);
    let (month, day, year) = paper.day;
    let date = entry.date.unwrap();
    prop_assert_eq!(date.month().map(usize::from), Some(month), "{}", MONTHS[month - 1]);
    prop_assert_eq!(date.day(), Some(day));
    prop_assert_eq!(entry.date_inferred, year.is_none());
    prop_assert!(year.is_none_or(|year| year == date.year()));
    prop_assert_eq!(entry.has_code, paper.code || paper.text.contains("github"));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_field_comes_back_and_a_stray_sentence_is_left_over(sheet in sheet()) {
        let (page, digest) = read(&sheet.text());
        common::cover::check(&page, &digest);
        prop_assert_eq!(digest.entries.len(), sheet.papers.len());
        for (paper, entry) in sheet.papers.iter().zip(&digest.entries) {
            check(paper, entry)?;
        }
        let left: Vec<&str> = digest.ledger.leftover_lines(&page).iter().map(|l| l.text).collect();
        let stray: Vec<&str> = sheet.stray.iter().map(|(sentence, _)| *sentence).collect();
        prop_assert_eq!(left, stray);
    }

    #[test]
    fn a_cut_page_is_accounted_for(sheet in sheet(), from in 0_usize..400, to in 0_usize..400) {
        let text = sheet.text();
        let start = (0..=from.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap();
        let stop = text.len().saturating_sub(to).max(start);
        let stop = (start..=stop).rev().find(|i| text.is_char_boundary(*i)).unwrap();
        let (page, digest) = read(&text[start..stop]);
        common::cover::check(&page, &digest);
        prop_assert!(digest.entries.len() <= sheet.papers.len());
    }

    #[test]
    fn any_text_is_accounted_for(text in r"([0-9.]{1,4}|CL|LG|Mar 15|, 2024|Code|Ann Lee|\PC{0,9}|[ \t\r\n]|arXiv:2601\.00001){0,60}") {
        let (page, digest) = read(&text);
        common::cover::check(&page, &digest);
    }
}
