//! The one reader of dates: what a date says may be less than a day, and its year may be missing.
//!
//! The `scan_*` functions read a date at the front of a text and return what follows it;
//! [`value`] reads a field that holds a date and perhaps more.

use std::ops::RangeInclusive;

use skimmark_paper::date::{MONTHS, PartialDate};
use skimmark_paper::text::is_invisible;

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Seasons, which leave only the year known.
const SEASONS: [&str; 5] = ["spring", "summer", "autumn", "fall", "winter"];

/// A day whose year may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    /// The year, if the text says it.
    pub year: Option<u16>,
    pub month: u8,
    pub day: u8,
}

impl Day {
    /// Returns the date, and whether its year was inferred: a day without a year is the most
    /// recent such day that is at most one day after `pasted`.
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

    /// Returns true if some year has such a day.
    pub fn is_possible(self) -> bool {
        PartialDate::day_of(self.year.unwrap_or(2000), self.month, self.day).is_some()
    }
}

/// Reads a day in the order of most pages: `Mar 15`, `Apr 14, 2023`, `15 Mar 2026`, `2026-03-15`.
pub(crate) fn scan_day(text: &str) -> Option<(Day, &str)> {
    let (day, rest) = match text.as_bytes().first()? {
        b'0'..=b'9' => scan_numbers(text).or_else(|| scan_day_first(text))?,
        _ => scan_month_first(text)?,
    };
    day.is_possible().then_some((day, rest))
}

/// Reads the day of a message or of a history: `Wed, 21 Jan 2026`, `21 January, 2026`,
/// `21 Apr 23`. A year of two digits is between 1991 and 2090.
pub(crate) fn scan_message_day(text: &str) -> Option<(PartialDate, &str)> {
    let (day, rest) = scan_number(after_weekday(text), 1..=2)?;
    let (month, rest) = scan_month(rest.trim_start())?;
    let rest = rest.trim_start_matches(['.', ',']).trim_start();
    let (year, rest) = scan_number(rest, 4..=4).or_else(|| {
        let (year, rest) = scan_number(rest, 2..=2)?;
        Some((year + if year > 90 { 1900 } else { 2000 }, rest))
    })?;
    Some((PartialDate::day_of(year, month, u8::try_from(day).ok()?)?, rest))
}

/// Strips the name of a weekday from the front of `text`, if there is one.
pub(crate) fn after_weekday(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let name = text[..end.min(9)].to_ascii_lowercase();
    match name.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(&name)) {
        true => text[end..].trim_start_matches(',').trim_start(),
        false => text,
    }
}

/// Returns true for the name of a month, in full or short.
pub(crate) fn is_month(word: &str) -> bool {
    scan_month(word).is_some_and(|(_, rest)| rest.is_empty())
}

/// Returns the year that `text` is, and nothing else.
pub(crate) fn year(text: &str) -> Option<u16> {
    let (year, rest) = scan_number(text, 4..=4)?;
    (rest.is_empty() && (1500..2200).contains(&year)).then_some(year)
}

/// Reads a field that holds a date: `2020/03/15/`, `2020 Jan 5`, `Mar-Apr 2026`, `Spring 2020`,
/// `15 March 2020`, an ISO date with a time. What cannot be read leaves the part before it known.
pub(crate) fn value(text: &str) -> Option<PartialDate> {
    let text = after_weekday(text.trim());
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return scan_message_day(text).map(|(date, _)| date).or_else(|| year_first(text));
    }
    if let Some((day, _)) = scan_month_first(text).filter(|(day, _)| day.is_possible())
        && let Some(year) = day.year
    {
        return PartialDate::day_of(year, day.month, day.day);
    }
    let month = scan_months(text);
    let rest = month.map(|(_, rest)| rest).or_else(|| after_season(text));
    let Some(year) = rest.and_then(|rest| scan_year(rest).0) else {
        // Whatever it is, it was in the year that it ends with.
        let last = text.rsplit([' ', '/']).next().and_then(year)?;
        return (1800..2100).contains(&last).then(|| PartialDate::year_only(last));
    };
    match month {
        Some((month, _)) => PartialDate::month_of(year, month),
        None => Some(PartialDate::year_only(year)),
    }
}

/// `2020`, `2020-03`, `2020/03/15/`, `2020 Jan`, `2020 Jan-Feb`, `2020 Jan 5`.
fn year_first(text: &str) -> Option<PartialDate> {
    let (year, rest) = scan_number(text, 4..=4)?;
    if !(1000..2200).contains(&year) {
        return None;
    }
    let rest = rest.trim_start_matches(is_between);
    if let Some((day, _)) = scan_day_first(rest) {
        return PartialDate::day_of(year, day.month, day.day)
            .or_else(|| PartialDate::month_of(year, day.month));
    }
    // `2017 1st Quarter` names no month.
    let is_month =
        |rest: &str| !rest.trim_start_matches(is_between).starts_with(char::is_alphabetic);
    let month =
        scan_number(rest, 1..=2).filter(|(_, rest)| is_month(rest)).and_then(|(month, rest)| {
            let month = u8::try_from(month).ok()?;
            Some((month, rest))
        });
    let Some((month, rest)) = month.or_else(|| scan_months(rest)) else {
        return Some(PartialDate::year_only(year));
    };
    let day = scan_number(rest.trim_start_matches(is_between), 1..=2);
    let day = day.and_then(|(day, _)| PartialDate::day_of(year, month, u8::try_from(day).ok()?));
    day.or_else(|| PartialDate::month_of(year, month))
        .or_else(|| Some(PartialDate::year_only(year)))
}

fn is_between(c: char) -> bool {
    matches!(c, '-' | '/' | '.' | ',') || is_blank(c)
}

/// A month, or the first of two: `Mar`, `Mar-Apr`, `Mar/Apr`.
fn scan_months(text: &str) -> Option<(u8, &str)> {
    let (month, rest) = scan_month(text)?;
    let second = rest.strip_prefix(['-', '/', '–']).and_then(scan_month);
    Some((month, second.map_or(rest, |(_, rest)| rest)))
}

fn after_season(text: &str) -> Option<&str> {
    SEASONS.iter().find_map(|season| strip_prefix_ci(text, season))
}

fn scan_month_first(text: &str) -> Option<(Day, &str)> {
    let (month, rest) = scan_month(text)?;
    let (day, rest) = scan_number(rest.trim_start_matches(is_blank), 1..=2)?;
    let (year, rest) = scan_year(rest);
    Some((Day { year, month, day: u8::try_from(day).ok()? }, rest))
}

fn scan_day_first(text: &str) -> Option<(Day, &str)> {
    let (day, rest) = scan_number(text, 1..=2)?;
    let (month, rest) = scan_month(rest.strip_prefix(is_blank)?)?;
    let (year, rest) = scan_year(rest);
    Some((Day { year, month, day: u8::try_from(day).ok()? }, rest))
}

/// `2026-03-15`
fn scan_numbers(text: &str) -> Option<(Day, &str)> {
    let (year, rest) = scan_number(text, 4..=4)?;
    let (month, rest) = scan_number(rest.strip_prefix('-')?, 2..=2)?;
    let (day, rest) = scan_number(rest.strip_prefix('-')?, 2..=2)?;
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Some((Day { year: Some(year), month, day }, rest))
}

/// The month at the front, by its name or the first three letters of it.
fn scan_month(text: &str) -> Option<(u8, &str)> {
    // Most words begin with a letter that no month begins with.
    let may = text.as_bytes().first().is_some_and(|byte| b"jfmasond".contains(&(byte | 0x20)));
    let start = text.get(..3).filter(|_| may)?;
    let (name, number) =
        MONTHS.iter().zip(1..).find(|(n, _)| n[..3].eq_ignore_ascii_case(start))?;
    let forms = [*name, if number == 9 { "sept" } else { name }, &name[..3]];
    let rest = forms.into_iter().find_map(|form| strip_prefix_ci(text, form))?;
    Some((number, rest.strip_prefix('.').unwrap_or(rest)))
}

/// `, 2023` or ` 2023` at the front; otherwise all of `text` is left.
fn scan_year(text: &str) -> (Option<u16>, &str) {
    let after = text.strip_prefix(',').unwrap_or(text).trim_start_matches(is_blank);
    let year = scan_number(after, 4..=4).filter(|_| after.len() < text.len());
    match year.filter(|(year, _)| (1900..2200).contains(year)) {
        Some((year, rest)) => (Some(year), rest),
        None => (None, text),
    }
}

fn scan_number(text: &str, digits: RangeInclusive<usize>) -> Option<(u16, &str)> {
    let length = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    if !digits.contains(&length) {
        return None;
    }
    Some((text[..length].parse().ok()?, &text[length..]))
}

fn is_blank(c: char) -> bool {
    c == ' ' || c == '\u{a0}' || is_invisible(c)
}

fn strip_prefix_ci<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_year_is_the_most_recent_that_fits() {
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

    #[test]
    fn fields_hold_dates_in_many_forms() {
        let cases = [
            ("2020", "2020"),
            ("2020/03/15/", "2020-03-15"),
            ("2020///Spring", "2020"),
            ("2017 1st Quarter", "2017"),
            ("2020 12 March", "2020-03-12"),
            ("2020/3//", "2020-03"),
            ("2020-03-15T10:00:00Z", "2020-03-15"),
            ("2020-13-01", "2020"),
            ("2020-02-30", "2020-02"),
            ("2020 Jan", "2020-01"),
            ("2020 Jan 5", "2020-01-05"),
            ("2020 Jan-Feb", "2020-01"),
            ("Mar-Apr 2026", "2026-03"),
            ("Mar 2026", "2026-03"),
            ("Spring 2020", "2020"),
            ("March 15, 2026", "2026-03-15"),
            ("15 March 2026", "2026-03-15"),
            ("5 January, 2026", "2026-01-05"),
            ("Fri, 2 Jan 2026 09:45:28 GMT", "2026-01-02"),
            ("Sept. 2026", "2026-09"),
            ("Article 10 2019", "2019"),
            ("Spring/Summer 2019", "2019"),
        ];
        for (text, date) in cases {
            assert_eq!(value(text), date.parse().ok(), "{text}");
        }
        for text in ["", "NA", "Mar", "Mar 15", "in press", "20", "12345", "MAR-APR", "0/0/0"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn days_of_messages_have_years_of_two_or_four_digits() {
        let day = |text| scan_message_day(text).map(|(date, rest)| (date.to_string(), rest));
        assert_eq!(day("Wed, 21 Jan 2026 09:45"), Some(("2026-01-21".to_owned(), " 09:45")));
        assert_eq!(day("21 January, 2026; v1"), Some(("2026-01-21".to_owned(), "; v1")));
        assert_eq!(day("Fri 21 Apr 23"), Some(("2023-04-21".to_owned(), "")));
        assert_eq!(day("21 Nov 97"), Some(("1997-11-21".to_owned(), "")));
        assert_eq!(day("31 Feb 2026"), None);
    }
}
