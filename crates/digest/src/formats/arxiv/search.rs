//! The results of a search on arXiv.org, copied.
//!
//! A record begins with `arXiv:ID  [formats]  categories`; title, authors, abstract, the line
//! of dates and further labeled lines follow with blank lines between them. What has no label
//! after the authors is left over.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "arXiv:2606.01001 [pdf, other] cs.DB\n\
//!      Counting Sheep\n\
//!      Authors: Ana Lindqvist, Bo Ek\n\
//!      Abstract: We count sheep.\n\
//!      Submitted 5 June, 2026; originally announced June 2026.\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "arXiv search");
//! assert_eq!(digest.entries[0].title, "Counting Sheep");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::ops::Range;

use super::boilerplate::is_boilerplate;
use super::parts::{self as web, Head, strip_prefix_ci};
use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::record::{Record, Role, dates};
use crate::formats::shared::rows::Row;
use crate::ledger::SpanRole;
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::ids;
use skimmark_paper::text::unwrap;

/// Returns how many search results the page holds, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    let rows = source.rows();
    a_few((0..rows.len()).filter_map(|at| head(rows, at)))
}

/// Returns true if a record begins in this row, or the count of results above them.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    let counts = |text: &str| text.contains(" results for ") && is_boilerplate(text);
    let text = source.rows()[at].text;
    text.starts_with("Showing ") && counts(text) || head(source.rows(), at).is_some()
}

/// Returns true for a line that stands above records.
pub(crate) fn leads(text: &str) -> bool {
    is_boilerplate(text)
}

/// Reads the page as search results.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let rows = source.rows();
    let mut roles = vec![None; rows.len()];
    let mut digest = Digest::default();
    let mut heads = (0..rows.len()).filter_map(|at| head(rows, at)).peekable();
    let first = heads.peek().map_or(0, |(head, _)| head.rows.start);
    query_line(rows, first, &mut roles);
    if let Some(found) = headless(&rows[..first]) {
        add(source, &mut digest, &mut roles, found);
    }
    while let Some((head, tags)) = heads.next() {
        let end = heads.peek().map_or(rows.len(), |(next, _)| next.rows.start);
        let found = Found::read(&rows[..end], Some(&head), &tags, head.rows.end);
        add(source, &mut digest, &mut roles, found);
        watch(rows[end - 1].end, &digest.entries);
    }
    digest.ledger = super::account(rows, &roles);
    digest
}

fn add<'p>(
    source: &Source<'p>,
    digest: &mut Digest,
    roles: &mut [Option<SpanRole>],
    found: Found<'p>,
) {
    let Found { mut record, head, rows } = found;
    for at in rows.iter().filter(|at| head.as_ref().is_none_or(|head| !head.contains(at))) {
        web::add_hints(&mut record, source.page, source.rows()[*at].bytes());
    }
    let Some(entry) = record.entry() else { return };
    let role = SpanRole::Entry(digest.next_index());
    rows.into_iter().for_each(|at| roles[at] = Some(role));
    digest.entries.push(entry);
}

/// The text after the formats on the first line of a record.
#[derive(Default)]
struct Tags<'p> {
    categories: Vec<&'p str>,
    doi: Option<&'p str>,
}

/// Reads a head with categories after it.
fn head<'p>(rows: &[Row<'p>], at: usize) -> Option<(Head<'p>, Tags<'p>)> {
    if !rows[at].text.starts_with(['a', 'A']) {
        return None;
    }
    let head = web::head(rows, at).filter(|head| !head.rest.is_empty() && head.rows.len() == 1)?;
    let mut tags = Tags::default();
    let mut words = head.rest.split_whitespace();
    while let Some(word) = words.next() {
        if word.eq_ignore_ascii_case("doi") {
            tags.doi = words.next().filter(|word| ids::doi(word).is_some());
            tags.doi?;
        } else if category::is_known(word) {
            tags.categories.push(word);
        } else {
            return None;
        }
    }
    (!tags.categories.is_empty()).then_some((head, tags))
}

/// One paper and the rows that it was read from.
#[derive(Default)]
struct Found<'p> {
    record: Record<'p>,
    head: Option<Range<usize>>,
    rows: Vec<usize>,
}

impl<'p> Found<'p> {
    /// Reads the record whose title begins at row `from` or below, up to the end of `rows`.
    fn read(rows: &[Row<'p>], head: Option<&Head<'p>>, tags: &Tags<'p>, from: usize) -> Self {
        let mut found = Self::default();
        if let Some(head) = head {
            found.record.add(Role::Arxiv, head.id);
            found.record.known.version = head.version;
            found.head = Some(head.rows.clone());
            found.rows.extend(head.rows.clone());
        }
        found.record.add(Role::Categories, tags.categories.join(" "));
        found.record.add(Role::Doi, tags.doi.unwrap_or_default());
        let mut at = found.badges(rows, from);
        at = found.title(rows, at);
        let mut last = Place::Title;
        while at < rows.len() && !web::begins(rows, at) {
            let place = Place::of(rows[at].text);
            if place.is_some_and(|place| place < last || place == last && last != Place::Classes) {
                break;
            }
            last = place.unwrap_or(last);
            at = match web::label(rows[at].text) {
                Some((role, value)) => found.field(rows, at, role, value),
                None => found.dates(rows, at),
            };
        }
        found
    }

    /// Reads the badges of DOIs: a row `doi`, and one with the DOI, the first of which counts.
    fn badges(&mut self, rows: &[Row<'p>], from: usize) -> usize {
        let mut at = from;
        while let Some(row) = rows.get(at) {
            let badge = row.text.eq_ignore_ascii_case("doi");
            let text = strip_prefix_ci(row.text, "doi").unwrap_or(row.text);
            let text = text.trim_start_matches([':', ' ']);
            let is_doi = ids::doi(text).is_some() && !text.contains(' ');
            if !badge && !is_doi {
                break;
            }
            if is_doi {
                self.record.add(Role::Doi, text);
            }
            self.rows.push(at);
            at += 1;
        }
        at
    }

    /// Reads the title: the first block, unless it has the label of another field.
    fn title(&mut self, rows: &[Row<'p>], from: usize) -> usize {
        let blanks = rows[from..].iter().take_while(|row| row.text.is_empty()).count();
        let start = from + blanks;
        let other = |row: &Row| {
            let label = web::label(row.text).map(|(role, _)| role);
            row.text.is_empty() || label.is_some_and(|it| it != Role::Title) || is_dates(row.text)
        };
        // A title may begin like another field, but its authors follow it all the same.
        let mut below = rows[start..].iter().skip(1).filter(|row| !row.text.is_empty());
        let authors = |row: &Row| matches!(web::label(row.text), Some((Role::Authors, _)));
        let odd = rows.get(start).is_some_and(other) && below.next().is_some_and(authors);
        let first = start + usize::from(odd);
        let end = first + rows[first..].iter().take_while(|row| !other(row)).count();
        let text = |row: &Row<'p>| web::label(row.text).map_or(row.text, |(_, value)| value);
        let plain = rows[first..end].iter().map(text);
        let lines: Vec<&str> = rows[start..first].iter().map(|row| row.text).chain(plain).collect();
        self.record.add_lines(Role::Title, &lines);
        self.rows.extend(start..end);
        end
    }

    /// Reads a labeled block from row `at`; returns the row after it.
    fn field(&mut self, rows: &[Row<'p>], at: usize, role: Role, value: &'p str) -> usize {
        let more = rows[at + 1..].iter().take_while(|row| {
            let own = web::label(row.text).is_none() && !is_dates(row.text);
            own && !is_boilerplate(row.text)
        });
        let end = at + 1 + more.count();
        let more = rows[at + 1..end].iter().map(|row| row.text);
        let lines: Vec<&str> = std::iter::once(value).chain(more).collect();
        match role {
            Role::Abstract => self.record.add(role, whole_abstract(&unwrap(lines)).to_owned()),
            Role::Authors | Role::Comments | Role::Venue => self.record.add_lines(role, &lines),
            _ => self.record.add_lines(Role::Other, &lines),
        }
        self.rows.extend(at..end);
        end
    }

    /// Reads `Submitted 23 January, 2026; v1 submitted 21 January, 2026; ...` from row `at`, if
    /// it is that: the date of a paper is that of its first version.
    fn dates(&mut self, rows: &[Row], at: usize) -> usize {
        if let Some((shown, rest)) = submitted(rows[at].text) {
            let first = rest.split_once("v1 submitted ");
            let first = first.and_then(|(_, rest)| dates::scan_message_day(rest));
            self.record.known.date = Some(first.map_or(shown, |(date, _)| date));
            self.rows.push(at);
        }
        at + 1
    }
}

/// The order of the parts of a record: one out of order is not its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Title,
    Authors,
    Abstract,
    Dates,
    Comments,
    Classes,
    Venue,
}

impl Place {
    fn of(text: &str) -> Option<Self> {
        if is_dates(text) {
            return Some(Self::Dates);
        }
        let (role, _) = web::label(text)?;
        Some(match role {
            Role::Authors => Self::Authors,
            Role::Abstract => Self::Abstract,
            Role::Comments => Self::Comments,
            Role::Other => Self::Classes,
            Role::Venue => Self::Venue,
            // Not on pages of search results.
            _ => Self::Title,
        })
    }
}

fn is_dates(text: &str) -> bool {
    submitted(text).is_some()
}

/// Returns the date after `Submitted`, and what follows it.
fn submitted(text: &str) -> Option<(PartialDate, &str)> {
    let (date, rest) = dates::scan_message_day(strip_prefix_ci(text, "Submitted ")?)?;
    rest.trim_start().starts_with(';').then_some((date, rest))
}

/// Strips the marks that show more of the abstract: `... ▽ More`, `... △ Less`. If the page holds
/// a part of it and the whole, the whole counts.
fn whole_abstract(text: &str) -> &str {
    let after_more = |text| -> Option<&str> {
        let (_, whole) = str::split_once(text, "▽ More")?;
        let whole = whole.trim();
        (!whole.is_empty()).then_some(whole)
    };
    let text = after_more(text).unwrap_or(text);
    ["▽ More", "△ Less"]
        .iter()
        .fold(text, |text, mark| text.trim_end().strip_suffix(mark).unwrap_or(text).trim_end())
}

/// Finds the record before the first head of the page, if the selection began after its own: its
/// title is the row before its authors.
fn headless<'p>(rows: &[Row<'p>]) -> Option<Found<'p>> {
    let authors = rows.iter().position(|row| row.text.starts_with("Authors:"))?;
    let blanks = rows[..authors].iter().rev().take_while(|row| row.text.is_empty()).count();
    let title = (authors - blanks).checked_sub(1)?;
    let named = !is_boilerplate(rows[title].text);
    named.then(|| Found::read(rows, None, &Tags::default(), title))
}

/// Finds the words searched for, which are in the form below the heading that names them.
fn query_line(rows: &[Row], end: usize, roles: &mut [Option<SpanRole>]) {
    let query = |row: &Row<'_>| row.text.split_once(" results for ").is_some();
    let Some(heading) = rows[..end].iter().position(query) else { return };
    if !is_boilerplate(rows[heading].text) {
        return;
    }
    let Some((_, words)) = rows[heading].text.split_once(": ") else { return };
    let same = |row: &Row<'_>| row.text == words.trim();
    if let Some(at) = rows[heading + 1..end].iter().take(6).position(same) {
        roles[heading + 1 + at] = Some(SpanRole::Boilerplate);
    }
}
