//! PubMed's texts: what its buttons save as "abstract" and as "summary".
//!
//! A record begins with its number and where it was published, or with its number and its authors,
//! and ends with its PMID. Paragraphs are told by their place, and by the words that they begin
//! with.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "1. J Wool. 2026 Mar 15;12(3):411-47. doi: 10.1000/wool.\n\n\
//!      Counting sheep.\n\n\
//!      Lindqvist A(1), Ek B(1)(2).\n\n\
//!      We count sheep.\n\n\
//!      PMID: 31234567\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "PubMed");
//! assert_eq!(digest.entries[0].authors, ["Lindqvist A", "Ek B"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::ops::Range;

use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::record::{Record, Role};
use crate::formats::shared::boilerplate;
use crate::formats::shared::rows::{self, Row};
use crate::ledger::SpanRole;
use skimmark_paper::text::unwrap;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// How many lines of a summary are looked at for its PMID.
const MOST_LINES: usize = 12;

/// How paragraphs begin that are neither title, authors nor abstract.
static ASIDES: Texts = texts![
    "Collaborators:",
    "[Article in ",
    "[No authors listed]",
    "Comment in",
    "Comment on",
    "Conflict of interest statement:",
    "Copyright",
    "Erratum in",
    "Erratum for",
    "Expression of concern in",
    "Republished",
    "Retraction in",
    "Summary for patients in",
    "Update in",
    "Update of",
    "©",
];

pub(crate) fn sniff(source: &Source) -> u32 {
    a_few((0..source.rows().len()).filter(|at| begins(source, *at)))
}

pub(crate) fn begins(source: &Source, at: usize) -> bool {
    form(source, at).is_some()
}

pub(crate) fn leads(line: &str) -> bool {
    boilerplate::is_boilerplate(line)
}

/// How a record is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Abstract,
    Summary,
}

/// Returns how the record is written that begins in this row.
fn form(source: &Source, at: usize) -> Option<Form> {
    let rows = source.rows();
    let line = rows[at].text;
    let (sign, rest) = after_number(line)?;
    if sign == '.' {
        let place = place(rest)?;
        let is_journal = !place.journal.contains(". ") && place.journal.len() <= 120;
        let goes_on = rest.contains("doi:") || rest.contains(';') || rest.contains("[Epub");
        let wraps = rest.len() > 50 || rest.ends_with('.');
        let ends = |row: Option<&Row>| row.is_none_or(|row| row.text.is_empty());
        // If each line of a page has a blank one below it, these are no rows.
        let below = source.page.text().get(rows[at].text_bytes().end..rows[at].end);
        let is_joined = below.is_some_and(|below| below.matches('\n').count() > 1);
        let is_alone = is_joined || ends(rows.get(at + 1)) || ends(rows.get(at + 2));
        return (is_journal && (goes_on || wraps) && is_alone).then_some(Form::Abstract);
    }
    let below = rows[at..].iter().take(MOST_LINES).take_while(|row| !row.text.is_empty());
    let first = |row: &Row| std::ptr::eq(row.text, line) || after_number(row.text).is_none();
    let holds_pmid = below.take_while(|row| first(row)).any(|row| row.text.contains("PMID:"));
    holds_pmid.then_some(Form::Summary)
}

/// `12. `, `12: `
fn after_number(line: &str) -> Option<(char, &str)> {
    let digits = line.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let sign = line[digits..].chars().next().filter(|sign| ".:".contains(*sign))?;
    let rest = line[digits + 1..].strip_prefix([' ', '\t'])?.trim_start();
    (digits > 0 && rest.starts_with(char::is_alphanumeric)).then_some((sign, rest))
}

/// Where a paper was published: `J Wool. 2026 Mar 15;12(3):411-47. doi: ...`
#[derive(Debug, PartialEq)]
struct Place<'t> {
    journal: &'t str,
    date: &'t str,
    volume: &'t str,
    issue: &'t str,
    pages: &'t str,
}

fn place(text: &str) -> Option<Place<'_>> {
    let year = |at: &usize| {
        let bytes = text.as_bytes();
        let digits = bytes.get(at + 2..at + 6).unwrap_or_default();
        let century = digits.starts_with(b"1") || digits.starts_with(b"20");
        let ends = bytes.get(at + 6).is_none_or(|byte| b" ;:.-/".contains(byte));
        digits.len() == 4 && digits.iter().all(u8::is_ascii_digit) && century && ends
    };
    let at = text.match_indices(". ").map(|(at, _)| at).find(year)?;
    let rest = &text[at + 2..];
    let end = rest.find(['.', ';', ':']).unwrap_or(rest.len());
    let (date, rest) = rest.split_at(end);
    let numbers = rest.strip_prefix(';').unwrap_or_default();
    let numbers = &numbers[..numbers.find(". ").unwrap_or(numbers.len())];
    let (volume, pages) = numbers.trim_end_matches('.').split_once(':').unwrap_or((numbers, ""));
    let (volume, issue) = volume.trim_end_matches('.').split_once('(').unwrap_or((volume, ""));
    Some(Place {
        journal: &text[..at],
        date,
        volume: volume.trim().trim_end_matches('.'),
        issue: issue.trim_end_matches(')'),
        pages,
    })
}

/// Reads the page.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let rows = source.rows();
    let mut digest = Digest::default();
    let mut roles = vec![None; rows.len()];
    let starts: Vec<(usize, Form)> =
        (0..rows.len()).filter_map(|at| Some((at, form(source, at)?))).collect();
    for (place, (start, form)) in starts.iter().enumerate() {
        let limit = starts.get(place + 1).map_or(rows.len(), |(next, _)| *next);
        let (record, end) = match form {
            Form::Abstract => abstract_of(rows, *start..limit),
            Form::Summary => summary_of(rows, *start..limit),
        };
        let Some(entry) = record.entry() else { continue };
        roles[*start..end].fill(Some(SpanRole::Entry(digest.next_index())));
        digest.entries.push(entry);
        watch(rows[end - 1].end, &digest.entries);
    }
    digest.ledger = rows::account(rows, &roles, |at| leads(rows[at].text));
    digest
}

/// Returns the paragraphs of these rows, up to the one with the PMID.
fn paragraphs(rows: &[Row], of: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Without a blank row among them, each row is a paragraph.
    let mut to_last = rows[of.clone()].iter().rev().skip_while(|row| row.text.is_empty());
    let are_joined = to_last.all(|row| !row.text.is_empty());
    for at in of {
        let text = rows[at].text;
        if text.is_empty() {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == at && !are_joined => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
        let ends = text.starts_with("PMID: ");
        if ends && rows.get(at + 1).is_none_or(|next| !next.text.starts_with("PMCID: ")) {
            break;
        }
    }
    found
}

/// Reads a record in the form "abstract"; returns it and the row after it.
fn abstract_of<'p>(rows: &[Row<'p>], of: Range<usize>) -> (Record<'p>, usize) {
    let mut record = Record::default();
    let all = paragraphs(rows, of.clone());
    let end = all.last().map_or(of.start + 1, |last| last.end);
    let mut texts = Vec::new();
    let mut unnamed = true;
    for (number, range) in all.into_iter().enumerate() {
        let lines: Vec<&str> = rows[range].iter().map(|row| row.text).collect();
        let first = lines.first().copied().unwrap_or_default();
        let whole = || unwrap(lines.iter().copied());
        if number == 0 {
            let text = whole();
            let bare = after_number(&text).map_or(text.as_str(), |(_, rest)| rest);
            publish(&mut record, bare);
        } else if number == 1 {
            record.add(Role::Title, whole());
        } else if let Some(places) = first.strip_prefix("Author information:") {
            affiliations(&mut record, std::iter::once(places).chain(lines[1..].iter().copied()));
        } else if ids(&mut record, &lines) || ASIDES.iter().any(|it| first.starts_with(it)) {
            continue;
        } else if unnamed && names_people(&whole()) {
            people(&mut record, &whole());
            unnamed = false;
        } else {
            unnamed = false;
            texts.extend(lines);
        }
    }
    record.add_lines(Role::Abstract, &texts);
    (record, end)
}

/// Returns true if a paragraph is a list of names: pieces of a few words each.
fn names_people(text: &str) -> bool {
    let is_name = |piece: &str| piece.len() <= 60 && piece.split_whitespace().count() <= 6;
    text.split([',', ';']).all(is_name)
}

/// Adds the people of a list, without the numbers of their affiliations: `Lindqvist A(1)(2), Ek B;
/// Wool and Yarn Group.`
fn people(record: &mut Record, text: &str) {
    for group in text.trim_end_matches('.').split("; ") {
        for name in group.split(", ") {
            let name = name.split('(').next().unwrap_or_default();
            record.add(Role::Author, name.trim().to_owned());
        }
    }
}

/// Adds affiliations; each begins with its number, if there are several.
fn affiliations<'p>(record: &mut Record<'p>, lines: impl Iterator<Item = &'p str>) {
    let mut open: Vec<&str> = Vec::new();
    for line in lines {
        let rest = line.trim_start_matches(|c: char| c == '(' || c == ')' || c.is_ascii_digit());
        if line.starts_with('(') && rest.len() < line.len() {
            record.add(Role::Affiliation, unwrap(open.drain(..)));
            open.push(rest);
        } else {
            open.push(line);
        }
    }
    record.add(Role::Affiliation, unwrap(open));
}

/// Adds what a paragraph of identifiers says; returns false for other paragraphs.
fn ids<'p>(record: &mut Record<'p>, lines: &[&'p str]) -> bool {
    let mut known = false;
    for line in lines {
        let Some((name, value)) = line.split_once(": ") else { continue };
        let role = match name {
            "DOI" => Role::Doi,
            "PMID" => Role::Pmid,
            "PMCID" => Role::Other,
            _ => continue,
        };
        known = true;
        record.add(role, value);
    }
    known
}

/// Adds what the place of publication says.
fn publish(record: &mut Record, text: &str) {
    let Some(place) = place(text) else { return };
    let fields = [
        (Role::Venue, place.journal),
        (Role::Date, place.date),
        (Role::Volume, place.volume),
        (Role::Issue, place.issue),
        (Role::Pages, place.pages),
    ];
    for (role, value) in fields {
        record.add(role, value.to_owned());
    }
    if let Some((_, doi)) = text.split_once("doi: ") {
        let doi = doi.split_whitespace().next().unwrap_or_default();
        record.add(Role::Doi, doi.trim_end_matches('.').to_owned());
    }
}

/// Reads a record in the form "summary", which is one paragraph.
fn summary_of<'p>(rows: &[Row<'p>], of: Range<usize>) -> (Record<'p>, usize) {
    let mut record = Record::default();
    let lines = rows[of.clone()].iter().map(|row| row.text).take_while(|text| !text.is_empty());
    let lines: Vec<&str> = lines.collect();
    let text = unwrap(lines.iter().copied());
    let rest = after_number(&text).map_or("", |(_, rest)| rest);
    let (authors, rest) = rest.split_once(". ").unwrap_or(("", rest));
    people(&mut record, authors);
    // The title may end in a mark of its own, and the journal is the last sentence before the year.
    if let Some(found) = place(rest) {
        let ends = [". ", "? ", "! ", ".] "]
            .iter()
            .filter_map(|end| found.journal.rfind(end).map(|at| at + end.len()));
        let split = ends.max().unwrap_or(0);
        record.add(Role::Title, found.journal[..split].trim().to_owned());
        publish(&mut record, &rest[split..]);
    }
    for (name, role) in [("PMID: ", Role::Pmid), ("PMCID: ", Role::Other)] {
        if let Some((_, value)) = text.rsplit_once(name) {
            let value = value.split([';', '.', ' ']).next().unwrap_or_default();
            record.add(role, value.to_owned());
        }
    }
    (record, of.start + lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_publication_are_read() {
        let all = "J Wool (Hill). 2026 Mar 15;12(3 Pt 2):411-47. doi: 10.1000/x. Epub 2026 Mar 1.";
        let found = place(all).unwrap();
        assert_eq!((found.journal, found.date), ("J Wool (Hill)", "2026 Mar 15"));
        assert_eq!((found.volume, found.issue, found.pages), ("12", "3 Pt 2", "411-47"));
        let found = place("Wool. 2026 Jan-Feb;7:12. ").unwrap();
        assert_eq!(
            (found.date, found.volume, found.issue, found.pages),
            ("2026 Jan-Feb", "7", "", "12")
        );
        assert_eq!(place("Wool. 2026. doi: 10.1000/x").unwrap().volume, "");
        assert_eq!(place("We counted 12. 300 were asleep."), None);
    }
}
