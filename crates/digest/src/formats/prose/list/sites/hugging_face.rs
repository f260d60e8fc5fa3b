//! The daily papers of Hugging Face.

use crate::formats::prose::list::block::{Found, Place};
use crate::formats::prose::list::draft::Draft;
use crate::formats::prose::list::reference;

/// Reads the paper that a page of daily papers shows in row `at`: perhaps its picture, then
/// `Submitted by`, a user, the number of votes, and the title.
pub(super) fn read(place: Place, at: usize) -> Option<Found> {
    let text = place.rows[at].text;
    if !(text.starts_with("Submitted by") || text.starts_with('!') || text.starts_with('[')) {
        return None;
    }
    let mut draft = Draft::default();
    let mut submitted = false;
    let (mut user, mut votes) = (String::new(), String::new());
    for at_row in at..place.rows.len().min(at + 12) {
        let line = place.line(at_row);
        let inline = place.inline(at_row, &line);
        let text = inline.text.trim();
        let words = text.trim_start_matches("Submitted by").trim().trim_matches('!').trim();
        for span in inline.spans.iter().filter(|span| span.url.contains("/papers/")) {
            let url = span.url.split('#').next().unwrap_or_default();
            draft.address(url, "");
        }
        if text.starts_with("Submitted by") {
            if submitted {
                return None;
            }
            submitted = true;
            if !words.is_empty() {
                user = words.to_owned();
            }
            continue;
        }
        if words.is_empty() {
            continue;
        }
        if !submitted {
            return None;
        }
        let number = words.bytes().all(|byte| byte.is_ascii_digit());
        if user.is_empty() && !number {
            user = words.to_owned();
        } else if number && votes.is_empty() {
            votes = words.to_owned();
        } else {
            let end = at_row + 1;
            if !reference::is_title(words) || votes.is_empty() {
                return None;
            }
            draft.title(words);
            draft.note("", &["Submitted by ", &user, ", votes: ", &votes].concat());
            let end = after(place, end, &mut draft);
            let confidence = if draft.identified { 1.0 } else { 0.8 };
            return Some(Found {
                record: draft.finish(confidence),
                rows: at..end,
                certain: true,
                sure: true,
            });
        }
    }
    None
}

/// Passes the lines below a title: `· 12 authors`, and how many comments there are.
fn after(place: Place, start: usize, draft: &mut Draft) -> usize {
    let mut end = start;
    for at in start..place.rows.len().min(start + 6) {
        let line = place.line(at);
        let inline = place.inline(at, &line);
        let text = inline.text.trim().trim_start_matches(['·', ' ']);
        let number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let last = text.rsplit('·').next().unwrap_or(text).trim();
        let counted = last.split_once(' ').is_some_and(|(count, word)| {
            count.bytes().all(|byte| byte.is_ascii_digit()) && matches!(word, "authors" | "author")
        });
        if counted {
            draft.note("", text);
        }
        if !(text.is_empty() || number || counted) {
            break;
        }
        if number || counted {
            end = at + 1;
        }
    }
    end
}
