//! Tables of Markdown: cells between bars, below the names of the columns and a line of dashes.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "|Publish Date|Title|Authors|PDF|\n\
//!      |---|---|---|---|\n\
//!      |**2026-03-15**|**Counting Sheep**|Ana Lee et.al.|[2603.00001](http://arxiv.org/abs/2603.00001)|\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "Markdown table");
//! assert_eq!(digest.entries[0].title, "Counting Sheep");
//! assert_eq!(digest.entries[0].ids.arxiv.as_deref(), Some("2603.00001"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::borrow::Cow;
use std::ops::Range;

use super::columns::Columns;
use super::row::{self, Cell};
use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::record::Role;
use crate::formats::shared::boilerplate;
use crate::formats::shared::rows::Row;
use crate::ledger::SpanRole;

/// No label and no address of a link is longer, in bytes.
const LONGEST_LINK: usize = 2000;

/// A row may go on for this many lines.
const MOST_LINES: usize = 60;

/// Returns how many tables the page holds, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    let rows = source.rows();
    a_few((1..rows.len()).filter(|at| header(rows, *at - 1).is_some()))
}

/// Returns true for the names of columns above a line of dashes.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    header(source.rows(), at).is_some()
}

/// Nothing before the names of the columns is certainly part of the table.
pub(crate) fn leads(_: &str) -> bool {
    false
}

/// No more rows than this lie between the names of the columns and the line of dashes, with it.
const BLANKS: usize = 4;

/// Reads the names of the columns in a row, above a line of dashes.
fn header(rows: &[Row], at: usize) -> Option<Columns> {
    if !rows[at].text.contains('|') {
        return None;
    }
    let below = rows.get(at + 1..)?.iter().take(BLANKS).find(|row| !row.text.is_empty())?;
    if !is_rule(below.text) {
        return None;
    }
    let names: Vec<Cell> = cells(rows[at].text, None).into_iter().map(cell).collect();
    Columns::of(names.iter().map(|name| &name.text))
}

/// `|---|:---:|`
fn is_rule(line: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '─');
    let is_part = |c: char| is_dash(c) || matches!(c, '|' | ':' | ' ' | '\t');
    line.chars().all(is_part) && line.contains('|') && line.contains(is_dash)
}

/// Reads the page.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let rows = source.rows();
    let mut digest = Digest::default();
    let mut open: Option<Columns> = None;
    let mut at = 0;
    while let Some(first) = rows.get(at) {
        if let Some(columns) = header(rows, at) {
            open = Some(columns);
            digest.ledger.book(first.end, SpanRole::Boilerplate);
            at += 1;
            continue;
        }
        let role = || match boilerplate::is_boilerplate(first.text) || is_rule(first.text) {
            true => SpanRole::Boilerplate,
            false => SpanRole::Leftover,
        };
        let Some(columns) =
            open.as_ref().filter(|_| first.text.contains('|') && !is_rule(first.text))
        else {
            // A line without cells ends the table.
            if !first.text.is_empty() && !is_rule(first.text) {
                open = None;
            }
            digest.ledger.book(first.end, role());
            at += 1;
            continue;
        };
        let lines = lines(&rows[at..], columns.all.len());
        let last = &rows[at + lines - 1];
        let text = &source.page.text()[first.text_start..last.text_bytes().end];
        let cells: Vec<Cell> = cells(text, Some(columns)).into_iter().map(cell).collect();
        match row::entry(columns, &cells, cells.len()) {
            Some(entry) => {
                digest.ledger.book(last.end, SpanRole::Entry(digest.next_index()));
                digest.entries.push(entry);
                watch(last.end, &digest.entries);
                at += lines;
            }
            None => {
                digest.ledger.book(first.end, role());
                at += 1;
            }
        }
    }
    digest
}

/// Returns how many lines a row takes: it goes on until its last bar, unless another row begins.
fn lines(rows: &[Row], columns: usize) -> usize {
    let is_whole = |text: &str| {
        text.ends_with('|') || !text.starts_with('|') && text.matches('|').count() + 1 >= columns
    };
    if is_whole(rows[0].text) || rows[0].text.matches('|').count() >= columns {
        return 1;
    }
    let mut count = 1;
    for row in rows[1..].iter().take(MOST_LINES) {
        if row.text.starts_with('|') {
            break;
        }
        count += 1;
        if row.text.ends_with('|') {
            return count;
        }
    }
    1
}

/// Parts a row into its cells. Bars in math, code, links and hidden texts part none, unless too few
/// cells are left then. Those that bars in an abstract, or else in a title, have parted are joined.
fn cells<'t>(row: &'t str, columns: Option<&Columns>) -> Vec<&'t str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(row);
    let mut cells = split(row, true);
    let count = columns.map_or(0, |columns| columns.all.len());
    if cells.len() < count {
        cells = split(row, false);
    }
    let extra = cells.len().saturating_sub(count);
    if let Some(columns) = columns.filter(|_| extra > 0) {
        let at =
            columns.all.iter().position(|it| it.role == Role::Abstract).unwrap_or(columns.title);
        if let Some(last) = cells.get(at + extra) {
            cells[at].end = last.end;
            cells.drain(at + 1..=at + extra);
        }
    }
    cells.into_iter().map(|bytes| &row[bytes]).collect()
}

fn split(row: &str, is_careful: bool) -> Vec<Range<usize>> {
    let (mut cells, mut from) = (Vec::new(), 0);
    let (mut brackets, mut is_math, mut is_code, mut is_hidden) = (0_u32, false, false, false);
    let mut before = b' ';
    for (at, byte) in row.bytes().enumerate() {
        match byte {
            _ if before == b'\\' => {}
            b'[' => brackets += 1,
            b']' => brackets = brackets.saturating_sub(1),
            b'$' => is_math = !is_math,
            b'`' => is_code = !is_code,
            b'<' if row[at..].starts_with("<details") => is_hidden = true,
            b'<' if row[at..].starts_with("</details") => is_hidden = false,
            b'|' if !(is_careful && (brackets > 0 || is_math || is_code || is_hidden)) => {
                cells.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
        before = if before == b'\\' { b' ' } else { byte };
    }
    cells.push(from..row.len());
    cells
}

/// Reads a cell: what it shows, and its links.
fn cell(text: &str) -> Cell<'_> {
    let mut links = Vec::new();
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find(['[', '\\', '*', '`', '<', '!']) {
        shown.push_str(&rest[..at]);
        let sign = &rest[at..];
        let link = sign.strip_prefix('[').and_then(link);
        rest = match sign.as_bytes()[0] {
            b'[' => match link {
                Some((label, url, after)) => {
                    let label = plain(label);
                    shown.push_str(&label);
                    links.push((label, url.to_owned()));
                    after
                }
                None => kept(&mut shown, sign),
            },
            // An image shows no text.
            b'!' => match sign.strip_prefix("![").and_then(self::link) {
                Some((_, _, after)) => after,
                None => kept(&mut shown, sign),
            },
            b'\\' if sign[1..].starts_with(['|', '_', '*', '[', ']', '#']) => {
                shown.push_str(&sign[1..2]);
                &sign[2..]
            }
            b'*' if sign.starts_with("**") => &sign[2..],
            b'`' => &sign[1..],
            b'<' => match hidden(sign) {
                Some(after) => after,
                None => kept(&mut shown, sign),
            },
            _ => kept(&mut shown, sign),
        };
    }
    shown.push_str(rest);
    Cell { text: Cow::Owned(shown.trim().to_owned()), links }
}

fn kept<'t>(shown: &mut String, text: &'t str) -> &'t str {
    shown.push_str(&text[..1]);
    &text[1..]
}

/// Reads `label](url)` after its first bracket; returns what follows it, too.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let head = &text[..text.floor_char_boundary(LONGEST_LINK)];
    let mut depth = 0_u32;
    let close = head.bytes().position(|byte| {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 0 => return true,
            b']' => depth -= 1,
            _ => {}
        }
        false
    })?;
    let rest = text[close + 1..].strip_prefix('(')?;
    let mut open = 0_u32;
    let end = rest.bytes().take(LONGEST_LINK).position(|byte| {
        match byte {
            b'(' => open += 1,
            b')' if open == 0 => return true,
            b')' => open -= 1,
            _ => {}
        }
        false
    })?;
    // A title may follow the address.
    let url = rest[..end].split_whitespace().next().unwrap_or_default();
    Some((&text[..close], url.trim_matches(['<', '>']), &rest[end + 1..]))
}

/// Returns the label of a link without marks.
fn plain(label: &str) -> String {
    label.replace("**", "").replace('`', "").trim().to_owned()
}

/// Passes the words that stand for a hidden text: `<summary>Show</summary>`.
fn hidden(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("<summary>")?;
    let end = rest[..rest.floor_char_boundary(LONGEST_LINK)].find("</summary>")?;
    Some(&rest[end + "</summary>".len()..])
}
