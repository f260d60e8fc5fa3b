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
    let (from, to) = numbers(value, tenths, Wrong::BadScore)?;
    Ok(Filter::Score(from, to))
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

pub(super) fn read_like(value: &str) -> Result<Filter, Wrong> {
    Ok(Filter::Like(value.to_owned()))
}

pub(super) fn write_like(filter: &Filter) -> Option<Cow<'_, str>> {
    match filter {
        Filter::Like(paper) => Some(Cow::Borrowed(paper)),
        _ => None,
    }
}

pub(super) fn read_likely(value: &str) -> Result<Filter, Wrong> {
    let (from, to) = numbers(value, hundredths, Wrong::BadLikely)?;
    Ok(Filter::Likely(from, to))
}

pub(super) fn write_likely(filter: &Filter) -> Option<Cow<'_, str>> {
    match filter {
        Filter::Likely(from, to) => {
            let share = |hundredths: &Option<u32>| hundredths.map(Hundredths);
            Some(written(&share(from), &share(to)).into())
        }
        _ => None,
    }
}

/// A number between 0 and 1 that is written with two decimals.
#[derive(PartialEq)]
struct Hundredths(u32);

impl Display for Hundredths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// Writes a range; if it is a single value, only that.
fn written<T: Display + PartialEq>(from: &Option<T>, to: &Option<T>) -> String {
    let text = |end: &Option<T>| end.as_ref().map(T::to_string).unwrap_or_default();
    if from == to { text(from) } else { [text(from), text(to)].join("..") }
}

/// Returns an identifier without its prefix and version: `arXiv:2603.01234v2` → `2603.01234`.
pub fn identifier(value: &str) -> String {
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

/// Reads a range of numbers, which `number` reads in units of its last decimal.
fn numbers(
    value: &str,
    number: fn(&str) -> Option<u32>,
    wrong: fn(String) -> Wrong,
) -> Result<(Option<u32>, Option<u32>), Wrong> {
    let bad = || wrong(value.to_owned());
    let read = |text: &str| number(text).ok_or_else(bad);
    let (from, to) = match range(value) {
        Range::Between(from, to) => (optional(from, read)?, optional(to, read)?),
        Range::Above(from) => (Some(read(from)? + 1), None),
        Range::Below(to) => (None, Some(read(to)?.checked_sub(1).ok_or_else(bad)?)),
        Range::AtLeast(from) => (Some(read(from)?), None),
        Range::AtMost(to) => (None, Some(read(to)?)),
        Range::Exactly(only) => (Some(read(only)?), Some(read(only)?)),
    };
    match (from, to) {
        (None, None) => Err(bad()),
        (Some(from), Some(to)) if from > to => Err(Wrong::Backwards),
        both => Ok(both),
    }
}

/// Reads a number with at most one decimal as a score in tenths.
fn tenths(text: &str) -> Option<u32> {
    Score::from_tenths(decimal(text, 1)?).map(Score::tenths)
}

/// Reads a number from 0 to 1 with at most two decimals in hundredths.
fn hundredths(text: &str) -> Option<u32> {
    decimal(text, 2).filter(|hundredths| *hundredths <= 100)
}

/// Reads a number with at most this many decimals, in units of the last of them. Reading it as a
/// float would cost 10 KB.
fn decimal(text: &str, places: usize) -> Option<u32> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let is_plain = is_number(whole) && is_number(decimals) && decimals.len() <= places;
    let mut number = whole.parse::<u32>().ok().filter(|_| is_plain)?;
    let decimals = decimals.bytes().map(|digit| u32::from(digit - b'0'));
    for digit in decimals.chain(std::iter::repeat(0)).take(places) {
        number = number.checked_mul(10)?.checked_add(digit)?;
    }
    Some(number)
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
