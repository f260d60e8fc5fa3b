//! How fast pages are read, format by format: `cargo bench --bench formats`.
//!
//! Each page is made of invented text: of `benches/records`, with abstracts as long as those that
//! databases and programs write; or else of that case of `tests/formats` whose records are longest, of those
//! of which nothing is left over. Its records come again and again, each time with other numbers, to
//! about 2 MB, between its head and its foot. `parse` is its own format alone; `read` is everything
//! that a paste goes through, including the sniffing by all other formats.
//!
//! Criterion prints the throughput by the clock as `thrpt`. A busy machine blurs that; so there is a
//! table after it, by the time for which the processor worked (on Linux; elsewhere the clock's).

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/common/cases.rs"]
mod cases;
#[path = "../tests/common/long.rs"]
mod long;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode, Throughput};
use long::Long;
use skimmark_digest::digest::Digest;
use skimmark_digest::formats;
use skimmark_digest::formats::format::{Format, Source};
use skimmark_digest::page::Page;
use skimmark_paper::date::PartialDate;

const BYTES: usize = 2 << 20;

/// How often each page is read for the table; the fastest counts.
const OFTEN: usize = 5;

fn main() {
    let pages: Vec<_> = pages().collect();
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    for (format, page, _) in &pages {
        let mut group = criterion.benchmark_group(format.name);
        group.sampling_mode(SamplingMode::Flat);
        group.throughput(Throughput::Bytes(page.text().len() as u64));
        group.bench_function("parse", |bencher| {
            bencher.iter_with_large_drop(|| parse(format, black_box(page)));
        });
        group.bench_function("read", |bencher| {
            bencher.iter_with_large_drop(|| formats::read(black_box(page), pasted()));
        });
        group.finish();
    }
    criterion.final_summary();
    if std::env::args().any(|argument| argument == "--bench") {
        table(&pages);
    }
}

fn pasted() -> PartialDate {
    PartialDate::day_of(2026, 6, 20).unwrap()
}

/// Returns a page for each format, and how many bytes each of its records has.
fn pages() -> impl Iterator<Item = (&'static Format, Page, usize)> {
    let cases = cases::all();
    formats::FORMATS.iter().map(move |format| {
        let folder = cases::folder_of(format.name);
        let records = records(&folder);
        let of_format = cases.iter().filter(|case| case.folder == folder);
        let texts: Vec<&str> = match &records {
            Some(text) => vec![text],
            None => of_format.map(|case| case.text.as_str()).collect(),
        };
        let long = texts.into_iter().map(|text| Long::of(text, pasted()));
        let long = long.max_by_key(|long| (long.is_whole, long.bytes_of_record())).unwrap();
        assert!(
            long.is_whole || records.is_none(),
            "{} leaves some of its records over",
            format.name
        );
        (format, Page::new(long.text(BYTES)), long.bytes_of_record())
    })
}

/// Returns the records of a format that are as long as real ones; `None` if there are none.
fn records(folder: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/records");
    std::fs::read_to_string(root.join(folder).with_extension("txt")).ok()
}

fn parse(format: &Format, page: &Page) -> Digest {
    (format.parse)(&Source::new(page, pasted()), &mut |_, _| {})
}

/// Prints how many megabytes a second of the processor reads.
fn table(pages: &[(&Format, Page, usize)]) {
    println!("| format | bytes of a record | its own format, MB/s | as a paste, MB/s |");
    println!("| --- | --- | --- | --- |");
    for (format, page, bytes) in pages {
        let speed = |read: &dyn Fn() -> Digest| {
            let fastest = (0..OFTEN).map(|_| {
                let begun = processor_time();
                drop(black_box(read()));
                processor_time() - begun
            });
            page.text().len() as f64 / 1e6 / fastest.min().unwrap().as_secs_f64()
        };
        let parsed = speed(&|| parse(format, page));
        let read = speed(&|| formats::read(page, pasted()));
        println!("| {} | {bytes} | {parsed:.1} | {read:.1} |", format.name);
    }
}

/// Returns for how long the processor has worked for this thread.
fn processor_time() -> Duration {
    thread_local!(static BEGUN: Instant = Instant::now());
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| BEGUN.with(Instant::elapsed), Duration::from_nanos)
}
