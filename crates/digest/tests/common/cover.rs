//! The completeness of a page's account.

use skimmark_digest::digest::Digest;
use skimmark_digest::ledger::SpanRole;
use skimmark_digest::page::Page;

/// Checks that the spans of the ledger cover every byte of the page exactly once, and refer to
/// existing entries.
pub fn check(page: &Page, digest: &Digest) {
    let mut end = 0;
    for span in digest.ledger.spans() {
        assert_eq!(span.bytes.start, end);
        assert!(span.bytes.end > end && page.text().is_char_boundary(span.bytes.end));
        if let SpanRole::Entry(index) = span.role {
            assert!((index as usize) < digest.entries.len());
        }
        end = span.bytes.end;
    }
    assert_eq!(end, page.text().len());
}
