//! A line without what follows its authors: ` et al.`, an organisation.

/// Suffixes of a name that a comma may set apart.
const SUFFIXES: &[&str] = &["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "Ph.D.", "PhD"];

/// A line without what follows its authors.
pub(super) struct Tail<'a> {
    /// Title and authors, or authors alone.
    pub names: &'a str,
    /// ` et al.` followed.
    pub more: bool,
    /// The organisation behind them.
    pub affiliation: Option<&'a str>,
    /// Where the comma segments of `names` begin; a `Jr.` belongs to the one before.
    pub segments: Vec<usize>,
}

impl<'a> Tail<'a> {
    pub fn of(line: &'a str) -> Self {
        let line = line.trim();
        let (rest, affiliation) = match line.rsplit_once(" · ") {
            Some((rest, place)) if !place.trim().is_empty() => (rest, Some(place.trim())),
            _ => (line, None),
        };
        let (names, more, behind) = without_et_al(rest.trim_end(), affiliation.is_none());
        let names = names.trim_end().trim_end_matches(',');
        let (names, affiliation) = match affiliation.or(behind) {
            None if !more => without_slug(names),
            place => (names, place),
        };
        Self { names, more, affiliation, segments: segments(names) }
    }

    /// Where segment `index` ends.
    pub fn end(&self, index: usize) -> usize {
        self.segments.get(index + 1).map_or(self.names.len(), |next| next - 2)
    }
}

/// Where the parts of `names` between commas or semicolons begin.
fn segments(names: &str) -> Vec<usize> {
    let mut found = vec![0];
    for (i, separator) in names.match_indices([',', ';']) {
        let next = &names[i + separator.len()..];
        let Some(next) = next.strip_prefix(' ') else { continue };
        let part = next.split([',', ';']).next().unwrap_or_default();
        if !is_suffix(part.trim()) {
            found.push(i + 2);
        }
    }
    found
}

/// `segment` belongs to the name before the comma (`Jr.`).
pub(super) fn is_suffix(segment: &str) -> bool {
    SUFFIXES.contains(&segment)
}

/// The line before ` et al.`, whether that was there, and an organisation right behind it.
fn without_et_al(line: &str, place_may_follow: bool) -> (&str, bool, Option<&str>) {
    for ending in [", et al", " et al", " et. al"] {
        let Some(at) = line.rfind(ending) else { continue };
        let rest = line[at + ending.len()..].trim_start_matches('.');
        let rest = rest.trim_matches([' ', '\u{a0}', '·', ',']);
        if rest.is_empty() || place_may_follow && !rest.contains(char::is_whitespace) {
            return (&line[..at], true, (!rest.is_empty()).then_some(rest));
        }
    }
    (line, false, None)
}

/// An organisation written like a file name (`hill-farm`) behind the whole name of the last
/// author, where nothing else parts the two.
fn without_slug(names: &str) -> (&str, Option<&str>) {
    let split = names.rsplit_once(' ').filter(|(_, slug)| is_slug(slug));
    let Some((before, slug)) = split else { return (names, None) };
    let author = before.rsplit(", ").next().unwrap_or(before);
    let named = |word: &str| word.contains(char::is_uppercase);
    let whole = author.split(' ').filter(|word| named(word)).count() >= 2
        && author.split(' ').next_back().is_some_and(named);
    if whole { (before, Some(slug)) } else { (names, None) }
}

/// `word` is an organisation written like a file name: two words or more joined by hyphens, or
/// one that is no name.
fn is_slug(word: &str) -> bool {
    let plain = word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    plain && word.len() > 3 && word.as_bytes()[0].is_ascii_lowercase()
}
