//! "For you": papers in the order that a reader would choose, learned from the papers that the
//! reader liked and passed over, and why each stands where it does.
//!
//! [`skimmark_vectors`] makes vectors of the papers and learns what the reader looks for, [`interests`] parts
//! the likes so that each topic gets its share, and [`reasons`] and [`alike`] tell why. docs/foryou.md says
//! why it is done like this, and how well it does.
//!
//! The same papers and decisions give the same scores on every machine: there is no clock, no
//! chance, and no operation but those that IEEE 754 defines to the last bit.

mod alike;
mod interests;
mod reasons;

use skimmark_index::sorting::sort;
use skimmark_paper::entry::Entry;
pub use skimmark_vectors::model::descending;
use skimmark_vectors::model::{Background, Direction};
pub use skimmark_vectors::papers::Papers;
use skimmark_vectors::papers::{Packed, packed, place};
use skimmark_vectors::space::Space;
use skimmark_vectors::sparse::Rows;

use alike::Alike;

/// How strongly the interest that a paper is nearest to counts beside all likes together, if the
/// interests have nothing in common and the likes are few.
const NEAREST: f64 = 2.0;
/// From how many likes on interests count no longer: of more the one model for all learns enough.
const MANY: usize = 50;

/// At this score, in standard deviations, a paper is as likely one that the reader likes as any other,
/// and how fast that changes with the score: measured, see docs/foryou.md.
const EVEN: f64 = 0.9;
const STEEP: f64 = 0.8;

/// A paper is like another one from this likelihood on, in hundredths.
pub const LIKE: u32 = 80;

/// What the reader decided about papers, whether or not they are listed.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// The papers that were liked.
    pub liked: Papers,
    /// How strongly each of them was liked, above 0; 1 if nothing is told.
    pub strengths: Vec<f64>,
    /// The papers that were passed over.
    pub passed: Papers,
}

/// The order of papers for a reader.
pub struct Ranking {
    space: Space,
    /// What all likes have in common; then, for each interest, what those of it have.
    directions: Vec<Scaled>,
    /// How strongly the interest that a paper is nearest to counts.
    nearest: f64,
    scores: Vec<f64>,
    alike: Alike,
}

/// A direction, and the standard deviation of the papers' scores in it.
struct Scaled {
    direction: Direction,
    deviation: f64,
}

/// Why a paper stands where it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// What moved it up most, the strongest first: `judge`, `author: Leo Schwinn`, `cs.CL`.
    pub because: Vec<String>,
    /// The liked paper that is most like it, by its place among the likes.
    pub like: Option<usize>,
}

impl Ranking {
    /// Ranks the listed papers.
    pub fn new(listed: &Papers, decided: &Decided) -> Self {
        let Decided { liked, strengths, passed } = decided;
        let space = Space::new(listed, [liked, passed]);
        let [rows, liked_rows, passed_rows] = [listed, liked, passed].map(|it| space.rows(it));
        let known = prints(&[liked, passed]);
        let open: Vec<bool> = listed.iter().map(|paper| !has(&known, print(paper))).collect();
        let is_open = |paper: usize| open[paper];
        let strength = |like: usize| strengths.get(like).copied().unwrap_or(1.0);
        let all: Vec<_> = (0..liked.len()).map(|like| (like, strength(like))).collect();
        let background = Background::new(&rows, space.count());
        let few = &all[..if all.len() < MANY { all.len() } else { 0 }];
        let groups = interests::interests(few, &liked_rows, space.count());
        let toward = |group: &[(usize, f64)]| {
            let direction = background.toward(group, &liked_rows, &passed_rows, &is_open);
            Scaled::new(direction, &rows, &is_open)
        };
        // What all likes have in common is the first.
        let all = Some(&all).filter(|all| !all.is_empty());
        let (directions, scores): (Vec<Scaled>, Vec<Vec<f64>>) =
            all.into_iter().chain(&groups).map(|group| toward(group)).unzip();
        let nearest = NEAREST * (1.0 - few.len() as f64 / MANY as f64);
        let nearest = nearest * apart(&groups, directions.get(1..).unwrap_or(&[]), &liked_rows);
        let alike = Alike::new(&liked_rows, space.count());
        let mut ranking = Self { space, directions, nearest, scores: Vec::new(), alike };
        let score = |paper: usize| ranking.combined(scores.iter().map(|its| its[paper])).0;
        ranking.scores = (0..rows.len()).map(score).collect();
        ranking
    }

    /// Ranks the listed papers by how like they are to one.
    pub fn likeness(listed: &Papers, paper: &Entry) -> Self {
        let mut decided = Decided::default();
        decided.liked.push(paper);
        Self::new(listed, &decided)
    }

    /// Returns the score of each paper, in standard deviations: that of most papers is between -1
    /// and 1, and the higher, the likelier the reader likes it.
    pub fn scores(&self) -> &[f64] {
        &self.scores
    }

    /// Returns how likely the reader likes each paper, in hundredths: of papers of such a score, the
    /// share that the reader likes if of all papers the reader likes every second one. 50 says nothing
    /// about the paper; at 80 its score is four times as frequent among those that the reader likes.
    pub fn likely(&self) -> Vec<u32> {
        self.scores.iter().map(|score| likely(*score)).collect()
    }

    /// Tells why a paper stands where it does.
    pub fn why(&self, entry: &Entry) -> Why {
        let mut features: Vec<Packed> = Vec::new();
        packed(entry, &mut features);
        let mut row = Rows::default();
        self.space.push(&mut row, &features);
        let nearest = self.score(&row, 0).1;
        let because = |any: bool| {
            reasons::reasons(entry, &|feature| match self.space.number(place(feature.key)) {
                Some(number) if any || self.alike.has(number) => {
                    self.weight(nearest, number) * row.value(0, number)
                }
                _ => 0.0,
            })
        };
        // What no like has was learned from papers that are like the likes.
        let mut because_of_likes = because(false);
        if because_of_likes.is_empty() {
            because_of_likes = because(true);
        }
        let (columns, values) = row.row(0);
        Why { because: because_of_likes, like: self.alike.most(columns, values) }
    }

    /// Returns the score of a paper, and the direction of the interest that it is nearest to.
    fn score(&self, rows: &Rows, paper: usize) -> (f64, usize) {
        self.combined(self.directions.iter().map(|scaled| scaled.score(rows, paper)))
    }

    /// Returns the score of a paper that has these scores in each direction, and the direction of the
    /// interest that it is nearest to.
    fn combined(&self, mut scores: impl Iterator<Item = f64>) -> (f64, usize) {
        let Some(all) = scores.next() else { return (0.0, 0) };
        let best = scores.enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
        best.map_or((all, 0), |(place, best)| {
            ((all + self.nearest * best) / (1.0 + self.nearest), place + 1)
        })
    }

    /// Returns how far a feature moves a paper whose nearest interest is this one.
    fn weight(&self, nearest: usize, number: usize) -> f64 {
        let weight = |direction: usize| {
            let scaled = self.directions.get(direction);
            scaled.map_or(0.0, |it| it.direction.weights[number] * it.per_deviation())
        };
        weight(0) + if nearest > 0 { self.nearest * weight(nearest) } else { 0.0 }
    }
}

impl Scaled {
    /// Returns the direction with the scores of all papers in it, by the deviation of the open ones.
    fn new(direction: Direction, rows: &Rows, is_open: &dyn Fn(usize) -> bool) -> (Self, Vec<f64>) {
        let mut scores: Vec<f64> =
            (0..rows.len()).map(|paper| direction.score(rows, paper)).collect();
        let (mut squares, mut papers) = (0.0, 0.0);
        for (_, score) in scores.iter().enumerate().filter(|(paper, _)| is_open(*paper)) {
            squares += score * score;
            papers += 1.0;
        }
        let deviation = if papers > 0.0 { f64::sqrt(squares / papers) } else { 0.0 };
        let scaled = Self { direction, deviation };
        scores.iter_mut().for_each(|score| *score *= scaled.per_deviation());
        (scaled, scores)
    }

    fn score(&self, rows: &Rows, paper: usize) -> f64 {
        self.direction.score(rows, paper) * self.per_deviation()
    }

    /// Returns what a score is multiplied with to be in standard deviations; 0 if all are equal.
    fn per_deviation(&self) -> f64 {
        if self.deviation > 1e-9 { 1.0 / self.deviation } else { 0.0 }
    }
}

/// Returns how likely a paper of this score is liked, in hundredths. The curve is made of the basic
/// operations, which are the same on every machine.
fn likely(score: f64) -> u32 {
    let far = STEEP * (score - EVEN);
    let share = 0.5 + 0.5 * far / f64::sqrt(1.0 + far * far);
    (share * 100.0 + 0.5) as u32
}

/// Returns how far apart interests are, 0 to 1, by how the likes of one score with the others: 0 if
/// that is half a standard deviation above what papers are like, as it mostly is if all likes are
/// of one interest.
fn apart(groups: &[Vec<(usize, f64)>], directions: &[Scaled], liked: &Rows) -> f64 {
    let (mut sum, mut pairs) = (0.0, 0.0);
    for (place, scaled) in directions.iter().enumerate() {
        let others = groups.iter().enumerate().filter(|(other, _)| *other != place);
        for (like, _) in others.flat_map(|(_, group)| group) {
            sum += scaled.score(liked, *like);
            pairs += 1.0;
        }
    }
    if pairs > 0.0 { (0.5 - sum / pairs).clamp(0.0, 1.0) } else { 0.0 }
}

/// Returns the prints of all these papers, in order.
fn prints(groups: &[&Papers]) -> Vec<(u64, u64)> {
    let mut prints: Vec<(u64, u64)> = Vec::new();
    for papers in groups {
        prints.extend(papers.iter().map(|paper| (print(paper), 0)));
    }
    sort(&mut prints);
    prints
}

/// Returns a number that papers with the same features share.
fn print(paper: &[Packed]) -> u64 {
    paper.iter().fold(paper.len() as u64, |print, feature| {
        (print ^ u64::from(feature.bits())).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
    })
}

fn has(prints: &[(u64, u64)], print: u64) -> bool {
    prints.binary_search(&(print, 0)).is_ok()
}

#[cfg(test)]
mod tests;
