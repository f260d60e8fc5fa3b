//! What each feature weighs, and papers as vectors of these weights.

use super::features::Kind;
use super::papers::{PLACES, Packed, Papers};

/// What a pair of words weighs beside a word that is as rare.
const PAIR: f32 = 0.5;
/// What an author, an affiliation or a venue weighs; all the words of a paper together weigh 1.
const NAME: f32 = 0.2;
/// What a category weighs. Half the papers of a digest may share it.
const CATEGORY: f32 = 0.1;
/// The features that can tell something, numbered, each with its weight.
pub struct Space {
    /// The number of the feature at each place, plus one; 0 if it tells nothing.
    numbers: Vec<u32>,
    weights: Vec<f32>,
    /// Texts shorter than this are not stretched to the length of all others: a title alone would
    /// be like any paper that shares two of its words.
    shortest: f32,
}

/// Papers as sparse vectors.
#[derive(Default)]
pub struct Rows {
    pub columns: Vec<u32>,
    pub values: Vec<f32>,
    ends: Vec<usize>,
}

impl Space {
    /// Weighs the features of all papers by how rare they are. What only one paper has tells
    /// something only if the reader decided about that paper.
    pub fn new(listed: &Papers, decided: [&Papers; 2]) -> Self {
        const DECIDED: u32 = 1 << 31;
        const KIND: u32 = 29;
        let mut numbers = vec![0_u32; PLACES];
        let groups = [(listed, 0), (decided[0], DECIDED), (decided[1], DECIDED)];
        for (papers, mark) in groups {
            for feature in papers.iter().flatten() {
                let known = &mut numbers[feature.place()];
                *known = (*known + 1) | mark | (feature.kind() as u32) << KIND;
            }
        }
        let all = groups.iter().map(|(papers, _)| papers.len()).sum::<usize>();
        let mut weights = Vec::new();
        for number in &mut numbers {
            let with_it = *number % (1 << KIND);
            let tells = with_it > 1 || *number >= DECIDED;
            let kind = Kind::ALL[(*number >> KIND) as usize % 4];
            *number = 0;
            let weight = if tells { weight(kind, with_it, all) } else { 0.0 };
            if weight > 0.0 {
                weights.push(weight);
                *number = weights.len() as u32;
            }
        }
        let mut space = Self { numbers, weights, shortest: 0.0 };
        let lengths: f32 = listed.iter().map(|paper| space.length(paper)).sum();
        space.shortest = lengths / listed.len().max(1) as f32 / 2.0;
        space
    }

    /// Counts the features that tell something.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Returns the number of a feature, if it tells something.
    pub fn number(&self, place: usize) -> Option<usize> {
        (self.numbers[place] as usize).checked_sub(1)
    }

    /// Returns papers as vectors.
    pub fn rows(&self, papers: &Papers) -> Rows {
        let mut rows = Rows::default();
        papers.iter().for_each(|paper| self.push(&mut rows, paper));
        rows
    }

    /// Adds a paper.
    pub fn push(&self, rows: &mut Rows, paper: &[Packed]) {
        let length = self.length(paper).max(self.shortest);
        for feature in paper {
            if let Some(number) = self.number(feature.place()) {
                rows.columns.push(number as u32);
                rows.values.push(match feature.kind() {
                    Kind::Word | Kind::Pair => self.value(*feature, number) / length,
                    Kind::Name | Kind::Category => self.weights[number],
                });
            }
        }
        rows.ends.push(rows.columns.len());
    }

    /// Returns the length of the vector of a paper's words.
    fn length(&self, paper: &[Packed]) -> f32 {
        let mut sum = 0.0;
        for feature in paper {
            let number = self.number(feature.place());
            if let (Some(number), Kind::Word | Kind::Pair) = (number, feature.kind()) {
                let value = self.value(*feature, number);
                sum += value * value;
            }
        }
        sum.sqrt()
    }

    /// Returns what a word of a paper weighs: the tenth time that it is there adds little.
    fn value(&self, feature: Packed, number: usize) -> f32 {
        let count = feature.count() as f32;
        self.weights[number] * count * 2.2 / (count + 1.2)
    }
}

impl Rows {
    /// Counts the papers.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the columns and the values of a paper.
    pub fn row(&self, paper: usize) -> (&[u32], &[f32]) {
        let from = paper.checked_sub(1).map_or(0, |before| self.ends[before]);
        let its = from..self.ends[paper];
        (&self.columns[its.clone()], &self.values[its])
    }

    /// Returns the product of a paper with a vector.
    pub fn dot(&self, paper: usize, vector: &[f64]) -> f64 {
        let (columns, values) = self.row(paper);
        let mut sum = 0.0;
        for (column, value) in columns.iter().zip(values) {
            sum += vector[*column as usize] * f64::from(*value);
        }
        sum
    }

    /// Returns the length of a paper's vector.
    pub fn length(&self, paper: usize) -> f64 {
        let squares = self.row(paper).1.iter().map(|value| f64::from(value * value));
        squares.sum::<f64>().sqrt()
    }

    /// Returns the value of a paper in a column.
    pub fn value(&self, paper: usize, column: usize) -> f64 {
        let (columns, values) = self.row(paper);
        let place = columns.iter().position(|other| *other as usize == column);
        place.map_or(0.0, |place| f64::from(values[place]))
    }

    /// Adds a paper, `times` as strong, to a vector.
    pub fn add(&self, paper: usize, times: f64, vector: &mut [f64]) {
        let (columns, values) = self.row(paper);
        for (column, value) in columns.iter().zip(values) {
            vector[*column as usize] += times * f64::from(*value);
        }
    }
}

/// Returns what a feature weighs that this many of all papers have.
fn weight(kind: Kind, with_it: u32, all: usize) -> f32 {
    let rarity = || ln((all as f64 + 1.0) / (f64::from(with_it) + 1.0)) as f32;
    match kind {
        Kind::Word => rarity(),
        Kind::Pair => PAIR * rarity(),
        Kind::Name => NAME,
        Kind::Category => CATEGORY,
    }
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
