//! Reading lists of Emacs' org-mode: `** TODO Counting Sheep :wool:`, and below it a drawer of properties.

use super::{found, text};
use crate::formats::prose::list::block::{Found, Place};
use crate::formats::prose::list::draft::Draft;
use crate::formats::record::{Role, bare_name, wide_role};

/// What begins the drawer, and what ends it; above it may stand `CLOSED: [2026-06-18]`.
const DRAWER: (&str, &str) = (":PROPERTIES:", ":END:");

/// Words before a title that say how far the reader is.
const STATES: &[&str] = &["TODO", "DONE", "NEXT", "WAITING", "READ", "READING", "CANCELLED"];

/// Reads the paper that the headline in row `at` names.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    let headline = text(place, at).trim_start_matches('*').strip_prefix(' ')?;
    let is_plan = |at: usize| text(place, at).contains(": [") || text(place, at).contains(": <");
    let below = at + 1 + usize::from(is_plan(at + 1));
    if text(place, below) != DRAWER.0 {
        return None;
    }
    let end = (below..place.rows.len()).find(|at| text(place, *at) == DRAWER.1)?;
    let mut draft = Draft::default();
    let mut told = false;
    for row in below + 1..end {
        let Some((name, value)) = text(place, row).strip_prefix(':')?.split_once(':') else {
            continue;
        };
        let (role, rank) = wide_role(&bare_name(name));
        told |=
            matches!(role, Role::Author | Role::Authors | Role::Doi | Role::Arxiv | Role::Venue);
        match role {
            Role::Other | Role::Id => {}
            Role::Author | Role::Authors => draft.authors(&value.replace(" and ", "; ")),
            Role::Page => draft.address(value.trim(), ""),
            role => draft.record.push(role, rank, value.trim().to_owned()),
        }
    }
    if !told {
        return None;
    }
    if !draft.is_titled() {
        title(&mut draft, headline);
    }
    let is_of_it =
        |at: &usize| !text(place, *at).starts_with("* ") && !text(place, *at).starts_with("**");
    let rest: Vec<usize> = (end + 1..place.rows.len()).take_while(is_of_it).collect();
    rest.iter().for_each(|row| draft.note("", text(place, *row)));
    draft.record.settle();
    Some(found(draft, at..end + 1 + rest.len()))
}

/// Adds the title of a headline, `DONE [#A] [[address][Counting Sheep]] :wool:barn:`, with its tags and links.
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
    let link = words.strip_prefix("[[").and_then(|it| it.split_once("]]")?.0.split_once("]["));
    if let Some((address, _)) = link {
        draft.address(address, "");
    }
    draft.title(link.map_or(words, |(_, title)| title).trim());
}

/// Returns true for a headline that others stand below.
pub(in crate::formats::prose::list) fn is_section(place: Place, at: usize) -> bool {
    let level = |at| {
        let stars = text(place, at).bytes().take_while(|byte| *byte == b'*').count();
        if text(place, at)[stars..].starts_with(' ') { stars } else { 0 }
    };
    level(at) > 0 && level(at + 1) > level(at)
}
