//! Dates and scores as scales: bars that follow each other without gaps.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use time::Date;

use crate::query::{Dates, Filter};
use skimmark_index::bits::Bits;
use skimmark_paper::date::PartialDate;
use skimmark_paper::score::Score;
use skimmark_paper::words;
use skimmark_protocol::Facet;

/// The unit of a scale of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Year,
}

const UNITS: [Unit; 3] = [Unit::Day, Unit::Month, Unit::Year];

impl Unit {
    /// Returns the number of the day, month or year of `date`, if it is known.
    fn number(self, date: PartialDate) -> Option<i32> {
        let year = i32::from(date.year());
        match self {
            Unit::Day => date.to_date().map(Date::to_julian_day),
            Unit::Month => date.month().map(|month| year * 12 + i32::from(month) - 1),
            Unit::Year => Some(year),
        }
    }

    fn date(self, number: i32) -> Option<PartialDate> {
        let year = |number: i32| u16::try_from(number).ok();
        match self {
            Unit::Day => Date::from_julian_day(number).ok().map(PartialDate::from),
            Unit::Month => {
                let month = u8::try_from(number % 12 + 1).ok()?;
                PartialDate::month_of(year(number / 12)?, month)
            }
            Unit::Year => year(number).map(PartialDate::year_only),
        }
    }
}

/// The dates and scores of all papers.
#[derive(Clone, Debug, Default)]
pub(super) struct Scales {
    dates: Vec<Option<PartialDate>>,
    /// The scores in tenths.
    scores: Vec<Option<u32>>,
    /// How many papers have each day, month and year.
    dated: [HashMap<i32, u32>; 3],
    /// The lowest and the highest score.
    scored: Option<(u32, u32)>,
}

/// A bar: its filter, its name, and how many papers it holds.
pub(super) type Bar = (Filter, String, u32);

impl Scales {
    /// Adds the next paper.
    pub(super) fn push(&mut self, date: Option<PartialDate>, score: Option<Score>) {
        self.dates.push(date);
        let score = score.map(Score::tenths);
        self.scores.push(score);
        for (unit, counts) in UNITS.into_iter().zip(&mut self.dated) {
            let number = date.and_then(|date| unit.number(date));
            number.into_iter().for_each(|number| *counts.entry(number).or_default() += 1);
        }
        if let Some(score) = score {
            let (low, high) = self.scored.unwrap_or((score, score));
            self.scored = Some((low.min(score), high.max(score)));
        }
    }

    /// Returns the finest unit in which most dates are known and stand close together, with the
    /// numbers that get bars of their own.
    fn unit(&self) -> Option<(Unit, RangeInclusive<i32>)> {
        let dated: u32 = self.dated[2].values().sum();
        UNITS.into_iter().zip(&self.dated).find_map(|(unit, counts)| {
            let known: u32 = counts.values().sum();
            let (bars, inside) = densest(counts)?;
            let fits = known * 2 > dated && inside * 3 >= known * 2;
            (fits || matches!(unit, Unit::Year)).then_some((unit, bars))
        })
    }

    /// Returns the bars of the dates, the newest last. Dates far from most others are one bar at its
    /// end. All papers decide which bars there are; only `papers` are counted.
    pub(super) fn dates(&self, papers: &Bits) -> Vec<Bar> {
        let Some((unit, bars)) = self.unit() else { return Vec::new() };
        let (first, last) = bars.into_inner();
        let all = self.dated[unit as usize].keys();
        let (early, late) = (all.clone().any(|it| *it < first), all.clone().any(|it| *it > last));
        let (from, to) = (first - i32::from(early), last + i32::from(late));
        let number = |paper: usize| {
            let date = self.dates.get(paper).copied().flatten()?;
            usize::try_from(unit.number(date)?.clamp(from, to) - from).ok()
        };
        let counts = count(papers, (to - from + 1) as usize, &number);
        let bars = (from..=to).zip(counts).filter_map(|(number, count)| {
            let date = unit.date(number)?;
            let (span, name) = match number {
                _ if number < first => {
                    let name = ["Before ", &words::date(unit.date(first)?)].concat();
                    (Dates::Span(None, Some(date)), name)
                }
                _ if number > last => {
                    let name = ["After ", &words::date(unit.date(last)?)].concat();
                    (Dates::Span(Some(date), None), name)
                }
                _ => (Dates::Span(Some(date), Some(date)), words::date(date)),
            };
            Some((Filter::Date(span), name, count))
        });
        bars.collect()
    }

    /// Returns the months of `papers`, the newest first, each with the number of its papers.
    pub(super) fn months(&self, papers: &Bits) -> Vec<(PartialDate, u32)> {
        let months = self.dated[1].keys().copied();
        let Some((first, last)) = months.clone().min().zip(months.max()) else {
            return Vec::new();
        };
        let number = |paper: usize| {
            let date = self.dates.get(paper).copied().flatten()?;
            usize::try_from(Unit::Month.number(date)? - first).ok()
        };
        let counts = count(papers, (last - first + 1) as usize, &number);
        let months = (first..=last).rev().zip(counts.into_iter().rev());
        let months = months.filter(|(_, count)| *count > 0);
        months.filter_map(|(number, count)| Some((Unit::Month.date(number)?, count))).collect()
    }

    /// Returns the lowest and the highest score, in tenths.
    pub(super) fn span_of_scores(&self) -> Option<(u32, u32)> {
        self.scored
    }

    /// Returns the bars of the scores, the lowest first; only `papers` are counted.
    pub(super) fn scores(&self, papers: &Bits) -> Vec<Bar> {
        let Some((low, high)) = self.scored else { return Vec::new() };
        let step = match high - low {
            1001.. => 100 * 10_u32.pow(((high - low) / 1000).ilog10() + 1),
            301.. => 100,
            151..=300 => 50,
            61..=150 => 20,
            _ => 10,
        };
        // The highest of 100 belongs to the bar below it.
        let top = if high <= 1000 { 1000 } else { u32::MAX };
        let bar = |score: u32| score.min(top - 1) / step;
        let first = bar(low);
        let number = |paper: usize| {
            let score = self.scores.get(paper).copied().flatten()?;
            Some((bar(score) - first) as usize)
        };
        let counts = count(papers, (bar(high) - first) as usize + 1, &number);
        let bars = (first..).zip(counts).map(|(bar, count)| {
            let (from, next) = (bar * step, bar * step + step);
            let to = if next >= top { top } else { next - 1 };
            let name = format!("{}–{}", from / 10, next / 10);
            (Filter::Score(Some(from), Some(to)), name, count)
        });
        bars.collect()
    }
}

/// Returns the numbers that become bars, and how many dates these hold: all numbers from the first to
/// the last, or, of too many, the stretch with most dates.
fn densest(counts: &HashMap<i32, u32>) -> Option<(RangeInclusive<i32>, u32)> {
    let mut numbers: Vec<(i32, u32)> = counts.iter().map(|(it, count)| (*it, *count)).collect();
    numbers.sort_unstable();
    let (first, last) = (numbers.first()?.0, numbers.last()?.0);
    let most = Facet::MOST_BARS as i32;
    if last - first < most {
        return Some((first..=last, numbers.iter().map(|(_, count)| count).sum()));
    }
    // One bar at each end is for what is outside.
    let (mut begin, mut inside) = (0, 0);
    let mut best = (first..=first, 0);
    for (number, count) in &numbers {
        inside += count;
        while number - numbers[begin].0 >= most - 2 {
            inside -= numbers[begin].1;
            begin += 1;
        }
        if inside >= best.1 {
            best = (numbers[begin].0..=*number, inside);
        }
    }
    Some(best)
}

fn count(papers: &Bits, bars: usize, number: &dyn Fn(usize) -> Option<usize>) -> Vec<u32> {
    let mut counts = vec![0; bars];
    for paper in papers.iter() {
        if let Some(count) = number(paper).and_then(|number| counts.get_mut(number)) {
            *count += 1;
        }
    }
    counts
}
