//! How long it takes to split one glued line: `cargo bench --bench byline`.
//!
//! The invented lines represent the kinds of lines; the real ones, if the corpus is beside the
//! project, their mixture. Criterion prints the time of one split as `time`.

#![allow(missing_docs, clippy::unwrap_used)]

use std::cell::Cell;
use std::hint::black_box;
use std::io::Read;

use criterion::{Criterion, criterion_group, criterion_main};

const LINES: &[(&str, &str)] = &[
    (
        "three",
        "Counting Sheep at Night with Sparse AttentionAna Lindqvist, Bo Okafor, Ida Holm et al.",
    ),
    ("one", "On the Number of Sheep That a Shepherd Needs to Fall AsleepAna Lindqvist"),
    (
        "commas",
        "Wool, Milk, Meat, and Manure: What Sheep Are ForAna Lindqvist, Bo Okafor, Ida Holm",
    ),
    ("camel", "Tracking Lambs with WoolTrackSeoYeon Han, Ida Holm"),
    ("small", "Counting sheep by handana lindqvist, bo okafor"),
];

/// Lines of real papers with their abstracts.
fn corpus() -> Vec<(String, String)> {
    let shared = std::env::var("SKIMMARK_SHARED").unwrap_or("../../../shared".into());
    let Ok(file) = std::fs::File::open(format!("{shared}/corpus/dev.jsonl.gz")) else {
        println!("skipped: {shared}/corpus/dev.jsonl.gz is not there");
        return Vec::new();
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let row = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let authors = row["authors"].as_array().unwrap();
        let three: Vec<&str> = authors.iter().take(3).map(|name| name.as_str().unwrap()).collect();
        let more = if authors.len() > 3 { " et al." } else { "" };
        let line = format!("{}{}{more}", row["title"].as_str().unwrap(), three.join(", "));
        (line, row["abstract"].as_str().unwrap_or_default().to_owned())
    };
    text.lines().map(row).collect()
}

fn split(criterion: &mut Criterion) {
    for (name, line) in LINES {
        criterion.bench_function(&format!("split/{name}"), |bencher| {
            bencher.iter(|| skimmark_byline::split(black_box(line), None));
        });
    }
    let rows = corpus();
    if rows.is_empty() {
        return;
    }
    let next = Cell::new(0);
    let row = || {
        next.set((next.get() + 1) % rows.len());
        &rows[next.get()]
    };
    criterion.bench_function("split/real lines", |bencher| {
        bencher.iter(|| skimmark_byline::split(black_box(&row().0), None));
    });
    criterion.bench_function("split/real lines with abstracts", |bencher| {
        bencher.iter(|| {
            let (line, text) = row();
            skimmark_byline::split(black_box(line), Some(text))
        });
    });
}

fn lists(criterion: &mut Criterion) {
    let names: Vec<String> = (0..3000).map(|n| format!("Ana N. Lindqvist ({})", n % 90)).collect();
    let list = names.join(", ");
    criterion.bench_function("authors/3000", |bencher| {
        bencher.iter(|| skimmark_byline::authors(black_box(&list)));
    });
    let glued = format!("Counting Sheep by Hand{}", list.replace(['(', ')'], ""));
    criterion.bench_function("split/3000 authors", |bencher| {
        bencher.iter(|| skimmark_byline::split(black_box(&glued), None));
    });
}

criterion_group!(benches, split, lists);
criterion_main!(benches);
