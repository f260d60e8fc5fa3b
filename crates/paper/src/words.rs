//! Numbers and dates as the page writes them.

use crate::date::{MONTHS, PartialDate};

/// Returns `count` as a `u32`, or the largest one if it does not fit.
pub fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Writes `n` with its thousands set apart: `1,204`.
pub fn grouped(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Writes `n` and the noun, with an `s` unless `n` is 1: `1 paper`, `1,204 papers`.
pub fn count(n: u32, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(n))
}

/// Writes how many views and rules: `1 view or rule`, `2 views and rules`.
pub fn views_and_rules(n: u32) -> String {
    format!("{} {}", grouped(n), if n == 1 { "view or rule" } else { "views and rules" })
}

/// Writes the result of a digest: `7 papers, 0 lines left over`.
pub fn ledger(papers: u32, left_over: u32) -> String {
    format!("{}, {}", count(papers, "paper"), self::left_over(left_over))
}

/// Writes how much of a digest is not papers: `0 lines left over`.
pub fn left_over(lines: u32) -> String {
    format!("{} left over", count(lines, "line"))
}

/// Writes bytes, rounded up to a tenth of a megabyte: `0.3 MB`, `1,204.0 MB`.
pub fn megabytes(bytes: u64) -> String {
    let tenths = u32::try_from(bytes.div_ceil(100_000)).unwrap_or(u32::MAX);
    format!("{}.{} MB", grouped(tenths / 10), tenths % 10)
}

/// Writes a date: `15 Mar 2026`, `Mar 2026` or `2026`.
pub fn date(date: PartialDate) -> String {
    let year = date.year();
    let month = date.month().and_then(|month| MONTHS.get(usize::from(month) - 1)?.get(..3));
    match (month, date.day()) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        (None, _) => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_one_is_singular() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(100), "100");
        assert_eq!(grouped(1_204_000), "1,204,000");
        assert_eq!(views_and_rules(1), "1 view or rule");
        assert_eq!(views_and_rules(1_204), "1,204 views and rules");
        assert_eq!(ledger(1, 1), "1 paper, 1 line left over");
        assert_eq!(ledger(1204, 0), "1,204 papers, 0 lines left over");
    }

    #[test]
    fn bytes_are_said_in_megabytes() {
        assert_eq!(megabytes(0), "0.0 MB");
        assert_eq!(megabytes(1), "0.1 MB");
        assert_eq!(megabytes(1_204_000_000), "1,204.0 MB");
    }

    #[test]
    fn a_date_says_what_is_known() {
        assert_eq!(date("2026-03-15".parse().unwrap()), "15 Mar 2026");
        assert_eq!(date("2026-03".parse().unwrap()), "Mar 2026");
        assert_eq!(date("2026".parse().unwrap()), "2026");
    }
}
