//! The parts of a name, for forms that have one field for each.

use skimmark_paper::entry::Entry;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// A name in its parts.
#[derive(Debug, PartialEq)]
pub(crate) struct Name<'n> {
    /// Given names and initials; empty for a body, and for a person of one name.
    pub given: &'n str,
    /// The family name with its particles (`van der Berg`), or the whole name.
    pub family: &'n str,
    /// `Jr.`, `III`
    pub suffix: &'n str,
    /// It names a body or several people, so that no part of it is anyone's family name.
    pub is_body: bool,
}

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "2nd", "3rd"];

/// Words in the names of bodies.
static BODIES: Texts = texts![
    "the",
    "and",
    "for",
    "of",
    "others",
    "&",
    "collaboration",
    "collaborations",
    "team",
    "teams",
    "group",
    "consortium",
    "project",
    "network",
    "committee",
    "society",
    "association",
    "university",
    "institute",
    "laboratory",
    "foundation",
    "initiative",
    "inc",
    "ltd",
    "llc",
    "gmbh",
    "corporation",
    "organization",
    "investigators",
];

/// Parts a name as it is read: `Ludwig van Beethoven`, `Arturo Martinez Jr.`
pub(crate) fn parts(name: &str) -> Name<'_> {
    let name = name.trim();
    let whole = |is_body| Name { given: "", family: name, suffix: "", is_body };
    let known = |word: &str, list: &[&str]| {
        let bare = word.trim_end_matches(['.', ',']);
        list.iter().any(|known| known.eq_ignore_ascii_case(bare))
    };
    let ended = name.rsplit_once(',').filter(|(_, end)| known(end.trim(), SUFFIXES));
    let bare = ended.map_or(name, |(bare, _)| bare);
    if bare.contains([',', ';']) || bare.split_whitespace().any(|word| known(word, &BODIES)) {
        return whole(true);
    }
    let last = |text: &str| text.rfind(char::is_whitespace).map(|at| (at, at + 1));
    let (rest, suffix) = match last(name) {
        Some((end, start)) if name[..end].contains(' ') && known(&name[start..], SUFFIXES) => {
            (name[..end].trim_end_matches(','), &name[start..])
        }
        _ => (name, ""),
    };
    // The family name is the last word, with all from the first particle on.
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    let mut family = last(rest).map_or(0, |(_, start)| start);
    let mut at = 0;
    for word in rest[..family].split_inclusive(' ') {
        if is_small(word) {
            family = at;
            break;
        }
        at += word.len();
    }
    Name { given: rest[..family].trim_end(), family: &rest[family..], suffix, is_body: false }
}

/// Returns a name with the family name first: `van Beethoven, Ludwig`, `Martinez, Arturo, Jr.`
pub(super) fn turned(name: &str, suffix_first: bool) -> String {
    let Name { given, family, suffix, .. } = parts(name);
    let (second, third) = if suffix_first { (suffix, given) } else { (given, suffix) };
    let all = [family, second, third].map(|part| if part.is_empty() { None } else { Some(part) });
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns all authors in one line, parted by commas, unless one of their names has a comma in it or
/// an `and`.
pub(super) fn listed(entry: &Entry) -> String {
    let is_odd = |name: &String| name.contains(',') || name.contains(" and ");
    let is_odd = entry.authors.iter().any(is_odd);
    let sign = if is_odd { "; " } else { ", " };
    let mut all = entry.authors.join(sign);
    if entry.more_authors {
        all += if all.is_empty() { "" } else { sign };
        all += "et al.";
    }
    all += if is_odd && !all.contains(';') { ";" } else { "" };
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_keep_their_particles() {
        let cases = [
            ("Ana Lindqvist", "Lindqvist, Ana"),
            ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
            ("Maria del Carmen García", "del Carmen García, Maria"),
            ("van der Berg", "van der Berg"),
            ("Arturo B. Martinez Jr.", "Martinez, Arturo B., Jr."),
            ("Arturo Martinez, Jr.", "Martinez, Arturo, Jr."),
            ("Martinez III", "III, Martinez"),
            ("Plato", "Plato"),
            ("王小明", "王小明"),
            ("The ATLAS Collaboration", "The ATLAS Collaboration"),
            ("Wool and Yarn, Inc.", "Wool and Yarn, Inc."),
        ];
        for (name, expected) in cases {
            assert_eq!(turned(name, false), expected);
        }
        assert_eq!(turned("Arturo Martinez Jr.", true), "Martinez, Jr., Arturo");
        assert!(parts("Belle II Collaboration").is_body && !parts("Theo Andrews").is_body);
    }
}
