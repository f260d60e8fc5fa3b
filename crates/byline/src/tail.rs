//! A line without what follows its authors: ` et al.`, an organization.

use crate::marks::{SEPARATORS, raised_around};
use std::ops::Range;

/// Suffixes of a name that a comma may set apart.
const SUFFIXES: &[&str] = &["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "Ph.D.", "PhD"];

/// A line without what follows its authors.
pub(crate) struct Tail<'a> {
    /// Title and authors, or only authors.
    pub names: &'a str,
    /// Whether ` et al.` followed.
    pub more: bool,
    /// The organization after them.
    pub affiliation: Option<&'a str>,
}

impl<'a> Tail<'a> {
    pub fn of(line: &'a str) -> Self {
        let line = line.trim();
        let (rest, affiliation) = affiliation(line);
        let (names, more, slug) = without_et_al(rest.trim_end(), affiliation.is_none());
        let names = names.trim_end().trim_end_matches(',');
        let (names, affiliation) = match affiliation.or(slug) {
            None if !more => without_slug(names),
            place => (names, place),
        };
        Self { names, more, affiliation }
    }
}

/// Splits the line at ` · some-lab`. A dot in the middle of a title is different: the text after it
/// has commas or more words than an organization has.
fn affiliation(line: &str) -> (&str, Option<&str>) {
    if !line.contains('·') {
        return (line, None);
    }
    for ending in [" et al. · ", " et al · "] {
        if let Some((_, place)) = line.split_once(ending) {
            let rest = &line[..line.len() - place.len() - " · ".len()];
            return (rest, Some(place.trim()).filter(|place| !place.is_empty()));
        }
    }
    match line.rsplit_once(" · ") {
        Some((rest, place)) if is_place(place.trim()) => (rest, Some(place.trim())),
        _ => (line, None),
    }
}

fn is_place(text: &str) -> bool {
    !text.is_empty() && !text.contains([',', ':']) && text.split_whitespace().count() <= 6
}

/// Returns the parts of `names` between commas or semicolons; a `Jr.` belongs to the part before it. A
/// separator that no space follows counts only between a lower-case letter and a capital.
pub(crate) fn segments(names: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut marked = 0;
    // Told by its first byte, most of a line need not be looked at letter by letter.
    let may_be = |byte: u8| byte == b',' || byte == b';' || byte >= 0x80;
    for at in names.bytes().enumerate().filter(|(_, byte)| may_be(*byte)).map(|(at, _)| at) {
        let rest = names.get(at..).unwrap_or_default();
        let Some(separator) = rest.chars().next().filter(|c| SEPARATORS.contains(c)) else {
            continue;
        };
        if at < marked {
            continue;
        }
        if let Some(end) = raised_around(names, at) {
            marked = end;
            continue;
        }
        let next = &names[at + separator.len_utf8()..];
        let blank = usize::from(next.starts_with(' '));
        let meets =
            next.starts_with(char::is_uppercase) && names[..at].ends_with(char::is_lowercase);
        if blank == 0 && !meets && separator.is_ascii() {
            continue;
        }
        let part = next.split([',', ';']).next().unwrap_or_default();
        if !is_suffix(part.trim()) {
            found.push(start..at);
            start = at + separator.len_utf8() + blank;
        }
    }
    found.push(start..names.len());
    found
}

/// Returns true if `segment` belongs to the name before the comma (`Jr.`).
pub(crate) fn is_suffix(segment: &str) -> bool {
    SUFFIXES.contains(&segment)
}

/// Returns the line before ` et al.`, whether that was there, and an organization right after it.
fn without_et_al(line: &str, place_may_follow: bool) -> (&str, bool, Option<&str>) {
    if !line.contains(" et") {
        return (line, false, None);
    }
    for ending in [", et al", " et al", " et. al"] {
        let Some(at) = line.rfind(ending) else { continue };
        let rest = &line[at + ending.len()..];
        if !rest.is_empty() && !rest.starts_with(['.', ' ', '\u{a0}', '·', ',']) {
            continue;
        }
        let rest = rest.trim_start_matches('.');
        let rest = rest.trim_matches([' ', '\u{a0}', '·', ',']);
        // `(12 additional authors not shown)`, as arXiv writes it.
        let rest = if rest.starts_with('(') && rest.ends_with("not shown)") { "" } else { rest };
        if rest.is_empty() || place_may_follow && !rest.contains(char::is_whitespace) {
            return (&line[..at], true, (!rest.is_empty()).then_some(rest));
        }
    }
    (line, false, None)
}

/// Splits off an organization written like a file name (`hill-farm`) after the full name of the
/// last author, if nothing else separates the two.
fn without_slug(names: &str) -> (&str, Option<&str>) {
    let split = names.rsplit_once(' ').filter(|(_, slug)| is_slug(slug));
    let Some((before, slug)) = split else { return (names, None) };
    let author = before.rsplit(", ").next().unwrap_or(before);
    let named = |word: &str| word.contains(char::is_uppercase);
    let whole = author.split(' ').filter(|word| named(word)).count() >= 2
        && author.split(' ').next_back().is_some_and(named);
    if whole { (before, Some(slug)) } else { (names, None) }
}

/// Returns true if `word` is an organization written like a file name: words joined by hyphens or
/// digits, because a single word could be a name or the title's last.
fn is_slug(word: &str) -> bool {
    let plain = word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    plain
        && word.contains(|c: char| !c.is_ascii_lowercase())
        && word.starts_with(|c: char| c.is_ascii_lowercase())
}
