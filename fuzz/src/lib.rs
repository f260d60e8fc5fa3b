//! What holds of every family of formats, for any text: the body of the targets named after them.
//!
//! A page is read by each format of the family alone, whatever it is, and as a paste. Then: nothing
//! panics; the ledger accounts for every byte; a line end after the last line changes no paper; and
//! the text, repeated, takes no longer than its length says.

use std::time::Duration;

use cpu_time::ThreadTime;
use skimmark_digest::digest::Digest;
use skimmark_digest::formats::format::{Format, Source};
use skimmark_digest::formats::{self, FORMATS};
use skimmark_digest::ledger::SpanRole;
use skimmark_digest::page::Page;
use skimmark_paper::date::PartialDate;

/// Eight times the text may take so much longer.
const MOST: u32 = 24;

/// One text of this many is examined for how the time grows: to do so with each would leave time
/// for few.
const ONE_OF: u32 = 256;

/// How many bytes of it are read, and eight times as many.
const SIZE: usize = 4_000;

/// Takes any bytes as a text, and checks what holds of the formats of these names.
pub fn check(family: &[&str], bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(pasted) = PartialDate::day_of(2026, 6, 20) else { return };
    let page = Page::new(text.as_ref());
    let known: Vec<&Format> = FORMATS.iter().filter(|it| family.contains(&it.name)).collect();
    assert_eq!(known.len(), family.len(), "a name in {family:?} is of no format");
    for format in &known {
        let source = Source::new(&page, pasted);
        (format.sniff)(&source);
        account(&page, &(format.parse)(&source, &mut |_, _| {}));
    }
    let digest = formats::read(&page, pasted);
    account(&page, &digest);
    let ended = formats::read(&Page::new(format!("{text}\n")), pasted);
    assert_eq!(digest.entries, ended.entries, "a line end after the last line changes them");
    let sum =
        bytes.iter().fold(0, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add((*byte).into()));
    if sum % ONE_OF == 0 {
        is_linear(text.as_bytes(), SIZE, |bytes| {
            let page = Page::new(String::from_utf8_lossy(bytes));
            for format in &known {
                (format.parse)(&Source::new(&page, pasted), &mut |_, _| {});
            }
            formats::read(&page, pasted);
        });
    }
}

/// Checks that each byte of the page is in one span, and each record's number is of an entry.
pub fn account(page: &Page, digest: &Digest) {
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

/// Checks that the bytes, repeated to `size` bytes and to eight times as many, cost no more than their
/// length says, by the processor's time; as that is noisy, only what is far too slow three times over
/// is a find.
pub fn is_linear(bytes: &[u8], size: usize, read: impl Fn(&[u8])) {
    let long = bytes.repeat(8 * size / bytes.len().max(1) + 1);
    let quick = Duration::from_millis(40);
    let time = |bytes: &[u8]| {
        let begun = ThreadTime::now();
        read(bytes);
        begun.elapsed()
    };
    let took = time(&long);
    if took < quick || bytes.is_empty() {
        return;
    }
    let short = &long[..size];
    let slow = || time(&long) > MOST * time(short) + quick;
    assert!(!(slow() && slow() && slow()), "{took:?} for {} bytes", long.len());
}
