//! The line below a title: `A Lee, BC Ek… - Journal of …, 2026`.

use crate::formats::record::dates;
use skimmark_paper::date::PartialDate;
use skimmark_paper::text::readable;

/// A list of authors with venue and year is no longer than this, in bytes.
const LONGEST: usize = 600;

/// The authors of a paper and where it appeared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Imprint {
    pub authors: Vec<String>,
    /// Whether the line was cut: there are more authors.
    pub more: bool,
    pub venue: Option<String>,
    pub year: Option<u16>,
    /// Whether its form makes it certain: mostly initials with surnames, and more than one such
    /// name, a cut line or a year.
    pub sure: bool,
}

impl Imprint {
    /// Reads the line below a title, whatever it looks like.
    pub fn of(line: &str) -> Self {
        let (names, place) = parts(line);
        let mut imprint = Self::default();
        for name in names.split(',').map(|name| readable(name.trim())) {
            let whole = name.trim_end_matches('…').trim_end();
            let whole = whole.strip_suffix("...").unwrap_or(whole).trim_end();
            imprint.more |= whole.len() < name.len();
            if whole.chars().any(char::is_alphabetic) {
                imprint.authors.push(whole.to_owned());
            }
        }
        if let Some(place) = place {
            (imprint.venue, imprint.year) = venue_and_year(place);
        }
        let initials = imprint.authors.iter().filter(|name| is_abbreviated(name)).count();
        let named = initials * 3 > imprint.authors.len() * 2
            && imprint.authors.iter().all(|name| is_name(name));
        imprint.sure = named && (initials > 1 || imprint.more || imprint.year.is_some());
        imprint
    }

    /// Reads a line that has the form of one; a lone name needs a year or a venue after it.
    pub fn recognize(line: &str) -> Option<Self> {
        if line.len() > LONGEST || line.ends_with(['.', '?', '!', ':', ';']) {
            return None;
        }
        let imprint = Self::of(line);
        let named = !imprint.authors.is_empty() && imprint.authors.iter().all(|it| is_name(it));
        (imprint.sure || named && imprint.is_placed()).then_some(imprint)
    }

    /// Returns false for most lines of other texts: it begins with few capitals and a surname, and
    /// holds a dash.
    pub fn may_be(line: &str) -> bool {
        let (initials, surname) = line.split_once(' ').unwrap_or((line, ""));
        line.len() <= LONGEST
            && initials.len() <= 20
            // An item of a list.
            && initials != "-"
            && initials.chars().all(|c| !c.is_lowercase())
            && surname.chars().next().is_some_and(|c| c.is_alphabetic())
            && line.contains('-')
    }

    /// Returns true if it says where or when the paper appeared.
    pub fn is_placed(&self) -> bool {
        self.year.is_some() || self.venue.is_some()
    }

    /// Returns the year as a date.
    pub fn date(&self) -> Option<PartialDate> {
        self.year.map(PartialDate::year_only)
    }
}

/// Splits authors from what follows the dash after them.
fn parts(line: &str) -> (&str, Option<&str>) {
    let dash = line.match_indices('-').map(|(at, _)| at).find(|at| {
        let before = line[..*at].chars().next_back().is_none_or(char::is_whitespace);
        before && line[at + 1..].starts_with(char::is_whitespace)
    });
    match dash {
        Some(at) => (line[..at].trim(), Some(line[at + 1..].trim())),
        None => (line.trim(), None),
    }
}

/// `Journal of …, 2026`; on the pages of searches the publisher follows.
fn venue_and_year(place: &str) -> (Option<String>, Option<u16>) {
    let named = |venue: &str| {
        let venue = readable(venue);
        venue.chars().any(char::is_alphabetic).then_some(venue)
    };
    let (main, _) = place.split_once(" - ").unwrap_or((place, ""));
    for text in [place, main] {
        let (venue, last) = text.rsplit_once(',').unwrap_or(("", text));
        if let Some(year) = dates::year(last.trim()) {
            return (named(venue), Some(year));
        }
    }
    (named(place), None)
}

/// `PM Nguyen`, `M Le Nguyen`, `H van der Berg`: initials without full stops, then a surname.
fn is_abbreviated(name: &str) -> bool {
    let Some((initials, surname)) = name.split_once(' ') else { return false };
    let count = initials.chars().filter(|c| *c != '-').count();
    let short = (1..=5).contains(&count)
        && initials.chars().all(|c| c == '-' || c.is_uppercase() || is_caseless(c));
    short && surname.chars().filter(|c| c.is_uppercase() || is_caseless(*c)).count() > 0
}

/// Returns true for a letter of a script without capitals.
fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// Returns true if it may be a name: a few words of letters.
fn is_name(name: &str) -> bool {
    let mut words = name.split(' ');
    let letters =
        |word: &str| word.chars().all(|c| c.is_alphabetic() || "-'’‘.`´".contains(c) || is_mark(c));
    name.len() <= 80
        && words.by_ref().take(6).all(letters)
        && words.next().is_none()
        && name.chars().any(|c| c.is_uppercase() || is_caseless(c))
}

/// Returns true for a mark that goes with the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, bool, String, u16, bool)> {
        let it = Imprint::recognize(line)?;
        let venue = it.venue.unwrap_or_default();
        Some((it.authors.join("; "), it.more, venue, it.year.unwrap_or_default(), it.sure))
    }

    #[test]
    fn lines_below_titles_are_read() {
        let cases = [
            ("A Lind - 2019", ("A Lind", false, "", 2019, true)),
            ("A Lind, BCD Ek, E Le Roy", ("A Lind; BCD Ek; E Le Roy", false, "", 0, true)),
            (
                "A Lind, B Okaf…\u{a0}- Wool of …, 2026",
                ("A Lind; B Okaf", true, "Wool of …", 2026, true),
            ),
            (
                "A Lind, …, B Ek - 2020 IEEE Wool …",
                ("A Lind; B Ek", true, "2020 IEEE Wool …", 0, true),
            ),
            (
                "H van der Berg, J-P d'Or - Sheep - A Journal, 2020",
                ("H van der Berg; J-P d'Or", false, "Sheep - A Journal", 2020, true),
            ),
            (
                "A Lind - Wool, 12 (3), 2019 - example.org",
                ("A Lind", false, "Wool, 12 (3)", 2019, true),
            ),
            ("王伟, 李娜 - 羊, 2020", ("王伟; 李娜", false, "羊", 2020, false)),
            ("АБ Иванов, В Ек - 2020", ("АБ Иванов; В Ек", false, "", 2020, true)),
            ("A Survey - 2024", ("A Survey", false, "", 2024, true)),
        ];
        for (line, (authors, more, venue, year, sure)) in cases {
            let expected = (authors.to_owned(), more, venue.to_owned(), year, sure);
            assert_eq!(read(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn other_lines_are_not_recognized() {
        for line in [
            "",
            "A Survey",
            "Counting Sheep with Sparse Attention",
            "We count sheep, lambs and goats.",
            "based approach, which needs 3 sheep, and",
            "A. Lind, B. Ek",
            "Ana Lind, Bo Ek",
            "- 2019",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
