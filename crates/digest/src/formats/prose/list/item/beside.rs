//! What stands before and after a title: dates, venues, names, links, what the list says of it.

use super::super::draft::{Draft, is_bibcode};
use super::super::inline::{Inline, Kind};
use super::super::labels::{self, Label};
use super::super::lines;
use super::super::names;
use super::super::places;
use super::super::reference;
use super::{SIGNS, is_label, tidy};
use crate::formats::record::{Role, imprint, score};
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::text::lowercase;

/// Strips what a list puts before titles: a date, a venue, a category.
pub(super) fn leading(text: &str, draft: &mut Draft) -> String {
    let mut text = text;
    for _ in 0..3 {
        let mut letters = text.chars();
        let close = match letters.next() {
            Some('[') => ']',
            Some('(') => ')',
            Some('【') => '】',
            _ => break,
        };
        let Some((inner, rest)) = letters.as_str().split_once(close) else { break };
        let inner = inner.trim_start_matches(|c: char| !c.is_alphanumeric());
        if !known(inner, draft) {
            break;
        }
        text = rest.trim_start_matches(|c: char| SIGNS.contains(c));
    }
    if let Some((date, rest)) =
        text.split_once([',', '|', ':', ' ']).filter(|(head, _)| head.len() > 7)
        && let Some(date) = places::date(date)
    {
        draft.date(date);
        text = rest.trim_start_matches(|c: char| SIGNS.contains(c));
    }
    text.to_owned()
}

/// Strips what a list puts after titles in brackets, and what stands after the last comma there.
pub(super) fn trailing(text: &str, draft: &mut Draft) -> String {
    let mut text = text.trim();
    for _ in 0..4 {
        let open = match text.chars().next_back() {
            Some(')') => '(',
            Some(']') => '[',
            _ => break,
        };
        let Some((head, inner)) = text.rsplit_once(open) else { break };
        let inner = &inner[..inner.len() - 1];
        if head.trim().is_empty() || !(known(inner, draft) || in_brackets(inner, draft)) {
            break;
        }
        text = head.trim_end();
    }
    // `Title, Ana Lind+, Hill Farm, arXiv23`
    if let Some((head, venue)) = text.rsplit_once(", ")
        && places::venue_year(venue).is_some()
        && !venue.contains(' ')
        && reference::is_title(head)
    {
        draft.venue(venue);
        draft.placed = true;
        places::venue_year(venue)
            .map(PartialDate::year_only)
            .into_iter()
            .for_each(|it| draft.date(it));
        text = head;
        let parts: Vec<&str> = head.rsplitn(3, ", ").collect();
        if let [place, author, title] = parts.as_slice()
            && let Some(name) = author.strip_suffix('+')
        {
            draft.person(name);
            draft.record.known.more_authors = true;
            draft.record.add(Role::Affiliation, (*place).to_owned());
            return (*title).to_owned();
        }
    }
    text.to_owned()
}

/// Takes over what stands in brackets beside a title, if it is known what it is.
pub(super) fn known(inner: &str, draft: &mut Draft) -> bool {
    let inner = inner.trim();
    let name = inner.trim_end_matches(|c: char| c.is_ascii_digit() || " .:/%".contains(c));
    let lower = lowercase(inner);
    if draft.id(inner, true) {
        return true;
    }
    if let Some(date) = places::date(inner) {
        draft.date(date);
    } else if let Some(year) = places::venue_year(inner) {
        draft.venue(inner);
        draft.placed = true;
        draft.date(PartialDate::year_only(year));
    } else if inner.split([',', ' ', ';']).all(|word| word.is_empty() || category::is_whole(word))
        && !inner.is_empty()
    {
        draft.record.add(Role::Categories, inner.to_owned());
    } else if labels::meaning(name) == Some(Label::Rank) && name.len() < inner.len() {
        draft.record.known.score =
            draft.record.known.score.or(score(inner[name.len()..].trim_start_matches([':', ' '])));
    } else if lower.ends_with("minute read") || lower.ends_with("min read") {
        draft.timed = true;
        draft.note("", inner);
    } else if inner.chars().all(|c| c.is_ascii_digit() || c == ' ') || is_label(inner) {
        return is_label(inner);
    } else {
        return false;
    }
    true
}

/// Reads what stands before a title that is set off.
pub(super) fn before_title(lead: &str, draft: &mut Draft) {
    let lead = leading(lead, draft);
    let lead = lead.trim_matches(|c: char| SIGNS.contains(c) || "\"“”([".contains(c));
    if lead.is_empty() || known(lead, draft) || lines::after_number(&[lead, ". x"].concat()) == "x"
    {
        return;
    }
    if let Some(date) = places::date(lead) {
        return draft.date(date);
    }
    let people = names::scan(lead);
    if !people.names.is_empty()
        && (people.rest.trim_matches(|c: char| SIGNS.contains(c)).is_empty()
            || names::is_list(lead, true))
    {
        draft.signed = true;
        return draft.authors(lead);
    }
    // `Lind et al. (2023)` before the title.
    if let Some(date) = places::date(people.rest).filter(|_| !people.names.is_empty()) {
        draft.date(date);
        draft.signed = true;
        let end = lead.len() - people.rest.len();
        return draft.authors(&lead[..end]);
    }
    draft.note("", lead);
}

/// Reads what follows a title that ends at `at`.
pub(super) fn after_title(line: &Inline, at: usize, draft: &mut Draft) {
    let text = &line.text[at..];
    let sign = text.trim_start().chars().next().unwrap_or(' ');
    // `<[Counting Sheep](https://…)> by Ana Lind`
    let mut rest = text.trim_start_matches(|c: char| SIGNS.contains(c) || "”\">".contains(c));
    for _ in 0..6 {
        // What stands in brackets.
        let close = match rest.chars().next() {
            Some('(') => ')',
            Some('[') => ']',
            Some('（') => '）',
            _ => ' ',
        };
        let inner = rest.chars().next().and_then(|open| rest[open.len_utf8()..].split_once(close));
        if let Some((inner, after)) = inner.filter(|_| close != ' ')
            && (known(inner, draft) || in_brackets(inner, draft))
        {
            rest = after.trim_start_matches(|c: char| SIGNS.contains(c));
            continue;
        }
        let start = line.text.len() - rest.len();
        let italic = line
            .of(Kind::Italic)
            .find(|span| span.range.start == start && span.range.len() <= rest.len());
        if let Some(span) = italic {
            let words = line.words(span);
            if names::is_list(words, true) && !draft.signed {
                draft.authors(words);
                draft.signed = true;
            } else if let Some(rest) = names::after_et_al(words).filter(|_| !draft.signed) {
                draft.authors(&words[..words.len() - rest.len()]);
                draft.signed = true;
                remainder(rest, ' ', draft);
            } else if words.split_whitespace().count() < 12 {
                draft.placed = true;
                draft.venue(words);
                places::venue_year(words)
                    .map(PartialDate::year_only)
                    .into_iter()
                    .for_each(|it| draft.date(it));
            } else {
                break;
            }
            rest = rest[span.range.len()..].trim_start_matches(|c: char| SIGNS.contains(c));
            continue;
        }
        let by = rest.strip_prefix("by ").or_else(|| rest.strip_prefix("By "));
        // A venue in italics is no name.
        let next =
            line.of(Kind::Italic).map(|span| span.range.start).filter(|at| *at > start).min();
        let near = &rest[..next.map_or(rest.len(), |at| (at - start).min(rest.len()))];
        let people =
            names::scan(by.map_or(near, |by| &near[near.len().min(rest.len() - by.len())..]));
        let length = near.len() - people.rest.len();
        let alone = near[..length].trim_end().ends_with([',', ';'])
            || people.rest.trim_start().chars().next().is_none_or(|c| ",.;(|[–—-:·".contains(c));
        let likely = people.names.len() > 1
            || people.more
            || by.is_some()
            || people.formal > 0
            || people
                .names
                .first()
                .is_some_and(|it| (2..=4).contains(&it.split_whitespace().count()));
        let venue =
            places::venue_year(rest.split(['.', ';', '(', '[', '|']).next().unwrap_or(rest))
                .is_some();
        if !draft.signed
            && likely
            && alone
            && !people.names.is_empty()
            && !(venue && people.names.len() == 1)
            && sign != ':'
        {
            draft.authors(&rest[..length]);
            draft.record.known.more_authors |= people.more;
            draft.signed = true;
            rest = rest[length..].trim_start_matches(|c: char| SIGNS.contains(c));
            continue;
        }
        break;
    }
    remainder(rest, sign, draft);
}

/// `Ana Lind et al., 2023`, `Ana Lind, Bo Ek`
fn in_brackets(inner: &str, draft: &mut Draft) -> bool {
    let people = names::scan(inner);
    let date = places::date(people.rest);
    let whole = people.rest.trim().is_empty() && names::is_list(inner, false);
    if people.names.is_empty() || date.is_none() && !whole {
        return false;
    }
    date.into_iter().for_each(|date| draft.date(date));
    draft.authors(&inner[..inner.len() - people.rest.len()]);
    draft.signed = true;
    true
}

/// Reads what is left of a line: a venue, a date, or what the list says of the paper.
fn remainder(rest: &str, sign: char, draft: &mut Draft) {
    let rest = draft_mentions(rest, draft);
    let rest = rest.trim().trim_end_matches([',', ';', '|', '·', '[', '(']).trim_end();
    if !rest.contains(char::is_alphanumeric) {
        return;
    }
    if let Some(date) = places::date(rest) {
        return draft.date(date);
    }
    let (first, after) = reference::sentence(rest);
    for (piece, after) in [(rest, ""), (first, after)] {
        if let Some(year) = places::venue_year(piece) {
            draft.placed = true;
            draft.venue(piece.trim_end_matches('.'));
            draft.date(PartialDate::year_only(year));
            if !after.trim().is_empty() {
                draft.summary(after);
            }
            return;
        }
    }
    if is_label(rest) {
        return;
    }
    let place = imprint::publication(rest);
    let short =
        place.venue.split_whitespace().count() < 12 && place.venue.starts_with(char::is_uppercase);
    if draft.signed && short && place.year.is_some() && !matches!(sign, ':') {
        draft.placed = true;
        draft.venue(&place.venue);
        place.year.map(PartialDate::year_only).into_iter().for_each(|it| draft.date(it));
        for (role, text) in
            [(Role::Volume, place.volume), (Role::Issue, place.issue), (Role::Pages, place.pages)]
        {
            draft.record.add(role, text);
        }
        return;
    }
    // A word says nothing of what is in the paper.
    if rest.contains(' ') { draft.summary(rest) } else { draft.note("", rest) }
}

/// Takes identifiers and addresses out of a text that is not a sentence about the paper.
fn draft_mentions(rest: &str, draft: &mut Draft) -> String {
    match rest.split_whitespace().count() < 14 {
        true => tidy(&draft.mentions(rest)),
        false => rest.to_owned(),
    }
}

pub(super) fn people_or_note(rest: &str, draft: &mut Draft) {
    let rest = rest.trim_matches(|c: char| SIGNS.contains(c));
    let people = names::scan(rest);
    let left = people.rest.trim();
    if people.names.is_empty() {
        return draft.summary(rest);
    }
    // `"Counting Sheep" CVPR`
    if let [name] = people.names.as_slice()
        && name.len() == rest.len()
        && names::is_short(name)
    {
        return draft.venue(name);
    }
    people.names.iter().for_each(|name| draft.person(name));
    draft.record.known.more_authors |= people.more;
    draft.signed = true;
    match left.strip_prefix('(').and_then(|it| it.split_once(')')) {
        Some((code, after)) if is_bibcode(code) => {
            draft.bibcode(code);
            draft.note("", after);
        }
        _ => draft.venue(left.trim_matches(['(', ')', ',', '.', ' '])),
    }
}
