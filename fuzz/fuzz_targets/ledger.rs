//! Any bytes are read without a panic, and the ledger accounts for every byte of their pages.
//!
//! On stable, from this folder: `RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module
//! -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
//! -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
//! cargo run --release --target x86_64-unknown-linux-gnu --bin ledger -- corpus
//! ../crates/digest/tests/cases ../crates/digest/tests/formats`. What it finds becomes a file in
//! `crates/digest/tests/cases`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use skimmark_digest::{formats, intake};
use skimmark_paper::date::PartialDate;

fuzz_target!(|bytes: &[u8]| {
    let Some(pasted) = PartialDate::day_of(2026, 6, 20) else { return };
    for part in intake::parts(bytes.to_vec(), intake::decode).unwrap_or_default() {
        for page in &part.pages {
            skimmark_fuzz::account(page, &formats::read(page, pasted));
        }
    }
});
