//! No bytes, repeated, cost more than their length says. Hunts what `tests/linear.rs` counts, by
//! the processor's time, which is noisy, so that only what is far too slow three times over is a
//! find; `tests/linear.rs` then tells whether it is one.
//!
//! Run as `ledger`, with `--bin linear` and `-max_len=2000`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use skimmark_digest::{formats, intake};
use skimmark_paper::date::PartialDate;

/// So many bytes are read, and eight times as many.
const SIZE: usize = 16_000;

fuzz_target!(|bytes: &[u8]| {
    skimmark_fuzz::is_linear(bytes, SIZE, |bytes| {
        let Some(pasted) = PartialDate::day_of(2026, 6, 20) else { return };
        for part in intake::parts(bytes.to_vec(), intake::decode).unwrap_or_default() {
            part.pages.iter().for_each(|page| drop(formats::read(page, pasted)));
        }
    });
});
