//! The day on a badge, in the forms that pages write.

use super::badges::{is_apart, is_blank, scan_code, starts_with_any_case};
use skimmark_paper::date::{MONTHS, PartialDate};

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

/// The number of the month at the front, by its name or the first three letters of it.
fn scan_month(text: &str) -> Option<(u8, &str)> {
    let start = text.get(..3)?;
    let (name, number) =
        MONTHS.iter().zip(1..).find(|(n, _)| n[..3].eq_ignore_ascii_case(start))?;
    let forms = [*name, if number == 9 { "sept" } else { name }, &name[..3]];
    let form = forms.into_iter().find(|form| starts_with_any_case(text, form))?;
    let rest = &text[form.len()..];
    Some((number, rest.strip_prefix('.').unwrap_or(rest)))
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
pub(super) fn scan_day(text: &str) -> Option<(Day, &str)> {
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
