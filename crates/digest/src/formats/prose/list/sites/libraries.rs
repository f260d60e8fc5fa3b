//! What libraries and bibliographies show, mail and export: ADS, DBLP, INSPIRE, SSRN, ScienceDirect.

use super::{found, text};
use crate::formats::prose::list::block::{Found, Place};
use crate::formats::prose::list::draft::{Draft, is_bibcode};
use crate::formats::prose::list::names;
use crate::formats::prose::list::places;
use crate::formats::prose::list::reference;
use crate::formats::record::{Role, imprint};
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;

/// A paper has no more lines than this.
const MOST_ROWS: usize = 12;

/// Reads the paper in row `at`.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    let line = text(place, at);
    if line.ends_with(',') {
        return science_direct(place, at);
    }
    if line.ends_with(':') {
        return dblp(place, at);
    }
    ads(place, at).or_else(|| ssrn(place, at)).or_else(|| inspire(place, at))
}

/// `2026ApJ...963..100E · 2026/05 · cited: 3`, the title, the authors; or, as it is mailed,
/// `1) 2026ApJ...963..100E: Ek, Bo; and 3 more`, and the title.
fn ads(place: Place, at: usize) -> Option<Found> {
    let line = text(place, at);
    let line = match line.split_once(") ") {
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => line,
    };
    let (code, rest) = line.split_at_checked(19).filter(|(code, _)| is_bibcode(code))?;
    let mut draft = Draft::default();
    let mut end = at + 1;
    match rest.strip_prefix(": ") {
        Some(people) => {
            let (people, more) = match people.rsplit_once("; and ") {
                Some((people, last)) if last.ends_with(" more") => (people.to_owned(), true),
                _ => (people.replace("; and ", "; "), false),
            };
            draft.title(text(place, end));
            draft.authors(&people);
            draft.record.known.more_authors = more;
            end += 1;
            let venue = text(place, end);
            if !venue.is_empty() && place.line(end).indent > place.line(at).indent {
                if !draft.publication(venue) {
                    draft.note("", venue);
                }
                end += 1;
            }
        }
        None => {
            let mut words = rest.split_whitespace().peekable();
            if let Some(date) = words.next().and_then(places::date) {
                draft.date(date);
            }
            if words.peek().is_none() && text(place, end).starts_with("cited:") {
                words = text(place, end).split_whitespace().peekable();
                end += 1;
            }
            let count: Vec<&str> = words.collect();
            draft.note("", &count.join(" "));
            // A list of keys alone.
            if is_bibcode(text(place, end).get(..19).unwrap_or_default()) {
                return None;
            }
            draft.title(text(place, end));
            draft.authors(text(place, end + 1));
            end += 2;
        }
    }
    draft.bibcode(code);
    (end <= place.rows.len() && draft.is_titled()).then(|| found(draft, at..end))
}

/// `Ana Lind, Bo Ek 0002:`, and below `Counting Sheep. J. Wool 12(3): 45-67 (2026)`.
fn dblp(place: Place, at: usize) -> Option<Found> {
    let line = text(place, at).strip_suffix(':')?;
    // `[j12] ` counts the papers of one person.
    let line = match line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((number, rest)) if number.len() < 6 => rest,
        _ => line,
    };
    // Who has a name that others have, too, has a number.
    let is_number = |word: &&str| word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
    let people = line.split(", ").map(|name| {
        name.rsplit_once(' ').filter(|(_, number)| is_number(number)).map_or(name, |(name, _)| name)
    });
    let people = people.collect::<Vec<_>>().join(", ");
    let (title, rest) = reference::sentence(text(place, at + 1));
    let found_in = imprint::publication(rest);
    let year = found_in.year.filter(|_| rest.ends_with(')') || rest.contains(':'))?;
    if !names::is_list(&people, true) || !reference::is_title(title) {
        return None;
    }
    let mut draft = Draft::default();
    draft.authors(&people);
    draft.title(title);
    match rest.split_once("abs/").map(|(_, id)| id.split(' ').next().unwrap_or_default()) {
        Some(id) => draft.record.add(Role::Arxiv, id.to_owned()),
        None => {
            for (role, text) in [
                (Role::Volume, found_in.volume),
                (Role::Issue, found_in.issue),
                (Role::Pages, found_in.pages),
            ] {
                draft.record.add(role, text);
            }
        }
    }
    draft.venue(&found_in.venue);
    draft.date(PartialDate::year_only(year));
    Some(found(draft, at..at + 2))
}

/// The title, perhaps where it will appear, `Number of pages: 45 Posted: 18 Jun 2026`, the authors,
/// where they work, `Downloads 123`.
fn ssrn(place: Place, at: usize) -> Option<Found> {
    const PAGES: &str = "Number of pages: ";
    let is_pages = |at: usize| text(place, at).starts_with(PAGES);
    let told = (at + 1..at + 3).find(|at| is_pages(*at))?;
    let mut draft = Draft::default();
    draft.title(text(place, at));
    if told == at + 2 {
        let venue = text(place, at + 1);
        let is_venue =
            venue.contains("Forthcoming") || venue.contains(|c: char| c.is_ascii_digit());
        if !is_venue {
            return None;
        }
        draft.venue(venue);
    }
    let (pages, posted) = text(place, told).split_once(" Posted: ")?;
    let ends = posted.find(" Last Revised: ").unwrap_or(posted.len());
    draft.date(places::date(&posted[..ends])?);
    draft.note("", pages);
    draft.note("", &posted[ends..]);
    draft.authors(text(place, told + 1));
    let mut end = told + 2;
    // The next title, if nobody says where they work.
    if !is_pages(end + 1) && !is_pages(end + 2) && !text(place, end).starts_with("Downloads ") {
        draft.record.add(Role::Affiliation, text(place, end).to_owned());
        end += 1;
    }
    if text(place, end).starts_with("Downloads ") {
        draft.note("", text(place, end));
        end += 1;
    }
    Some(found(draft, at..end.min(place.rows.len())))
}

/// The title, `#12`, `Ana Lee (Hill U.), Bo Ek (Lake U.) (Jun 2, 2026)`, `Published in: JHEP 06 (2026) 012 •
/// e-Print: 2606.01234 [hep-ph]`, buttons, `4 citations`.
fn inspire(place: Place, at: usize) -> Option<Found> {
    let number = text(place, at + 1).strip_prefix('#')?;
    let (people, date) = text(place, at + 2).rsplit_once('(')?;
    let date = places::date(date.trim_end_matches(')'))?;
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut draft = Draft::default();
    draft.title(text(place, at));
    draft.authors(&people.replace(" • ", ", "));
    draft.date(date);
    let mut end = at + 3;
    for part in text(place, end).split(" • ") {
        match part.strip_prefix("Published in: ") {
            Some(venue) => draft.venue(venue),
            None => {
                let words = part.split([' ', '[', ']']).filter(|word| !draft.id(word, true));
                let codes = words.filter(|word| category::is_written(word)).collect::<Vec<_>>();
                draft.record.add(Role::Categories, codes.join(" "));
            }
        }
    }
    end += 1;
    let buttons = end..place.rows.len().min(at + MOST_ROWS);
    let is_count = |at: &usize| {
        let (count, word) = text(place, *at).split_once(' ').unwrap_or_default();
        matches!(word, "citation" | "citations") && !count.is_empty()
    };
    let mut buttons = buttons.take_while(|at| !text(place, *at).is_empty());
    if let Some(count) = buttons.find(is_count) {
        draft.note("", text(place, count));
        end = count + 1;
    }
    let end = end.min(place.rows.len());
    Some(found(draft, at..end))
}

/// A line each, with a comma at its end: authors, title, journal, volume and issue, year, pages, ISSN,
/// address; then `(https://www.sciencedirect.com/...)`, `Abstract: ...`, `Keywords: ...`.
fn science_direct(place: Place, at: usize) -> Option<Found> {
    let mut rows = at..place.rows.len().min(at + MOST_ROWS);
    let own = |at: &usize| text(place, *at).starts_with("(https://www.sciencedirect.com/");
    let address = rows.find(own)?;
    let is_part = |at: usize| text(place, at).ends_with([',', '.']);
    if address < at + 4 || !(at..address).all(is_part) {
        return None;
    }
    let part = |at: usize| text(place, at).trim_end_matches([',', '.']);
    let mut draft = Draft::default();
    draft.authors(part(at));
    draft.title(part(at + 1));
    draft.venue(part(at + 2));
    for at in at + 3..address {
        let part = part(at);
        if let Some(date) = places::date(part) {
            draft.date(date);
        } else if let Some(pages) = part.strip_prefix("Pages ") {
            draft.record.add(Role::Pages, pages.to_owned());
        } else if part.starts_with("Volume ") || part.starts_with("Article ") {
            let place = imprint::publication(part);
            draft.record.add(Role::Volume, place.volume);
            draft.record.add(Role::Issue, place.issue);
        } else if part.starts_with("http") {
            draft.address(part, "");
        } else {
            draft.note("", part);
        }
    }
    draft.address(text(place, address).trim_matches(['(', ')']), "");
    let mut end = address + 1;
    for (label, role) in [("Abstract: ", Role::Abstract), ("Keywords: ", Role::Keywords)] {
        if let Some(value) = text(place, end).strip_prefix(label) {
            draft.record.add(role, value.to_owned());
            end += 1;
        }
    }
    draft.is_titled().then(|| found(draft, at..end))
}
