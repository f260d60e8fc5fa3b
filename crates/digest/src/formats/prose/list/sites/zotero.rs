//! The reports of Zotero: a title, and below it a table of two columns, copied from a browser.

use super::{found, text};
use crate::formats::prose::list::block::{Found, Place};
use crate::formats::prose::list::draft::Draft;
use crate::formats::record::{Role, bare_name, wide_role};

/// Where the table of a paper begins.
const FIRST: &str = "Item Type\t";

/// Heads of the lists below the table.
const LISTS: &[&str] = &["Tags", "Attachments", "Notes", "Related"];

/// Reads the paper in row `at`: its title, `Item Type · Preprint`, `Author · Ana Lee` and so on, then what it is
/// tagged with, one a line below `Tags:`.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    if !text(place, at + 1).starts_with(FIRST) {
        return None;
    }
    let mut draft = Draft::default();
    draft.title(text(place, at));
    let mut list = "";
    let mut end = at + 1;
    while end < place.rows.len() && !text(place, end + 1).starts_with(FIRST) {
        let line = text(place, end);
        let head = line.trim_end_matches(':');
        // What follows the lists is of the page.
        if line.is_empty() && !list.is_empty() {
            break;
        }
        if LISTS.contains(&head) {
            list = head;
        } else if let Some((name, value)) = line.split_once('\t').filter(|_| list.is_empty()) {
            field(&mut draft, name, value);
        } else if list == "Tags" {
            draft.record.add(Role::Keywords, line.to_owned());
        } else if list == "Notes" {
            draft.note("", line);
        } else if !line.is_empty() && list.is_empty() {
            // An abstract of several paragraphs.
            draft.go_on(None, line);
        }
        end += 1;
    }
    draft.record.settle();
    Some(found(draft, at..end))
}

fn field(draft: &mut Draft, name: &str, value: &str) {
    match wide_role(&bare_name(name)) {
        (Role::Abstract, _) => draft.summary(value),
        (Role::Page, _) => draft.address(value, ""),
        // What a paper has no place for: when it was added, the library's catalog.
        (Role::Other, _) if !matches!(name, "Extra" | "Archive ID") => {}
        (Role::Other | Role::Id, _) => drop(draft.mentions(value)),
        (role, rank) => draft.record.push(role, rank, value.to_owned()),
    }
}
