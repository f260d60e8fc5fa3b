//! The lines of a page without the blanks around them, and the account of them.

mod flat;

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use super::{boilerplate, markup};
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

/// A page of fewer lines is not taken for one in which each line became a paragraph.
const FEWEST_PARAGRAPHS: usize = 3;

/// Splits a page into its lines. Where each line became a paragraph, as mail programs and word
/// processors paste text, the blank lines after each are part of it.
pub(crate) fn split(page: &Page) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = Vec::new();
    page.lines().for_each(|line| flat::push(&mut rows, row(line)));
    let blanks = blanks_apart(&rows);
    if blanks == 0 {
        return rows;
    }
    let mut joined: Vec<Row> = Vec::new();
    let mut open = 0;
    for row in rows {
        match joined.last_mut() {
            Some(last) if open > 0 && row.text.is_empty() => {
                last.end = row.end;
                open -= 1;
            }
            _ => {
                open = if row.text.is_empty() { 0 } else { blanks };
                joined.push(row);
            }
        }
    }
    joined
}

/// Returns true for an address alone.
pub(crate) fn is_address(text: &str) -> bool {
    text.starts_with("http") && !text.contains(' ')
}

/// Returns how many blank lines stand between any two lines; 0 if there are lines with none between them.
fn blanks_apart(rows: &[Row]) -> usize {
    // A rule stands beside its heading on such a page, too, and an address below the line that it is of.
    let is_rule = |row: &Row| !row.text.contains(char::is_alphanumeric);
    let (mut fewest, mut filled) = (usize::MAX, 0);
    let mut last: Option<(usize, &Row)> = None;
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.text.is_empty()) {
        filled += 1;
        let before = last.replace((at, row)).filter(|(_, it)| !is_rule(it));
        if let Some((before, _)) = before.filter(|_| !is_rule(row) && !is_address(row.text)) {
            fewest = fewest.min(at - before - 1);
        }
    }
    if filled < FEWEST_PARAGRAPHS || fewest == usize::MAX { 0 } else { fewest }
}

fn row(line: Line) -> Row {
    let Line { start, end, text, .. } = line;
    let (before, text) = trimmed(text);
    Row { text, text_start: start + before, start, end }
}

/// Returns the rows for readers of prose: XML that its own reader does not know is no prose, and ends
/// what stands above it. If it declares itself, nor are its texts.
pub(crate) fn of_prose<'r, 'p>(rows: &'r [Row<'p>]) -> Cow<'r, [Row<'p>]> {
    let is_xml = |row: &Row| markup::is_xml(row.text);
    let Some(last) = rows.iter().rposition(is_xml) else { return Cow::Borrowed(rows) };
    let declared = rows.iter().find(|row| !row.text.is_empty());
    let is_declared = declared.is_some_and(|row| row.text.starts_with("<?xml"));
    let blank = |(at, row): (usize, &Row<'p>)| match is_declared && at < last || is_xml(row) {
        true => Row { text: "", ..*row },
        false => *row,
    };
    rows.iter().enumerate().map(blank).collect()
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

/// Mail programs break lines at a column between these.
const COLUMNS: RangeInclusive<usize> = 60..=100;

/// Returns true if a mail program may have broken a line between these two: the first is as long as
/// such lines are, as the first word of the next did not fit.
pub(crate) fn may_wrap(line: &str, next: &str) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default().chars().count();
    let width = line.chars().take(COLUMNS.end() + 1).count();
    word > 0 && width <= *COLUMNS.end() && width + 1 + word > *COLUMNS.start()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_became_paragraphs_take_the_blank_line_with_them() {
        let texts = |text: &str| {
            let page = Page::new(text);
            let rows = split(&page);
            assert_eq!(rows.last().map(|row| row.end), Some(text.len()));
            assert!(rows.windows(2).all(|pair| pair[0].end == pair[1].start));
            rows.iter().map(|row| row.text.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(texts("a\n\nb\n\n\n\nc\n\nd\n"), ["a", "b", "", "", "c", "d"]);
        assert_eq!(texts("a\nb\n\nc\n\nd"), ["a", "b", "", "c", "", "d"]);
        assert_eq!(texts("a\n\nb\n"), ["a", "", "b"]);
    }
}
