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
use skimmark_paper::date::PartialDate;
use skimmark_digest::ledger::SpanRole;
use skimmark_digest::page::Page;
use skimmark_digest::{formats, intake};

fuzz_target!(|bytes: &[u8]| {
    for part in intake::parts(bytes.to_vec(), intake::decode).unwrap_or_default() {
        part.pages.iter().for_each(account);
    }
});

fn account(page: &Page) {
    let Some(pasted) = PartialDate::day_of(2026, 6, 20) else { return };
    let digest = formats::read(page, pasted);
    let mut end = 0;
    for span in digest.ledger.spans() {
        assert_eq!(span.bytes.start, end);
        assert!(span.bytes.end > end);
        assert!(page.text().is_char_boundary(span.bytes.end));
        if let SpanRole::Entry(index) = span.role {
            assert!((index as usize) < digest.entries.len());
        }
        end = span.bytes.end;
    }
    assert_eq!(end, page.text().len());
}
