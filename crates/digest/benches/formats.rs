//! How fast pages are read, format by format: `cargo bench --bench formats`.
//!
//! Each page is the longest case of `tests/formats`, invented text, repeated to about 8 MB. `parse`
//! is its own format alone; `read` is everything that a paste goes through, including the sniffing
//! by all other formats. Criterion prints the throughput as `thrpt`.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/common/cases.rs"]
mod cases;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use skimmark_digest::formats;
use skimmark_digest::formats::format::{Format, Source};
use skimmark_digest::page::Page;
use skimmark_paper::date::PartialDate;

const BYTES: usize = 8 << 20;

/// Returns a page for each format: its longest case, repeated.
fn pages() -> impl Iterator<Item = (&'static Format, Page)> {
    let cases = cases::all();
    formats::FORMATS.iter().map(move |format| {
        let folder = cases::folder_of(format.name);
        let of_format = cases.iter().filter(|case| case.folder == folder);
        let case = of_format.max_by_key(|case| case.text.len()).unwrap();
        (format, Page::new(case.text.repeat(BYTES / case.text.len())))
    })
}

fn throughput(criterion: &mut Criterion) {
    let pasted = PartialDate::day_of(2026, 6, 20).unwrap();
    for (format, page) in pages() {
        let mut group = criterion.benchmark_group(format.name);
        group.sample_size(10).measurement_time(Duration::from_secs(5));
        group.throughput(Throughput::Bytes(page.text().len() as u64));
        group.bench_function("parse", |bencher| {
            bencher.iter_with_large_drop(|| {
                (format.parse)(&Source::new(black_box(&page), pasted), &mut |_, _| {})
            });
        });
        group.bench_function("read", |bencher| {
            bencher.iter_with_large_drop(|| formats::read(black_box(&page), pasted));
        });
        group.finish();
    }
}

criterion_group!(benches, throughput);
criterion_main!(benches);
