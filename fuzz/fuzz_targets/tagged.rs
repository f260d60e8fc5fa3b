//! Lines with tags. Run as `ledger`, with the folders of these formats in `../crates/digest/tests/formats`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| skimmark_fuzz::check(
    &["RIS", "MEDLINE", "PubMed", "refer", "Web of Science"],
    bytes
));
