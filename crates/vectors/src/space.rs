//! What each feature weighs, and papers as vectors of these weights.

use crate::sparse::{Numbers, Rows};

use crate::features::Kind;
use crate::papers::{PLACES, Packed, Papers};

/// What a pair of words weighs beside a word that is as rare.
const PAIR: f32 = 0.5;
/// What an author, an affiliation or a venue weighs; all the words of a paper together weigh 1.
const NAME: f32 = 0.2;
/// What a category weighs. Half the papers of a digest may share it.
const CATEGORY: f32 = 0.1;
/// From how many papers it is learned how long texts are; of more, evenly spaced ones.
const SAMPLE: usize = 1_000;
/// The rarities of features of fewer papers than this are computed once.
const FEW: u32 = 64;

/// The features that can tell something, numbered, each with its weight.
pub struct Space {
    numbers: Numbers,
    weights: Vec<f32>,
    /// Texts shorter than this are not stretched to the length of all others: a title alone would
    /// be like any paper that shares two of its words.
    shortest: f32,
}

impl Space {
    /// Weighs the features of all papers by how rare they are. What only one paper has tells
    /// something only if the reader decided about that paper.
    pub fn new(listed: &Papers, decided: [&Papers; 2]) -> Self {
        const KIND: u32 = 29;
        let groups = [listed, decided[0], decided[1]];
        let mut numbers = Numbers::new(PLACES);
        for feature in listed.features() {
            numbers.see(feature.place());
        }
        for papers in decided {
            papers.features().iter().for_each(|feature| numbers.take(feature.place()));
        }
        // How many papers have each feature, and its kind.
        let mut counts = vec![0_u32; numbers.count()];
        for papers in groups {
            for feature in papers.features() {
                if let Some(number) = numbers.get(feature.place()) {
                    counts[number] = (counts[number] + 1) | (feature.kind() as u32) << KIND;
                }
            }
        }
        let all = groups.iter().map(|papers| papers.len()).sum::<usize>();
        // Most features are of few papers.
        let few: Vec<f32> = (0..FEW).map(|with_it| rarity(with_it, all)).collect();
        let weight = |count: &u32| {
            let with_it = count % (1 << KIND);
            let rarity = || match few.get(with_it as usize) {
                Some(rarity) => *rarity,
                None => rarity(with_it, all),
            };
            match Kind::ALL[(count >> KIND) as usize % 4] {
                Kind::Word => rarity(),
                Kind::Pair => PAIR * rarity(),
                Kind::Name => NAME,
                Kind::Category => CATEGORY,
            }
        };
        let weights = counts.iter().map(weight).collect();
        let mut space = Self { numbers, weights, shortest: 0.0 };
        let sample = || listed.iter().step_by(listed.len().div_ceil(SAMPLE).max(1));
        let mut rows = Rows::default();
        let lengths: f32 = sample().map(|paper| space.push(&mut rows, paper)).sum();
        space.shortest = lengths / rows.len().max(1) as f32 / 2.0;
        space
    }

    /// Counts the features that tell something.
    pub fn count(&self) -> usize {
        self.weights.len()
    }

    /// Returns the number of a feature, if it tells something.
    pub fn number(&self, place: usize) -> Option<usize> {
        self.numbers.get(place)
    }

    /// Returns papers as vectors.
    pub fn rows(&self, papers: &Papers) -> Rows {
        let mut rows = Rows::default();
        for paper in papers.iter() {
            self.push(&mut rows, paper);
        }
        rows
    }

    /// Adds a paper. Returns how long its words are together.
    pub fn push(&self, rows: &mut Rows, paper: &[Packed]) -> f32 {
        let (mut texts, mut squares) = (0, 0.0);
        for feature in paper {
            let Some(number) = self.number(feature.place()) else { continue };
            let mut value = self.weights[number];
            // What all papers have tells nothing.
            if value == 0.0 {
                continue;
            }
            // Those of texts are the first of each paper.
            if feature.is_text() {
                value = self.value(*feature, number);
                squares += value * value;
                texts += 1;
            }
            rows.push(number as u32, value);
        }
        let length = f32::sqrt(squares);
        rows.end(texts, 1.0 / length.max(self.shortest));
        length
    }

    /// Returns what a word of a paper weighs: the tenth time that it is there adds little.
    fn value(&self, feature: Packed, number: usize) -> f32 {
        let count = feature.count() as f32;
        self.weights[number] * count * 2.2 / (count + 1.2)
    }
}

/// Returns how rare a feature is that this many of all papers have.
fn rarity(with_it: u32, all: usize) -> f32 {
    ln((all as f64 + 1.0) / (f64::from(with_it) + 1.0)) as f32
}

/// Returns the natural logarithm of a number from 1 on, by the basic operations alone: those of
/// the standard library differ in the last bit from machine to machine.
fn ln(number: f64) -> f64 {
    let (mut halves, mut rest) = (0.0, number);
    while rest >= 2.0 {
        rest /= 2.0;
        halves += 1.0;
    }
    let ratio = (rest - 1.0) / (rest + 1.0);
    let (mut power, mut sum) = (ratio, 0.0);
    for odd in 0..12 {
        sum += power / f64::from(2 * odd + 1);
        power *= ratio * ratio;
    }
    halves * std::f64::consts::LN_2 + 2.0 * sum
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn the_logarithm_is_the_one_of_the_standard_library() {
        for number in [1.0, 1.5, 1.999, 2.0, 3.7, 10.0, 1e5] {
            assert!((ln(number) - f64::ln(number)).abs() < 1e-9, "{number}");
        }
    }
}
