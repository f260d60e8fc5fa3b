//! The lines of a page without the blanks around them, and the account of them.

use std::ops::Range;

use super::boilerplate;
use crate::ledger::{Ledger, SpanRole};
use crate::page::{Line, Page};

/// A line without the blanks around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'p> {
    /// The text, invisible characters around it left out, too.
    pub text: &'p str,
    /// Byte offset of `text` in the page.
    pub text_start: usize,
    /// Byte offset of the line in the page.
    pub start: usize,
    /// Byte offset after the line and its line break.
    pub end: usize,
}

impl Row<'_> {
    /// Returns the bytes of the whole line.
    pub fn bytes(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the bytes of the text.
    pub fn text_bytes(&self) -> Range<usize> {
        self.text_start..self.text_start + self.text.len()
    }
}

/// Splits a page into its lines.
pub(crate) fn split(page: &Page) -> Vec<Row<'_>> {
    page.lines().map(row).collect()
}

fn row(line: Line) -> Row {
    let Line { start, end, text, .. } = line;
    let (before, text) = trimmed(text);
    Row { text, text_start: start + before, start, end }
}

/// Returns how many bytes of blanks stand before the text of `line`, and the text.
pub(crate) fn trimmed(line: &str) -> (usize, &str) {
    // Most lines begin after plain blanks, if any, and need no look at each character.
    let blanks = line.bytes().take_while(|byte| *byte == b' ').count();
    let text = &line[blanks..];
    let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    if plain(text.as_bytes().first()) && plain(text.as_bytes().last()) {
        return (blanks, text);
    }
    let rest = boilerplate::trim_start(line);
    (line.len() - rest.len(), boilerplate::trim(rest))
}

/// Returns the account of a page of which some rows have a role; of the others, `is_boilerplate`
/// tells those that are boilerplate from those that are left over.
pub(crate) fn account(
    rows: &[Row],
    roles: &[Option<SpanRole>],
    is_boilerplate: impl Fn(usize) -> bool,
) -> Ledger {
    let mut ledger = Ledger::default();
    for (at, (row, role)) in rows.iter().zip(roles).enumerate() {
        let otherwise = || match is_boilerplate(at) {
            true => SpanRole::Boilerplate,
            false => SpanRole::Leftover,
        };
        ledger.book(row.end, role.unwrap_or_else(otherwise));
    }
    ledger
}
