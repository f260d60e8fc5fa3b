//! The features of many papers, four bytes each.

use skimmark_index::sorting::sort;
use skimmark_paper::entry::Entry;
use skimmark_paper::words::to_u32;

use crate::features::{Kind, features};

/// How many bits of a hash tell features apart. At 8,000 papers with 315,000 features one in
/// seven shares its place with another; most of them are of one paper each, and weigh nothing.
const BITS: u32 = 21;
/// How many places there are for features.
pub const PLACES: usize = 1 << BITS;

/// The features of papers, in their order.
#[derive(Clone, Debug, Default)]
pub struct Papers {
    features: Vec<Packed>,
    /// Where each paper ends.
    ends: Vec<u32>,
}

/// A feature of one paper: its place, its kind, and how often it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed(u32);

impl Packed {
    /// Returns the place that it shares with no other, or hardly any.
    pub fn place(self) -> usize {
        self.0 as usize % PLACES
    }

    /// Returns its kind.
    pub fn kind(self) -> Kind {
        Kind::ALL[(self.0 >> BITS) as usize % 4]
    }

    /// Returns whether it is a word or a pair of words; a paper has these before the others.
    pub fn is_text(self) -> bool {
        matches!(self.kind(), Kind::Word | Kind::Pair)
    }

    /// Returns all of it.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Returns how often it counts, at most 511 times.
    pub fn count(self) -> u32 {
        self.0 >> (BITS + 2)
    }
}

impl Papers {
    /// Adds the next paper.
    pub fn push(&mut self, entry: &Entry) {
        packed(entry, &mut self.features);
        self.ends.push(to_u32(self.features.len()));
    }

    /// Adds a paper that others hold, of whose text nothing needs to be read again.
    pub fn copy(&mut self, others: &Self, number: usize) {
        let from =
            number.checked_sub(1).and_then(|before| others.ends.get(before)).map_or(0, |end| *end);
        let Some(to) = others.ends.get(number) else { return };
        self.features.extend_from_slice(&others.features[from as usize..*to as usize]);
        self.ends.push(to_u32(self.features.len()));
    }

    /// Counts the papers.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns whether there are no papers.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns the features of all papers.
    pub fn features(&self) -> &[Packed] {
        &self.features
    }

    /// Returns the features of each paper.
    pub fn iter(&self) -> impl Iterator<Item = &[Packed]> {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let to = *end as usize;
            let its = self.features.get(from..to).unwrap_or(&[]);
            from = to;
            its
        })
    }
}

/// Adds the features of a paper to `out`, each once, by kind and place.
pub fn packed(entry: &Entry, out: &mut Vec<Packed>) {
    let mut found = Vec::new();
    features(entry, &mut |feature| {
        let place = place(feature.key) as u64 | (feature.kind as u64) << BITS;
        found.push((place, u64::from(feature.count)));
    });
    sort(&mut found);
    let mut found = found.into_iter().peekable();
    while let Some((place, mut count)) = found.next() {
        while let Some((_, more)) = found.next_if(|(next, _)| *next == place) {
            count += more;
        }
        out.push(Packed(place as u32 | (count.min(511) as u32) << (BITS + 2)));
    }
}

/// Returns the place of the features with this hash.
pub fn place(key: u32) -> usize {
    (key >> (32 - BITS)) as usize
}
