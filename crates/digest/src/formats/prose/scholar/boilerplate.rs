//! The text around the papers of an alert: who sent it and why, and its buttons.

use super::lines::{Kind, Line};
use crate::formats::shared::boilerplate;

/// How Google calls the service, in the languages that translate its name.
const NAMES: &[&str] = &[
    "Google Scholar",
    "Google Académico",
    "Google Acadêmico",
    "Google Akademik",
    "Google Cendekia",
    "Google Академия",
    "Google Академія",
    "Google Acadèmic",
    "Google Académic",
    "Google 学术搜索",
    "Google 學術搜尋",
    "Google 학술 검색",
    "Google 학술검색",
];

/// Buttons below the papers are no longer than this, in characters.
const LONGEST_BUTTON: usize = 40;

/// A note of the sender below the papers is no longer than this, in bytes.
const LONGEST_NOTE: usize = 600;

/// The sender's address.
const SENDER: &str = "scholaralerts-noreply@google.com";

/// Returns true if the line names the service.
pub(super) fn names_service(text: &str) -> bool {
    NAMES.iter().any(|name| text.contains(name))
}

/// Returns true if the line names the sender.
pub(super) fn names_sender(text: &str) -> bool {
    text.len() <= LONGEST_NOTE && text.contains('@') && text.contains(SENDER)
}

/// Returns true for a line above a forwarded alert, or one that names the service.
pub(super) fn leads(text: &str) -> bool {
    names_service(text) || text.starts_with("-----")
}

/// Returns which rows are boilerplate; `after` is the first row after the last paper, and `within`
/// says which rows belong to papers.
pub(super) fn rows(rows: &[Line], after: usize, within: &[bool]) -> Vec<bool> {
    let mut found: Vec<bool> = rows
        .iter()
        .map(|row| match row.kind {
            Kind::Blank | Kind::Share => true,
            Kind::Address => row.target.is_none(),
            Kind::Text => boilerplate::is_boilerplate(row.text),
        })
        .collect();
    footer(rows, after, &mut found);
    forwarding(rows, within, &mut found);
    found
}

/// Finds the notes below the papers that name the service, and buttons next to them.
fn footer(rows: &[Line], after: usize, found: &mut [bool]) {
    let texts: Vec<usize> = (after..rows.len()).filter(|at| rows[*at].kind == Kind::Text).collect();
    let is_note = |at: usize| rows[at].text.len() <= LONGEST_NOTE && names_service(rows[at].text);
    for (place, at) in texts.iter().enumerate() {
        let near = texts[place.saturating_sub(2)..texts.len().min(place + 3)].iter();
        let mut near = near.filter(|other| *other != at);
        found[*at] |=
            is_note(*at) || is_button(rows[*at].text) && near.any(|other| is_note(*other));
    }
}

fn is_button(text: &str) -> bool {
    text.chars().count() <= LONGEST_BUTTON && !text.ends_with(['.', '!', '?', ':', '。', '…'])
}

/// Finds the head of a forwarded alert: lines of labels, one of which names the sender, under a
/// rule.
fn forwarding(rows: &[Line], within: &[bool], found: &mut [bool]) {
    let mut until = 0;
    for at in 0..rows.len() {
        if at < until || !rows[at].text.contains(SENDER) {
            continue;
        }
        let is_head = |at: &usize| !within[*at] && is_labeled(rows[*at].text);
        let from = (until..at).rev().take_while(is_head).last().unwrap_or(at);
        until = (at..rows.len()).take_while(is_head).last().map_or(at, |last| last) + 1;
        found[from..until].fill(true);
        if let Some(rule) = from.checked_sub(1).filter(|rule| !within[*rule]) {
            let text = rows[rule].text;
            found[rule] |= text.starts_with("-----") || text.ends_with("-----");
        }
    }
}

/// `Subject: sheep`, in any language.
fn is_labeled(text: &str) -> bool {
    let label = text.split_once([':', '：']).map(|(label, _)| label);
    label.is_some_and(|label| !label.is_empty() && label.chars().count() <= 20)
}
