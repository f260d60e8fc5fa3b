//! The results of a search on arXiv.org, copied.
//!
//! A record begins with `arXiv:ID  [formats]  categories`; title, authors, abstract, the line
//! of dates and further labelled lines follow with blank lines between them. What has no label
//! behind the authors is left over.

use crate::digest::Digest;
use crate::formats::Watch;
use crate::formats::arxiv::parts::{self as web, Field, Head, Row, behind};
use crate::formats::record::dates;
use crate::formats::shared::links;
use crate::ledger::SpanRole;
use crate::page::Page;
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::{Category, Entry};
use skimmark_paper::ids;
use skimmark_paper::text::{readable, unwrap};

/// Counting further than this tells `read` nothing more.
const ENOUGH: usize = 4;

/// How many search results the page holds, up to a few.
pub(crate) fn sniff(page: &Page) -> u32 {
    let rows = web::rows(page);
    let found = (0..rows.len()).filter(|at| head(&rows, *at).is_some()).take(ENOUGH).count();
    u32::try_from(found).unwrap_or(u32::MAX)
}

/// Reads the page as search results.
pub(crate) fn parse(page: &Page, _pasted: PartialDate, watch: Watch) -> Digest {
    let rows = web::rows(page);
    let mut roles = vec![None; rows.len()];
    let mut digest = Digest::default();
    let mut heads = (0..rows.len()).filter_map(|at| head(&rows, at)).peekable();
    query_line(&rows, heads.peek().map_or(0, |(head, _)| head.rows.start), &mut roles);
    let mut first = true;
    while let Some((head, tags)) = heads.next() {
        let end = heads.peek().map_or(rows.len(), |(next, _)| next.rows.start);
        if std::mem::take(&mut first)
            && let Some(record) = headless(&rows[..head.rows.start])
        {
            add(page, &rows, &mut digest, &mut roles, record);
        }
        let record = Record::read(&rows[..end], Some(&head), tags, head.rows.end);
        add(page, &rows, &mut digest, &mut roles, record);
        watch(rows[end - 1].end, &digest.entries);
    }
    digest.ledger = web::account(&rows, &roles);
    digest
}

fn add(
    page: &Page,
    rows: &[Row],
    digest: &mut Digest,
    roles: &mut [Option<SpanRole>],
    record: Record,
) {
    let role = SpanRole::Entry(digest.next_index());
    let mut entry = record.entry;
    web::finish(&mut entry);
    for at in record.rows {
        roles[at] = Some(role);
        if record.head.as_ref().is_none_or(|head| !head.contains(&at)) {
            links::of_hints(&mut entry, page, rows[at].start..rows[at].end);
        }
    }
    digest.entries.push(entry);
}

/// What stands behind the formats on the first line of a record.
#[derive(Default)]
struct Tags {
    categories: Vec<Category>,
    doi: Option<String>,
}

/// A head with categories behind it.
fn head<'p>(rows: &[Row<'p>], at: usize) -> Option<(Head<'p>, Tags)> {
    if !rows[at].text.starts_with(['a', 'A']) {
        return None;
    }
    let head = web::head(rows, at).filter(|head| !head.rest.is_empty() && head.rows.len() == 1)?;
    let mut tags = Tags::default();
    let mut words = head.rest.split_whitespace();
    while let Some(word) = words.next() {
        if word.eq_ignore_ascii_case("doi") {
            tags.doi = Some(ids::doi(words.next()?)?);
        } else if category::is_known(word) {
            tags.categories.push(category::resolve(word));
        } else {
            return None;
        }
    }
    (!tags.categories.is_empty()).then_some((head, tags))
}

/// One paper and the rows that it was read from.
struct Record {
    entry: Entry,
    head: Option<std::ops::Range<usize>>,
    rows: Vec<usize>,
}

impl Record {
    /// Reads the record whose title begins at row `from` or below, up to the end of `rows`.
    fn read(rows: &[Row], head: Option<&Head>, tags: Tags, from: usize) -> Self {
        let mut entry = Entry { confidence: 1.0, ..Entry::default() };
        if let Some(head) = head {
            entry = web::entry(head.id, head.version);
        }
        entry.categories = tags.categories;
        entry.ids.doi = tags.doi;
        let own = head.map(|head| head.rows.clone());
        let mut record =
            Self { entry, rows: own.clone().into_iter().flatten().collect(), head: own };
        let mut at = record.badges(rows, from);
        at = record.title(rows, at);
        let mut last = Place::Title;
        while at < rows.len() && !web::begins(rows, at) {
            let place = Place::of(rows[at].text);
            if place.is_some_and(|place| place < last || place == last && last != Place::Classes) {
                break;
            }
            last = place.unwrap_or(last);
            at = match web::label(rows[at].text) {
                Some((field, value)) => record.field(rows, at, field, value),
                None => record.dates(rows, at),
            };
        }
        record
    }

    /// The badges of DOIs: a row `doi`, and one with the DOI, the first of which counts.
    fn badges(&mut self, rows: &[Row], from: usize) -> usize {
        let mut at = from;
        while let Some(row) = rows.get(at) {
            let badge = row.text.eq_ignore_ascii_case("doi");
            let text = behind(row.text, "doi").unwrap_or(row.text).trim_start_matches([':', ' ']);
            let doi = ids::doi(text).filter(|doi| !doi.contains(' '));
            if !badge && doi.is_none() {
                break;
            }
            self.entry.ids.doi = self.entry.ids.doi.take().or(doi);
            self.rows.push(at);
            at += 1;
        }
        at
    }

    /// The title: the first block, unless it has the label of another field.
    fn title(&mut self, rows: &[Row], from: usize) -> usize {
        let blanks = rows[from..].iter().take_while(|row| row.text.is_empty()).count();
        let start = from + blanks;
        let other = |row: &Row| {
            let label = web::label(row.text).map(|(field, _)| field);
            row.text.is_empty() || label.is_some_and(|f| f != Field::Title) || is_dates(row.text)
        };
        let end = start + rows[start..].iter().take_while(|row| !other(row)).count();
        let text = |row: &Row<'_>| match web::label(row.text) {
            Some((_, value)) => value.to_owned(),
            None => row.text.to_owned(),
        };
        let lines: Vec<String> = rows[start..end].iter().map(text).collect();
        self.entry.title = web::text_of(lines.iter().map(String::as_str));
        self.rows.extend(start..end);
        end
    }

    /// Reads a labelled block from row `at`; gives the row behind it.
    fn field(&mut self, rows: &[Row], at: usize, field: Field, value: &str) -> usize {
        let more = rows[at + 1..].iter().take_while(|row| {
            let own = web::label(row.text).is_none() && !is_dates(row.text);
            own && !web::is_boilerplate(row.text)
        });
        let end = at + 1 + more.count();
        let lines = || std::iter::once(value).chain(rows[at + 1..end].iter().map(|row| row.text));
        match field {
            Field::Authors => web::name_authors(&mut self.entry, &unwrap(lines())),
            Field::Abstract => {
                self.entry.abstract_text = web::given(readable(whole_abstract(&unwrap(lines()))));
            }
            Field::Comments => self.entry.comments = web::given(web::text_of(lines())),
            Field::Venue => self.entry.venue = web::given(web::text_of(lines())),
            _ => {}
        }
        self.rows.extend(at..end);
        end
    }

    /// Reads `Submitted 23 January, 2026; v1 submitted 21 January, 2026; ...` from row `at`, if
    /// it is that: the date of a paper is that of its first version.
    fn dates(&mut self, rows: &[Row], at: usize) -> usize {
        if let Some((shown, rest)) = submitted(rows[at].text) {
            let first = rest
                .split_once("v1 submitted ")
                .and_then(|(_, rest)| dates::scan_message_day(rest));
            self.entry.date = Some(first.map_or(shown, |(date, _)| date));
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
        let (field, _) = web::label(text)?;
        Some(match field {
            Field::Authors => Self::Authors,
            Field::Abstract => Self::Abstract,
            Field::Comments => Self::Comments,
            Field::Other => Self::Classes,
            Field::Venue => Self::Venue,
            // On no page of search results.
            Field::Title | Field::Subjects | Field::Doi | Field::Cite => Self::Title,
        })
    }
}

fn is_dates(text: &str) -> bool {
    submitted(text).is_some()
}

/// The date behind `Submitted`, and what follows it.
fn submitted(text: &str) -> Option<(PartialDate, &str)> {
    let (date, rest) = dates::scan_message_day(behind(text, "Submitted ")?)?;
    rest.trim_start().starts_with(';').then_some((date, rest))
}

/// The abstract without the marks that show more of it: `... ▽ More`, `... △ Less`. Where the
/// page holds a part of it and the whole, the whole.
fn whole_abstract(text: &str) -> &str {
    let behind_more = |text| -> Option<&str> {
        let (_, whole) = str::split_once(text, "▽ More")?;
        let whole = whole.trim();
        (!whole.is_empty()).then_some(whole)
    };
    let text = behind_more(text).unwrap_or(text);
    ["▽ More", "△ Less"]
        .iter()
        .fold(text, |text, mark| text.trim_end().strip_suffix(mark).unwrap_or(text).trim_end())
}

/// The record before the first head of the page, where the selection began behind its own: its
/// title is the row before its authors.
fn headless(rows: &[Row]) -> Option<Record> {
    let authors = rows.iter().position(|row| row.text.starts_with("Authors:"))?;
    let blanks = rows[..authors].iter().rev().take_while(|row| row.text.is_empty()).count();
    let title = (authors - blanks).checked_sub(1)?;
    let named = !web::is_boilerplate(rows[title].text);
    named.then(|| Record::read(rows, None, Tags::default(), title))
}

/// The words searched for stand in the form below the heading that names them.
fn query_line(rows: &[Row], end: usize, roles: &mut [Option<SpanRole>]) {
    let query = |row: &Row<'_>| row.text.split_once(" results for ").is_some();
    let Some(heading) = rows[..end].iter().position(query) else { return };
    if !web::is_boilerplate(rows[heading].text) {
        return;
    }
    let Some((_, words)) = rows[heading].text.split_once(": ") else { return };
    let same = |row: &Row<'_>| row.text == words.trim();
    if let Some(at) = rows[heading + 1..end].iter().take(6).position(same) {
        roles[heading + 1 + at] = Some(SpanRole::Boilerplate);
    }
}
