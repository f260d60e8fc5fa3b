//! How often the splitter finds the boundary, over the corpus beside the project.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use std::collections::BTreeMap;
use std::io::Read;

use serde::Deserialize;
use skimmark_byline::CERTAIN;
use skimmark_digest::formats;
use skimmark_digest::page::Page;
use skimmark_paper::entry::Byline;
use skimmark_paper::text::readable;

#[derive(Clone, Deserialize)]
struct Row {
    title: String,
    authors: Vec<String>,
    #[serde(rename = "abstract")]
    abstract_text: Option<String>,
}

/// The exact splits required, in percent of all lines, and of those called certain.
const FLOOR: f64 = 99.9;
const CERTAIN_FLOOR: f64 = 99.95;
/// The exact splits required of lines with initials as given names, in percent.
const INITIALS_FLOOR: f64 = 99.8;
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
        let lines = rows.iter().map(|row| (three(row), glued(row)));
        let [all, certain, uncertain] = measure(lines, with_abstract);
        assert!(all.percent() >= FLOOR, "{:.3}% is below {FLOOR}%", all.percent());
        assert!(certain.percent() >= CERTAIN_FLOOR, "certain: {:.3}%", certain.percent());
        let doubts = 100.0 * f64::from(uncertain.lines) / f64::from(all.lines);
        assert!(doubts <= MOST_UNCERTAIN, "{doubts:.2}% are uncertain");
    }
}

/// Measures lines with all their authors, and with initials as given names.
#[test]
fn the_boundary_is_found_whatever_the_number_of_authors_and_their_initials() {
    let Some(rows) = rows() else { return };
    println!("all authors");
    let lines = rows.iter().map(|row| (row.clone(), whole(row)));
    let mut measured = vec![(measure(lines, true), FLOOR)];
    for form in ["{}.", "{}. ", "{}.-", "{}"] {
        println!("initials as {form:?}");
        let initials = |row: &Row| {
            let authors = row.authors.iter().map(|name| with_initials(name, form)).collect();
            Row { authors, ..row.clone() }
        };
        let few = rows.iter().map(initials).map(|row| (three(&row), glued(&row)));
        measured.push((measure(few, true), INITIALS_FLOOR));
        println!("all authors, initials as {form:?}");
        let all = rows.iter().map(initials).map(|row| (row.clone(), whole(&row)));
        measured.push((measure(all, true), INITIALS_FLOOR));
    }
    for ([all, ..], floor) in measured {
        assert!(all.percent() >= floor, "{:.3}% is below {floor}%", all.percent());
    }
}

/// Returns the row with only its first three authors.
fn three(row: &Row) -> Row {
    Row { authors: row.authors[..row.authors.len().min(3)].to_vec(), ..row.clone() }
}

fn whole(row: &Row) -> String {
    format!("{}{}", row.title, row.authors.join(", "))
}

/// Returns the name with two initials, each in this form, in place of its given names.
fn with_initials(name: &str, form: &str) -> String {
    let Some((given, family)) = name.rsplit_once(' ') else { return name.to_owned() };
    let letters = given.split([' ', '-']).filter_map(|word| word.chars().next());
    let second = family.chars().next().into_iter();
    let letters: Vec<String> =
        letters.chain(second).filter(|c| c.is_uppercase()).take(2).map(String::from).collect();
    let letters: String = letters.iter().map(|letter| form.replace("{}", letter)).collect();
    format!("{} {family}", letters.trim_end_matches([' ', '-'])).trim_start().to_owned()
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

/// Counts the lines that are split into what they were made of: all, those called certain, and
/// those called uncertain. Prints how often each confidence is right.
fn measure(lines: impl Iterator<Item = (Row, String)>, with_abstract: bool) -> [Count; 3] {
    let mut classes: BTreeMap<&str, Count> = BTreeMap::new();
    let mut confidences: BTreeMap<u32, Count> = BTreeMap::new();
    let [mut all, mut certain, mut uncertain] = [Count::default(); 3];
    let show = std::env::var_os("SKIMMARK_ERRORS").is_some();
    for (row, line) in lines {
        let Row { title, authors, abstract_text } = &row;
        let split =
            skimmark_byline::split(&line, abstract_text.as_deref().filter(|_| with_abstract));
        let Byline { authors: found, more_authors, .. } = &split.byline;
        let right =
            split.title == *title && found == authors && *more_authors == line.ends_with(" et al.");
        classes.entry(boundary_class(title)).or_default().add(right);
        let steps = [500, 700, 900, 970, 990, 995];
        let step = steps.iter().rev().find(|step| split.confidence * 1000.0 >= **step as f32);
        confidences.entry(step.copied().unwrap_or(0)).or_default().add(right);
        all.add(right);
        if split.confidence < CERTAIN { &mut uncertain } else { &mut certain }.add(right);
        if !right && show {
            println!("{:.3} {found:?}\n      {title}|{}", split.confidence, authors.join(", "));
        }
    }
    for (class, count) in &classes {
        count.print(class);
    }
    for (step, count) in &confidences {
        let wrong = count.lines - count.right;
        println!("from 0.{step:03} on {:6} lines {wrong:4} wrong", count.lines);
    }
    certain.print("certain");
    uncertain.print("uncertain");
    all.print("all");
    println!("{:6} wrong\n", all.lines - all.right);
    [all, certain, uncertain]
}
