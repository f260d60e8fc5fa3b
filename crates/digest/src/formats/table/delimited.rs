//! CSV and its kin: cells between commas, semicolons or TABs, in quotation marks if they hold such.
//!
//! The names of the columns may stand in any line. A cell whose quotation mark is never closed costs
//! its record, as the next line that has all columns begins another.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "Authors;Title;Year;DOI\n\
//!      \"Lee, Ana; Ek, Bo\";\"Counting \"\"Sheep\"\"\";2026;10.5555/wool.1\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "table");
//! assert_eq!(digest.entries[0].authors, ["Ana Lee", "Bo Ek"]);
//! assert_eq!(digest.entries[0].title, "Counting \"Sheep\"");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::borrow::Cow;
use std::ops::Range;

use super::columns::{Columns, may_name};
use super::row::{self, Cell};
use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::record::Role;
use crate::formats::shared::boilerplate;
use crate::formats::shared::rows::Row;
use crate::ledger::SpanRole;
use crate::page::Page;

const DELIMITERS: &[u8] = b",;\t|";

/// A line of more cells than this holds no names of columns.
const MOST_CELLS: usize = 400;

/// Returns how many tables the page holds, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    match a_few(source.rows().iter().filter(|row| header(row.text).is_some())) {
        0 => headless(source).map_or(0, |_| 1),
        found => found,
    }
}

/// Returns true for the names of the columns of a table of papers, above a row of it.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    let rows = source.rows();
    let Some(header) = header(rows[at].text).filter(|header| header.columns.are_certain) else {
        return false;
    };
    let below = rows[at + 1..].iter().take(3).find(|row| !row.text.is_empty());
    below.is_some_and(|row| row.text.bytes().any(|byte| byte == header.delimiter))
}

/// Nothing before the names of the columns is certainly part of the table.
pub(crate) fn leads(_: &str) -> bool {
    false
}

/// The names of the columns, and what parts them.
struct Header {
    columns: Columns,
    delimiter: u8,
}

/// Reads a line as names of columns.
fn header(line: &str) -> Option<Header> {
    if line.starts_with('|') || !may_name(line) {
        return None;
    }
    DELIMITERS.iter().filter(|byte| line.as_bytes().contains(byte)).find_map(|delimiter| {
        let found = Scanner::new(line, *delimiter, 0).scan(0);
        if found.cells.len() < 2 || found.cells.len() > MOST_CELLS {
            return None;
        }
        let columns = Columns::of(found.cells.iter().map(|cell| text(line, cell)))?;
        Some(Header { columns, delimiter: *delimiter })
    })
}

/// How many rows of a table without names of columns are looked at.
const SEEN: usize = 8;

/// Reads what the columns hold of a page that is a table without their names.
fn headless(source: &Source) -> Option<Header> {
    let rows: Vec<&str> =
        source.rows().iter().map(|row| row.text).filter(|row| !row.is_empty()).take(SEEN).collect();
    if rows.len() < 2 || rows[0].starts_with(['{', '[', '<', '@', '|', '#']) {
        return None;
    }
    DELIMITERS.iter().filter(|byte| rows[0].as_bytes().contains(byte)).find_map(|delimiter| {
        let scanned = rows.iter().map(|row| {
            let found = Scanner::new(row, *delimiter, 0).scan(0);
            found.cells.iter().take(MOST_CELLS).map(|cell| text(row, cell)).collect()
        });
        let columns = Columns::by_content(&scanned.collect::<Vec<_>>())?;
        Some(Header { columns, delimiter: *delimiter })
    })
}

/// Returns the names of columns in a row: a TAB before the first one is an empty one, unless all
/// lines are indented.
fn names_in<'p>(source: &Source<'p>, at: usize) -> &'p str {
    let row = &source.rows()[at];
    match indent(source, at) {
        0 => &source.page.text()[row.start..row.text_bytes().end],
        _ => row.text,
    }
}

/// Returns the length of the TAB before a row that is indented as the next one is.
fn indent(source: &Source, at: usize) -> usize {
    let text = source.page.text();
    let rows = source.rows();
    let is_indented = |row: &Row| text[row.start..].starts_with('\t');
    let beside = rows.get(at + 1).or_else(|| rows.get(at.checked_sub(1)?));
    let beside = beside.is_none_or(|row| row.text.is_empty() || is_indented(row));
    usize::from(is_indented(&rows[at]) && beside)
}

/// Reads the page.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let page = source.page;
    let whole = page.text();
    let mut digest = Digest::default();
    let named = source.rows().iter().any(|row| header(row.text).is_some());
    let mut open = if named { None } else { headless(source) };
    let mut done = 0;
    let mut in_vain = 0;
    for (at, row) in source.rows().iter().enumerate() {
        if row.start < done {
            continue;
        }
        let names = names_in(source, at);
        // That no row names columns was seen above, but a TAB before it may make a difference.
        let found = if named || names.len() > row.text.len() { header(names) } else { None };
        if let Some(found) = found {
            open = Some(found);
            in_vain = row.end;
            digest.ledger.book(row.end, SpanRole::Boilerplate);
            continue;
        }
        let Some(Header { columns, delimiter }) = &open else {
            digest.ledger.book(row.end, otherwise(row.text));
            continue;
        };
        let start =
            if *delimiter == b'\t' { row.start + indent(source, at) } else { row.text_start };
        let mut scanner = Scanner { in_vain, ..Scanner::new(whole, *delimiter, columns.all.len()) };
        let found = scanner.scan(start);
        in_vain = scanner.in_vain;
        let end = found.end.max(row.end);
        let entry = if found.cells.len() > columns.title && found.cells.len() > 1 {
            let cells: Vec<Cell> = found.cells.iter().map(|it| cell(page, it)).collect();
            let set_off = |at: usize| whole[found.cells[at].clone()].starts_with(' ');
            row::entry(columns, &fitted(cells, columns, *delimiter, &set_off), found.cells.len())
        } else {
            None
        };
        match entry {
            Some(entry) => {
                let role = SpanRole::Entry(digest.next_index());
                digest.entries.push(entry);
                done = end;
                digest.ledger.book(end, role);
                watch(end, &digest.entries);
            }
            None => {
                in_vain = in_vain.max(end);
                digest.ledger.book(row.end, otherwise(row.text));
            }
        }
    }
    digest
}

fn otherwise(line: &str) -> SpanRole {
    let bare = line.trim_matches(|c: char| ",;\t|\"".contains(c));
    // Excel is told in the first line what parts the cells.
    let bare = if bare.len() <= 5 && bare.starts_with("sep=") { "" } else { bare };
    match boilerplate::is_boilerplate(bare) {
        true => SpanRole::Boilerplate,
        false => SpanRole::Leftover,
    }
}

/// Where the cells of a record are.
struct Scanned {
    /// The bytes of each cell, its quotation marks included.
    cells: Vec<Range<usize>>,
    /// After the line break that ends the record.
    end: usize,
}

/// Finds the cells of records.
struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    delimiter: u8,
    /// How many columns there are; none if only one line is read.
    columns: usize,
    /// No mark before this byte closes a cell that begins before it. Without this, each mark of a
    /// line with thousands would cost the rest of the line.
    in_vain: usize,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, delimiter: u8, columns: usize) -> Self {
        Self { text, bytes: text.as_bytes(), delimiter, columns, in_vain: 0 }
    }

    /// Finds the cells of the record that begins at `start`.
    fn scan(&mut self, start: usize) -> Scanned {
        let mut cells = Vec::new();
        let mut at = start;
        loop {
            let from = at;
            let front = after_blanks(self.bytes, at);
            let closed = quote(self.bytes, front)
                .and_then(|length| self.closing_quote(front + length, length));
            // What stands after a closing mark belongs to its cell.
            at = plain_end(self.bytes, closed.unwrap_or(from), self.delimiter);
            cells.push(from..at);
            if self.bytes.get(at) != Some(&self.delimiter) {
                let end = if at < self.bytes.len() { at + 1 } else { at };
                return Scanned { cells, end };
            }
            at += 1;
        }
    }

    /// Returns the byte after the mark that closes a cell: one before a delimiter or a line break.
    /// `None` if there is none, or the next line holds a whole record.
    fn closing_quote(&mut self, inner: usize, length: usize) -> Option<usize> {
        let bytes = self.bytes;
        if inner <= self.in_vain {
            return None;
        }
        let mut at = inner;
        while let Some(byte) = bytes.get(at) {
            if *byte == b'\n' {
                if self.columns == 0 || self.is_whole_record(at + 1) {
                    break;
                }
                at += 1;
            } else if quote(bytes, at) == Some(length) {
                let after = at + length;
                // Two marks are one that belongs to the text.
                if quote(bytes, after) == Some(length) {
                    at = after + length;
                } else if self.ends_cell(after) {
                    return Some(after);
                } else {
                    at = after;
                }
            } else {
                at += 1;
            }
        }
        self.in_vain = at;
        None
    }

    fn ends_cell(&self, at: usize) -> bool {
        let at = after_blanks(self.bytes, at);
        matches!(self.bytes.get(at), None | Some(b'\n' | b'\r'))
            || self.bytes.get(at) == Some(&self.delimiter)
    }

    /// Returns true if the line that begins here holds all cells of a record, each whole; or the
    /// first ones, if the page ends in it; or names of columns.
    fn is_whole_record(&self, start: usize) -> bool {
        let line = &self.bytes[start..];
        let end = memchr::memchr(b'\n', line);
        let line = &line[..end.unwrap_or(line.len())];
        let names = self.text.get(start..start + line.len()).and_then(header);
        if names.is_some_and(|names| names.columns.are_certain) {
            return true;
        }
        let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if self.columns < 3 || quote(line, blanks).is_none() {
            return false;
        }
        let (mut cells, mut is_quoted) = (1, false);
        for byte in line {
            is_quoted ^= *byte == b'"';
            cells += usize::from(*byte == self.delimiter && !is_quoted);
        }
        let is_last = end.is_none_or(|end| self.bytes[start + end..].trim_ascii_start().is_empty());
        cells == self.columns && !is_quoted || is_last && cells > 2
    }
}

fn after_blanks(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| **byte == b' ').count()
}

/// Returns the length of the double quotation mark at this byte.
fn quote(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b'"', ..] => Some(1),
        [0xe2, 0x80, 0x9c | 0x9d, ..] => Some(3),
        _ => None,
    }
}

/// Returns where a cell without quotation marks ends.
fn plain_end(bytes: &[u8], at: usize, delimiter: u8) -> usize {
    let end = memchr::memchr2(delimiter, b'\n', &bytes[at..]);
    end.map_or(bytes.len(), |end| at + end)
}

fn cell<'p>(page: &'p Page, bytes: &Range<usize>) -> Cell<'p> {
    Cell { text: text(page.text(), bytes), links: row::links_of(page, bytes.clone()) }
}

/// Returns what a cell holds, without its quotation marks.
fn text<'t>(whole: &'t str, bytes: &Range<usize>) -> Cow<'t, str> {
    let text = whole[bytes.clone()].trim();
    let Some(length) = quote(text.as_bytes(), 0) else { return Cow::Borrowed(text) };
    let inner = &text[length..];
    let closed =
        inner.len().checked_sub(length).filter(|at| quote(inner.as_bytes(), *at) == Some(length));
    let inner = &inner[..closed.unwrap_or(inner.len())];
    let doubled: &[&str] =
        if length == 1 { &["\"\""] } else { &["““", "“”", "””", "”“"] };
    doubled.iter().fold(Cow::Borrowed(inner), |text, pair| match text.contains(pair) {
        true => Cow::Owned(text.replace(pair, &pair[..length])),
        false => text,
    })
}

/// Joins cells that a title or a list of authors without quotation marks was parted into, if there
/// are too many: those that a blank sets off from the delimiter, or those of the title.
fn fitted<'p>(
    mut cells: Vec<Cell<'p>>,
    columns: &Columns,
    delimiter: u8,
    set_off: &dyn Fn(usize) -> bool,
) -> Vec<Cell<'p>> {
    while cells.len() > columns.all.len() && cells.last().is_some_and(|it| it.text.is_empty()) {
        cells.pop();
    }
    let extra = cells.len().saturating_sub(columns.all.len());
    let authors = columns.all.iter().position(|column| column.role == Role::Author);
    let authors = authors.filter(|at| {
        at + extra < cells.len() && !set_off(*at) && (at + 1..=at + extra).all(set_off)
    });
    let at = authors.unwrap_or(columns.title);
    if extra > 0 && at + extra < cells.len() {
        let sign = if authors.is_some() && delimiter == b';' { "; " } else { ", " };
        for cell in cells.drain(at + 1..=at + extra).collect::<Vec<_>>() {
            cells[at].text = Cow::Owned([&cells[at].text, sign, cell.text.trim()].concat());
        }
    }
    cells
}
