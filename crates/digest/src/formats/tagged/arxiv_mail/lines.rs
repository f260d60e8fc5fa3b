//! Lines of an arXiv mail by what they can be; what they are depends on where they stand.

use super::labels::{self, Label};
use crate::formats::shared::rows::Row;
use crate::page::Page;
use skimmark_paper::ids;

/// A row, and what it can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'p> {
    pub text: &'p str,
    /// Byte offset of the text in the page.
    pub start: usize,
    /// How many blanks precede the text.
    pub indent: usize,
    /// Byte offset after the line.
    pub end: usize,
    pub kind: Kind,
}

/// What a line can be by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    /// `\\` alone.
    Bar,
    /// `\\ ( https://arxiv.org/abs/2601.00001 ,  215kb)`.
    Close,
    /// Dashes.
    Rule,
    /// A row of `%` and `-`, and the section that begins after it.
    Section(Section),
    /// `arXiv:2601.00001 (*cross-listing*)`, `Paper: hep-th/9901001`.
    Id,
    /// `Date: Fri, 2 Jan 2026 09:45:28 GMT   (556kb,D)`, `replaced with revised version ...`.
    Dated,
    /// A field of a record.
    Field(Label),
    Text,
}

/// The part of a mail that a record is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Section {
    #[default]
    New,
    Cross,
    Replaced,
}

impl Kind {
    /// Returns true if no field of a record goes on after such a line.
    pub fn parts_records(self) -> bool {
        matches!(self, Kind::Bar | Kind::Close | Kind::Rule | Kind::Section(_))
    }
}

/// A rule has at least this many dashes; arXiv writes 78, and abstracts rule lists with fewer.
const SHORTEST_RULE: usize = 60;

/// A row that parts sections has at least this many signs, even if a selection cut it.
const SHORTEST_SECTION_ROW: usize = 6;

/// Returns what each row of the page can be.
pub(super) fn of<'p>(page: &'p Page, rows: &[Row<'p>]) -> impl Iterator<Item = Line<'p>> {
    let text = page.text();
    rows.iter().map(|row| Line {
        text: row.text,
        start: row.text_start,
        indent: text[row.start..row.text_start].chars().count(),
        end: row.end,
        kind: kind(row.text),
    })
}

/// Returns what a line can be.
pub(super) fn kind(text: &str) -> Kind {
    let Some(first) = text.as_bytes().first() else { return Kind::Blank };
    match first {
        b'\\' => bar(text),
        b'-' | b'%' | 0xe2 => ruled(text),
        b'a' | b'P' if id(text).is_some() => Kind::Id,
        b'D' | b'r' | b'f' | b'p' if labels::dated(text).is_some() => Kind::Dated,
        b'A'..=b'Z' => labels::label(text).map_or(Kind::Text, |(label, _)| Kind::Field(label)),
        _ => Kind::Text,
    }
}

/// Editors of Markdown make one backslash of two, or four.
const BARS: &[&str] = &["\\\\\\\\", "\\\\", "\\"];

fn bar(text: &str) -> Kind {
    let Some(rest) = BARS.iter().find_map(|bar| text.strip_prefix(bar)) else { return Kind::Text };
    if rest.is_empty() {
        return Kind::Bar;
    }
    let Some(address) = rest.trim_start().strip_prefix('(') else { return Kind::Text };
    let address = address.trim_start();
    let whole =
        address.starts_with("http") || "https://".starts_with(address) || address.ends_with("kb)");
    if whole { Kind::Close } else { Kind::Text }
}

/// Dashes that word processors make of hyphens, and of how many.
const DASHES: &[(char, usize)] = &[('-', 1), ('–', 2), ('—', 3), ('―', 3), ('─', 1), ('━', 1)];

fn ruled(text: &str) -> Kind {
    let (mut run, mut longest, mut width) = (0, 0, 0);
    for c in text.chars() {
        if c == '%' {
            run += 1;
            width += 1;
        } else if let Some((_, hyphens)) = DASHES.iter().find(|(dash, _)| *dash == c) {
            run = 0;
            width += hyphens;
        } else {
            return Kind::Text;
        }
        longest = longest.max(run);
    }
    match longest {
        0 if width >= SHORTEST_RULE => Kind::Rule,
        0 => Kind::Text,
        _ if width < SHORTEST_SECTION_ROW => Kind::Text,
        1 => Kind::Section(Section::Cross),
        2 => Kind::Section(Section::Replaced),
        _ => Kind::Section(Section::New),
    }
}

/// Reads an identifier's line: the identifier, its version, whether it is a cross-list.
pub(super) fn id(text: &str) -> Option<(&str, Option<u16>, bool)> {
    let cross = "(*cross-listing*)";
    let (rest, before) = match text.strip_prefix("Paper") {
        Some(rest) => {
            let rest = rest.trim_start();
            let listed = rest.strip_prefix(cross);
            (listed.unwrap_or(rest).strip_prefix(':')?.trim_start(), listed.is_some())
        }
        None => (text, false),
    };
    let bare = rest.strip_prefix("arXiv:");
    if bare.is_none() && rest.len() == text.len() {
        return None;
    }
    let rest = bare.unwrap_or(rest).trim_start();
    let (token, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let after = after.trim_start();
    let (id, version) = ids::arxiv(token)?;
    let alone = after.is_empty() || after.starts_with(['(', '<', '[']);
    alone.then_some((id, version, before || after.starts_with(cross)))
}
