//! Dates of which only the year, or only year and month, may be known.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date of which day, or day and month, may be unknown; its text form is `YYYY[-MM[-DD]]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PartialDate {
    year: u16,
    /// 0 if unknown, so that the derived order puts a bare year before its months.
    month: u8,
    day: u8,
}

/// Year, month and day, which compare as days do.
pub type Day = (u16, u8, u8);

/// Before every day.
pub const EARLIEST: Day = (0, 0, 0);

/// After every day.
pub const LATEST: Day = (u16::MAX, 12, 31);

/// The error for a text that is not a [`PartialDate`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date: write it as 2026, 2026-03 or 2026-03-15")]
pub struct BadDate(pub String);

impl PartialDate {
    /// Returns a year alone.
    pub fn year_only(year: u16) -> Self {
        Self { year, month: 0, day: 0 }
    }

    /// Returns a month of a year; `None` for a month that does not exist.
    pub fn month_of(year: u16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month, day: 0 })
    }

    /// Returns a whole date; `None` for a day that the calendar does not have.
    pub fn day_of(year: u16, month: u8, day: u8) -> Option<Self> {
        let month_name = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(i32::from(year), month_name, day).ok()?;
        Some(Self { year, month, day })
    }

    /// Returns the year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12, if known.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// Returns the day of the month, if known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Returns its first day.
    pub fn first_day(self) -> Day {
        (self.year, self.month().unwrap_or(1), self.day().unwrap_or(1))
    }

    /// Returns its last day, or one after it: no month is longer than 31 days.
    pub fn last_day(self) -> Day {
        (self.year, self.month().unwrap_or(12), self.day().unwrap_or(31))
    }

    /// Returns the calendar date, if the day is known.
    pub fn to_date(self) -> Option<time::Date> {
        let month = time::Month::try_from(self.month).ok()?;
        time::Date::from_calendar_date(i32::from(self.year), month, self.day).ok()
    }
}

impl From<time::Date> for PartialDate {
    fn from(date: time::Date) -> Self {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Self { year: date.year().clamp(0, 9999) as u16, month: date.month() as u8, day: date.day() }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = BadDate;
    fn try_from(text: String) -> Result<Self, BadDate> {
        text.parse()
    }
}

impl FromStr for PartialDate {
    type Err = BadDate;
    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.to_owned());
        let number = |part: &str, digits: usize| {
            let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse::<u16>().ok()).flatten()
        };
        let small = |part: &str| number(part, 2).and_then(|n| u8::try_from(n).ok());
        let parts: Vec<&str> = text.split('-').collect();
        let date = match parts.as_slice() {
            [year] => number(year, 4).map(Self::year_only),
            [year, month] => {
                number(year, 4).zip(small(month)).and_then(|(y, m)| Self::month_of(y, m))
            }
            [year, month, day] => number(year, 4)
                .zip(small(month).zip(small(day)))
                .and_then(|(y, (m, d))| Self::day_of(y, m, d)),
            _ => None,
        };
        date.ok_or_else(bad)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_round_trip_and_impossible_days_are_refused() {
        for text in ["2026", "2026-03", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "26", "2026-13", "2025-02-29", "2026-3-1", "2026-03-15-1", "+026"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
