//! What publishers and networks list: the paper's kind, date, title and journal each in a line, and its people,
//! mostly one a line.

use super::found;
use crate::formats::prose::list::block::{Found, Place};
use crate::formats::prose::list::draft::Draft;
use crate::formats::prose::list::{names, places, reference};
use crate::formats::record::{Role, imprint};
use skimmark_paper::text::{lowercase, unwrap};
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// A paper has no more lines than this, blank ones among them.
const MOST_ROWS: usize = 60;

/// What a paper may be, in small letters.
static KINDS: Texts = texts![
    "article",
    "brief research report",
    "brief report",
    "case report",
    "chapter",
    "comment",
    "conference paper",
    "correspondence",
    "editorial",
    "hypothesis and theory",
    "letter",
    "methods",
    "mini review",
    "news & views",
    "opinion",
    "original research",
    "perspective",
    "poster",
    "preprint",
    "report",
    "research article",
    "research briefing",
    "research",
    "review",
    "review article",
    "systematic review",
    "technical report",
    "thesis",
];

/// Lines between the parts, which say nothing of the paper.
static BUTTONS: Texts = texts![
    "open access",
    "free access",
    "full-text available",
    "view",
    "download",
    "request full-text",
    "show authors",
];

/// Reads the paper in row `at`. Its parts come in one of these orders, with a date after the kind or before
/// the people:
///
/// - title, summary, people, kind, `12 Mar 2026`, journal, `Volume: 640, P: 12-19` (Nature);
/// - title, kind, `Mar 2026`, journal, people, abstract (ResearchGate);
/// - kind, `Published on 12 Mar 2026`, title, `in Fibres`, people, journal, `doi 10.3389/...` (Frontiers);
/// - kind, `12 MAR 2026`, title, `BY ANA LEE, BO EK`, journal and volume, summary (Science).
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    let mut lines = Lines { place, at, end: at };
    let mut draft = Draft::default();
    let mut kind = lines.kind();
    let first = kind.is_some();
    if first {
        draft.date(lines.date()?);
    }
    let title = lines.next()?;
    if is_kind(title) || !reference::is_title(title) || places::date(title).is_some() {
        return None;
    }
    draft.title(title);
    if first {
        draft.note("", lines.next_if(|text| text.starts_with("in ")).unwrap_or_default());
    } else if let Some(found) = lines.kind() {
        kind = Some(found);
        draft.date(lines.date()?);
        // Where it appeared stands in the list of people.
        if let Some(venue) = lines.next_if(|text| {
            names::scan(text).names.is_empty()
                || names::scan(text).rest.contains(char::is_alphabetic)
        }) {
            draft.venue(venue);
        }
    } else {
        // Below a blank line, a paragraph of several lines begins with the title of its own paper.
        let most = if lines.is_blank() { 1 } else { MOST_ROWS };
        draft.summary(&lines.paragraph(most));
    }
    let by = lines.next_if(|text| text.starts_with("BY ") || text.starts_with("By "));
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
    let second = kind.is_some() && !first;
    if kind.is_none() {
        kind = Some(lines.kind()?);
        draft.date(lines.date()?);
    }
    draft.record.add(Role::Type, lowercase(kind?));
    lines.imprint(&mut draft);
    // What comes below people and kind is of the next paper.
    if by.is_some() && !lines.is_blank() || second {
        draft.summary(&lines.paragraph(MOST_ROWS));
    }
    lines.pass_buttons();
    Some(found(draft, at..lines.end))
}

/// The lines of a paper that hold something, one after the other.
struct Lines<'a, 'p> {
    place: Place<'a, 'p>,
    /// The row that is looked at next.
    at: usize,
    /// The row after the last one that was taken.
    end: usize,
}

impl<'p> Lines<'_, 'p> {
    fn peek(&mut self) -> Option<&'p str> {
        let rows = self.place.rows.get(self.at..)?.iter().take(MOST_ROWS);
        let blank = rows.take_while(|row| row.text.is_empty()).count();
        self.at += blank;
        self.place.rows.get(self.at).map(|row| row.text)
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
        self.pass_buttons();
        kind
    }

    fn date(&mut self) -> Option<skimmark_paper::date::PartialDate> {
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
        if lines.len() > most || !is_sentence(&text) || is_kind(next) {
            return String::new();
        }
        self.at += lines.len();
        self.end = self.at;
        text
    }

    fn pass_buttons(&mut self) {
        while self.next_if(|text| BUTTONS.contains(&lowercase(text).as_str())).is_some() {}
    }

    /// Reads the journal, `Volume: 640, P: 12-19`, `doi 10.3389/fpast.2026.1`, `3 citations`.
    fn imprint(&mut self, draft: &mut Draft) {
        let is_place = |text: &str| {
            text.starts_with("Volume: ") || text.starts_with("P: ") || text.starts_with("doi ")
        };
        let at = self.at;
        let Some(venue) = self.peek() else { return };
        let below = self.place.rows.get(self.at + 1).map_or("", |row| row.text);
        if is_place(below) || venue.contains(", Vol ") {
            self.next();
            if !draft.publication(venue) {
                let place = imprint::publication(
                    &venue.replace("Vol ", "Volume ").replace("No ", "Issue "),
                );
                draft.venue(&place.venue);
                draft.record.add(Role::Volume, place.volume);
                draft.record.add(Role::Issue, place.issue);
            }
        } else {
            self.at = at;
        }
        while let Some(text) = self.next_if(is_place) {
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
    }
}

fn is_kind(text: &str) -> bool {
    text.len() < 30 && KINDS.contains(&lowercase(text).as_str())
}

/// Returns true for a line that is one name.
fn is_person(text: &str) -> bool {
    let people = names::scan(text);
    people.names.len() == 1 && people.rest.trim().is_empty() && text.contains(' ') && !is_kind(text)
}

/// Returns true for what stands for people who are left out.
fn is_omission(text: &str) -> bool {
    matches!(text, "[...]" | "[…]")
}

fn is_sentence(text: &str) -> bool {
    text.len() > 80 || text.ends_with(['.', '!', '?', '…'])
}

/// Sets names in capitals as they are written elsewhere: `ANA LEE-EK` as `Ana Lee-Ek`.
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
    out.replace("Et Al", "et al")
}
