//! How fast pages are read, format by format: `cargo bench --bench formats`.
//!
//! Each page is a fixture of invented text, repeated to about 8 MB. Criterion prints the
//! throughput as `thrpt`.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use skimmark::entry::PartialDate;
use skimmark::formats;
use skimmark::page::Page;

/// Format and fixture.
const PAGES: &[(&str, &str)] = &[
    ("arXiv mail", "arxiv-mail-long"),
    ("arXiv listing file", "arxiv-mail-listing"),
    ("ranked digest", "ranked-flex"),
];

const BYTES: usize = 8 << 20;

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for (name, fixture) in PAGES {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let text = std::fs::read_to_string(folder.join(format!("{fixture}.txt"))).unwrap();
        let page = Page::new(text.repeat(BYTES / text.len()));
        let pasted = PartialDate::day_of(2026, 6, 20).unwrap();
        group.throughput(Throughput::Bytes(page.text().len() as u64));
        group.bench_function(*name, |bencher| {
            bencher.iter(|| formats::read(black_box(&page), pasted));
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
