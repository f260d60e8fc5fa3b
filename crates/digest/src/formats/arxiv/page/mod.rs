//! The page of one paper on arXiv.org (`/abs/...`), copied.
//!
//! The line of dates begins a paper: title, authors and abstract follow, mostly without labels,
//! then a table of labeled fields and the history of submissions. A selection that began below
//! the dates is known by its table; three lines alone, which are title, authors and abstract, by
//! themselves.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "[Submitted on 5 Jun 2026 (v1)]\n\
//!      Counting Sheep\n\
//!      Ana Lindqvist, Bo Ek\n\
//!      We count sheep.\n\
//!      Subjects:\tDatabases (cs.DB)\n\
//!      Cite as:\tarXiv:2606.01001 [cs.DB]\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "arXiv abstract page");
//! assert_eq!(digest.entries[0].title, "Counting Sheep");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fields;

use std::ops::Range;

use super::boilerplate::is_boilerplate;
use super::parts::{self as web, strip_prefix_ci};
use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::record::{Record, Role, dates};
use crate::formats::shared::rows::Row;
use crate::ledger::SpanRole;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Announcement;
use skimmark_paper::ids;
use skimmark_paper::text::{readable, unwrap};

/// Returns how many papers' pages the page holds, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    let rows = source.rows();
    match a_few(rows.iter().filter(|row| is_anchor(row.text))) {
        0 => u32::from(bare(rows).is_some()),
        found => found,
    }
}

/// Returns true if a paper's line of dates is in this row, or its title above the dates that pages
/// had until 2020.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    dateline(source.rows()[at].text).is_some() || begins_old(source.rows(), at)
}

/// Returns true if this row is the title of a page of until 2020.
fn begins_old(rows: &[Row], at: usize) -> bool {
    let mut below = rows[at + 1..].iter().take(OLD_DATES);
    rows[at].text.starts_with("Title:") && below.any(|row| old_dateline(row.text).is_some())
}

/// Returns true for a line that stands above a paper: of the page's head, or the page's name.
pub(crate) fn leads(text: &str) -> bool {
    is_boilerplate(text) || named_page(text).is_some()
}

/// Reads the page as pages of papers.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let rows = source.rows();
    let mut roles = vec![None; rows.len()];
    let mut digest = Digest::default();
    let begins = |at: &usize| web::begins(rows, *at) || begins_old(rows, *at);
    let starts: Vec<usize> = (0..rows.len()).filter(begins).collect();
    let first = starts.first().copied().unwrap_or(rows.len());
    let cut = headless(rows, 0..first).or_else(|| bare(rows).filter(|_| starts.is_empty()));
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    let papers = starts.iter().zip(ends).filter_map(|(start, end)| match rows[*start].text {
        text if dateline(text).is_some() => Some(whole(rows, *start, end)),
        text if text.starts_with("Title:") => headless(rows, *start..end),
        _ => None,
    });
    for mut found in cut.into_iter().chain(papers) {
        for at in &found.rows {
            web::add_hints(&mut found.record, source.page, rows[*at].bytes());
        }
        // A selection that ends with the dates lacks everything that names the paper.
        let Some(entry) = found.record.entry() else { continue };
        let role = SpanRole::Entry(digest.next_index());
        found.rows.iter().for_each(|at| roles[*at] = Some(role));
        for at in found.boilerplate(rows, &entry) {
            roles[at] = Some(SpanRole::Boilerplate);
        }
        digest.entries.push(entry);
        watch(rows[found.end - 1].end, &digest.entries);
    }
    digest.ledger = super::account(rows, &roles);
    digest
}

/// One paper, and the rows that it was read from.
#[derive(Default)]
struct Found<'p> {
    record: Record<'p>,
    rows: Vec<usize>,
    /// The row that may hold the name of the page.
    page_title: Option<usize>,
    /// The rows after the table.
    sidebar: Range<usize>,
    /// The row after the last that may be its own.
    end: usize,
}

fn is_anchor(text: &str) -> bool {
    dateline(text).is_some() || is_citation(text)
}

/// `Cite as: arXiv:2601.14172 [cs.CL]`
fn is_citation(text: &str) -> bool {
    let value = web::label(text).filter(|(role, _)| *role == Role::Id);
    value.is_some_and(|(_, value)| value.is_empty() || web::identifier(value).is_some())
}

/// `[Submitted on 18 Dec 2025 (v1), last revised 16 Jan 2026 (this version, v2)]`: the date of
/// the first version, and the version shown.
fn dateline(text: &str) -> Option<(PartialDate, Option<u16>)> {
    dates(text, '[', ']').or_else(|| dates(text, '[', '\0').filter(|_| !text.contains(']')))
}

/// Reads the same as the pages had it until 2020, in parentheses below the authors.
fn old_dateline(text: &str) -> Option<(PartialDate, Option<u16>)> {
    dates(text, '(', ')')
}

/// Reads the dates between these two characters; `\0` if the line breaks off after the first date.
fn dates(text: &str, open: char, close: char) -> Option<(PartialDate, Option<u16>)> {
    let (date, rest) =
        dates::scan_message_day(strip_prefix_ci(text.strip_prefix(open)?, "Submitted on ")?)?;
    let broken =
        close == '\0' && rest.trim_start().trim_start_matches(['(', ',']).len() < rest.len();
    let enclosed = text.ends_with(close) || broken || rest.is_empty() && close == '\0';
    let shown = rest.split_once("(this version, v").map(|(_, rest)| rest);
    let digits = shown.and_then(|rest| rest.split_once(')')).map(|(digits, _)| digits);
    let first = rest.contains("(this version)").then_some(1);
    enclosed.then(|| (date, digits.and_then(|digits| digits.parse().ok()).or(first)))
}

/// Reads the paper whose dates stand on row `start`, before row `end`.
fn whole<'p>(rows: &[Row<'p>], start: usize, end: usize) -> Found<'p> {
    let mut found = Found { end, rows: vec![start], ..Found::default() };
    if let Some((date, version)) = dateline(rows[start].text) {
        (found.record.known.date, found.record.known.version) = (Some(date), version);
    }
    let begin = found.rest_of_dates(rows, start, end);
    let fields = (begin..end).find(|at| fields::begins(rows[*at].text));
    found.texts(rows, begin..fields.unwrap_or(end), fields.is_some());
    if let Some(fields) = fields {
        found.table(rows, fields, end);
    }
    let first = rows.iter().take(16).position(|row| !row.text.is_empty());
    found.page_title = first.filter(|at| *at < start);
    if found.record.of(Role::Arxiv).next().is_none() {
        let id = trail(&rows[start.saturating_sub(12)..start]);
        found.record.add(Role::Arxiv, id.unwrap_or_default());
    }
    found
}

/// `[2601.14172v2] Counting Sheep`, the name of the page, first in what text tools save.
fn is_page_title(text: &str, title: &str) -> bool {
    named_page(text).is_some_and(|name| readable(name).trim() == title)
}

/// Returns the paper's title in the name of its page.
fn named_page(text: &str) -> Option<&str> {
    let (id, name) = text.strip_prefix('[')?.split_once(']')?;
    (id.len() <= 24 && ids::arxiv(id).is_some()).then_some(name)
}

/// Returns the identifier in the trail above the title: `arxiv logo > cs > arXiv:2601.14172v2`.
fn trail<'p>(rows: &[Row<'p>]) -> Option<&'p str> {
    let own = |row: &Row<'p>| {
        let last = row.text.rsplit('>').next()?.trim();
        web::identifier(last).filter(|_| is_boilerplate(row.text)).map(|(id, ..)| id)
    };
    rows.iter().rev().find_map(own)
}

/// Reads the paper in these rows that has no line of dates before it, known by its table.
fn headless<'p>(rows: &[Row<'p>], range: Range<usize>) -> Option<Found<'p>> {
    let own = &rows[range.clone()];
    own.iter().position(|row| is_citation(row.text))?;
    let fields = own.iter().position(|row| fields::begins(row.text))? + range.start;
    let ours = |row: &&Row<'_>| row.text.is_empty() || !is_boilerplate(row.text);
    let above = rows[range.start..fields].iter().rev().take_while(ours).count();
    let mut found = Found { end: range.end, ..Found::default() };
    found.texts(rows, fields - above..fields, true);
    found.table(rows, fields, range.end);
    Some(found)
}

/// An abstract without anything around it is at least this long.
const SHORTEST_ABSTRACT: usize = 200;

/// A title is at most this long.
const LONGEST_TITLE: usize = 300;

/// Reads the paper that is the whole page: title, authors, abstract, and nothing else.
fn bare<'p>(rows: &[Row<'p>]) -> Option<Found<'p>> {
    let mut own = rows.iter().filter(|row| !row.text.is_empty());
    let (title, authors, text) = (own.next()?.text, own.next()?.text, own.next()?.text);
    let titled = title.len() <= LONGEST_TITLE && title.contains(' ') && !title.ends_with('.');
    let named = authors.contains(", ") && web::names(authors);
    let long = |text: &str| text.len() >= SHORTEST_ABSTRACT && text.contains(". ");
    if !(titled && named && long(text) && own.all(|row| long(row.text))) {
        return None;
    }
    let mut found = Found { end: rows.len(), ..Found::default() };
    found.texts(rows, 0..rows.len(), true);
    Some(found)
}

/// The dates of an old page are at most this far below its title.
const OLD_DATES: usize = 4;

/// A line of dates that text tools broke continues for at most this many rows.
const BROKEN_DATES: usize = 8;

/// Strips the buttons before the abstract that a reader's view put on its line:
/// `View PDF HTML (experimental)Abstract:...`
fn without_buttons(text: &str) -> &str {
    let mut rest = text;
    while let Some(next) =
        ["View PDF", "HTML (experimental)"].iter().find_map(|button| rest.strip_prefix(button))
    {
        rest = next.trim_start();
    }
    if rest.starts_with("Abstract:") { rest } else { text }
}

impl<'p> Found<'p> {
    /// Consumes the rows on which a broken line of dates continues; returns the row after.
    fn rest_of_dates(&mut self, rows: &[Row], start: usize, end: usize) -> usize {
        let last = end.min(start + BROKEN_DATES);
        let at = start + 1;
        if rows[start].text.ends_with(']') {
            return at;
        }
        let Some(close) = (at..last).find(|at| rows[*at].text.ends_with(']')) else { return at };
        let joined = unwrap(rows[start..=close].iter().map(|row| row.text));
        if let Some((date, version)) = dateline(&joined) {
            (self.record.known.date, self.record.known.version) = (Some(date), version);
        }
        self.rows.extend(at..=close);
        close + 1
    }

    /// Reads title, authors and abstract from these rows; if no table follows them (`closed`
    /// is not set), a blank row ends the abstract.
    fn texts(&mut self, rows: &[Row<'p>], range: Range<usize>, closed: bool) {
        let mut pieces: Vec<(Option<Role>, usize, &str)> = Vec::new();
        let mut label = None;
        for at in range {
            let text = without_buttons(rows[at].text);
            if text.is_empty() && !closed && pieces.len() > 2 {
                break;
            }
            if text.is_empty() || !pieces.is_empty() && is_boilerplate(text) {
                continue;
            }
            self.rows.push(at);
            if let Some((date, version)) = old_dateline(text) {
                let known = &mut self.record.known;
                (known.date, known.version) = (Some(date), version);
                continue;
            }
            let withdrawn = strip_prefix_ci(text, "This paper has been withdrawn by ");
            if withdrawn.is_some_and(|name| name.len() <= 200) {
                self.record.known.announced = vec![Announcement::Withdrawn];
                continue;
            }
            let (field, value) = web::label(text).map_or((None, text), |(f, v)| (Some(f), v));
            label = field.or(label);
            if !value.is_empty() {
                pieces.push((label, at, value));
            }
        }
        self.name(&pieces);
    }

    /// Makes fields of the pieces: those without labels are title, authors, abstract.
    fn name(&mut self, pieces: &[(Option<Role>, usize, &'p str)]) {
        let of = |wanted: Role| {
            let own = pieces.iter().filter(move |(role, ..)| *role == Some(wanted));
            own.map(|(.., text)| *text).collect::<Vec<_>>()
        };
        let (mut title, mut authors, mut text) =
            (of(Role::Title), of(Role::Authors), of(Role::Abstract));
        let unlabeled = !(authors.is_empty() || text.is_empty());
        let plain = pieces.iter().filter(|(role, ..)| match unlabeled {
            true => role.is_none(),
            false => *role != Some(Role::Authors),
        });
        let plain: Vec<&str> = plain.map(|(.., text)| *text).collect();
        let anonymous = title.len() == 1 && !text.is_empty() && plain.len() == 1 + text.len();
        if authors.is_empty() && !anonymous {
            let cut = plain.len() < 3 && plain.first().is_some_and(|first| web::names(first));
            let found = web::authors_at(&plain).unwrap_or(1).min(plain.len());
            let at = if cut { 0 } else { found };
            let end = web::authors_end(&plain, at);
            title = plain[..at].to_vec();
            authors = plain[at..end].to_vec();
            text = plain[end..].to_vec();
        } else if title.is_empty() && !anonymous {
            title = plain;
        } else {
            // What has no label belongs to no field.
            let extra: Vec<usize> =
                pieces.iter().filter(|(role, ..)| role.is_none()).map(|(_, at, _)| *at).collect();
            self.rows.retain(|at| extra.binary_search(at).is_err());
        }
        self.record.add_lines(Role::Title, &title);
        self.record.add_lines(Role::Authors, &authors);
        self.record.add_lines(Role::Abstract, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;

    #[test]
    fn dates_alone_are_no_paper() {
        let page = Page::new("Physics > Optics\n[Submitted on 2 Jun 2026]\n");
        let digest = parse(&Source::new(&page, PartialDate::year_only(2026)), &mut |_, _| {});
        assert!(digest.entries.is_empty());
        assert_eq!(digest.ledger.leftover_lines(&page).len(), 1);
    }
}
