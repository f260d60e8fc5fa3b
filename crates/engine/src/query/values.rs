//! The values of the query language that are not words: how each is read and written.

use std::borrow::Cow;
use std::fmt::Display;

use super::problem::Wrong;
use super::{Dates, Filter};
use skimmark_paper::date::PartialDate;
use skimmark_paper::score::Score;

/// Reads a value as the condition that it makes.
pub type ReadValue = fn(&str) -> Result<Filter, Wrong>;

/// Returns the value that makes this condition; `None` if it belongs to another term.
pub type WriteValue = for<'f> fn(&'f Filter) -> Option<Cow<'f, str>>;

pub(super) fn read_category(value: &str) -> Result<Filter, Wrong> {
    Ok(Filter::Category(value.to_owned()))
}

pub(super) fn write_category(filter: &Filter) -> Option<Cow<'_, str>> {
    match filter {
        Filter::Category(code) => Some(Cow::Borrowed(code)),
        _ => None,
    }
}

pub(super) fn read_id(value: &str) -> Result<Filter, Wrong> {
    Ok(Filter::Id(identifier(value)))
}

pub(super) fn write_id(filter: &Filter) -> Option<Cow<'_, str>> {
    match filter {
        Filter::Id(id) => Some(Cow::Borrowed(id)),
        _ => None,
    }
}

/// Reads a tag with or without the `#` that tags are written with elsewhere.
pub(super) fn read_tag(value: &str) -> Result<Filter, Wrong> {
    Ok(Filter::Tag(value.trim_start_matches('#').trim().to_owned()))
}

pub(super) fn write_tag(filter: &Filter) -> Option<Cow<'_, str>> {
    match filter {
        Filter::Tag(tag) => Some(Cow::Borrowed(tag)),
        _ => None,
    }
}

pub(super) fn read_dates(value: &str) -> Result<Filter, Wrong> {
    dates(value).map(Filter::Date)
}

pub(super) fn write_dates(filter: &Filter) -> Option<Cow<'_, str>> {
    match filter {
        Filter::Date(Dates::Span(from, to)) => Some(written(from, to).into()),
        Filter::Date(Dates::Last(days)) => Some(format!("{days}d").into()),
        Filter::Date(Dates::Ago(days)) => {
            NAMED_DAYS.get(usize::from(*days)).map(|name| Cow::Borrowed(*name))
        }
        _ => None,
    }
}

pub(super) fn read_after(value: &str) -> Result<Filter, Wrong> {
    Ok(Filter::Date(Dates::After(date(value)?)))
}

pub(super) fn write_after(filter: &Filter) -> Option<Cow<'_, str>> {
    match filter {
        Filter::Date(Dates::After(day)) => Some(day.to_string().into()),
        _ => None,
    }
}

pub(super) fn read_before(value: &str) -> Result<Filter, Wrong> {
    Ok(Filter::Date(Dates::Before(date(value)?)))
}

pub(super) fn write_before(filter: &Filter) -> Option<Cow<'_, str>> {
    match filter {
        Filter::Date(Dates::Before(day)) => Some(day.to_string().into()),
        _ => None,
    }
}

pub(super) fn read_score(value: &str) -> Result<Filter, Wrong> {
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

pub(super) fn write_score(filter: &Filter) -> Option<Cow<'_, str>> {
    match filter {
        Filter::Score(from, to) => {
            let score = |tenths: &Option<u32>| tenths.and_then(Score::from_tenths);
            Some(written(&score(from), &score(to)).into())
        }
        _ => None,
    }
}

/// Writes a range; if it is a single value, only that.
fn written<T: Display + PartialEq>(from: &Option<T>, to: &Option<T>) -> String {
    let text = |end: &Option<T>| end.as_ref().map(T::to_string).unwrap_or_default();
    if from == to { text(from) } else { [text(from), text(to)].join("..") }
}

/// Returns an identifier without its prefix and version: `arXiv:2603.01234v2` → `2603.01234`.
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

/// Days that have a name, each at the place that says how many days ago it was.
const NAMED_DAYS: [&str; 2] = ["today", "yesterday"];

fn dates(value: &str) -> Result<Dates, Wrong> {
    if let Some(ago) = (0..).zip(NAMED_DAYS).find(|(_, name)| name.eq_ignore_ascii_case(value)) {
        return Ok(Dates::Ago(ago.0));
    }
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

/// Returns whether `day` is a day or month of `whole`.
fn covers(whole: PartialDate, day: PartialDate) -> bool {
    whole.year() == day.year() && whole.month().is_none_or(|month| Some(month) == day.month())
}

/// Reads a number with at most one decimal as a score in tenths. Reading it as a float would cost
/// 10 KB.
fn tenths(text: &str) -> Option<u32> {
    let (whole, decimal) = text.split_once('.').unwrap_or((text, "0"));
    let plain = is_number(whole) && is_number(decimal) && decimal.len() == 1;
    let number = |digits: &str| plain.then(|| digits.parse::<u32>().ok()).flatten();
    let tenths = number(whole)?.checked_mul(10)?.checked_add(number(decimal)?)?;
    Score::from_tenths(tenths).map(Score::tenths)
}

/// The forms in which a range of numbers or days is written.
enum Range<'v> {
    Between(&'v str, &'v str),
    Above(&'v str),
    Below(&'v str),
    AtLeast(&'v str),
    AtMost(&'v str),
    Exactly(&'v str),
}

fn range(value: &str) -> Range<'_> {
    let after = |sign| value.strip_prefix(sign).map(str::trim_start);
    if let Some(from) = after(">=").or_else(|| after("≥")) {
        Range::AtLeast(from)
    } else if let Some(to) = after("<=").or_else(|| after("≤")) {
        Range::AtMost(to)
    } else if let Some(from) = after(">") {
        Range::Above(from)
    } else if let Some(to) = after("<") {
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
