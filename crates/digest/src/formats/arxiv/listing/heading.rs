//! The headings between the records of a listing.

use crate::formats::arxiv::parts::strip_prefix_ci;
use crate::formats::record::dates;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Announcement;

/// What a heading says about the records below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Heading {
    pub date: Option<PartialDate>,
    pub announced: Option<Announcement>,
    pub shape: Option<Shape>,
}

/// The two kinds of listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// With abstracts.
    New,
    /// Without.
    Recent,
}

impl Heading {
    /// Returns what is known below `next`: what it does not say remains as it was.
    pub fn then(self, next: Self) -> Self {
        Self {
            date: next.date.or(self.date),
            announced: next.announced,
            shape: next.shape.or(self.shape),
        }
    }
}

/// Sections of a listing, with how their papers were announced.
const SECTIONS: &[(&str, Announcement)] = &[
    ("New submissions", Announcement::New),
    ("Cross submissions", Announcement::Cross),
    ("Cross-lists", Announcement::Cross),
    ("Cross-listings", Announcement::Cross),
    ("Replacement submissions", Announcement::Replaced),
    ("Replacements", Announcement::Replaced),
];

/// Returns true for a heading that no other page has: it says what it lists.
pub(super) fn is_of_listing(text: &str) -> bool {
    text.starts_with(['N', 'C', 'R', 'S', 'A'])
        && text.len() <= LONGEST
        && section(text).or_else(|| titled(text)).is_some_and(|it| it.shape.is_some())
}

/// Headings are at most this long.
const LONGEST: usize = 160;

/// Returns the heading that `text` is.
pub(super) fn read(text: &str) -> Option<Heading> {
    if text.len() > LONGEST {
        return None;
    }
    section(text).or_else(|| titled(text)).or_else(|| day(text)).or_else(|| {
        let paging = is_paging(text);
        paging.then(Heading::default)
    })
}

/// `New submissions (showing 60 of 60 entries)`, `Cross-lists for Fri, 21 Apr 23`
fn section(text: &str) -> Option<Heading> {
    let known = |(name, announced): &(&str, Announcement)| {
        strip_prefix_ci(text, name).map(|rest| (rest.trim(), *announced))
    };
    let (rest, announced) = SECTIONS.iter().find_map(known)?;
    let heading = Heading { announced: Some(announced), shape: Some(Shape::New), date: None };
    if is_count(rest) {
        return Some(heading);
    }
    let (date, rest) = dates::scan_message_day(strip_prefix_ci(rest, "for ")?)?;
    let rest = rest.trim();
    (rest.is_empty() || is_count(rest)).then_some(Heading { date: Some(date), ..heading })
}

/// `Showing new listings for Wednesday, 21 January 2026`, `Authors and titles for January 2026`
fn titled(text: &str) -> Option<Heading> {
    if let Some(rest) = strip_prefix_ci(text, "Showing new listings for ") {
        let (date, rest) = dates::scan_message_day(rest)?;
        let heading = Heading { date: Some(date), shape: Some(Shape::New), announced: None };
        return rest.trim().is_empty().then_some(heading);
    }
    if let Some(rest) = strip_prefix_ci(text, "Authors and titles for ") {
        let recent = Heading { shape: Some(Shape::Recent), ..Heading::default() };
        return (rest.split_whitespace().count() <= 5).then_some(recent);
    }
    let (_, rest) = strip_prefix_ci(text, "Catchup results for ")?.rsplit_once(" on ")?;
    let (date, rest) = dates::scan_message_day(rest)?;
    rest.trim().is_empty().then_some(Heading { date: Some(date), ..Heading::default() })
}

/// `Wed, 21 Jan 2026 (showing 60 of 60 entries )`, or the day alone
fn day(text: &str) -> Option<Heading> {
    if dates::after_weekday(text).len() == text.len() {
        return None;
    }
    let (date, rest) = dates::scan_message_day(text)?;
    let rest = rest.trim();
    let shape = is_count(rest).then_some(Shape::Recent);
    let heading = Heading { date: Some(date), shape, announced: None };
    (rest.is_empty() || shape.is_some()).then_some(heading)
}

/// `(showing 60 of 60 entries)`, `(continued, showing last 10 of 60 entries )`
fn is_count(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) else {
        return false;
    };
    let known =
        ["continued", "showing", "first", "last", "of", "entries", "entry", "up", "to", "total"];
    let mut words = inside.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty());
    inside.contains("entr")
        && words.all(|word| known.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()))
}

/// `Total of 383 entries : 1-120 121-240 ... 361-383`, `[ showing 25 entries per page: fewer | more ]`
fn is_paging(text: &str) -> bool {
    let text = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(text).trim();
    let Some(rest) =
        strip_prefix_ci(text, "total of ").or_else(|| strip_prefix_ci(text, "showing "))
    else {
        return false;
    };
    let rest = rest.trim_start_matches("up to ").trim_start_matches("first ");
    let Some((count, rest)) = rest.split_once(" entries") else { return false };
    let number = |word: &str| {
        word.bytes().all(|b| b.is_ascii_digit() || b",-".contains(&b))
            || word == "..."
            || word == "…"
    };
    let known = [":", "|", "per", "page:", "page", "fewer", "more", "all", "View"];
    number(count) && rest.split_whitespace().all(|word| number(word) || known.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_each_design_are_known() {
        let cases = [
            (
                "New submissions (showing 60 of 60 entries)",
                None,
                Some(Announcement::New),
                Some(Shape::New),
            ),
            (
                "Cross submissions (continued, showing last 5 of 50 entries)",
                None,
                Some(Announcement::Cross),
                Some(Shape::New),
            ),
            (
                "Replacements for Fri, 21 Apr 23",
                Some("2023-04-21"),
                Some(Announcement::Replaced),
                Some(Shape::New),
            ),
            (
                "Showing new listings for Wednesday, 21 January 2026",
                Some("2026-01-21"),
                None,
                Some(Shape::New),
            ),
            (
                "Wed, 21 Jan 2026 (showing 60 of 60 entries )",
                Some("2026-01-21"),
                None,
                Some(Shape::Recent),
            ),
            ("Fri, 2 Jan 1998", Some("1998-01-02"), None, None),
            ("Authors and titles for recent submissions", None, None, Some(Shape::Recent)),
            ("Authors and titles for January 2026", None, None, Some(Shape::Recent)),
            (
                "Catchup results for Computation and Language on Wed, 21 Jan 2026",
                Some("2026-01-21"),
                None,
                None,
            ),
            ("Total of 383 entries : 1-120 121-240 ... 361-383", None, None, None),
            ("Total of 1,383 entries", None, None, None),
            ("Showing up to 2000 entries per page: fewer | more | all", None, None, None),
            ("[ total of 383 entries:  1-25 | 26-50 ]", None, None, None),
            ("[ showing 25 entries per page:  fewer |  more |  all ]", None, None, None),
        ];
        for (text, date, announced, shape) in cases {
            let date = date.map(|date| date.parse().unwrap());
            assert_eq!(read(text), Some(Heading { date, announced, shape }), "{text}");
        }
    }

    #[test]
    fn sentences_are_no_headings() {
        for text in [
            "New submissions are down this week.",
            "New submissions",
            "Wed, 21 Jan 2026 was a good day.",
            "21 Jan 2026",
            "Showing new listings for Wednesday makes no sense",
            "Total of all entries",
            "Showing 12 entries to the jury",
            "Cross submissions (showing them all)",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
