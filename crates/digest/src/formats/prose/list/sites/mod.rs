//! What is copied from sites, or mailed by them, where a paper is some lines of a form of their own.

mod biblatex;
mod hugging_face;
mod journals;
mod latex;
mod libraries;
pub(super) mod org;
mod zotero;

use super::block::{Found, Place};
use super::draft::Draft;

/// Reads the paper that a site shows in row `at`.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    hugging_face::read(place, at)
        .or_else(|| latex::read(place, at))
        .or_else(|| zotero::read(place, at))
        .or_else(|| biblatex::read(place, at))
        .or_else(|| org::read(place, at))
        .or_else(|| libraries::read(place, at))
        .or_else(|| journals::read(place, at))
}

/// Returns the paper of a draft whose form tells what it is.
fn found(draft: Draft, rows: std::ops::Range<usize>) -> Found {
    Found { record: draft.finish(1.0), rows, certain: true, sure: true }
}

/// Returns the text of a row; empty below the last one.
fn text<'p>(place: Place<'_, 'p>, at: usize) -> &'p str {
    place.rows.get(at).map_or("", |row| row.text)
}
