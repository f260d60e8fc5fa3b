//! References in the usual styles: authors, then a year or a title, then where it appeared.

use super::names::{self, Names};
use super::places;
use crate::formats::record::imprint::{self, Publication};
use skimmark_paper::date::PartialDate;
use skimmark_paper::text::is_quote;

/// A reference that was understood.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Reference<'t> {
    pub authors: Vec<&'t str>,
    pub more: bool,
    pub title: &'t str,
    pub place: Publication,
    /// What follows where it appeared, such as when it was looked up.
    pub remark: &'t str,
    pub date: Option<PartialDate>,
}

/// A title is no longer than this, in bytes.
const LONGEST_TITLE: usize = 500;

/// Words at which a reference stops to say where a paper appeared.
const REMARKS: &[&str] = &[
    "Available at",
    "Available from",
    "Available:",
    "Retrieved ",
    "[Online]",
    "Accessed",
    "[Accessed",
    "(Accessed",
    "[cited",
    ". Print",
    ". Web.",
    "URL:",
    "URL ",
];

/// Reads a reference that begins with its authors.
pub(super) fn read(text: &str) -> Option<Reference<'_>> {
    let text = text.trim();
    let people = people(text);
    let many = people.names.len() > 1 || people.more;
    // One name alone is a reference's only if it is written as there.
    let likely = people.formal > 0
        || many
        || people.names.first().is_some_and(|it| it.contains(' '))
        || GENRES.iter().any(|mark| text.contains(mark));
    if people.names.is_empty() || !likely {
        return None;
    }
    let mut rest = people.rest;
    for editors in [" (Eds.)", " (eds.)", " (Ed.)", ", eds.", " et al."] {
        rest = rest.strip_prefix(editors).unwrap_or(rest);
    }
    dated(&people, rest)
        .or_else(|| quoted(&people, rest))
        .or_else(|| titled(&people, rest))
        .or_else(|| by_commas(&people, rest))
        .filter(|found| is_title(found.title) || found.title.is_empty())
}

/// Reads the people at the front of a reference.
pub(super) fn people(text: &str) -> Names<'_> {
    inverted(text).unwrap_or_else(|| names::scan(text))
}

/// Reads people of whom only the first is named by family name and given names: `Lind, Ana, and Bo Ek.`,
/// `Lind, Ana, et al.`, `Lind, Ana.`
fn inverted(text: &str) -> Option<Names<'_>> {
    let (family, rest) = text.split_once(", ")?;
    let end = rest.find([',', '.', '"', '“', ':', ';'])?;
    let (given, after) = rest.split_at(end);
    let is_name = |text: &str, most: usize| {
        let mut words = text.split(' ');
        words.clone().count() <= most
            && words.all(|word| {
                word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
                    || word.trim_end_matches('.').chars().count() == 1
            })
    };
    let full = given.split(' ').next().is_some_and(|word| word.chars().nth(1).is_some());
    if !full || !is_name(family, 1) || !is_name(given, 3) {
        return None;
    }
    // The full stop after an initial is its own.
    let initial = given.rsplit(' ').next().is_some_and(|word| word.chars().count() == 1);
    let after = after.strip_prefix('.').filter(|_| initial).unwrap_or(after);
    let first = &text[..text.len() - after.len()];
    let quoted = |rest: &str| rest.trim_start_matches(['.', ' ']).starts_with(['"', '“', '‘']);
    if let Some(others) = after.strip_prefix(", et al") {
        return Some(Names { names: vec![first], more: true, rest: others, formal: 1 });
    }
    let joined = [", and ", " and ", ", & "].iter().find_map(|it| after.strip_prefix(it));
    match joined.map(names::scan).filter(|others| !others.names.is_empty()) {
        Some(mut found) => {
            found.names.insert(0, first);
            found.formal += 1;
            Some(found)
        }
        None if quoted(after) => {
            Some(Names { names: vec![first], more: false, rest: after, formal: 1 })
        }
        None => None,
    }
}

/// What stands in place of a year.
pub(super) const UNDATED: &[&str] =
    &["in press", "n.d.", "forthcoming", "accepted", "submitted", "in preparation"];

/// `(2020). Title. Journal, 3(2)`, `, 2020. Title. Journal`, `. 2020. Title. Journal`.
fn dated<'t>(people: &Names<'t>, rest: &'t str) -> Option<Reference<'t>> {
    let open = rest.trim_start_matches([' ', ',', '.', ';']);
    let (bracket, inner) = match open.strip_prefix(['(', '[']) {
        Some(inner) => (true, inner),
        None => (false, open),
    };
    if let Some(word) = UNDATED.iter().find(|it| bracket && inner.starts_with(**it)) {
        let (title, after) = sentence(inner[word.len()..].trim_start_matches([')', '.', ' ']));
        let found = finish(people, title, after, None)?;
        return Some(Reference { remark: word, ..found });
    }
    let year: u16 = inner.get(..4)?.parse().ok().filter(|year| (1800..2100).contains(year))?;
    let after = &inner[4..];
    let (date, after) = if bracket {
        let (more, after) = after.split_once([')', ']'])?;
        (places::date(&inner[..4 + more.len()]), after)
    } else {
        (None, after.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(after))
    };
    let stopped = after.starts_with(['.', ',', ':', ';']);
    let after = after.trim_start_matches(['.', ',', ':', ';', ' ', '\u{a0}']);
    let date = date.filter(|date| date.year() == year).unwrap_or(PartialDate::year_only(year));
    if after.starts_with(|c: char| is_quote(c) || c == '‘' || c == '\'') {
        return quoted(people, after).map(|it| Reference { date: Some(date), ..it });
    }
    let (title, after) = sentence(after);
    // `Lind (2020) found that sheep` is prose.
    if !stopped && (!bracket || after.is_empty() || title.starts_with(char::is_lowercase)) {
        return None;
    }
    finish(people, title, after, Some(date))
}

/// `, "Title," Journal`, `. "Title." Journal`.
fn quoted<'t>(people: &Names<'t>, rest: &'t str) -> Option<Reference<'t>> {
    let rest = rest.trim_start_matches([' ', ',', '.', ':', ';']);
    let open = rest.chars().next()?;
    let inner = &rest[open.len_utf8()..];
    let ends =
        |c: char| if open == '‘' || open == '\'' { c == '’' || c == '\'' } else { is_quote(c) };
    if !(is_quote(open) || open == '‘' || open == '\'') {
        return None;
    }
    let near = &inner[..inner.floor_char_boundary(LONGEST_TITLE)];
    let close = near.char_indices().find(|(at, c)| {
        let after = near[at + c.len_utf8()..].chars().next();
        ends(*c) && after.is_none_or(|c| !c.is_alphanumeric())
    });
    let (at, close) = close?;
    let title = inner[..at].trim_end_matches([',', '.', ' ']);
    finish(people, title, &inner[at + close.len_utf8()..], None)
}

/// `. Title. Journal. 2020`, `: Title. Journal`, ` Title. Journal (2020)`.
fn titled<'t>(people: &Names<'t>, rest: &'t str) -> Option<Reference<'t>> {
    let text = rest.trim_start_matches(['.', ':', ' ']);
    let glued = rest.starts_with(' ') && people.formal == 0;
    if text.len() == rest.len() || glued || rest.starts_with(',') {
        return None;
    }
    let (title, after) = sentence(text);
    let found = finish(people, title, after, None)?;
    let placed = found.date.is_some() && !found.place.venue.is_empty();
    placed.then_some(found)
}

/// `, Title, J. Wool 3 (2020) 1-9`, and references without a title: `, Phys. Rev. D 3, 1 (2020)`.
fn by_commas<'t>(people: &Names<'t>, rest: &'t str) -> Option<Reference<'t>> {
    let text = rest.strip_prefix(',')?.trim_start();
    let near = &text[..text.floor_char_boundary(LONGEST_TITLE)];
    let cuts = near.match_indices([',', '.']).filter(|(at, _)| near[at + 1..].starts_with(' '));
    let mut best = None;
    for (at, sign) in cuts {
        let word = text[..at].rsplit(' ').next().unwrap_or_default();
        if sign == "." && word.chars().count() < 6 && word.starts_with(char::is_uppercase) {
            continue;
        }
        let (title, after) = (&text[..at], &text[at + 1..]);
        let place = imprint::publication(after);
        let words = place.venue.split_whitespace().count();
        let named = place.venue.starts_with(|c: char| c.is_uppercase()) && (1..=8).contains(&words);
        if named && place.year.is_some() && title.split_whitespace().count() > 2 {
            best = Some((title, after));
        }
    }
    let found = match best {
        Some((title, after)) => finish(people, title, after, None),
        None => finish(people, "", text, None),
    }?;
    let placed = !found.place.volume.is_empty() || !found.place.pages.is_empty();
    (found.date.is_some() && (placed || !found.title.is_empty())).then_some(found)
}

fn finish<'t>(
    people: &Names<'t>,
    title: &'t str,
    after: &'t str,
    date: Option<PartialDate>,
) -> Option<Reference<'t>> {
    let after = after.trim_start_matches([',', '.', ' ', ';']);
    let cut = REMARKS.iter().filter_map(|word| after.find(word)).min().unwrap_or(after.len());
    let (after, remark) = after.split_at(cut);
    let place = imprint::publication(after);
    let date = date.or(place.year.map(PartialDate::year_only));
    let title = title.trim().trim_end_matches(['.', ',']).trim_end();
    Some(Reference {
        authors: people.names.clone(),
        more: people.more,
        title,
        place,
        remark: remark.trim_matches([' ', '.', ',']),
        date,
    })
}

/// Marks of kinds of works after their titles.
const GENRES: &[&str] = &[
    "[J]",
    "[C]",
    "[M]",
    "[D]",
    "[R]",
    "[N]",
    "[P]",
    "[J/OL]",
    "[EB/OL]",
    "[Preprint]",
    "[Online]",
];

/// Cuts a text after its first sentence; returns that without its full stop, and the rest.
pub(super) fn sentence(text: &str) -> (&str, &str) {
    let ends = |(at, sign): &(usize, &str)| {
        let mut after = text[at + sign.len()..].chars();
        let blank = after.clone().next().is_none_or(|c| c.is_whitespace());
        let next = after.find(|c| !c.is_whitespace());
        let begins = next.is_none_or(|c| !c.is_lowercase());
        let word = text[..*at].rsplit([' ', '(']).next().unwrap_or_default();
        let short = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
        let known = ["vs", "St", "Dr", "No", "al", "cf", "ca", "Proc", "Vol"].contains(&word);
        (blank || *sign == "。") && begins && !(short && *sign == "." || known)
    };
    // `Title[J]. Journal`, `Title[C]//Proceedings`
    if let Some((at, mark)) = GENRES.iter().filter_map(|mark| Some((text.find(mark)?, *mark))).min()
    {
        return (
            text[..at].trim_end(),
            text[at + mark.len()..].trim_start_matches(['.', '/', ' ']),
        );
    }
    match text.match_indices(['.', '?', '!', '。']).find(ends) {
        Some((at, sign)) => {
            let kept = if sign == "." || sign == "。" { at } else { at + sign.len() };
            (&text[..kept], &text[at + sign.len()..])
        }
        None => (text, ""),
    }
}

/// Returns true for what may be the title of a paper.
pub(super) fn is_title(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let wide = text.chars().any(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
    let enough = letters.take(8).count();
    text.len() <= LONGEST_TITLE && (enough >= 8 || wide && enough >= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_in_each_style() {
        let cases = [
            (
                "Lind, A., & Ek, B. (2020). Counting sheep at night. Journal of Wool, 3(2), 1–9.",
                "Lind, A.|Ek, B.",
                "Journal of Wool",
            ),
            (
                "Lind, A. and Ek, B., 2020. Counting sheep at night. Journal of Wool, 3(2), pp.1-9.",
                "Lind, A.|Ek, B.",
                "Journal of Wool",
            ),
            (
                "A. Lind and B. Ek, \"Counting sheep at night,\" J. Wool, vol. 3, no. 2, pp. 1-9, 2020.",
                "A. Lind|B. Ek",
                "J. Wool",
            ),
            (
                "Lind, Ana, and Bo Ek. \"Counting sheep at night.\" Journal of Wool, vol. 3, no. 2, 2020, pp. 1-9.",
                "Lind, Ana|Bo Ek",
                "Journal of Wool",
            ),
            (
                "Lind, Ana B. \"Counting sheep at night.\" Journal of Wool 3.2 (2020): 1-9. Print.",
                "Lind, Ana B.",
                "Journal of Wool",
            ),
            (
                "Lind A, Ek B. Counting sheep at night. J Wool. 2020;3(2):1-9.",
                "Lind A|Ek B",
                "J Wool",
            ),
            (
                "Lind, A. & Ek, B. Counting sheep at night. J. Wool 3, 1–9 (2020).",
                "Lind, A.|Ek, B.",
                "J. Wool",
            ),
            (
                "Ana Lind and Bo Ek. 2020. Counting sheep at night. In Proceedings of Wool, pages 1–9.",
                "Ana Lind|Bo Ek",
                "Proceedings of Wool",
            ),
            (
                "Lind, A., Ek, B.: Counting sheep at night. J. Wool 3(2), 1–9 (2020)",
                "Lind, A.|Ek, B.",
                "J. Wool",
            ),
            (
                "A. Lind, B. Ek, Counting sheep at night, J. Wool 3 (2020) 1–9.",
                "A. Lind|B. Ek",
                "J. Wool",
            ),
            (
                "Ana Lind, Bo Ek, and Cy Du. Counting sheep at night. Journal of Wool, 3(2):1–9, 2020.",
                "Ana Lind|Bo Ek|Cy Du",
                "Journal of Wool",
            ),
            (
                "Lind, A. (2020) 'Counting sheep at night', Journal of Wool, 3(2), pp. 1–9.",
                "Lind, A.",
                "Journal of Wool",
            ),
        ];
        for (text, authors, venue) in cases {
            let found = read(text).expect(text);
            assert_eq!(found.authors.join("|"), authors, "{text}");
            assert_eq!(
                (found.title, found.place.venue.as_str()),
                ("Counting sheep at night", venue),
                "{text}"
            );
            assert_eq!(found.date, "2020".parse().ok(), "{text}");
        }
    }

    #[test]
    fn prose_is_no_reference() {
        for text in [
            "Lind (2020) found that sheep sleep.",
            "We met Ana Lind and Bo Ek. They count sheep. It was 2020.",
            "Ana Lind, Bo Ek and I met on Friday.",
            "Milk, bread, cheese.",
            "Dear Ana, thanks for your mail.",
            "In 2020, sheep were counted.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
