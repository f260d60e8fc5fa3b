//! Reading lists of Emacs' org-mode: `** TODO Counting Sheep :wool:`, and below it a drawer of properties.

use std::ops::Range;

use super::{found, text};
use crate::formats::prose::list::block::{Found, Place};
use crate::formats::prose::list::draft::Draft;
use crate::formats::record::{Role, bare_name, wide_role};

/// What begins the drawer, and what ends it; above it may stand `CLOSED: [2026-06-18]`.
const DRAWER: (&str, &str) = (":PROPERTIES:", ":END:");

/// A drawer has no more properties than this, and a paper no more lines below it.
const MOST_ROWS: usize = 40;

/// Words before a title that say how far the reader is.
const STATES: &[&str] = &["TODO", "DONE", "NEXT", "WAITING", "READ", "READING", "CANCELLED"];

/// Reads the paper that the headline in row `at` names.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    let headline = text(place, at).trim_start_matches('*').strip_prefix(' ')?;
    if level(place, at) == 0 {
        return None;
    }
    let drawer = drawer(place, at)?;
    let mut draft = Draft::default();
    let (mut is_signed, mut is_placed) = (false, false);
    for row in drawer.clone() {
        let Some((name, value)) = text(place, row).strip_prefix(':')?.split_once(':') else {
            continue;
        };
        let value = value.trim();
        let (role, rank) = wide_role(&bare_name(name));
        is_signed |= matches!(role, Role::Author | Role::Authors);
        is_placed |= matches!(role, Role::Date | Role::Venue);
        match role {
            Role::Author | Role::Authors => draft.authors(&people(value)),
            // `<2026-03-12 Thu>`
            Role::Date => {
                let day = value.trim_start_matches(['<', '[']).split([' ', '>', ']']).next();
                draft.record.push(role, rank, day.unwrap_or_default().to_owned());
            }
            Role::Page | Role::Link => draft.address(value, ""),
            Role::Doi | Role::Arxiv | Role::Pmid => {
                draft.identified = true;
                draft.record.push(role, rank, value.to_owned());
            }
            // Programs number what they keep.
            Role::Id => {}
            Role::Other if name.eq_ignore_ascii_case("custom_id") => {}
            Role::Other => draft.note(name, value),
            role => draft.record.push(role, rank, value.to_owned()),
        }
    }
    title(&mut draft, headline);
    // Meetings and recipes have people, too.
    if !(draft.identified || is_signed && is_placed) {
        return None;
    }
    let rest = drawer.end + 1..place.rows.len().min(drawer.end + 1 + MOST_ROWS);
    let is_of_it = |row: &usize| !text(place, *row).is_empty() && level(place, *row) == 0;
    let rest: Vec<usize> =
        rest.take_while(|row| is_of_it(row) && !text(place, *row).starts_with('#')).collect();
    rest.iter().for_each(|row| draft.note("", text(place, *row)));
    draft.record.settle();
    Some(found(draft, at..drawer.end + 1 + rest.len()))
}

/// Returns the rows of the properties of the headline in row `at`.
fn drawer(place: Place, at: usize) -> Option<Range<usize>> {
    let is_plan = |row: &usize| {
        let text = text(place, *row);
        text.contains(": [") || text.contains(": <")
    };
    let first = (at + 1..at + 4).find(|row| !is_plan(row))?;
    if text(place, first) != DRAWER.0 {
        return None;
    }
    let mut own = first + 1..place.rows.len().min(first + 1 + MOST_ROWS);
    let end = own.find(|row| {
        let text = text(place, *row);
        !text.starts_with(':') || text == DRAWER.1
    })?;
    (text(place, end) == DRAWER.1).then_some(first + 1..end)
}

/// Returns people as other formats write them: `Lee, Ana and Ek, Bo` as `Lee, Ana; Ek, Bo`.
fn people(value: &str) -> String {
    let value = value.trim_matches(['{', '}']);
    match value.split(" and ").all(|name| name.matches(',').count() == 1) {
        true => value.replace(" and ", "; "),
        false => value.to_owned(),
    }
}

/// Adds the title of a headline, `DONE [#A] [[address][Counting Sheep]] :wool:barn:`, if there is none, with its
/// tags and links.
fn title(draft: &mut Draft, headline: &str) {
    let (words, tags) = match headline.rsplit_once(" :") {
        Some((words, tags)) if tags.ends_with(':') && !tags.contains(' ') => (words, tags),
        _ => (headline, ""),
    };
    draft.record.add(Role::Keywords, tags.trim_end_matches(':').replace(':', "; "));
    let state = STATES.iter().find_map(|state| words.strip_prefix(state)?.strip_prefix(' '));
    let words = state.unwrap_or(words).trim_start();
    let words =
        words.strip_prefix("[#").and_then(|it| it.split_once("] ")).map_or(words, |it| it.1);
    let mut title = String::new();
    for (number, part) in words.split("[[").enumerate() {
        let link =
            part.split_once("]]").and_then(|(link, rest)| Some((link.split_once("][")?, rest)));
        match link.filter(|_| number > 0) {
            Some(((address, label), rest)) => {
                draft.address(address, "");
                title.push_str(label);
                title.push_str(rest);
            }
            None => title.push_str(part),
        }
    }
    if !draft.is_titled() {
        draft.title(title.trim());
    }
}

/// Returns how many stars begin a headline; 0 for other lines.
fn level(place: Place, at: usize) -> usize {
    let stars = text(place, at).bytes().take_while(|byte| *byte == b'*').count();
    if text(place, at)[stars..].starts_with(' ') { stars } else { 0 }
}

/// Returns true for a headline that others with drawers stand below.
pub(in crate::formats::prose::list) fn is_section(place: Place, at: usize) -> bool {
    let own = level(place, at);
    own > 0 && level(place, at + 1) > own && drawer(place, at + 1).is_some()
}
