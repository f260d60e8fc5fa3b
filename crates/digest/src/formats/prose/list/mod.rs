//! Lists of papers in prose: digests in Markdown, newsletters, reading lists, references, and what is copied from
//! or mailed by libraries and sites.
//!
//! A paper is named by a line: a heading, a bullet, a number, or a line of its own. What stands below
//! it is told by labels, links, names of people, venues and dates. Nothing is a paper because of its
//! place alone: there must be an identifier, authors, or a venue with its year.
//!
//! ```
//! use skimmark_digest::{formats, page::Page};
//!
//! let page = Page::new(
//!     "## 1. [Counting Sheep](https://arxiv.org/abs/2601.00001)\n\
//!      *Ana Lindqvist, Bo Ek*\n\
//!      **TL;DR:** We count sheep.\n",
//! );
//! let digest = formats::read(&page, "2026-06-20".parse()?);
//! assert_eq!(digest.format(), "paper list");
//! assert_eq!(digest.entries[0].authors, ["Ana Lindqvist", "Bo Ek"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod block;
mod draft;
mod inline;
mod item;
mod labels;
mod lines;
mod names;
mod places;
mod reference;
mod sites;
mod written;

use crate::digest::Digest;
use crate::formats::format::{Source, Watch, a_few};
use crate::formats::shared::boilerplate;
use crate::formats::shared::rows;
use crate::ledger::SpanRole;
use block::{Found, Place};
use lines::Mark;
use skimmark_paper::entry::Entry;
use std::collections::HashMap;
use std::ops::Range;

/// Returns about how many papers the page lists, up to a few.
pub(crate) fn sniff(source: &Source) -> u32 {
    let rows = rows::of_prose(source.rows());
    let place = Place { page: source.page, rows: &rows };
    // What only an identifier tells in running text is read as well by the last resort.
    let counts = |found: &Found| found.sure && (found.certain || !source.is_rest);
    a_few(papers(place).filter(counts))
}

/// Returns true if a paper certainly begins in this row.
pub(crate) fn begins(source: &Source, at: usize) -> bool {
    let rows = source.rows();
    let text = rows[at].text;
    let first = text.as_bytes().first().copied().unwrap_or_default();
    // Asked of each line of each page, so that a look at the line must do for nearly all.
    if !(b"#*-+[".contains(&first) || first.is_ascii_digit()) || !text.contains("](http") {
        return false;
    }
    record(Place { page: source.page, rows }, at).is_some_and(|found| found.certain)
}

/// Returns true for a line that stands above the papers.
pub(crate) fn leads(text: &str) -> bool {
    text.starts_with('#')
}

/// Reads the page as a list.
pub(crate) fn parse(source: &Source, watch: Watch) -> Digest {
    let rows = source.rows();
    let prose = rows::of_prose(rows);
    let place = Place { page: source.page, rows: &prose };
    let mut digest = Digest::default();
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut roles = vec![None; rows.len()];
    for found in papers(place).filter(|found| found.certain || !source.is_rest) {
        let Some(mut entry) = found.record.entry() else { continue };
        if let (Some(above), Some(rows)) = (digest.entries.last_mut(), places.last_mut())
            && rows.end == found.rows.start
            && is_rest_of(&mut entry, above)
        {
            rows.end = found.rows.end;
            *above = entry;
            continue;
        }
        watch(rows[found.rows.end - 1].end, &digest.entries);
        places.push(found.rows);
        digest.entries.push(entry);
    }
    without_numbers(&mut digest.entries);
    let mut contents = contents(place, &digest.entries, &places).into_iter();
    digest.entries.retain({
        let mut contents = contents.clone();
        move |_| !contents.next().unwrap_or_default()
    });
    let mut index = 0;
    for rows in places {
        let role = match contents.next() {
            Some(true) => SpanRole::Boilerplate,
            _ => {
                index += 1;
                SpanRole::Entry(index - 1)
            }
        };
        roles[rows].fill(Some(role));
    }
    digest.ledger = rows::account(rows, &roles, |at| is_boilerplate(rows[at].text));
    digest
}

/// Returns true for the people and the identifier below a title that leads to the same paper, as on
/// bioRxiv's pages; adds what stands above.
fn is_rest_of(entry: &mut Entry, above: &mut Entry) -> bool {
    let nameless = entry.ids.name().is_some_and(|name| name == entry.title);
    let person = || names::scan(&entry.title).rest.trim().is_empty();
    if entry.ids.is_empty()
        || entry.ids != above.ids
        || !above.authors.is_empty()
        || !(nameless || entry.authors.is_empty() && person())
    {
        return false;
    }
    let title = std::mem::replace(&mut entry.title, std::mem::take(&mut above.title));
    if !nameless {
        entry.authors.push(title);
    }
    entry.links.splice(..0, above.links.drain(..));
    entry.confidence = 1.0;
    true
}

/// Takes the numbers off titles that are numbered one by one, `1 Counting Sheep`, `2 Lambs in Motion`, or by
/// their submissions: `1234: Counting Sheep`.
fn without_numbers(entries: &mut [Entry]) {
    let parted = |entry: &Entry| {
        let (word, title) = entry.title.split_once(' ')?;
        let bare = word.trim_end_matches(':');
        let number = bare.parse::<u16>().map(u32::from).ok()?;
        Some((number, title.to_owned(), bare.len() < word.len()))
    };
    let parted: Option<Vec<(u32, String, bool)>> = entries.iter().map(parted).collect();
    let Some(parted) = parted.filter(|it| it.len() > 1) else { return };
    let follow = |((number, ..), expected): (&(u32, String, bool), u32)| *number == expected;
    // Two titles may begin with years.
    let of_submissions = parted.len() > 2 && parted.iter().all(|it| it.2);
    if parted.iter().zip(parted[0].0..).all(follow) || of_submissions {
        entries.iter_mut().zip(parted).for_each(|(entry, (_, title, _))| entry.title = title);
    }
}

/// How lines of LaTeX around its references begin, and of org-mode above its headlines.
const FRAME: &[&str] = &[
    "\\begin{thebibliography}",
    "\\begingroup",
    "\\datalist",
    "\\enddatalist",
    "\\endgroup",
    "\\endinput",
    "\\endrefsection",
    "\\makeatletter",
    "\\refsection",
    "% $ biblatex",
    "#+AUTHOR:",
    "#+DATE:",
    "#+FILETAGS:",
    "#+OPTIONS:",
    "#+STARTUP:",
    "#+TITLE:",
];

/// Returns true for boilerplate of any page, tags of HTML alone, and links within a page of Markdown.
fn is_boilerplate(text: &str) -> bool {
    let within = text.starts_with(['-', '*', '+']) && text.contains("](#");
    let tags = text.starts_with('<') && text.ends_with('>') && text.len() < 60;
    boilerplate::is_boilerplate(text)
        || within
        || text.ends_with("{thebibliography}")
        || FRAME.iter().any(|begin| text.starts_with(begin))
        || item::is_label(text) && !text.contains(|c: char| c.is_ascii_digit() || c == ':')
        || tags && !text.contains("</a>") && inline::of(text).text.trim().is_empty()
}

/// Tells which entries only announce one that stands below with its abstract: a numbered contents.
fn contents(place: Place, entries: &[Entry], places: &[Range<usize>]) -> Vec<bool> {
    let mut gone = vec![false; entries.len()];
    let mut named: HashMap<&str, usize> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if place.line(places[at].start).mark != Mark::Number {
            continue;
        }
        if let Some(before) = named.insert(&entry.title, at) {
            gone[before] = entry.abstract_text.is_some() && entries[before].abstract_text.is_none();
        }
    }
    gone
}

/// Returns the papers of a page.
fn papers<'a>(place: Place<'a, 'a>) -> impl Iterator<Item = Found> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < place.rows.len() {
            match record(place, at) {
                Some(found) => {
                    at = found.rows.end;
                    return Some(found);
                }
                None => at += 1,
            }
        }
        None
    })
}

/// Reads the paper that begins in row `at`.
fn record(place: Place, at: usize) -> Option<Found> {
    if place.rows[at].text.is_empty() || sites::org::is_section(place, at) {
        return None;
    }
    let known = written::read(place, at).or_else(|| sites::read(place, at));
    known.or_else(|| block::read(place, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(titles: &[&str]) -> Vec<String> {
        let entry = |title: &&str| Entry { title: (*title).to_owned(), ..Entry::default() };
        let mut entries: Vec<Entry> = titles.iter().map(entry).collect();
        without_numbers(&mut entries);
        entries.into_iter().map(|entry| entry.title).collect()
    }

    #[test]
    fn numbers_one_by_one_are_no_part_of_titles() {
        assert_eq!(without(&["11 Sheep", "12 Lambs"]), ["Sheep", "Lambs"]);
        assert_eq!(without(&["12: Sheep", "7: Lambs", "9: Wool"]), ["Sheep", "Lambs", "Wool"]);
        for titles in [
            &["1984 Sheep", "12 Lambs"][..],
            &["3 Tesla for Sheep"],
            &["1 Sheep", "Lambs"],
            &["2001: A Sheep Odyssey", "1984: What Sheep Said"],
            &["18446744073709551615 Sheep", "1 Lamb"],
        ] {
            assert_eq!(without(titles), titles);
        }
    }
}
