//! One paste, several digests: where a record of another format certainly begins, the page is cut.

use std::ops::Range;

use super::format::{Format, Source};
use super::shared::boilerplate;

/// A stretch of a page, and the format of the records that certainly begin in it.
pub(super) struct Section {
    pub bytes: Range<usize>,
    /// `None` if no record certainly begins here.
    pub format: Option<&'static Format>,
}

/// Cuts the page; what stands before the first record belongs to its format, and so do the lines
/// that lead to it after a record of another.
pub(super) fn of(source: &Source, known: &[&'static Format]) -> Vec<Section> {
    let rows = source.rows();
    let mut sections = Vec::new();
    let mut open: Option<&'static Format> = None;
    // The first row of the open section, and the row after the one that certainly begins its first
    // record.
    let (mut start, mut after) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        let is_open = |format: &Format| open.is_some_and(|open| std::ptr::eq(open, format));
        let begins = |it: &&&'static Format| !is_open(it) && (it.begins)(source, at);
        let found = if row.text.is_empty() { None } else { known.iter().find(begins) };
        let Some(format) = found.copied() else { continue };
        if let Some(before) = open {
            let leads = |at: &usize| {
                let text = rows[*at].text;
                boilerplate::is_boilerplate(text) || text.starts_with("# ") || (format.leads)(text)
            };
            let from = (after..at).rev().take_while(leads).last().unwrap_or(at);
            sections.push(Section { bytes: bytes(source, start..from), format: Some(before) });
            start = from;
        }
        (open, after) = (Some(format), at + 1);
    }
    sections.push(Section { bytes: bytes(source, start..rows.len()), format: open });
    sections
}

/// Returns the bytes of these rows.
fn bytes(source: &Source, of: Range<usize>) -> Range<usize> {
    let rows = source.rows();
    let start_of = |at: usize| rows.get(at).map_or(source.page.text().len(), |row| row.start);
    start_of(of.start)..start_of(of.end)
}
