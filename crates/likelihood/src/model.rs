//! How likely each place is to be the boundary.
//!
//! The weights of all features of a place add up to its score; the probability of a place is
//! `exp(score)` over the sum of that for all places (a log-linear model). `weights.bin` holds
//! the weights, in units of [`UNIT`], at the places that features hash to. It was made by `cargo
//! xtask train-byline`, which see, out of 200,000 titles with their authors: public metadata of
//! arXiv, of the ACL Anthology and of conferences on machine learning. There are no words in it,
//! only numbers.

use crate::features::{Line, Place};
use crate::hash::Emit;
use crate::sight::Sight;
use crate::weights;
use crate::word::Word;
use crate::{letter, name};

/// The value of one step of a stored weight, in natural logarithms of odds.
pub const UNIT: f32 = 0.25;

/// A correction, as a natural logarithm, for lines without authors and for names in lower case:
/// they are over-represented in the training data, so that their features could be learned.
const RARE: f32 = -1.5;

/// A score, without that of the authors after the first, which nine in ten boundaries reach.
const CONVINCING: f32 = 11.0;

/// The margin by which a convincing place must beat the next one.
const CLEAR: f32 = 5.0;

/// Returns the places of `line` with their scores. Unmarked places, of which there are ten times as
/// many, are included only if none of the others convinces.
pub fn scores(line: &Line) -> Vec<(Place, f32)> {
    let places = line.places();
    let sums = sums_of_others(line);
    let mut scores = Vec::with_capacity(places.len());
    add_scores(line, &places, true, &sums, &mut scores);
    let mut best = [f32::MIN; 2];
    let mut alone = f32::MIN;
    for (place, score) in &scores {
        if *score > best[0] {
            alone = *score - sums[place.segment] as f32 * UNIT;
        }
        best = [best[0].max(*score), best[1].max(best[0].min(*score))];
    }
    if alone < CONVINCING || best[0] - best[1] < CLEAR {
        add_scores(line, &places, false, &sums, &mut scores);
    }
    scores
}

/// Adds the scores of the places that are marked, or of those that are not; `others` is the result of
/// [`sums_of_others`].
fn add_scores(
    line: &Line,
    places: &[Place],
    marked: bool,
    others: &[i32],
    scores: &mut Vec<(Place, f32)>,
) {
    let weights = weights::all();
    let frequency = if marked { 0.0 } else { RARE };
    // The last segment and word seen, with the score of the name's words after its first.
    let mut rest = None;
    for &place in places.iter().filter(|place| place.marked == marked) {
        let mut score = Sum::of(weights);
        line.frame(place, &mut score);
        line.left(place, Sight::Full, &mut score);
        if line.is_nameless(place) {
            scores.push((place, score.sum as f32 * UNIT + RARE));
            continue;
        }
        line.given_name(place, Sight::Full, &mut score);
        let word = (place.segment, place.word);
        let rest = match rest {
            Some((known, sum)) if known == word => sum,
            _ => {
                let mut sum = Sum::of(weights);
                line.other_names(place, Sight::Full, &mut sum);
                rest = Some((word, sum.sum));
                sum.sum
            }
        };
        let sum = score.sum + rest + others[place.segment];
        scores.push((place, sum as f32 * UNIT + frequency));
    }
}

/// Returns for each segment the score of the segments after it as authors.
fn sums_of_others(line: &Line) -> Vec<i32> {
    let weights = weights::all();
    let mut sums = vec![0; line.segments()];
    for index in (1..sums.len()).rev() {
        let mut sum = Sum { sum: sums[index], weights };
        line.other_author(index, Sight::Full, &mut sum);
        sums[index - 1] = sum.sum;
    }
    sums
}

/// Returns how much `name` is like an author's last name and `word` like a word of prose, as a sum
/// of weights.
pub fn name_and_word(name: &str, word: &str) -> i32 {
    let mut sum = Sum::of(weights::all());
    let glyphs = letter::read(name);
    let last = Word::new(&glyphs, 0..glyphs.len());
    name::others(&glyphs, &[last], Sight::Folded, &mut sum);
    let line = Line::of(&["The ", word].concat(), false);
    if let Some(end) = line.places().last() {
        line.left(*end, Sight::Folded, &mut sum);
    }
    sum.sum
}

/// The sum of the weights of features.
struct Sum<'w> {
    sum: i32,
    weights: &'w [i8],
}

impl<'w> Sum<'w> {
    fn of(weights: &'w [i8]) -> Self {
        Self { sum: 0, weights }
    }
}

impl Emit for Sum<'_> {
    // There are thirty features for each of a hundred places in a line, and the engine is compiled for
    // size, so that each would be a call.
    #[inline(always)]
    fn take(&mut self, feature: usize) {
        self.sum += i32::from(self.weights[feature]);
    }
}

/// Returns the natural exponential of a number that is not positive, to six digits. The result is
/// the same on every machine, so that training gives the same weights everywhere.
pub fn exp(x: f32) -> f32 {
    let halvings = x.max(-80.0) * std::f32::consts::LOG2_E;
    let whole = halvings.floor();
    let part = (halvings - whole) * std::f32::consts::LN_2;
    let terms = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let power = terms.iter().fold(0.0, |sum, term| sum * part + term);
    power * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::exp;

    #[test]
    fn the_exponential_agrees_with_the_standard_one() {
        for step in 0..600 {
            let x = -0.1 * step as f32;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(-1000.0) < 1e-30);
    }
}
