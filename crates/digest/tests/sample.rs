//! The sample that the page offers is read whole.

#![allow(clippy::unwrap_used)] // A test that cannot go on fails, in its helpers too.

use skimmark_digest::formats;
use skimmark_digest::page::Page;

#[test]
fn the_built_in_sample_is_read_whole() {
    let page = Page::new(include_str!("../../../public/sample.txt"));
    let digest = formats::read(&page, "2026-06-20".parse().unwrap());
    assert_eq!((digest.format().as_str(), digest.entries.len()), ("ranked digest", 8));
    assert_eq!(digest.ledger.leftover_lines(&page), []);
    assert_eq!(digest.entries.iter().filter(|entry| entry.code_url().is_some()).count(), 1);
    assert_eq!(digest.entries.iter().filter(|entry| entry.date_inferred).count(), 4);
    for entry in &digest.entries {
        assert!(!entry.authors.is_empty() && entry.confidence > 0.85, "{entry:?}");
        assert!(entry.categories.iter().all(|c| skimmark_paper::category::full_name(c).is_some()));
    }
}
