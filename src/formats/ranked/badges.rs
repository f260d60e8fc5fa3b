//! The badges of a ranked digest: score, category, date, `Code`, glued or apart.

use crate::category;
use crate::entry::{PartialDate, Score};
use crate::text::is_invisible;

/// What the badges of one paper say; pieces come in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Badges<'a> {
    pub score: Option<Score>,
    pub category: Option<&'a str>,
    pub date: Option<Day>,
    pub code: bool,
    /// The furthest piece read, as pieces never come twice or in another order.
    stage: Stage,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    #[default]
    Nothing,
    Score,
    Category,
    Date,
    Code,
}

/// A day whose year may not be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub year: Option<u16>,
    pub month: u8,
    pub day: u8,
}

impl Day {
    /// The date, and whether its year was inferred: without a year it is the most recent such
    /// day that is at most one day after `pasted`.
    pub fn date(self, pasted: PartialDate) -> Option<(PartialDate, bool)> {
        if let Some(year) = self.year {
            return Some((PartialDate::day_of(year, self.month, self.day)?, false));
        }
        let latest = match pasted.to_date() {
            Some(date) => PartialDate::from(date.next_day().unwrap_or(date)),
            None => PartialDate::day_of(pasted.year(), pasted.month().unwrap_or(12), 28)?,
        };
        let mut years = (latest.year().saturating_sub(8)..=latest.year()).rev();
        let date = years.find_map(|year| {
            PartialDate::day_of(year, self.month, self.day).filter(|date| *date <= latest)
        })?;
        Some((date, true))
    }
}

impl<'a> Badges<'a> {
    /// Reads badges from the front of `line` until something else comes; `None` where there is
    /// none at the front. What is behind them is handed back; it begins with a TAB where the
    /// line is a row of a table, and is empty where the line holds badges alone.
    pub fn read(&self, line: &'a str) -> Option<(Self, &'a str)> {
        let mut badges = self.clone();
        let mut rest = line;
        while let Some(next) = badges.piece(rest) {
            let inline = next.trim_start_matches(is_blank);
            let more = inline.trim_start_matches('\t');
            rest =
                if more.is_empty() || badges.clone().piece(more).is_some() { more } else { inline };
        }
        (badges.stage > self.stage).then_some((badges, rest))
    }

    fn piece(&mut self, text: &'a str) -> Option<&'a str> {
        let stage = self.stage;
        if stage < Stage::Score
            && let Some((score, rest)) = scan_score(behind_label(text, &["score"]))
        {
            (self.score, self.stage) = (Some(score), Stage::Score);
            return Some(rest);
        }
        if stage < Stage::Category
            && let Some((code, rest)) = scan_category(
                behind_label(text, &["category", "area", "cat"]),
                self.score.is_some(),
            )
        {
            (self.category, self.stage) = (Some(code), Stage::Category);
            return Some(rest);
        }
        if stage < Stage::Date
            && let Some((day, rest)) = scan_day(behind_label(text, &["published", "date"]))
        {
            (self.date, self.stage) = (Some(day), Stage::Date);
            return Some(rest);
        }
        if stage < Stage::Code
            && let Some(rest) = scan_code(text)
        {
            (self.code, self.stage) = (true, Stage::Code);
            return Some(rest);
        }
        None
    }

    /// How many of score, category and date are known.
    pub fn weight(&self) -> u32 {
        u32::from(self.score.is_some())
            + u32::from(self.category.is_some())
            + u32::from(self.date.is_some())
    }

    /// How many pieces were read.
    pub fn pieces(&self) -> u32 {
        self.weight() + u32::from(self.code)
    }
}

fn starts_with_any_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

fn behind_label<'a>(text: &'a str, labels: &[&str]) -> &'a str {
    let label = labels.iter().find(|label| starts_with_any_case(text, label));
    let Some(label) = label else { return text };
    text[label.len()..].trim_start_matches(|c| c == ':' || c == '\t' || is_blank(c))
}

/// Ends a piece that is not glued to the next one.
fn is_apart(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(|c| c == '\t' || is_blank(c))
}

/// A blank of a line that separates no cells.
fn is_blank(c: char) -> bool {
    c == ' ' || c == '\u{a0}' || is_invisible(c)
}

fn scan_score(text: &str) -> Option<(Score, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let whole: u16 = text.get(..digits).filter(|d| (1..=3).contains(&d.len()))?.parse().ok()?;
    let mut rest = &text[digits..];
    let mut tenths = 0;
    if let Some(fraction) = rest.strip_prefix('.') {
        let decimals = fraction.bytes().take_while(u8::is_ascii_digit).count();
        let first = fraction.bytes().next().filter(u8::is_ascii_digit)?;
        tenths = u16::from(first - b'0');
        rest = fraction.get(decimals..)?;
    }
    let rest = rest.strip_prefix('%').unwrap_or(rest);
    let score = Score::from_tenths(whole * 10 + tenths)?;
    let glued = is_apart(rest) || scan_category(rest, true).is_some() || scan_day(rest).is_some();
    glued.then_some((score, rest))
}

/// The longest category at the front that the end of the piece or a date follows. Behind a
/// score any two capitals are one.
fn scan_category(text: &str, scored: bool) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(|b| b.is_ascii_alphabetic() || b"-.".contains(b)).count();
    (2..=length.min(20)).rev().find_map(|end| {
        let (code, rest) = text.split_at(end);
        let ends = is_apart(rest) || scan_day(rest).is_some();
        (ends && (category::is_known(code) || scored && is_two_capitals(code)))
            .then_some((code, rest))
    })
}

fn is_two_capitals(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

fn scan_code(text: &str) -> Option<&str> {
    let rest = starts_with_any_case(text, "code").then(|| &text[4..])?;
    let rest = rest.trim_start_matches(is_blank);
    (rest.is_empty() || rest.starts_with('\t')).then_some(rest)
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of the month at the front, by its name or the first three letters of it.
fn scan_month(text: &str) -> Option<(u8, &str)> {
    for (name, number) in MONTHS.iter().zip(1..) {
        for form in [*name, "sept", &name[..3]] {
            if (form != "sept" || number == 9) && starts_with_any_case(text, form) {
                let rest = &text[form.len()..];
                return Some((number, rest.strip_prefix('.').unwrap_or(rest)));
            }
        }
    }
    None
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<(u16, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !digits.contains(&length) {
        return None;
    }
    Some((text[..length].parse().ok()?, &text[length..]))
}

/// `Mar 15`, `Apr 14, 2023`, `15 Mar 2026`, `2026-03-15`; the end of the text, a blank or
/// `Code` follows.
fn scan_day(text: &str) -> Option<(Day, &str)> {
    let first = *text.as_bytes().first()?;
    let (day, rest) = match first {
        b'0'..=b'9' => scan_iso(text).or_else(|| scan_day_first(text))?,
        _ => scan_month_first(text)?,
    };
    let possible = PartialDate::day_of(day.year.unwrap_or(2000), day.month, day.day).is_some();
    let ends = is_apart(rest) || scan_code(rest).is_some();
    (possible && ends).then_some((day, rest))
}

fn scan_month_first(text: &str) -> Option<(Day, &str)> {
    let (month, rest) = scan_month(text)?;
    let (day, rest) = number(rest.trim_start_matches(is_blank), 1..=2)?;
    let day = u8::try_from(day).ok()?;
    let (year, rest) = scan_year(rest);
    Some((Day { year, month, day }, rest))
}

fn scan_day_first(text: &str) -> Option<(Day, &str)> {
    let (day, rest) = number(text, 1..=2)?;
    let (month, rest) = scan_month(rest.strip_prefix(is_blank)?)?;
    let day = u8::try_from(day).ok()?;
    let (year, rest) = scan_year(rest);
    Some((Day { year, month, day }, rest))
}

fn scan_iso(text: &str) -> Option<(Day, &str)> {
    let (year, rest) = number(text, 4..=4)?;
    let (month, rest) = number(rest.strip_prefix('-')?, 2..=2)?;
    let (day, rest) = number(rest.strip_prefix('-')?, 2..=2)?;
    let day =
        Day { year: Some(year), month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
    Some((day, rest))
}

/// `, 2023` or ` 2023` at the front.
fn scan_year(text: &str) -> (Option<u16>, &str) {
    let behind = text.strip_prefix(',').unwrap_or(text).trim_start_matches(is_blank);
    let year = number(behind, 4..=4).filter(|_| behind.len() < text.len());
    match year.filter(|(year, _)| (1900..2200).contains(year)) {
        Some((year, rest)) => (Some(year), rest),
        None => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, &str)> {
        let (badges, rest) = Badges::default().read(line)?;
        let score = badges.score.map(|s| s.to_string()).unwrap_or_default();
        let date = badges.date.map(|d| format!("{:?}-{}-{}", d.year, d.month, d.day));
        let date = date.unwrap_or_default().replace("Some(", "").replace(')', "");
        let code = if badges.code { "code" } else { "" };
        Some((format!("{score}|{}|{date}|{code}", badges.category.unwrap_or_default()), rest))
    }

    #[test]
    fn badges_are_read_however_they_are_joined() {
        let cases = [
            ("97.8CLMar 15Code", "97.8|CL|None-3-15|code", ""),
            ("100.0CLMar 12", "100.0|CL|None-3-12|", ""),
            ("65CVJun 6Code", "65.0|CV|None-6-6|code", ""),
            ("LGApr 14, 2023", "|LG|2023-4-14|", ""),
            ("97.8 CL Mar 15 Code", "97.8|CL|None-3-15|code", ""),
            ("97.8\u{a0}CL\u{a0}Mar\u{a0}15", "97.8|CL|None-3-15|", ""),
            ("97.8\tCL\tMar 15\tCode\tA Title", "97.8|CL|None-3-15|code", "\tA Title"),
            ("LG\tApr 14, 2023\t\tA Title", "|LG|2023-4-14|", "\t\tA Title"),
            ("Score97.8clMar 15", "97.8|cl|None-3-15|", ""),
            ("score: 97.8 cs.CL 15 mar 2026", "97.8|cs.CL|2026-3-15|", ""),
            ("1.7LGJun 10Code", "1.7|LG|None-6-10|code", ""),
            ("Jun 10Code", "||None-6-10|code", ""),
            ("hep-th2026-03-15", "|hep-th|2026-3-15|", ""),
            ("78.4", "78.4|||", ""),
            ("mtrl-sciSeptember 3, 2025", "|mtrl-sci|2025-9-3|", ""),
        ];
        for (line, expected, rest) in cases {
            assert_eq!(read(line), Some((expected.to_owned(), rest)), "{line}");
        }
    }

    #[test]
    fn other_lines_have_no_badges() {
        for line in
            ["", "A Title", "In May 3 sheep", "Mar 32", "101.5CL", "CLtitle", "Codes", "Mayor 3"]
        {
            let whole = read(line).filter(|(_, rest)| rest.is_empty());
            assert_eq!(whole, None, "{line}");
        }
    }

    #[test]
    fn a_year_left_out_is_the_most_recent_that_fits() {
        let infer = |month, day, pasted: &str| {
            let day = Day { year: None, month, day };
            day.date(pasted.parse().unwrap()).unwrap().0.to_string()
        };
        assert_eq!(infer(3, 15, "2026-03-20"), "2026-03-15");
        assert_eq!(infer(3, 21, "2026-03-20"), "2026-03-21");
        assert_eq!(infer(3, 22, "2026-03-20"), "2025-03-22");
        assert_eq!(infer(1, 1, "2025-12-31"), "2026-01-01");
        assert_eq!(infer(2, 29, "2026-03-20"), "2024-02-29");
        assert_eq!(infer(12, 31, "2026-01-01"), "2025-12-31");
    }
}
