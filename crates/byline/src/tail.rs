//! A line without what follows its authors: ` et al.`, an organization.

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
