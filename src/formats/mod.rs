//! Pages read as digests: one file a format, one row each in [`FORMATS`].
//!
//! The user never names the format. `sniff` says roughly how many records of a format a page
//! holds; the formats that see any read the page, and the reading that puts most of it into
//! papers stands. Reading is total: a page that no format knows is read by [`plain`].

mod furniture;
mod plain;
mod ranked;

use crate::entry::PartialDate;
use crate::page::{Digest, Page, Use};

/// One digest format.
pub struct Format {
    /// The name as people say it.
    pub name: &'static str,
    /// About how many records of this format the page holds; counting may stop at a few.
    pub sniff: fn(&Page) -> u32,
    /// Reads the page, which was pasted on the given day. Never panics; every byte of the page
    /// ends in exactly one span of the ledger.
    pub parse: fn(&Page, PartialDate) -> Digest,
}

/// Every format but the last resort, the more particular ones first.
pub const FORMATS: &[Format] =
    &[Format { name: "ranked digest", sniff: ranked::sniff, parse: ranked::parse }];

/// What a page is read by that no format knows.
pub const PLAIN: Format = Format { name: "plain text", sniff: |_| 0, parse: plain::parse };

/// Reads a page that was pasted on the day `pasted`.
pub fn read(page: &Page, pasted: PartialDate) -> Digest {
    let mut best: Option<(usize, Digest)> = None;
    for format in FORMATS.iter().filter(|format| (format.sniff)(page) > 0) {
        let digest = (format.parse)(page, pasted);
        let held = bytes_in_entries(&digest);
        if held > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((held, Digest { format: format.name, ..digest }));
        }
    }
    best.map(|(_, digest)| digest)
        .unwrap_or_else(|| Digest { format: PLAIN.name, ..(PLAIN.parse)(page, pasted) })
}

fn bytes_in_entries(digest: &Digest) -> usize {
    let spans = digest.ledger.spans().iter();
    let held = spans.filter(|span| matches!(span.role, Use::Entry(_)));
    held.map(|span| span.bytes.len()).sum()
}
