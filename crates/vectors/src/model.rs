//! What the reader looks for, as one weight for each feature: the mean of the likes, less what any
//! paper has, with features that go together counted once.
//!
//! That is the linear discriminant (ridge regression of likes against all papers): the direction
//! `w` with `(C + λ) w = likes − mean`, where `C` is the covariance of the features over the papers
//! and, up to one half, over the likes: a word that only some of the likes have says less than one that
//! all have. A few steps of conjugate gradients find it, each two passes over both; `C` is never
//! written down.

use crate::sparse::{Rows, add, dot};
use skimmark_index::sorting::sort;

/// How far it stays with the mean of the likes, with one like; with more there is more to learn
/// from. How features go together is learned from the papers: the fewer these are, the less of it
/// is taken as known.
const RIDGE: f64 = 0.02;
/// With this many likes, how these vary makes a quarter of the covariance: of few it says little.
const VARIED: f64 = 20.0;
/// How many steps are taken at most.
const STEPS: usize = 4;
/// From how many papers it is learned what papers are like; of more, evenly spaced ones.
const SAMPLE: usize = 4_000;
/// How many of the first papers are taken as likely likes.
const FIRST: usize = 20;
/// How strongly these count beside the likes, at most, and if there is one like: many likes need
/// no help.
const ECHO: (f64, f64) = (0.5, 5.0);
/// A weaker echo changes nothing that is seen, and is as much work: without it, 10,000 papers are ranked by
/// 1,000 likes in 104 ms in place of 167 ms (a native build).
const FAINT: f64 = 0.05;
/// How strongly the papers that were passed over count beside the likes.
const PASSED: f64 = 0.2;

/// What papers are like.
pub struct Background<'r> {
    /// The papers that it is learned from.
    sample: Class<'r>,
}

/// Papers as one class of the discriminant.
struct Class<'r> {
    rows: &'r Rows,
    /// Which of the rows, and how much of the whole each is.
    shares: Vec<(usize, f64)>,
    mean: Vec<f64>,
}

/// A vector of weights: its scores are `paper · weights − ordinary`.
pub struct Direction {
    /// The weight of each feature, by its number.
    pub weights: Vec<f64>,
    /// The score of the mean of all papers.
    ordinary: f64,
}

impl<'r> Background<'r> {
    /// Learns what these papers, with this many features, are like.
    pub fn new(rows: &'r Rows, features: usize) -> Self {
        let step = rows.len().div_ceil(SAMPLE).max(1);
        let sample = (0..rows.len()).step_by(step).map(|paper| (paper, 1.0)).collect();
        Self { sample: Class::new(rows, sample, features) }
    }

    /// Returns the direction from what papers are like toward the likes, the first of `rows`,
    /// each as strong as told, and away from those that were passed over. `is_open` tells which
    /// papers the reader has not decided about.
    pub fn toward(
        &self,
        likes: &[(usize, f64)],
        liked: &Rows,
        passed: &Rows,
        is_open: &dyn Fn(usize) -> bool,
    ) -> Direction {
        let Class { rows, shares, mean } = &self.sample;
        let ridge = RIDGE / f64::sqrt(likes.len().max(1) as f64) + 1.0 / shares.len().max(1) as f64;
        let likes = Class::new(liked, likes.to_vec(), mean.len());
        let mut wanted = likes.mean.clone();
        add(-1.0, mean, &mut wanted);
        for paper in 0..passed.len() {
            passed.add(paper, -PASSED / passed.len() as f64, &mut wanted);
        }
        if !passed.is_empty() {
            add(PASSED, mean, &mut wanted);
        }
        let direction = self.solve(&wanted, &likes, ridge);
        let echo = ECHO.0.min(ECHO.1 / likes.shares.len() as f64);
        if echo < FAINT {
            return direction;
        }
        // The first papers of this order are most likely likes, too. What they share adds words
        // that the few likes do not have.
        let mut first: Vec<(u64, u64)> = (0..rows.len())
            .filter(|paper| is_open(*paper))
            .map(|paper| (descending(direction.score(rows, paper)), paper as u64))
            .collect();
        sort(&mut first);
        let score = |place: &(u64, u64)| direction.score(rows, place.1 as usize);
        let least = first.get(FIRST).map_or(0.0, score);
        first.truncate(FIRST);
        let margins: f64 = first.iter().map(|place| score(place) - least).sum();
        if first.len() < FIRST || margins < 1e-9 {
            return direction;
        }
        for place in &first {
            let times = echo * (score(place) - least) / margins;
            rows.add(place.1 as usize, times, &mut wanted);
        }
        add(-echo, mean, &mut wanted);
        self.solve(&wanted, &likes, ridge)
    }

    /// Solves `(C + ridge) w = wanted` by conjugate gradients.
    fn solve(&self, wanted: &[f64], likes: &Class, ridge: f64) -> Direction {
        let mut weights = vec![0.0; wanted.len()];
        let (mut rest, mut step) = (wanted.to_vec(), wanted.to_vec());
        let many = likes.shares.len() as f64;
        let of_likes = 0.5 * many / (many + VARIED);
        let mut left = dot(&rest, &rest);
        let enough = left * 1e-9;
        for _ in 0..STEPS {
            if left <= enough {
                break;
            }
            // (C + ridge) step
            let mut image: Vec<f64> = step.iter().map(|value| value * ridge).collect();
            self.sample.add_covariance(1.0 - of_likes, &step, &mut image);
            likes.add_covariance(of_likes, &step, &mut image);
            let far = left / dot(&step, &image);
            add(far, &step, &mut weights);
            add(-far, &image, &mut rest);
            let next = dot(&rest, &rest);
            for (step, rest) in step.iter_mut().zip(&rest) {
                *step = rest + next / left * *step;
            }
            left = next;
        }
        let ordinary = dot(&weights, &self.sample.mean);
        Direction { weights, ordinary }
    }
}

impl<'r> Class<'r> {
    /// Returns the class of these rows, each of which counts as told.
    fn new(rows: &'r Rows, mut shares: Vec<(usize, f64)>, features: usize) -> Self {
        let whole: f64 = shares.iter().map(|(_, share)| share).sum();
        let mut mean = vec![0.0; features];
        for (row, share) in &mut shares {
            *share /= whole;
            rows.add(*row, *share, &mut mean);
        }
        Self { rows, shares, mean }
    }

    /// Adds `times` the product of the covariance with `vector`.
    fn add_covariance(&self, times: f64, vector: &[f64], to: &mut [f64]) {
        add(-times * dot(vector, &self.mean), &self.mean, to);
        for (row, share) in &self.shares {
            self.rows.add(*row, times * share * self.rows.dot(*row, vector), to);
        }
    }
}

impl Direction {
    /// Returns how far a paper lies in this direction: 0 is what papers are like.
    pub fn score(&self, rows: &Rows, paper: usize) -> f64 {
        rows.dot(paper, &self.weights) - self.ordinary
    }
}

/// Returns a number that is smaller for a larger score.
pub fn descending(score: f64) -> u64 {
    let bits = score.to_bits();
    if bits >> 63 == 0 { !bits & (u64::MAX >> 1) } else { bits }
}
