//! How often the splitter finds the boundary, over the corpus beside the project.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use std::collections::BTreeMap;
use std::io::Read;

use serde::Deserialize;
use skimmark_digest::byline::{self, CERTAIN};
use skimmark_digest::formats;
use skimmark_digest::page::Page;
use skimmark_paper::text::readable;

#[derive(Deserialize)]
struct Row {
    title: String,
    authors: Vec<String>,
    #[serde(rename = "abstract")]
    abstract_text: Option<String>,
}

/// The exact splits required, in percent of all lines, and of those called certain.
const FLOOR: f64 = 99.9;
const CERTAIN_FLOOR: f64 = 99.95;
/// The lines that may be called uncertain, in percent.
const MOST_UNCERTAIN: f64 = 0.3;

/// Counts of lines of one kind: all, and those split correctly.
#[derive(Clone, Copy, Default)]
struct Count {
    lines: u32,
    right: u32,
}

impl Count {
    fn add(&mut self, right: bool) {
        self.lines += 1;
        self.right += u32::from(right);
    }

    fn percent(self) -> f64 {
        100.0 * f64::from(self.right) / f64::from(self.lines.max(1))
    }

    fn print(self, name: &str) {
        println!("{name:14} {:6} lines {:8.3}% right", self.lines, self.percent());
    }
}

fn boundary_class(title: &str) -> &'static str {
    match title.chars().next_back() {
        Some(c) if c.is_ascii_digit() => "digit",
        Some(c) if c.is_lowercase() => "lower-case",
        Some(c) if c.is_uppercase() => "upper-case",
        Some(c) if c.is_alphabetic() => "no case",
        _ => "punctuation",
    }
}

/// Returns the rows of the corpus, if it is there.
fn rows() -> Option<Vec<Row>> {
    let packed = common::shared("corpus/dev.jsonl.gz")?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
    let rows: Vec<Row> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows.len() >= 8000, "only {} lines were measured", rows.len());
    Some(rows)
}

/// Returns title and authors as a ranked page glues them.
fn glued(row: &Row) -> String {
    let authors: Vec<&str> = row.authors.iter().take(3).map(String::as_str).collect();
    let more = if row.authors.len() > 3 { " et al." } else { "" };
    format!("{}{}{more}", row.title, authors.join(", "))
}

/// Measures the splitter, with and without the abstracts. If `SKIMMARK_ERRORS` is set, prints each
/// line that was split wrongly.
#[test]
fn the_boundary_is_found_in_real_lines() {
    let Some(rows) = rows() else { return };
    for with_abstract in [false, true] {
        println!("{} abstracts", if with_abstract { "with" } else { "without" });
        measure(&rows, with_abstract);
    }
}

/// Checks the same lines as a ranked page has them: badges above, affiliations after the authors,
/// the abstract below. TeX is resolved before the comparison, as the digest resolves it.
#[test]
fn real_lines_are_read_as_a_whole_digest() {
    let Some(rows) = rows() else { return };
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        let place = if index % 3 == 0 { " · hill-farm" } else { "" };
        let words = row.abstract_text.as_deref().unwrap_or("Without an abstract.");
        let words: Vec<&str> = words.split_whitespace().collect();
        let badges =
            format!("{}CLMar {}, 2025", 50.5 + f64::from(index as u32 % 40), 1 + index % 28);
        text.push_str(&format!("{badges}\n{}{place}\n{}\n", glued(row), words.join(" ")));
    }
    let digest = formats::read(&Page::new(text), "2026-03-16".parse().unwrap());
    assert_eq!(digest.entries.len(), rows.len());
    let mut all = Count::default();
    for (row, entry) in rows.iter().zip(&digest.entries) {
        let authors: Vec<String> = row.authors.iter().take(3).map(|name| readable(name)).collect();
        all.add(entry.title == readable(&row.title) && entry.authors == authors);
    }
    all.print("in a digest");
    assert!(all.percent() >= FLOOR, "{:.3}% is below {FLOOR}%", all.percent());
}

fn measure(rows: &[Row], with_abstract: bool) {
    let mut classes: BTreeMap<&str, Count> = BTreeMap::new();
    let [mut all, mut certain, mut uncertain] = [Count::default(); 3];
    let show = std::env::var_os("SKIMMARK_ERRORS").is_some();
    for row in rows {
        let authors = row.authors[..row.authors.len().min(3)].to_vec();
        let more = row.authors.len() > 3;
        let split =
            byline::split(&glued(row), row.abstract_text.as_deref().filter(|_| with_abstract));
        let right = split.title == row.title
            && split.byline.authors == authors
            && split.byline.more_authors == more;
        classes.entry(boundary_class(&row.title)).or_default().add(right);
        all.add(right);
        if split.confidence < CERTAIN { &mut uncertain } else { &mut certain }.add(right);
        if !right && show {
            let names = authors.join(", ");
            println!(
                "{:.3} {:?}\n      {}|{names}",
                split.confidence, split.byline.authors, row.title
            );
        }
    }
    for (class, count) in &classes {
        count.print(class);
    }
    certain.print("certain");
    uncertain.print("uncertain");
    all.print("all");
    let doubts = 100.0 * f64::from(uncertain.lines) / f64::from(all.lines);
    println!("{doubts:.2}% uncertain\n");
    assert!(all.percent() >= FLOOR, "{:.3}% is below {FLOOR}%", all.percent());
    assert!(certain.percent() >= CERTAIN_FLOOR, "certain: {:.3}%", certain.percent());
    assert!(doubts <= MOST_UNCERTAIN, "{doubts:.2}% are uncertain");
}
