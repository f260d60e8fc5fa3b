//! Dates and scores as scales: bars that follow each other without gaps.

use time::Date;

use crate::query::{Dates, Filter};
use skimmark_index::bits::Bits;
use skimmark_paper::date::PartialDate;
use skimmark_paper::score::Score;
use skimmark_paper::words;
use skimmark_protocol::Facet;

/// The unit of a scale of dates.
#[derive(Clone, Copy, Debug)]
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
    /// How many papers have a day, month and year, and the first and last of each.
    spans: [(usize, Option<(i32, i32)>); 3],
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
        for (unit, (known, span)) in UNITS.into_iter().zip(&mut self.spans) {
            let Some(number) = date.and_then(|date| unit.number(date)) else { continue };
            *known += 1;
            let (first, last) = span.unwrap_or((number, number));
            *span = Some((first.min(number), last.max(number)));
        }
        if let Some(score) = score {
            let (low, high) = self.scored.unwrap_or((score, score));
            self.scored = Some((low.min(score), high.max(score)));
        }
    }

    /// Returns the finest unit in which most dates are known and the bars do not become too many,
    /// with the first and the last of it.
    fn unit(&self) -> Option<(Unit, i32, i32)> {
        let dated = self.spans[2].0;
        let most = Facet::MOST_BARS as i32;
        let fits = UNITS.into_iter().zip(self.spans).filter_map(|(unit, (known, span))| {
            let (first, last) = span?;
            (known * 2 > dated).then_some((unit, first, last))
        });
        let mut fits =
            fits.filter(|(unit, first, last)| matches!(unit, Unit::Year) || last - first < most);
        fits.next()
    }

    /// Returns the bars of the dates, the newest last, and the number of older ones. All papers
    /// decide which bars there are; only `papers` are counted.
    pub(super) fn dates(&self, papers: &Bits) -> (Vec<Bar>, usize) {
        let Some((unit, oldest, last)) = self.unit() else { return Default::default() };
        let first = oldest.max(last - Facet::MOST_BARS as i32 + 1);
        let number = |paper: usize| {
            let date = self.dates.get(paper).copied().flatten()?;
            usize::try_from(unit.number(date)? - first).ok()
        };
        let counts = count(papers, (last - first + 1) as usize, &number);
        let bars = (first..=last).zip(counts).filter_map(|(number, count)| {
            let date = unit.date(number)?;
            Some((Filter::Date(Dates::Span(Some(date), Some(date))), words::date(date), count))
        });
        (bars.collect(), (first - oldest) as usize)
    }

    /// Returns the months of `papers`, the newest first, each with the number of its papers.
    pub(super) fn months(&self, papers: &Bits) -> Vec<(PartialDate, u32)> {
        let Some((first, last)) = self.spans[1].1 else { return Vec::new() };
        let number = |paper: usize| {
            let date = self.dates.get(paper).copied().flatten()?;
            usize::try_from(Unit::Month.number(date)? - first).ok()
        };
        let counts = count(papers, (last - first + 1) as usize, &number);
        let months = (first..=last).rev().zip(counts.into_iter().rev());
        let months = months.filter(|(_, count)| *count > 0);
        months.filter_map(|(number, count)| Some((Unit::Month.date(number)?, count))).collect()
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

fn count(papers: &Bits, bars: usize, number: &dyn Fn(usize) -> Option<usize>) -> Vec<u32> {
    let mut counts = vec![0; bars];
    for paper in papers.iter() {
        if let Some(count) = number(paper).and_then(|number| counts.get_mut(number)) {
            *count += 1;
        }
    }
    counts
}
