//! Dates as programs write them: a text, its parts, or seconds.

use super::texts;
use super::value::{Id, Kind, Tree};

/// Returns a date, written or in parts: `{"date-parts": [[2026, 3, 15]]}`, `{"year": 2026}`.
pub(super) fn date(tree: &Tree, id: Id) -> String {
    match tree.kind(id) {
        // Of several dates, the first one.
        Kind::List
            if tree.inner(id).next().is_some_and(|it| {
                !matches!(tree.kind(it), Kind::Quoted | Kind::Single | Kind::Plain)
            }) =>
        {
            tree.inner(id).next().map_or(String::new(), |it| date(tree, it))
        }
        Kind::List => {
            let parts: Vec<String> = tree.inner(id).take(3).map(|it| date(tree, it)).collect();
            let parts: Vec<&str> =
                parts.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
            parts.join("-")
        }
        Kind::Object => {
            let whole = [
                "dateparts",
                "datetime",
                "raw",
                "literal",
                "date",
                "value",
                "text",
                "t",
                "",
                "start",
            ];
            match texts::preferred(tree, id, &whole) {
                Some(found) => date(tree, found),
                None => {
                    let parts = ["year", "month", "day"]
                        .iter()
                        .map_while(|name| texts::member(tree, id, &[name]));
                    let parts: Vec<String> = parts.map(|it| date(tree, it)).collect();
                    parts.join("-")
                }
            }
        }
        Kind::Quoted | Kind::Single | Kind::Plain => {
            let text = texts::line_of(tree, id);
            // `datetime.datetime(2026, 3, 15, 0, 0)`
            match text.split_once('(') {
                Some((_, parts)) => parts.replace(", ", "-"),
                None => seconds(&text).unwrap_or_else(|| text.into_owned()),
            }
        }
    }
}

/// Reads seconds or milliseconds since 1970 as a date.
fn seconds(text: &str) -> Option<String> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || !matches!(text.len(), 10 | 13) {
        return None;
    }
    let seconds: u32 = text[..10].parse().ok()?;
    // Days by the calendar of eras of 400 years that begin in March.
    let day = seconds / 86_400 + 719_468;
    let (era, of_era) = (day / 146_097, day % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = (year + era * 400, month + 3);
    let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };
    Some([year, month, day].map(|it| it.to_string()).join("-"))
}
