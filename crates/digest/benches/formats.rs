//! How fast pages are read, format by format: `cargo bench --bench formats`.
//!
//! Each page is a fixture of invented text, repeated to about 8 MB. `parse` is its own format
//! alone; `read` is all that a paste goes through, the looks of every other format among it.
//! Criterion prints the throughput as `thrpt`.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use skimmark_digest::formats::{self, Format};
use skimmark_digest::page::Page;
use skimmark_paper::date::PartialDate;

/// Format and fixture.
const PAGES: &[(&str, &str)] = &[
    ("arXiv mail", "arxiv-mail-long"),
    ("arXiv listing", "arxiv-listing-new"),
    ("arXiv search", "arxiv-search"),
    ("arXiv abstract page", "arxiv-page"),
    ("ranked digest", "ranked-flex"),
    ("Scholar alert", "scholar-alert"),
];

const BYTES: usize = 8 << 20;

/// The pages, each with its format.
fn pages() -> impl Iterator<Item = (&'static Format, Page)> {
    PAGES.iter().map(|(name, fixture)| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let text = std::fs::read_to_string(folder.join(format!("{fixture}.txt"))).unwrap();
        let format = formats::FORMATS.iter().find(|format| format.name == *name).unwrap();
        (format, Page::new(text.repeat(BYTES / text.len())))
    })
}

fn throughput(criterion: &mut Criterion) {
    let pasted = PartialDate::day_of(2026, 6, 20).unwrap();
    for (format, page) in pages() {
        let mut group = criterion.benchmark_group(format.name);
        group.sample_size(10).measurement_time(Duration::from_secs(5));
        group.throughput(Throughput::Bytes(page.text().len() as u64));
        group.bench_function("parse", |bencher| {
            bencher
                .iter_with_large_drop(|| (format.parse)(black_box(&page), pasted, &mut |_, _| {}));
        });
        group.bench_function("read", |bencher| {
            bencher.iter_with_large_drop(|| formats::read(black_box(&page), pasted));
        });
        group.finish();
    }
}

criterion_group!(benches, throughput);
criterion_main!(benches);
