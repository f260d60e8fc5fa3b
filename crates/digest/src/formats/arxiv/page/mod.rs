//! The page of one paper on arXiv.org (`/abs/...`), copied.
//!
//! The line of dates begins a paper: title, authors and abstract follow, mostly without labels,
//! then a table of labelled fields and the history of submissions. A selection that began below
//! the dates is known by its table; three lines alone, which are title, authors and abstract, by
//! themselves.

mod fields;

use std::ops::Range;

use crate::byline;
use crate::digest::Digest;
use crate::formats::Watch;
use crate::formats::arxiv::parts::{self as web, Field, Row, behind};
use crate::formats::record::dates;
use crate::formats::shared::links;
use crate::ledger::SpanRole;
use crate::page::Page;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::{Announcement, Entry};
use skimmark_paper::text::readable;

/// Counting further than this tells `read` nothing more.
const ENOUGH: usize = 4;

/// How many papers' pages the page holds, up to a few.
pub(crate) fn sniff(page: &Page) -> u32 {
    let rows = web::rows(page);
    let found = rows.iter().filter(|row| is_anchor(row.text)).take(ENOUGH).count();
    let found = if found == 0 { usize::from(bare(&rows).is_some()) } else { found };
    u32::try_from(found).unwrap_or(u32::MAX)
}

/// Reads the page as pages of papers.
pub(crate) fn parse(page: &Page, _pasted: PartialDate, watch: Watch) -> Digest {
    let rows = web::rows(page);
    let mut roles = vec![None; rows.len()];
    let mut digest = Digest::default();
    let starts: Vec<usize> = (0..rows.len()).filter(|at| web::begins(&rows, *at)).collect();
    let first = starts.first().copied().unwrap_or(rows.len());
    let cut = headless(&rows[..first]).or_else(|| bare(&rows).filter(|_| starts.is_empty()));
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    let papers = starts.iter().zip(ends).filter(|(at, _)| dateline(rows[**at].text).is_some());
    let whole = papers.map(|(start, end)| whole(&rows, *start, end));
    for mut record in cut.into_iter().chain(whole) {
        let role = SpanRole::Entry(digest.next_index());
        web::finish(&mut record.entry);
        // A selection that ends with the dates has cut off all that names the paper.
        if record.entry.title.is_empty() {
            continue;
        }
        for at in record.rows {
            roles[at] = Some(role);
            links::of_hints(&mut record.entry, page, rows[at].start..rows[at].end);
        }
        for at in record.boilerplate {
            roles[at] = Some(SpanRole::Boilerplate);
        }
        digest.entries.push(record.entry);
        watch(rows[record.end - 1].end, &digest.entries);
    }
    digest.ledger = web::account(&rows, &roles);
    digest
}

/// One paper, and the rows that it was read from.
#[derive(Default)]
struct Record {
    entry: Entry,
    rows: Vec<usize>,
    /// Rows that only this paper tells to be boilerplate.
    boilerplate: Vec<usize>,
    /// The row behind the last that may be its own.
    end: usize,
}

fn is_anchor(text: &str) -> bool {
    dateline(text).is_some() || is_citation(text)
}

/// `Cite as: arXiv:2601.14172 [cs.CL]`
fn is_citation(text: &str) -> bool {
    let value = web::label(text).filter(|(field, _)| *field == Field::Cite);
    value.is_some_and(|(_, value)| value.is_empty() || web::identifier(value).is_some())
}

/// `[Submitted on 18 Dec 2025 (v1), last revised 16 Jan 2026 (this version, v2)]`: the date of
/// the first version, and the version shown.
fn dateline(text: &str) -> Option<(PartialDate, Option<u16>)> {
    dates(text, '[', ']').or_else(|| dates(text.strip_suffix('(')?.trim_end(), '[', '\0'))
}

/// The same as the pages had it until 2020, in parentheses below the authors.
fn old_dateline(text: &str) -> Option<(PartialDate, Option<u16>)> {
    dates(text, '(', ')')
}

/// The dates between these two characters; `\0` where the line breaks off behind the first.
fn dates(text: &str, open: char, close: char) -> Option<(PartialDate, Option<u16>)> {
    let (date, rest) = dates::scan_message_day(behind(text.strip_prefix(open)?, "Submitted on ")?)?;
    let enclosed = text.ends_with(close) || close == '\0' && rest.trim().is_empty();
    let shown = rest.split_once("(this version, v").map(|(_, rest)| rest);
    let digits = shown.and_then(|rest| rest.split_once(')')).map(|(digits, _)| digits);
    let first = rest.contains("(this version)").then_some(1);
    enclosed.then(|| (date, digits.and_then(|digits| digits.parse().ok()).or(first)))
}

/// The paper whose dates stand on row `start`, before row `end`.
fn whole(rows: &[Row], start: usize, end: usize) -> Record {
    let mut record = Record { end, rows: vec![start], ..Record::default() };
    record.entry.confidence = 1.0;
    if let Some((date, version)) = dateline(rows[start].text) {
        (record.entry.date, record.entry.version) = (Some(date), version);
    }
    let begin = record.rest_of_dates(rows, start, end);
    let fields = (begin..end).find(|at| fields::begins(rows[*at].text));
    record.texts(rows, begin..fields.unwrap_or(end), fields.is_some());
    if let Some(fields) = fields {
        record.table(rows, fields, end);
    }
    let first = rows.iter().take(16).position(|row| !row.text.is_empty()).filter(|at| *at < start);
    record
        .boilerplate
        .extend(first.filter(|at| is_page_title(rows[*at].text, &record.entry.title)));
    if record.entry.ids.arxiv.is_none() {
        record.entry.ids.arxiv = trail(&rows[start.saturating_sub(12)..start]);
    }
    record
}

/// `[2601.14172v2] Counting Sheep`, the name of the page, first in what text tools save.
fn is_page_title(text: &str, title: &str) -> bool {
    let parts = text.strip_prefix('[').and_then(|text| text.split_once(']'));
    parts.is_some_and(|(id, name)| {
        id.bytes().any(|b| b.is_ascii_digit()) && id.len() <= 24 && readable(name).trim() == title
    })
}

/// The identifier in the trail above the title: `arxiv logo > cs > arXiv:2601.14172v2`.
fn trail(rows: &[Row]) -> Option<String> {
    let own = |row: &Row<'_>| {
        let last = row.text.rsplit('>').next()?.trim();
        web::identifier(last)
            .filter(|_| web::is_boilerplate(row.text))
            .map(|(id, ..)| id.to_owned())
    };
    rows.iter().rev().find_map(own)
}

/// The paper before the first dates, known by its table.
fn headless(rows: &[Row]) -> Option<Record> {
    rows.iter().position(|row| is_citation(row.text))?;
    let fields = rows.iter().position(|row| fields::begins(row.text))?;
    let ours = |row: &&Row<'_>| row.text.is_empty() || !web::is_boilerplate(row.text);
    let above = rows[..fields].iter().rev().take_while(ours).count();
    let mut record = Record { end: rows.len(), ..Record::default() };
    record.entry.confidence = 1.0;
    record.texts(rows, fields - above..fields, true);
    record.table(rows, fields, rows.len());
    Some(record)
}

/// An abstract without anything around it is at least this long.
const SHORTEST_ABSTRACT: usize = 200;

/// No title is longer.
const LONGEST_TITLE: usize = 300;

/// The paper that is the whole page: title, authors, abstract, and nothing else.
fn bare(rows: &[Row]) -> Option<Record> {
    let mut own = rows.iter().filter(|row| !row.text.is_empty());
    let (title, authors, text) = (own.next()?.text, own.next()?.text, own.next()?.text);
    let titled = title.len() <= LONGEST_TITLE && title.contains(' ') && !title.ends_with('.');
    let named = authors.contains(", ") && byline::list_likelihood(authors) > 0.6;
    let long = |text: &str| text.len() >= SHORTEST_ABSTRACT && text.contains(". ");
    if !(titled && named && long(text) && own.all(|row| long(row.text))) {
        return None;
    }
    let mut record = Record { end: rows.len(), ..Record::default() };
    record.entry.confidence = 1.0;
    record.texts(rows, 0..rows.len(), true);
    Some(record)
}

/// Authors without a label stand no further below the title than this.
const LAST_AUTHORS: usize = 4;

/// A line of dates that text tools broke goes on for at most so many rows.
const BROKEN_DATES: usize = 8;

/// The abstract behind the buttons that a reader's view put on its line:
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

impl Record {
    /// Takes the rows on which a broken line of dates goes on; gives the row behind.
    fn rest_of_dates(&mut self, rows: &[Row], start: usize, end: usize) -> usize {
        let last = end.min(start + BROKEN_DATES);
        let mut at = start + 1;
        if rows[start].text.ends_with(']') {
            return at;
        }
        let Some(close) = (at..last).find(|at| rows[*at].text.ends_with(")]")) else { return at };
        while at <= close {
            let shown = rows[at].text.split_once("(this version, v").map(|(_, rest)| rest);
            let digits = shown.and_then(|rest| rest.split_once(')')).map(|(digits, _)| digits);
            self.entry.version = digits.and_then(|d| d.parse().ok()).or(self.entry.version);
            self.rows.push(at);
            at += 1;
        }
        at
    }

    /// Reads title, authors and abstract from these rows; where no table follows them (`closed`
    /// is not set), a blank row ends the abstract.
    fn texts(&mut self, rows: &[Row], range: Range<usize>, closed: bool) {
        let mut pieces: Vec<(Option<Field>, usize, &str)> = Vec::new();
        let mut label = None;
        for at in range {
            let text = without_buttons(rows[at].text);
            if text.is_empty() && !closed && pieces.len() > 2 {
                break;
            }
            if text.is_empty() || !pieces.is_empty() && web::is_boilerplate(text) {
                continue;
            }
            self.rows.push(at);
            if let Some((date, version)) = old_dateline(text) {
                (self.entry.date, self.entry.version) = (Some(date), version);
                continue;
            }
            let withdrawn = behind(text, "This paper has been withdrawn by ");
            if withdrawn.is_some_and(|name| name.len() <= 200) {
                self.entry.announced = vec![Announcement::Withdrawn];
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

    /// Gives the pieces their fields: those without labels are title, authors, abstract.
    fn name(&mut self, pieces: &[(Option<Field>, usize, &str)]) {
        let of = |wanted: Field| {
            let own = pieces.iter().filter(move |(field, ..)| *field == Some(wanted));
            own.map(|(_, _, text)| *text).collect::<Vec<_>>()
        };
        let (mut title, mut authors, mut text) =
            (of(Field::Title), of(Field::Authors), of(Field::Abstract));
        let plain: Vec<&str> = match authors.is_empty() || text.is_empty() {
            true => {
                pieces.iter().filter(|(f, ..)| *f != Some(Field::Authors)).map(|p| p.2).collect()
            }
            false => pieces.iter().filter(|(f, ..)| f.is_none()).map(|p| p.2).collect(),
        };
        let anonymous = title.len() == 1 && !text.is_empty() && plain.len() == 1 + text.len();
        if authors.is_empty() && !anonymous {
            let names = |text: &str| byline::list_likelihood(text) > 0.6;
            let looked = 0..plain.len().min(LAST_AUTHORS);
            let found = looked.into_iter().find(|at| *at > 0 && names(plain[*at]));
            let cut = plain.len() < 3 && plain.first().is_some_and(|first| names(first));
            let at = if cut { 0 } else { found.unwrap_or(1).min(plain.len()) };
            title = plain[..at].to_vec();
            authors = plain.get(at).into_iter().copied().collect();
            text = plain.get(at + 1..).unwrap_or_default().to_vec();
        } else if title.is_empty() && !anonymous {
            title = plain;
        }
        self.entry.title = web::text_of(title);
        web::name_authors(&mut self.entry, &authors.join(" "));
        self.entry.abstract_text =
            web::given(web::text_of(text)).or_else(|| self.entry.abstract_text.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_alone_are_no_paper() {
        let page = Page::new("Physics > Optics\n[Submitted on 2 Jun 2026]\n");
        let digest = parse(&page, PartialDate::year_only(2026), &mut |_, _| {});
        assert!(digest.entries.is_empty());
        assert_eq!(digest.ledger.leftover_lines(&page).len(), 1);
    }
}
