//! Where and when a paper appeared: venues with a year, and the numbers after a journal's name.

use crate::formats::record::dates;
use skimmark_paper::date::PartialDate;
use skimmark_paper::text::lowercase;
use skimmark_paper::texts;
use skimmark_paper::texts::Texts;

/// Words of venues, in lower case.
static VENUES: Texts = texts![
    "arxiv",
    "journal",
    "conference",
    "proceedings",
    "proc",
    "transactions",
    "trans",
    "workshop",
    "symposium",
    "letters",
    "review",
    "reviews",
    "nature",
    "science",
    "findings",
    "annals",
    "acm",
    "ieee",
    "neurips",
    "preprint",
    "biorxiv",
    "medrxiv",
    "j",
    "phys",
    "rev",
    "lett",
    "int",
    "conf",
];

/// Words after the year of a venue.
static HONORS: Texts = texts![
    "oral",
    "spotlight",
    "poster",
    "highlight",
    "workshop",
    "workshops",
    "findings",
    "best",
    "paper",
    "award",
    "demo",
    "long",
    "short",
    "main",
    "industry",
    "track",
    "accepted",
    "under",
    "review",
];

/// A venue with its year is no longer than this, in bytes.
const LONGEST: usize = 120;

/// Returns the year of a venue that says it: `CVPR 2024`, `ICLR17`, `NeurIPS'23 (oral)`, `Nature 2020`.
pub(super) fn venue_year(text: &str) -> Option<u16> {
    let text = text.trim().trim_matches(|c: char| "[]().,;:*_ ".contains(c));
    if text.len() > LONGEST || text.len() < 4 {
        return None;
    }
    let lower = lowercase(text);
    let mut words: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || "(),[]".contains(c)).collect();
    words.retain(|word| !word.is_empty());
    while words.len() > 1 && words.last().is_some_and(|word| HONORS.contains(word)) {
        words.pop();
    }
    let last = *words.last()?;
    let begins = text.starts_with(|c: char| !c.is_lowercase())
        || words.len() == 1
        || lower.starts_with("arxiv");
    if !begins || last.contains(':') {
        return None;
    }
    let digits = last.len() - last.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let name = last[..last.len() - digits].trim_end_matches(['\'', '’', '-', '‘', '@', '_']);
    let year: u16 = last[last.len() - digits..].parse().ok()?;
    let year = match digits {
        4 if (1900..2100).contains(&year) => year,
        2 if !name.is_empty() || last.len() > digits => {
            2000 + year - if year > 60 { 100 } else { 0 }
        }
        _ => return None,
    };
    // A small letter may have other bytes than its capital: `K` (the Kelvin sign) has two more than `k`.
    let head = lower.find(last).filter(|at| *at < text.len());
    let head = head.and_then(|at| text.get(..at)).unwrap_or_default();
    let glued = text.get(head.len()..head.len() + name.len()).unwrap_or_default();
    let mut any = false;
    for word in head.split_whitespace().chain([glued]).filter(|word| !word.is_empty()) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
        any |= capitals > 1 || VENUES.contains(&lowercase(bare).as_str());
        if bare.starts_with(char::is_lowercase) && bare.len() > 5 && capitals == 0 {
            return None;
        }
    }
    (any && words.len() <= 14).then_some(year)
}

/// Reads the date that `text` is, perhaps in brackets or before a comma.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim().trim_matches(|c: char| "[](),.;:|*·-–— ".contains(c));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let known = |c: char| c.is_alphanumeric() || " ,./-:年月日+".contains(c);
    if !(4..=17).contains(&digits) || text.len() > 40 || !text.chars().all(known) {
        return None;
    }
    let plain = text.replace(['年', '月', '/', '.'], "-").replace('日', "");
    let words = plain.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1);
    let is_month = |word: &&str| {
        dates::value(&[word, " 2020"].concat()).is_some_and(|date| date.month().is_some())
    };
    let mut words = words.filter(|word| !is_month(word));
    let odd = words.any(|word| {
        !matches!(word, "UTC" | "GMT" | "st" | "nd" | "rd" | "th")
            && dates::after_weekday(word) == word
    });
    if odd {
        return None;
    }
    let found = dates::value(text).filter(|date| date.month().is_some());
    let found = found.or_else(|| dates::value(&plain)).or_else(|| dates::value(text))?;
    (1900..2100).contains(&found.year()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn venues_say_their_year() {
        let cases = [
            ("CVPR 2024", 2024),
            ("ICLR17", 2017),
            ("Arxiv17", 2017),
            ("NeurIPS'23 (Oral)", 2023),
            ("[ACL 2023 Findings]", 2023),
            ("Journal of Wool, 1999", 1999),
            ("IEEE Trans. on Wool 2020", 2020),
        ];
        for (text, year) in cases {
            assert_eq!(venue_year(text), Some(year), "{text}");
        }
        for text in [
            "",
            "2024",
            "Sheep in 2024",
            "We counted sheep until May 2024",
            "GPT-4",
            "Top 10",
            "in the paper arXiv:26",
            "\u{212a} 2024",
        ] {
            assert_eq!(venue_year(text), None, "{text}");
        }
    }

    #[test]
    fn dates_stand_alone() {
        for (text, expected) in [
            ("2022-11-30,", "2022-11-30"),
            ("(2023)", "2023"),
            ("2024/05/03", "2024-05-03"),
            ("2024年5月3日", "2024-05-03"),
            ("[May 2023]", "2023-05"),
            ("2026-01-12T00:00:00", "2026-01-12"),
            ("Mon, 5 Jan 2026", "2026-01-05"),
            ("2026.01.12", "2026-01-12"),
        ] {
            assert_eq!(date(text), expected.parse().ok(), "{text}");
        }
        for text in ["", "In 2023", "1.5", "12", "2023 sheep", "version 2023"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
