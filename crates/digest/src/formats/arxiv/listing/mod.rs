//! The listing pages of arXiv (`/list/cs.CL/new`, `/recent`, a month), copied.
//!
//! First the heads of records and the headings between them are found, because nothing else looks
//! like them. Between two of them are title, authors, labeled fields up to the subjects, and on
//! `/new` the abstract; whatever follows is left over. Only the page as a whole distinguishes an
//! abstract from a sentence that someone added after the subjects: see [`Section::abstracts`].
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "[1] arXiv:2606.01001 [pdf, html, other]\n\
//!      Counting Sheep\n\
//!      Ana Lindqvist, Bo Ek\n\
//!      Subjects: Databases (cs.DB)\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "arXiv listing");
//! assert_eq!(digest.entries[0].title, "Counting Sheep");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod body;
mod heading;

use std::ops::Range;

use super::boilerplate::is_boilerplate;
use super::parts::{self as web, Head};
use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::record::{self, Role};
use crate::formats::shared::rows::Row;
use crate::ledger::SpanRole;
use crate::page::Page;
use body::Body;
use heading::{Heading, Shape};
use skimmark_paper::entry::{Announcement, Entry};

/// Returns how many records of a listing the page holds, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    let rows = source.rows();
    a_few((0..rows.len()).filter_map(|at| head(rows, at)))
}

/// Returns true if a record begins in this row, or one of the headings above records.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    let rows = source.rows();
    head(rows, at).is_some_and(|head| head.formats) || heading::is_of_listing(rows[at].text)
}

/// Returns true for a line that stands above records.
pub(crate) fn leads(text: &str) -> bool {
    is_boilerplate(text) || heading::read(text).is_some()
}

/// Reads the page as a listing.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let rows = source.rows();
    let mut roles = vec![None; rows.len()];
    let sections = sections(rows, &mut roles);
    let mut digest = Digest::default();
    for section in &sections {
        let abstracts = section.abstracts();
        for record in &section.records {
            let role = SpanRole::Entry(digest.next_index());
            let text = record.body.abstract_rows(abstracts);
            let Some(entry) = entry(source.page, rows, section, record, &text) else { continue };
            digest.entries.push(entry);
            let head = record.head.iter().flat_map(|head| head.rows.clone());
            let all = head.chain(record.body.rows()).chain(text.clone());
            for row in all.filter(|row| !rows[*row].text.is_empty()) {
                roles[row] = Some(role);
            }
            watch(rows[record.end - 1].end, &digest.entries);
        }
    }
    digest.ledger = super::account(rows, &roles);
    digest
}

/// Reads the head of a record of a listing: its row ends with the formats, or begins with a number.
fn head<'p>(rows: &[Row<'p>], at: usize) -> Option<Head<'p>> {
    let text = rows[at].text;
    if !(text.starts_with('[') || text.starts_with(['a', 'A'])) {
        return None;
    }
    web::head(rows, at).filter(|head| head.rest.is_empty() && (head.formats || head.numbered))
}

/// One paper.
struct Record<'p> {
    /// Absent if the selection began after it.
    head: Option<Head<'p>>,
    body: Body<'p>,
    /// The row after the last that may be its own.
    end: usize,
}

/// The records below one heading.
#[derive(Default)]
struct Section<'p> {
    heading: Heading,
    records: Vec<Record<'p>>,
}

impl Section<'_> {
    /// Returns whether the records have abstracts: if the heading says so, or if, as on `/new`,
    /// most of them have a text after the subjects; half of them are enough if a blank line closes
    /// it, as in a selection that ends with the second one's subjects. On `/recent` nothing
    /// separates the records, and what follows the subjects is not theirs.
    fn abstracts(&self) -> Abstracts {
        let all = self.records.iter().filter(|record| record.body.has_subjects).count();
        let twice = |has: fn(&Body) -> bool| {
            2 * self.records.iter().filter(|record| has(&record.body)).count()
        };
        let attached = twice(|body| !body.attached.is_empty());
        match self.heading.shape {
            Some(Shape::Recent) => Abstracts::default(),
            Some(Shape::New) => Abstracts {
                attached: true,
                closed: true,
                apart: twice(|body| !body.apart.is_empty()) > all,
            },
            None => Abstracts {
                attached: attached > all,
                closed: attached >= all,
                apart: twice(|body| body.long_apart) > all,
            },
        }
    }
}

/// Which texts of a section are abstracts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Abstracts {
    /// Those directly after the subjects.
    attached: bool,
    /// Those of them that a blank line closes.
    closed: bool,
    /// Those after the subjects and a blank line.
    apart: bool,
}

/// Finds the headings of the page with the records below them; headings get their role.
fn sections<'p>(rows: &[Row<'p>], roles: &mut [Option<SpanRole>]) -> Vec<Section<'p>> {
    let mut sections = vec![Section::default()];
    let mut open: Option<Head> = None;
    let mut none_yet = true;
    let (mut from, mut at) = (0, 0);
    while at < rows.len() {
        let head = head(rows, at);
        let heading = if head.is_none() { heading::read(rows[at].text) } else { None };
        if head.is_none() && heading.is_none() && !web::begins(rows, at) {
            at += 1;
            continue;
        }
        let record = Record::read(rows, open.take(), from..at, none_yet);
        none_yet &= record.is_none();
        if let Some(section) = sections.last_mut() {
            section.records.extend(record);
        }
        let before = sections.last().map(|section| (section.heading, section.records.is_empty()));
        let (before, fresh) = before.unwrap_or_default();
        if let Some(heading) = heading {
            roles[at] = Some(SpanRole::Boilerplate);
            // A count of entries below records is the foot of the page.
            let foot = heading == Heading::default() && !fresh;
            let heading = if foot { heading } else { before.then(heading) };
            sections.push(Section { heading, records: Vec::new() });
        } else if head.is_none() {
            // Another kind of page begins.
            sections.push(Section::default());
        }
        at = head.as_ref().map_or(at + 1, |head| head.rows.end);
        (open, from) = (head, at);
    }
    if let Some(section) = sections.last_mut() {
        section.records.extend(Record::read(rows, open, from..rows.len(), none_yet));
    }
    sections
}

impl<'p> Record<'p> {
    /// Reads the record whose head ends before `range`, which ends before the next; without a head,
    /// if it is the first, one whose head was cut.
    fn read(
        rows: &[Row<'p>],
        head: Option<Head<'p>>,
        range: Range<usize>,
        first: bool,
    ) -> Option<Self> {
        let end = range.end;
        let body = match &head {
            Some(head) => Body::read(rows, range, head.is_spread()),
            None if first => body::headless(rows, range)?,
            None => return None,
        };
        Some(Self { head, body, end })
    }
}

/// Returns the paper of a record; `None` if neither a title nor an identifier names it.
fn entry<'p>(
    page: &'p Page,
    rows: &[Row<'p>],
    section: &Section<'p>,
    record: &Record<'p>,
    text: &Range<usize>,
) -> Option<Entry> {
    let body = &record.body;
    let mut fields = record::Record::default();
    fields.known.date = section.heading.date;
    if let Some(head) = &record.head {
        fields.add(Role::Arxiv, head.id);
        fields.known.version = head.version;
        fields.known.announced.clone_from(&head.notes.announced);
        if fields.known.announced.is_empty() {
            fields.known.announced = vec![section.heading.announced.unwrap_or(Announcement::New)];
        }
        fields.add(Role::Categories, head.notes.from.unwrap_or_default());
    }
    fields.add_lines(Role::Title, &body.title);
    fields.add_lines(Role::Authors, &body.authors);
    fields.add(Role::Subjects, body.subjects.join(" "));
    fields.add_lines(Role::Comments, &body.comments);
    fields.add_lines(Role::Venue, &body.venue);
    fields.add(Role::Doi, body.doi.unwrap_or_default());
    let lines = rows[text.clone()].iter().map(|row| match web::label(row.text) {
        Some((Role::Abstract, text)) => text,
        _ => row.text,
    });
    fields.add_lines(Role::Abstract, &lines.collect::<Vec<_>>());
    for row in body.rows().chain(text.clone()) {
        web::add_hints(&mut fields, page, rows[row].bytes());
    }
    fields.entry()
}

#[cfg(test)]
mod tests {
    use crate::formats;
    use crate::page::Page;
    use skimmark_paper::date::PartialDate;

    #[test]
    fn pastes_that_kept_their_labels_are_read() {
        let page = Page::new(
            "New submissions (showing 1 of 1 entries)\n[1] arXiv:2606.01001 [pdf]\n\
             Title: On Wool\nAuthors: Ana Lee, Bo Ek\nDOI: https://doi.org/10.1000/WOOL.1\n\
             Subjects: Databases (cs.DB)\nAbstract: We count sheep.\n",
        );
        let digest = formats::read(&page, PartialDate::year_only(2026));
        let [entry] = digest.entries.as_slice() else { panic!("{:?}", digest.entries) };
        assert_eq!(entry.title, "On Wool");
        assert_eq!(entry.ids.doi.as_deref(), Some("10.1000/wool.1"));
        assert_eq!(entry.abstract_text.as_deref(), Some("We count sheep."));
    }
}
