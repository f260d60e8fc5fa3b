//! The account of a text that was read, in the numbers and lines that the page shows.

use super::small;
use crate::page::{Digest, Line, Page, Use};
use crate::protocol::{DigestId, LeftoverLine, Reading};

/// How many bytes of a left-over line are sent; it may be a whole file.
const MOST_LINE_BYTES: usize = 4000;

/// The account of a page in numbers, with its left-over lines.
pub(super) fn account(digest: DigestId, read: &Digest, page: &Page) -> Reading {
    let left = read.ledger.leftover_lines(page);
    Reading {
        digest,
        format: read.format(),
        papers: small(read.entries.len()),
        lines: small(page.lines().count()),
        left_over: small(left.len()),
        furniture: small(furniture_lines(read, page)),
        leftovers: left.iter().take(Reading::MOST_LINES).map(leftover).collect(),
    }
}

/// How many lines that are not blank begin as furniture.
fn furniture_lines(read: &Digest, page: &Page) -> usize {
    let mut spans = read.ledger.spans().iter().peekable();
    let lines = page.lines().filter(|line| !line.text.trim().is_empty());
    lines
        .filter(|line| {
            while spans.next_if(|span| span.bytes.end <= line.start).is_some() {}
            spans.peek().is_some_and(|span| span.role == Use::Furniture)
        })
        .count()
}

fn leftover(line: &Line<'_>) -> LeftoverLine {
    let cut = line.text.floor_char_boundary(MOST_LINE_BYTES);
    let mut text = line.text[..cut].to_owned();
    if cut < line.text.len() {
        text.push('…');
    }
    LeftoverLine { number: line.number, text }
}
