//! What publishers list: a paper's kind, date, title and journal each in a line, and its people, mostly one a line.

use super::found;
use crate::formats::prose::list::block::{Found, Place};
use crate::formats::prose::list::draft::Draft;
use crate::formats::prose::list::{names, places, reference};
use crate::formats::record::{Role, imprint};
use skimmark_paper::date::PartialDate;
use skimmark_paper::text::{lowercase, unwrap};
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// A paper has no more lines than this, blank ones among them.
const MOST_ROWS: usize = 48;

/// What a paper may be, in small letters.
static KINDS: Texts = texts![
    "article",
    "brief communication",
    "brief research report",
    "case report",
    "comment",
    "correspondence",
    "editorial",
    "hypothesis and theory",
    "letter",
    "matters arising",
    "methods",
    "mini review",
    "news & views",
    "original research",
    "perspective",
    "policy forum",
    "report",
    "research article",
    "research briefing",
    "review",
    "review article",
    "systematic review",
    "technical report",
];

/// How the line begins that says where in the journal a paper stands.
const PLACES: &[&str] = &["Volume: ", "P: ", "doi ", "doi:", "DOI: ", "https://doi.org/"];

/// Reads the paper in row `at`. Title, kind, date and people stand in many lists that are not of papers, so
/// that a form needs one more sign:
///
/// - title, summary, people, kind, `12 Mar 2026`, journal, `Volume: 640, P: 12-19` (Nature);
/// - kind, `Published on 12 Mar 2026`, title, `in Fibres`, people, journal, `doi 10.3389/...` (Frontiers);
/// - kind, `12 MAR 2026`, title, `BY ANA LEE, BO EK`, journal with `, Vol 391`, summary (Science).
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    let is_first = is_kind(place.rows[at].text);
    let near = place.rows.get(at..)?.iter().take(MOST_ROWS).skip(2).map(|row| row.text);
    // Asked of each line of each page, so that a look at the lines below must do for nearly all.
    let mut signs = near.filter(|text| is_place(text) || is_first && text.contains(", Vol "));
    signs.next()?;
    let mut lines = Lines { place, first: at, at, end: at };
    let mut draft = Draft::default();
    let mut kind = lines.kind();
    if is_first {
        draft.date(lines.date()?);
    }
    let title = lines.next()?;
    if is_kind(title) || !reference::is_title(title) || title.ends_with([':', ',']) {
        return None;
    }
    draft.title(title.trim_matches('*'));
    let section = lines.next_if(|text| is_first && text.starts_with("in "));
    draft.note("", section.unwrap_or_default());
    if !is_first {
        // Below a blank line, a paragraph of several lines begins with the title of its own paper.
        let most = if lines.is_blank() { 1 } else { MOST_ROWS };
        draft.summary(&lines.paragraph(most));
    }
    let by = lines.next_if(|text| is_first && (text.starts_with("BY ") || text.starts_with("By ")));
    match by {
        Some(people) => draft.authors(&capitalized(&people[3..])),
        None => {
            draft.person(lines.next_if(is_person)?);
            while let Some(name) = lines.next_if(|text| is_person(text) || is_omission(text)) {
                if is_omission(name) {
                    draft.record.known.more_authors = true;
                } else {
                    draft.person(name);
                }
            }
        }
    }
    if kind.is_none() {
        kind = Some(lines.kind()?);
        draft.date(lines.date()?);
    }
    draft.record.add(Role::Type, lowercase(kind?));
    if !lines.imprint(&mut draft) {
        return None;
    }
    // What comes below people and kind is of the next paper.
    if by.is_some() && !lines.is_blank() {
        draft.summary(&lines.paragraph(MOST_ROWS));
    }
    Some(found(draft, at..lines.end))
}

/// The lines of a paper that hold something, one after the other.
struct Lines<'a, 'p> {
    place: Place<'a, 'p>,
    /// The row of its first line.
    first: usize,
    /// The row that is looked at next.
    at: usize,
    /// The row after the last one that was taken.
    end: usize,
}

impl<'p> Lines<'_, 'p> {
    fn peek(&mut self) -> Option<&'p str> {
        let last = self.place.rows.len().min(self.first + MOST_ROWS);
        let rows = self.place.rows.get(self.at..last)?;
        self.at += rows.iter().position(|row| !row.text.is_empty())?;
        Some(self.place.rows[self.at].text)
    }

    fn next(&mut self) -> Option<&'p str> {
        self.next_if(|_| true)
    }

    fn next_if(&mut self, is_wanted: impl Fn(&str) -> bool) -> Option<&'p str> {
        let text = self.peek().filter(|text| is_wanted(text))?;
        self.at += 1;
        self.end = self.at;
        Some(text)
    }

    fn kind(&mut self) -> Option<&'p str> {
        let kind = self.next_if(is_kind);
        self.next_if(|text| matches!(text, "Open Access" | "Free access"));
        kind
    }

    fn date(&mut self) -> Option<PartialDate> {
        let date = |text: &str| places::date(text.strip_prefix("Published on ").unwrap_or(text));
        self.next_if(|text| date(text).is_some()).and_then(date)
    }

    fn is_blank(&self) -> bool {
        self.place.rows.get(self.end).is_none_or(|row| row.text.is_empty())
    }

    /// Reads the lines up to a blank one, if they are sentences, at most `most` of them, and no paper begins
    /// there; empty if not.
    fn paragraph(&mut self, most: usize) -> String {
        self.peek();
        let rows = self.place.rows.get(self.at..).unwrap_or_default();
        let own = |text: &&str| !text.is_empty() && !is_person(text) && !is_kind(text);
        let lines: Vec<&str> =
            rows.iter().take(MOST_ROWS).map(|row| row.text).take_while(own).collect();
        let next = rows.get(lines.len()).map_or("", |row| row.text);
        let text = unwrap(lines.iter().copied());
        let is_sentence = text.len() > 80 || text.ends_with(['.', '!', '?', '…']);
        if lines.len() > most || !is_sentence || is_kind(next) {
            return String::new();
        }
        self.at += lines.len();
        self.end = self.at;
        text
    }

    /// Reads the journal, `Volume: 640, P: 12-19`, `doi 10.3389/fpast.2026.1`, `3 citations`; returns false if
    /// nothing says where in the journal the paper stands.
    fn imprint(&mut self, draft: &mut Draft) -> bool {
        let Some(venue) = self.peek() else { return false };
        let is_cited = venue.contains(", Vol ");
        if is_cited {
            let text = venue.replace("Vol ", "Volume ").replace("No ", "Issue ");
            let place = imprint::publication(&text);
            draft.venue(&place.venue);
            draft.record.add(Role::Volume, place.volume);
            draft.record.add(Role::Issue, place.issue);
            self.next();
        } else if !is_place(venue) {
            draft.venue(venue);
            self.next();
        }
        let mut is_told = is_cited;
        while let Some(text) = self.next_if(is_place) {
            is_told = true;
            for part in text.split(", ") {
                match part.split_once(' ') {
                    Some(("Volume:", volume)) => draft.record.add(Role::Volume, volume.to_owned()),
                    Some(("P:", pages)) => draft.record.add(Role::Pages, pages.to_owned()),
                    _ => drop(draft.mentions(part)),
                }
            }
        }
        let is_count = |text: &str| {
            let (count, word) = text.split_once(' ').unwrap_or_default();
            matches!(word, "views" | "citations" | "citation" | "downloads")
                && count.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
        };
        while let Some(count) = self.next_if(is_count) {
            draft.note("", count);
        }
        is_told
    }
}

fn is_place(text: &str) -> bool {
    PLACES.iter().any(|place| text.starts_with(place))
}

fn is_kind(text: &str) -> bool {
    text.len() < 30
        && text.starts_with(char::is_uppercase)
        && KINDS.contains(&lowercase(text).as_str())
}

/// Returns true for a line that is one name.
fn is_person(text: &str) -> bool {
    let people = names::scan(text);
    people.names.len() == 1 && people.rest.trim().is_empty() && !is_kind(text)
}

/// Returns true for what stands for people who are left out.
fn is_omission(text: &str) -> bool {
    !text.is_empty() && text.trim_matches(['[', ']']).chars().all(|c| matches!(c, '.' | '…'))
}

/// Sets names in capitals as they are written elsewhere: `ANA LEE-EK AND BO DU` as `Ana Lee-Ek and Bo Du`.
fn capitalized(names: &str) -> String {
    if names.contains(char::is_lowercase) {
        return names.to_owned();
    }
    let mut out = String::with_capacity(names.len());
    for word in names.split_inclusive(|c: char| !c.is_alphabetic()) {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        out.push_str(first);
        out.push_str(&lowercase(rest));
    }
    out.replace("Et Al", "et al").replace(" And ", " and ")
}
