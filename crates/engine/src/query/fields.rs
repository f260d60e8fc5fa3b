//! The fields of the query language: what may stand behind each colon, and what it means.

use super::problem::Wrong;
use super::{Dates, Field, Filter, Thing};
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Announcement;
use skimmark_paper::score::Score;

type Read = fn(&str) -> Result<Filter, Wrong>;

enum Meaning {
    Text(Field),
    Value(Read),
}

/// The fields with an example of a value each.
const FIELDS: &[(&str, &str, Meaning)] = &[
    ("title", "survey", Meaning::Text(Field::Title)),
    ("author", "lovelace", Meaning::Text(Field::Author)),
    ("abs", "benchmark", Meaning::Text(Field::Abstract)),
    ("org", "university", Meaning::Text(Field::Org)),
    ("cat", "cs.CL", Meaning::Value(|value| Ok(Filter::Category(value.to_owned())))),
    ("id", "2603.01234", Meaning::Value(|value| Ok(Filter::Id(identifier(value))))),
    ("date", "2026-03", Meaning::Value(|value| dates(value).map(Filter::Date))),
    ("after", "2026-03-15", Meaning::Value(|value| Ok(Filter::Date(Dates::After(date(value)?))))),
    ("before", "2026-03-15", Meaning::Value(|value| Ok(Filter::Date(Dates::Before(date(value)?))))),
    ("score", ">90", Meaning::Value(score)),
    ("has", "code", Meaning::Value(has)),
    ("is", "starred", Meaning::Value(is)),
    // As identifiers are often written.
    ("arxiv", "2603.01234", Meaning::Value(|value| Ok(Filter::Id(identifier(value))))),
    ("doi", "10.1000/182", Meaning::Value(|value| Ok(Filter::Id(identifier(value))))),
    ("pmid", "12345678", Meaning::Value(|value| Ok(Filter::Id(identifier(value))))),
    ("tag", "later", Meaning::Value(|value| Ok(Filter::Tag(tag(value))))),
    ("in", "\"my digest\"", Meaning::Text(Field::Digest)),
];

/// Words that people may try for a field.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("name", "title"),
    ("by", "author"),
    ("summary", "abs"),
    ("affiliation", "org"),
    ("institution", "org"),
    ("university", "org"),
    ("subject", "cat"),
    ("since", "after"),
    ("until", "before"),
    ("year", "date"),
    ("rating", "score"),
    ("with", "has"),
];

/// The condition `name:value`; `quoted` where the value stood in quotation marks.
pub(super) fn filter(name: &str, value: &str, quoted: bool) -> Result<Filter, Wrong> {
    let Some((_, _, meaning)) = known(name) else {
        return Err(Wrong::UnknownField { name: name.to_owned(), nearest: nearest(name) });
    };
    match meaning {
        _ if !value.contains(char::is_alphanumeric) => Err(Wrong::NoLetters),
        Meaning::Text(field) => Ok(Filter::Text { field: *field, text: value.to_owned(), quoted }),
        Meaning::Value(read) => read(value.trim()),
    }
}

/// What is wrong where no value follows `name:`; nothing, where `name` is no field.
pub(super) fn without_value(name: &str) -> Option<Wrong> {
    known(name).map(|(name, example, _)| Wrong::NoValue(name, example))
}

fn known(name: &str) -> Option<&'static (&'static str, &'static str, Meaning)> {
    FIELDS.iter().find(|(field, ..)| field.eq_ignore_ascii_case(name))
}

fn nearest(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|(_, field)| *field);
    let longer = || FIELDS.iter().map(|(field, ..)| *field).find(|field| name.starts_with(field));
    let close = || {
        let near = FIELDS.iter().map(|(field, ..)| (distance(&name, field), *field)).min()?;
        (near.0 <= 2 && near.0 * 2 <= near.1.len()).then_some(near.1)
    };
    other.or_else(close).or_else(longer)
}

/// How many letters to change, add or remove to make `a` of `b`; at most 20 letters are looked
/// at.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.bytes().take(20).enumerate() {
        let mut above_left = row[0];
        row[0] = i + 1;
        for (j, other) in b.bytes().enumerate() {
            let replaced = above_left + usize::from(letter != other);
            above_left = row[j + 1];
            row[j + 1] = replaced.min(above_left + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// `arXiv:2603.01234v2` → `2603.01234`.
fn identifier(value: &str) -> String {
    let lower = value.to_ascii_lowercase();
    let bare = ["arxiv:", "doi:", "pmid:"].iter().find_map(|kind| lower.strip_prefix(kind));
    let bare = bare.unwrap_or(&lower);
    match bare.rsplit_once('v') {
        Some((id, version)) if is_number(version) && id.ends_with(|c: char| c.is_ascii_digit()) => {
            id.to_owned()
        }
        _ => bare.to_owned(),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn date(value: &str) -> Result<PartialDate, Wrong> {
    value.parse().map_err(|_| Wrong::BadDate(value.to_owned()))
}

fn dates(value: &str) -> Result<Dates, Wrong> {
    if let Some(days) = value.strip_suffix(['d', 'D']).filter(|days| is_number(days)) {
        return Ok(Dates::Last(days.parse().unwrap_or(u16::MAX)));
    }
    let (from, to) = match range(value) {
        Range::Between(from, to) => (optional(from, date)?, optional(to, date)?),
        Range::Above(from) => return date(from).map(Dates::After),
        Range::Below(to) => return date(to).map(Dates::Before),
        Range::AtLeast(from) => (Some(date(from)?), None),
        Range::AtMost(to) => (None, Some(date(to)?)),
        Range::Exactly(day) => (Some(date(day)?), Some(date(day)?)),
    };
    match (from, to) {
        (None, None) => Err(Wrong::BadDate(value.to_owned())),
        (Some(from), Some(to)) if from > to && !covers(to, from) => Err(Wrong::Backwards),
        _ => Ok(Dates::Span(from, to)),
    }
}

/// Whether `day` is a day or month of `whole`.
fn covers(whole: PartialDate, day: PartialDate) -> bool {
    whole.year() == day.year() && whole.month().is_none_or(|month| Some(month) == day.month())
}

fn score(value: &str) -> Result<Filter, Wrong> {
    let read = |text: &str| tenths(text).ok_or_else(|| Wrong::BadScore(value.to_owned()));
    let (from, to) = match range(value) {
        Range::Between(from, to) => (optional(from, read)?, optional(to, read)?),
        Range::Above(from) => (Some(read(from)? + 1), None),
        Range::Below(to) => match read(to)?.checked_sub(1) {
            Some(to) => (None, Some(to)),
            None => return Err(Wrong::BadScore(value.to_owned())),
        },
        Range::AtLeast(from) => (Some(read(from)?), None),
        Range::AtMost(to) => (None, Some(read(to)?)),
        Range::Exactly(score) => (Some(read(score)?), Some(read(score)?)),
    };
    match (from, to) {
        (None, None) => Err(Wrong::BadScore(value.to_owned())),
        (Some(from), Some(to)) if from > to => Err(Wrong::Backwards),
        _ => Ok(Filter::Score(from, to)),
    }
}

/// A score in tenths, from a number with at most one decimal. Reading it as a float would cost
/// the page 10 KB.
fn tenths(text: &str) -> Option<u16> {
    let (whole, decimal) = text.split_once('.').unwrap_or((text, "0"));
    let plain = is_number(whole) && is_number(decimal) && decimal.len() == 1;
    let number = |digits: &str| plain.then(|| digits.parse::<u16>().ok()).flatten();
    let tenths = number(whole)?.checked_mul(10)?.checked_add(number(decimal)?)?;
    Score::from_tenths(tenths).map(Score::tenths)
}

/// The forms in which a stretch of numbers or days is written.
enum Range<'v> {
    Between(&'v str, &'v str),
    Above(&'v str),
    Below(&'v str),
    AtLeast(&'v str),
    AtMost(&'v str),
    Exactly(&'v str),
}

fn range(value: &str) -> Range<'_> {
    let behind = |sign| value.strip_prefix(sign).map(str::trim_start);
    if let Some(from) = behind(">=").or_else(|| behind("≥")) {
        Range::AtLeast(from)
    } else if let Some(to) = behind("<=").or_else(|| behind("≤")) {
        Range::AtMost(to)
    } else if let Some(from) = behind(">") {
        Range::Above(from)
    } else if let Some(to) = behind("<") {
        Range::Below(to)
    } else if let Some((from, to)) = value.split_once("..") {
        Range::Between(from.trim(), to.trim())
    } else {
        Range::Exactly(value)
    }
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Result<T, Wrong>) -> Result<Option<T>, Wrong> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

/// With or without the `#` that tags are written with elsewhere.
fn tag(value: &str) -> String {
    value.trim_start_matches('#').trim().to_owned()
}

fn has(value: &str) -> Result<Filter, Wrong> {
    let thing = match value.to_ascii_lowercase().as_str() {
        "code" => Thing::Code,
        "abstract" => Thing::Abstract,
        "score" => Thing::Score,
        "link" => Thing::Link,
        "note" => Thing::Note,
        _ => return Err(unknown("has", value, "code, abstract, score, note, link")),
    };
    Ok(Filter::Has(thing))
}

fn is(value: &str) -> Result<Filter, Wrong> {
    let announced = match value.to_ascii_lowercase().as_str() {
        "starred" => return Ok(Filter::Starred),
        "read" => return Ok(Filter::Read(true)),
        "unread" => return Ok(Filter::Read(false)),
        "seen" => return Ok(Filter::Seen),
        "muted" => return Ok(Filter::Muted),
        "new" => Announcement::New,
        "cross" => Announcement::Cross,
        "replaced" => Announcement::Replaced,
        "withdrawn" => Announcement::Withdrawn,
        _ => {
            return Err(unknown(
                "is",
                value,
                "starred, read, unread, seen, muted, new, cross, replaced, withdrawn",
            ));
        }
    };
    Ok(Filter::Announced(announced))
}

fn unknown(field: &'static str, value: &str, known: &'static str) -> Wrong {
    Wrong::UnknownValue { field, value: value.to_owned(), known }
}
