//! No bytes, repeated, cost more than their length says. Hunts what `tests/linear.rs` counts, by
//! the processor's time, which is noisy, so that only what is far too slow three times over is a
//! find; `tests/linear.rs` then tells whether it is one.
//!
//! Run as `ledger`, with `--bin linear` and `-max_len=2000`.

#![no_main]

use std::time::Duration;

use cpu_time::ThreadTime;
use libfuzzer_sys::fuzz_target;
use skimmark_paper::date::PartialDate;
use skimmark_digest::{formats, intake};

/// So many bytes are read, and eight times as many.
const SIZE: usize = 16_000;

/// Eight times the text may take so much longer.
const MOST: u32 = 24;

fuzz_target!(|bytes: &[u8]| {
    if bytes.is_empty() {
        return;
    }
    let long = bytes.repeat(8 * SIZE / bytes.len() + 1);
    let quick = Duration::from_millis(40);
    let took = time(&long);
    if took < quick {
        return;
    }
    let short = &long[..SIZE];
    let slow = || time(&long) > MOST * time(short) + quick;
    assert!(!(slow() && slow() && slow()), "{took:?} for {} bytes", long.len());
});

fn time(bytes: &[u8]) -> Duration {
    let bytes = bytes.to_vec();
    let begun = ThreadTime::now();
    let Some(pasted) = PartialDate::day_of(2026, 6, 20) else { return Duration::ZERO };
    for part in intake::parts(bytes, intake::decode).unwrap_or_default() {
        part.pages.iter().for_each(|page| drop(formats::read(page, pasted)));
    }
    begun.elapsed()
}
