//! What the facets count: the numbers of each paper's values, one paper after the other, so that
//! counting is a walk over numbers.

use skimmark_index::bits::Bits;
use skimmark_paper::text::fnv::fnv;
use skimmark_paper::words::to_u32;

/// The numbers of the values of each paper.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    numbers: Vec<u32>,
    /// Where the numbers of each paper end.
    ends: Vec<u32>,
}

impl Numbers {
    /// Adds the next paper's numbers.
    pub(super) fn push(&mut self, numbers: impl IntoIterator<Item = u32>) {
        self.numbers.extend(numbers);
        self.ends.push(to_u32(self.numbers.len()));
    }

    /// Returns the numbers of a paper.
    pub(super) fn of(&self, paper: usize) -> &[u32] {
        let end_of = |paper: usize| self.ends.get(paper).map_or(0, |end| *end as usize);
        let start = paper.checked_sub(1).map_or(0, end_of);
        self.numbers.get(start..end_of(paper)).unwrap_or_default()
    }

    /// Counts the papers of `papers` that have each of the numbers below `values`.
    pub(super) fn count(&self, papers: &Bits, values: usize) -> Vec<u32> {
        let mut counts = vec![0; values];
        for paper in papers.iter() {
            for number in self.of(paper) {
                if let Some(count) = counts.get_mut(*number as usize) {
                    *count += 1;
                }
            }
        }
        counts
    }
}

/// The place of a name: the paper, and which of its names it is.
pub(super) type Place = (u32, u32);

/// Names of papers, each with a number. The text of a name stays in the paper.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) numbers: Numbers,
    /// The first place of each name.
    firsts: Vec<Place>,
    /// The newest paper with each name, so that no paper counts twice.
    newest: Vec<u32>,
    /// A hash table of the names' numbers, counted from 1, each at its hash's slot or after it; at
    /// least half of the table is empty.
    table: Vec<u32>,
}

impl Names {
    /// Counts the names.
    pub(super) fn len(&self) -> usize {
        self.firsts.len()
    }

    /// Returns the place of a name.
    pub(super) fn place(&self, number: usize) -> Option<Place> {
        self.firsts.get(number).copied()
    }

    /// Adds the next paper's names; `at` returns the name at a place, also for places in this
    /// paper.
    pub(super) fn push<'t>(&mut self, names: &'t [String], at: &dyn Fn(Place) -> &'t str) {
        let paper = to_u32(self.numbers.ends.len());
        let mut numbers = Vec::with_capacity(names.len());
        for (name, index) in names.iter().zip(0..) {
            if self.table.len() <= 2 * self.firsts.len() {
                self.grow(at);
            }
            let slot = self.slot(name, at);
            let number = match self.table[slot] {
                0 => {
                    self.firsts.push((paper, index));
                    self.newest.push(u32::MAX);
                    self.table[slot] = to_u32(self.firsts.len());
                    self.firsts.len() - 1
                }
                known => known as usize - 1,
            };
            if std::mem::replace(&mut self.newest[number], paper) != paper {
                numbers.push(to_u32(number));
            }
        }
        self.numbers.push(numbers);
    }

    /// Returns the number of a name.
    pub(super) fn find<'t>(&self, name: &str, at: &dyn Fn(Place) -> &'t str) -> Option<u32> {
        if self.table.is_empty() {
            return None;
        }
        self.table[self.slot(name, at)].checked_sub(1)
    }

    /// Returns the slot of the table where `name` is, or would be. The table is neither empty nor
    /// full.
    fn slot<'t>(&self, name: &str, at: &dyn Fn(Place) -> &'t str) -> usize {
        let last = self.table.len() - 1;
        let mut slot = fnv(name.as_bytes()) as usize & last;
        loop {
            let known = self.table[slot];
            let Some(number) = known.checked_sub(1) else { return slot };
            if at(self.firsts[number as usize]) == name {
                return slot;
            }
            slot = (slot + 1) & last;
        }
    }

    fn grow<'t>(&mut self, at: &dyn Fn(Place) -> &'t str) {
        self.table = vec![0; (self.table.len() * 2).max(16)];
        for number in 0..self.firsts.len() {
            let slot = self.slot(at(self.firsts[number]), at);
            self.table[slot] = to_u32(number + 1);
        }
    }
}

/// Returns the numbers of the highest counts, the highest first, ties in the order of the numbers:
/// at most `most`, but all of `held`; and the number of others. Values that count 0 and are not
/// held are left out.
pub(super) fn highest(counts: &[u32], held: &[u32], most: usize) -> (Vec<u32>, usize) {
    let mut top: Vec<(u32, u32)> = Vec::with_capacity(most + held.len() + 1);
    let mut all = 0;
    for (count, number) in counts.iter().zip(0_u32..) {
        let is_held = held.contains(&number);
        if *count == 0 && !is_held {
            continue;
        }
        all += 1;
        let full = top.len() >= most;
        if full && !is_held && top.last().is_some_and(|(least, _)| least >= count) {
            continue;
        }
        let place = top.partition_point(|(more, _)| more >= count);
        top.insert(place, (*count, number));
        if full {
            let free = top.iter().rposition(|(_, number)| !held.contains(number));
            // Held ones may exceed `most`.
            if let Some(free) = free.filter(|_| top.len() > most.max(held.len())) {
                top.remove(free);
            }
        }
    }
    let more = all - top.len();
    (top.into_iter().map(|(_, number)| number).collect(), more)
}
