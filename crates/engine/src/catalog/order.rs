//! The order in which papers are shown, and how they are grouped.

use super::Catalog;
use crate::query::{Field, Filter, Query};
use skimmark_index::bits::Bits;
use skimmark_index::sorting;
use skimmark_paper::category;
use skimmark_paper::date::PartialDate;
use skimmark_paper::score::Score;
use skimmark_paper::text::fold::squash;
use skimmark_paper::words::{self, to_u32};
use skimmark_protocol::{Group, Sort};

/// How papers are arranged.
#[derive(Clone, Copy, Debug)]
pub struct Arrangement<'q> {
    /// The order within a group.
    pub sort: Sort,
    /// The groups.
    pub group: Group,
    /// The order of the digest is that of the stars, the newest first.
    pub newest_star: bool,
    /// What was asked for.
    pub query: &'q Query,
    /// The papers that come before the others of their group.
    pub top: &'q Bits,
    /// The place of each paper by how likely the reader likes it; empty if that was not learned.
    pub likely: &'q [u64],
    /// The place of each paper by how like it is to the papers that the query names; empty if it
    /// names none. This takes the place of the digest's order, and of relevance.
    pub alike: &'q [u64],
}

impl Catalog {
    /// Returns the starred papers, the newest star first.
    pub fn by_newest_star(&self) -> Vec<u32> {
        let mut order: Vec<(u64, u64)> =
            self.starred().iter().map(|number| (0, number as u64)).collect();
        arrange(&mut order, &|number| self.last_star(number));
        order.into_iter().map(|(_, paper)| paper as u32).collect()
    }

    /// Returns the numbers in `papers` in the order of the arrangement.
    pub fn order(&self, papers: &Bits, how: Arrangement<'_>) -> Vec<u32> {
        let mut order: Vec<(u64, u64)> = papers.iter().map(|number| (0, number as u64)).collect();
        if how.newest_star {
            arrange(&mut order, &|number| self.last_star(number));
        }
        // A paper that came after the others were compared is the last.
        let place_in =
            |places: &[u64], number: usize| places.get(number).map_or(u64::MAX, |it| *it);
        match how.sort {
            Sort::Digest | Sort::Relevance if !how.alike.is_empty() => {
                arrange(&mut order, &|number| place_in(how.alike, number));
            }
            Sort::Digest => {}
            Sort::Score => arrange(&mut order, &|number| self.last_score(number)),
            Sort::Date => arrange(&mut order, &|number| self.last_date(number)),
            Sort::Title => {
                let ranks = self.title_ranks.get_or_init(|| self.rank_titles());
                arrange(&mut order, &|number| ranks[number]);
            }
            Sort::Relevance => {
                let weights = self.weights(how.query);
                if !weights.is_empty() {
                    arrange(&mut order, &|number| self.last_score(number));
                    arrange(&mut order, &|number| u64::from(u32::MAX - weights[number]));
                }
            }
            Sort::Marked => arrange(&mut order, &|number| self.last_star(number)),
            Sort::ForYou if how.likely.is_empty() => {}
            Sort::ForYou => arrange(&mut order, &|number| place_in(how.likely, number)),
            Sort::Random => arrange(&mut order, &|number| mixed(number as u64)),
        }
        if how.top.next(0).is_some() {
            arrange(&mut order, &|number| u64::from(!how.top.has(number)));
        }
        match how.group {
            Group::None => {}
            Group::Category => {
                let mut counts = vec![0_u64; self.codes.len() + 1];
                papers.iter().for_each(|number| counts[self.primary(number)] += 1);
                arrange(&mut order, &|number| {
                    let code = self.primary(number);
                    let is_known = code < self.codes.len();
                    let count = if is_known { counts[code] } else { 0 };
                    (u64::from(u32::MAX) - count) << 24 | code as u64
                });
            }
            Group::Day => arrange(&mut order, &|number| self.last_date(number)),
            Group::Digest => arrange(&mut order, &|number| self.digests.newest(number).into()),
        }
        order.into_iter().map(|(_, paper)| paper as u32).collect()
    }

    /// Names the group that begins at `place` of `order` and counts its papers, in words; `None` if
    /// no group begins there.
    pub fn heading(&self, order: &[u32], place: usize, group: Group) -> Option<String> {
        let same = |a: &u32, b: &u32| {
            let (a, b) = (*a as usize, *b as usize);
            match group {
                Group::None => true,
                Group::Category => self.primary(a) == self.primary(b),
                Group::Day => self.last_date(a) == self.last_date(b),
                Group::Digest => self.digests.newest(a) == self.digests.newest(b),
            }
        };
        let paper = order.get(place)?;
        let before = place.checked_sub(1).and_then(|place| order.get(place));
        if group == Group::None || before.is_some_and(|before| same(before, paper)) {
            return None;
        }
        let papers = order[place..].iter().take_while(|other| same(other, paper)).count();
        let number = *paper as usize;
        let name = match group {
            Group::Day => self.date(number).map_or_else(|| "No date".to_owned(), words::date),
            Group::Digest => self.digests.title(number).unwrap_or("No digest").to_owned(),
            _ => {
                let code = self.codes.get(self.primary(number));
                code.map_or_else(|| "No category".to_owned(), category::in_full)
            }
        };
        let papers = words::count(to_u32(papers), "paper");
        Some([&name, " · ", &papers].concat())
    }

    /// Returns the number of a paper's first category, or the number of categories if it has none.
    fn primary(&self, number: usize) -> usize {
        self.categories.of(number).first().map_or(self.codes.len(), |code| *code as usize)
    }

    fn date(&self, number: usize) -> Option<PartialDate> {
        self.papers.get(number)?.entry.date
    }

    /// Ranks papers by date: older ones rank higher, those without a date highest.
    fn last_date(&self, number: usize) -> u64 {
        let day = |date: PartialDate| {
            let (month, day) = (date.month().unwrap_or(0), date.day().unwrap_or(0));
            u64::from(date.year()) << 16 | u64::from(month) << 8 | u64::from(day)
        };
        u64::from(u32::MAX) - self.date(number).map_or(0, |date| day(date) + 1)
    }

    /// Ranks papers by score: lower ones rank higher, those without a score highest.
    fn last_score(&self, number: usize) -> u64 {
        let score = self.papers.get(number).and_then(|paper| paper.entry.score);
        u64::from(Score::MOST + 1 - score.map_or(0, |score| Score::tenths(score) + 1))
    }

    /// Ranks papers by star: older ones rank higher, those without a star highest.
    fn last_star(&self, number: usize) -> u64 {
        u64::MAX - self.starred_at(number).map_or(0, |at| at.saturating_add(1))
    }

    /// Measures how well each paper matches the text that is searched for: for each piece of it,
    /// the title counts 8, author and affiliation 4, the abstract 1, and whole words 1 more in the
    /// first two. Without text, all papers weigh the same.
    fn weights(&self, query: &Query) -> Vec<u32> {
        const WEIGHTS: [(Field, u32, u32); 4] = [
            (Field::Title, 8, 2),
            (Field::Author, 4, 1),
            (Field::Org, 4, 1),
            (Field::Abstract, 1, 0),
        ];
        let mut weights = Vec::new();
        query.wanted(&mut |filter| {
            let Filter::Text { field, text, quoted } = filter else { return };
            if *field == Field::Digest {
                return;
            }
            weights.resize(self.papers.len(), 0);
            let mut add = |field, whole, weight| {
                self.holding(field, text, whole)
                    .iter()
                    .for_each(|number| weights[number] += weight);
            };
            for (place, weight, whole) in WEIGHTS {
                if *field == Field::Anywhere || *field == place {
                    add(place, *quoted, weight);
                    if whole > 0 {
                        add(place, true, whole);
                    }
                }
            }
        });
        weights
    }

    /// Returns the rank of each paper by its folded title; equal titles have equal ranks.
    fn rank_titles(&self) -> Vec<u64> {
        let mut titles = vec![String::new(); self.papers.len()];
        for (paper, title) in self.papers.iter().zip(&mut titles) {
            for word in paper.entry.title.split_whitespace() {
                title.push_str(&squash(word));
                title.push(' ');
            }
        }
        let mut order: Vec<(u64, u64)> =
            (0..titles.len()).map(|number| (0, number as u64)).collect();
        // Ranges of titles that agree up to a byte.
        let mut equal = vec![(0, order.len(), 0)];
        let mut ranks = vec![0; self.papers.len()];
        while let Some((start, end, depth)) = equal.pop() {
            let stretch = &mut order[start..end];
            for pair in stretch.iter_mut() {
                pair.0 = eight(&titles[pair.1 as usize], depth);
            }
            sorting::sort(stretch);
            let mut first = start;
            for part in stretch.chunk_by(|a, b| a.0 == b.0) {
                part.iter().for_each(|pair| ranks[pair.1 as usize] = first as u64);
                // No title contains the byte 0: one whose eight bytes end in it is at its end.
                if part.len() > 1 && part[0].0 & 0xff != 0 {
                    equal.push((first, first + part.len(), depth + 8));
                }
                first += part.len();
            }
        }
        ranks
    }
}

/// Returns eight bytes of a text as a number that compares like them, with zeros after its end.
fn eight(text: &str, from: usize) -> u64 {
    let mut bytes = [0; 8];
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    bytes.iter_mut().zip(rest).for_each(|(byte, its)| *byte = *its);
    u64::from_be_bytes(bytes)
}

/// Sorts papers by `rank`, the lowest first; ties keep their order.
fn arrange(order: &mut [(u64, u64)], rank: &dyn Fn(usize) -> u64) {
    for (place, pair) in order.iter_mut().enumerate() {
        let paper = pair.1 & u64::from(u32::MAX);
        // The place keeps the order of ties; it shares its number with the paper.
        *pair = (rank(paper as usize), (place as u64) << 32 | paper);
    }
    sorting::sort(order);
}

/// Returns a pseudo-random number, always the same for the same `number`.
fn mixed(number: u64) -> u64 {
    let mut mix = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mix = (mix ^ mix >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mix = (mix ^ mix >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mix ^ mix >> 31
}
