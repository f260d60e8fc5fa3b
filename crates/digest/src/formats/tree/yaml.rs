//! The part of YAML that lists papers: bibliographies of Pandoc (`references:`), lists of papers, and
//! the front matter of Markdown files.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "references:\n\
//!      - id: lee2026\n  \
//!        title: Counting Sheep\n  \
//!        author:\n  \
//!        - family: Lee\n    \
//!          given: Ana\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "YAML");
//! assert_eq!(digest.entries[0].authors, ["Ana Lee"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::ops::Range;

use super::json;
use super::papers;
use super::value::{Builder, DEEPEST, Kind};
use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::record::{Role, bare_name, wide_role};
use crate::formats::shared::rows::Row;

/// The longest name of a member, in bytes.
const LONGEST_NAME: usize = 40;

/// Pandoc writes members in the order of the alphabet, and so often an abstract first.
const ABSTRACT: &str = "abstract:";

/// How many rows of front matter are looked at for a title.
const HEAD: usize = 40;

/// A text in quotation marks goes on for at most this many bytes.
const LONGEST_TEXT: usize = 20_000;

/// Returns how many documents the page holds, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    a_few((0..source.rows().len()).filter(|at| begins(source, *at)))
}

/// Returns true for the rule above front matter, for `references:` above a list, and for the first
/// member of a list's item above its second one.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    let rows = source.rows();
    let row = &rows[at];
    let below = || rows.get(at + 1..)?.iter().take(HEAD).find(|row| !row.text.is_empty());
    if row.text == "---" {
        let is_title =
            |row: &Row| row.text.starts_with("title:") && indent(row) == indent(&rows[at]);
        let mut head = rows[at + 1..].iter().take(HEAD).take_while(|row| row.text != "---");
        // Most front matter is that of a page about something else.
        let is_paper = |row: &Row| {
            row.text.starts_with("citekey:")
                || names(row.text, &[Role::Doi, Role::Arxiv, Role::Pmid])
        };
        return below().is_some_and(|row| member(row.text).is_some())
            && rows[at + 1..].iter().take(HEAD).any(|row| row.text == "---")
            && head.clone().any(is_title)
            && head.any(is_paper);
    }
    if row.text.starts_with("cff-version:") {
        return member(row.text).is_some();
    }
    if let Some(item) = row.text.strip_prefix("- ") {
        let is_known = |text: &str| {
            names(text, &[Role::Title, Role::Id, Role::Author, Role::Type, Role::Doi, Role::Arxiv])
        };
        let inner = indent(row) + row.text.len() - item.trim_start().len();
        return item.starts_with(|c: char| c.is_ascii_lowercase() || c == '"')
            && (is_known(item) || item.starts_with(ABSTRACT))
            && below().is_some_and(|row| {
                indent(row) == inner && member(row.text).is_some()
                    || row.text.starts_with("- ") && indent(row) >= indent(&rows[at])
                    || indent(row) > inner
            });
    }
    // An entry of Hayagriva has a name of its own.
    let is_entry = || {
        let inside = rows[at + 1..].iter().take_while(|below| indent(below) > indent(row));
        let has = |name: &str| inside.clone().take(HEAD).any(|row| row.text.starts_with(name));
        has("title:") && has("type:") && has("author:")
    };
    row.text.ends_with(':')
        && member(row.text).is_some()
        && (is_entry()
            || below().is_some_and(|below| {
                let item = below.text.strip_prefix("- ");
                indent(below) >= indent(row)
                    && item.is_some_and(|item| {
                        names(item, &[Role::Title, Role::Id, Role::Type, Role::Author])
                            || item.starts_with(ABSTRACT)
                    })
                    && item.is_some_and(|item| item.starts_with(|c: char| c.is_ascii_lowercase()))
            }))
}

/// Nothing before it is certainly part of the document.
pub(crate) fn leads(_: &str) -> bool {
    false
}

/// Reads the page.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    papers::read(source.page.text(), Documents { source, at: 0 }, watch)
}

fn indent(row: &Row) -> usize {
    row.text_start - row.start
}

/// Returns true for a member with a name of one of these roles.
fn names(text: &str, roles: &[Role]) -> bool {
    member(text).is_some_and(|(name, _)| roles.contains(&wide_role(&bare_name(&text[name])).0))
}

/// Parts a line into the name of a member and its value: `title: Counting Sheep`.
fn member(text: &str) -> Option<(Range<usize>, usize)> {
    let head = &text[..text.floor_char_boundary(LONGEST_NAME)];
    let bare = head.trim_start_matches(['"', '\'']);
    let start = head.len() - bare.len();
    let is_part = |c: char| c.is_alphanumeric() || "_-. $@".contains(c);
    let end = start + bare.find(|c: char| !is_part(c))?;
    let colon = end + usize::from(text[end..].starts_with(['"', '\'']));
    let value = text[colon..].strip_prefix(':')?;
    let is_member = end > start && (value.is_empty() || value.starts_with(' '));
    is_member.then_some((start..end, colon + 1))
}

/// The documents of a page, one after the other.
struct Documents<'s, 'p> {
    source: &'s Source<'p>,
    at: usize,
}

impl<'p> Iterator for Documents<'_, 'p> {
    type Item = papers::Value<'p>;

    fn next(&mut self) -> Option<papers::Value<'p>> {
        let rows = self.source.rows();
        self.at += rows
            .get(self.at..)?
            .iter()
            .zip(self.at..)
            .position(|(_, at)| begins(self.source, at))?;
        let first = self.at;
        let text = self.source.page.text();
        let mut reader = Reader::new(text, rows, first);
        self.at = reader.run().max(first + 1);
        let bytes = rows[first].text_start..rows[self.at - 1].text_bytes().end;
        let tree = reader.builder.finish(bytes.end);
        Some(papers::Value { tree, bytes, stray: reader.stray })
    }
}

/// Reads one document.
struct Reader<'r, 'p> {
    text: &'p str,
    rows: &'r [Row<'p>],
    at: usize,
    builder: Builder<'p>,
    /// The indents of the values that are open.
    open: Vec<(usize, Kind)>,
    /// The byte after the last value.
    end: usize,
    stray: Vec<Range<usize>>,
}

impl<'r, 'p> Reader<'r, 'p> {
    fn new(text: &'p str, rows: &'r [Row<'p>], at: usize) -> Self {
        let builder = Builder::new(text);
        Self { text, rows, at, builder, open: Vec::new(), end: 0, stray: Vec::new() }
    }

    /// Reads up to the end of the document, and returns the row after it.
    fn run(&mut self) -> usize {
        let outermost = indent(&self.rows[self.at]);
        let is_list = self.rows[self.at].text.starts_with("- ");
        let mut is_front = true;
        if self.rows[self.at].text == "---" {
            self.at += 1;
        }
        while let Some(row) = self.rows.get(self.at) {
            let is_over = row.text == "---" || row.text == "...";
            if is_over && !is_front {
                self.at += 1;
                break;
            }
            let is_blank = row.text.is_empty() || row.text.starts_with('#');
            let is_part =
                row.text.starts_with("- ") || row.text == "-" || member(row.text).is_some();
            // After a list, a member stands for itself.
            let is_of_list = !is_list || row.text.starts_with('-');
            let is_inside = is_part && is_of_list || indent(row) > outermost;
            if !is_blank && !is_over && !is_inside {
                break;
            }
            if is_blank || is_over {
                self.at += 1;
                continue;
            }
            is_front = false;
            let (start, column) = (row.text_start, indent(row));
            self.line(start, row.text, column);
        }
        // Blank lines at the end are not part of it.
        while self.at > 1 && self.rows[self.at - 1].text.is_empty() {
            self.at -= 1;
        }
        self.at
    }

    /// Closes what lies deeper than a line, or as deep as one of another kind.
    fn close(&mut self, column: usize, is_item: bool) {
        while let Some((indent, kind)) = self.open.last() {
            let is_other = *kind == Kind::List && !is_item;
            if *indent < column || *indent == column && !is_other {
                break;
            }
            self.open.pop();
            self.builder.close(self.end);
        }
    }

    fn open(&mut self, kind: Kind, column: usize, start: usize) {
        if self.open.last() == Some(&(column, kind)) || self.open.len() >= DEEPEST {
            return;
        }
        self.open.push((column, kind));
        self.builder.open(kind, start);
    }

    /// Reads a line, or what follows the mark of an item in it.
    fn line(&mut self, mut start: usize, mut text: &'p str, mut column: usize) {
        loop {
            let item =
                text.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' '));
            let Some(item) = item else { break };
            self.close(column, true);
            self.open(Kind::List, column, start);
            let bare = item.trim_start();
            let passed = text.len() - bare.len();
            if bare.is_empty() {
                self.at += 1;
                return;
            }
            (start, text, column) = (start + passed, bare, column + passed);
            // What was open in the item before.
            self.close(column, false);
            while self.open.last().is_some_and(|(indent, _)| *indent >= column) {
                self.open.pop();
                self.builder.close(self.end);
            }
        }
        match member(text) {
            Some((name, value)) => {
                self.close(column, false);
                self.open(Kind::Object, column, start);
                self.builder.set_name(start + name.start..start + name.end);
                let rest = text[value..].trim_start();
                self.value(start + text.len() - rest.len(), rest, column);
            }
            None => self.value(start, text, column.saturating_sub(1)),
        }
    }

    /// Reads the value that begins at `start`, of a member or an item at `column`.
    fn value(&mut self, start: usize, text: &'p str, column: usize) {
        self.end = start + text.len();
        self.at += 1;
        let Some(sign) = text.chars().next() else { return };
        match sign {
            '#' => {}
            '|' | '>' if text.len() <= 3 => self.block(column),
            '[' | '{' => {
                let (builder, end) =
                    json::flow(self.text, std::mem::take(&mut self.builder), start);
                (self.builder, self.end) = (builder, end);
                self.pass(end);
            }
            '"' | '\'' => self.quoted(start, sign),
            _ => self.plain(start, text, column),
        }
    }

    /// Passes the rows that begin before this byte.
    fn pass(&mut self, end: usize) {
        while self.rows.get(self.at).is_some_and(|row| row.start < end) {
            self.at += 1;
        }
    }

    /// Reads the rows below, as far as they are indented.
    fn block(&mut self, column: usize) {
        let first = self.at;
        while self.rows.get(self.at).is_some_and(|row| row.text.is_empty() || indent(row) > column)
        {
            self.at += 1;
        }
        let rows = &self.rows[first..self.at];
        let Some(last) = rows.iter().rfind(|row| !row.text.is_empty()) else { return };
        self.end = last.text_bytes().end;
        self.builder.add(Kind::Plain, rows[0].text_start..self.end);
    }

    fn quoted(&mut self, start: usize, sign: char) {
        let inner = &self.text[start + 1..];
        let inner = &inner.as_bytes()[..inner.len().min(LONGEST_TEXT)];
        let mut at = 0;
        while let Some(byte) = inner.get(at) {
            match (byte, sign) {
                (b'\\', '"') => at += 2,
                (b'\'', '\'') if inner.get(at + 1) == Some(&b'\'') => at += 2,
                (byte, _) if char::from(*byte) == sign => break,
                _ => at += 1,
            }
        }
        let end = if at < inner.len() { start + 1 + at } else { self.end };
        let kind = if sign == '"' { Kind::Quoted } else { Kind::Single };
        self.builder.add(kind, start + 1..end.max(start + 1));
        self.end = self.end.max((end + 1).min(self.text.len()));
        self.pass(end);
    }

    /// Reads a text without marks, which goes on in rows that are indented further.
    fn plain(&mut self, start: usize, text: &'p str, column: usize) {
        let comment = text.find(" #").filter(|_| !text.contains("://"));
        let mut end = start + comment.map_or(text.len(), |at| text[..at].trim_end().len());
        while let Some(row) = self.rows.get(self.at) {
            let goes_on = !row.text.is_empty()
                && indent(row) > column
                && !row.text.starts_with("- ")
                && member(row.text).is_none();
            if !goes_on {
                break;
            }
            end = row.text_bytes().end;
            self.at += 1;
        }
        self.end = self.end.max(end);
        self.builder.add(Kind::Plain, start..end);
    }
}
