//! How often the splitter finds the boundary, over the corpus beside the project.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

mod common;

use std::collections::BTreeMap;
use std::io::Read;

use serde::Deserialize;
use skimmark::byline;

#[derive(Deserialize)]
struct Row {
    title: String,
    authors: Vec<String>,
    #[serde(rename = "abstract")]
    abstract_text: Option<String>,
}

/// Exact splits the rules must reach, in percent.
const FLOOR: f64 = 99.5;

#[test]
fn the_boundary_is_found_in_real_lines() {
    let Some(packed) = common::shared("corpus/dev.jsonl.gz") else { return };
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
    let mut classes: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let show = std::env::var_os("SKIMMARK_ERRORS").is_some();
    for row in text.lines().map(|line| serde_json::from_str::<Row>(line).unwrap()) {
        let authors = row.authors[..row.authors.len().min(3)].to_vec();
        let more = row.authors.len() > 3;
        let line =
            format!("{}{}{}", row.title, authors.join(", "), if more { " et al." } else { "" });
        let split = byline::split(&line, row.abstract_text.as_deref());
        let right = split.title == row.title
            && split.byline.authors == authors
            && split.byline.more_authors == more;
        let class = match row.title.chars().next_back() {
            Some(c) if c.is_ascii_digit() => "digit",
            Some(c) if c.is_lowercase() => "lower-case",
            Some(c) if c.is_uppercase() => "upper-case",
            Some(c) if c.is_alphabetic() => "no case",
            _ => "punctuation",
        };
        let count = classes.entry(class).or_default();
        count.0 += 1;
        count.1 += u32::from(right);
        if !right && show {
            println!(
                "{:.2} {:?}\n     {}|{}",
                split.confidence,
                split.byline.authors,
                row.title,
                authors.join(", ")
            );
        }
    }
    let percent = |(all, right): (u32, u32)| 100.0 * f64::from(right) / f64::from(all);
    for (class, count) in &classes {
        println!("{class:12} {:5} lines {:7.2}%", count.0, percent(*count));
    }
    let total = classes.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    println!("{:12} {:5} lines {:7.2}%", "all", total.0, percent(total));
    assert!(total.0 >= 8000, "only {} lines were measured", total.0);
    assert!(percent(total) >= FLOOR, "{:.2}% is below {FLOOR}%", percent(total));
}
