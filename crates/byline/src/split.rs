//! A line split at the likeliest boundary, and a list of authors read.

use crate::tail::Tail;
use crate::{list, slug};
use skimmark_likelihood::features::{Line, Place};
use skimmark_likelihood::model;
use skimmark_paper::entry::Byline;
use skimmark_paper::text::scan::words_in;

/// A line split into title and byline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Split {
    /// The text before the first author.
    pub title: String,
    /// The authors and what follows them; without authors if no author was found.
    pub byline: Byline,
    /// The probability of the boundary, 0 to 1.
    pub confidence: f32,
}

/// The confidence below which a split is uncertain: the reader is told, and offered alternatives.
pub const CERTAIN: f32 = 0.9;

/// The confidence of a detected boundary is at most this: less than that of a given one.
const SUREST: f32 = 0.999;

/// The model may be surer that a line names no authors than the reader, who knows that papers have
/// authors; its confidence is at most this.
const NAMELESS_CONFIDENCE: f32 = 0.3;

/// Inside Chinese and similar scripts nothing marks a boundary, and few of their words were
/// learned; the confidence is at most this.
const UNMARKED_CONFIDENCE: f32 = 0.5;

/// Splits a glued line. Every word of the line ends up in the title, a name or the affiliation,
/// except ` et al.`, words that separate names, and numbers of affiliations. `abstract_text` helps
/// to tell words of the title from names.
pub fn split(line: &str, abstract_text: Option<&str>) -> Split {
    readings(line, abstract_text, 1).pop().unwrap_or_default()
}

/// Returns the likeliest ways to split a glued line, the likeliest first, at most `most`.
pub fn readings(line: &str, abstract_text: Option<&str>, most: usize) -> Vec<Split> {
    let tail = slug::tail(line);
    let mut chances = weigh(&tail, abstract_text);
    chances.truncate(most);
    chances.into_iter().map(|chance| tail.split(chance.at, chance.probability)).collect()
}

/// Splits a glued line after `title`, as set by the reader. Returns `None` if the line does not
/// begin with it. What follows the authors never belongs to the title.
pub fn split_after(line: &str, title: &str) -> Option<Split> {
    let line = line.trim();
    let tail = slug::tail(line);
    let at = title.len().min(tail.names.len());
    line.starts_with(title).then(|| tail.split(at, 1.0))
}

/// Reads a list of authors without a title: `A, B and C et al. · some-lab`.
pub fn authors(list: &str) -> Byline {
    let list = list.trim();
    let openings = ["Authors:", "Author:", "by ", "By "];
    let list = openings.iter().find_map(|opening| list.strip_prefix(opening)).unwrap_or(list);
    let tail = slug::tail(list);
    let (team, people) = list::team(tail.names);
    let mut byline = tail.byline(people);
    byline.authors.splice(0..0, team.map(str::to_owned));
    byline
}

/// Returns the probability that `line` is only a list of authors, judged by its first three.
pub fn list_likelihood(line: &str) -> f32 {
    let byline = authors(line);
    let (first, more) = match byline.authors.get(..3) {
        Some(three) => (three, byline.more_authors || byline.authors.len() > 3),
        None => (byline.authors.as_slice(), byline.more_authors),
    };
    let names = format!("{}{}", first.join(", "), if more { " et al." } else { "" });
    let line = prepared(&names);
    let scores = model::scores(&line);
    let of_list = scores.iter().find(|(place, _)| line.is_untitled(*place));
    let odds = Odds::of(&scores);
    of_list.map_or(0.0, |(_, score)| odds.probability(*score))
}

/// Returns a glued line without what follows its authors, as it is weighed.
pub fn prepared(line: &str) -> Line {
    let tail = Tail::of(line);
    Line::of(tail.names, tail.more)
}

/// A boundary and its probability.
struct Chance {
    /// The byte offset.
    at: usize,
    probability: f32,
}

/// Returns the candidate boundaries, the likeliest first.
fn weigh(tail: &Tail, abstract_text: Option<&str>) -> Vec<Chance> {
    let line = Line::of(tail.names, tail.more);
    let mut scores = model::scores(&line);
    scores.retain(|(place, _)| !line.is_untitled(*place) || line.is_nameless(*place));
    let mut best = likeliest(&scores);
    if let [first, second, ..] = best.as_slice()
        && first.1 - second.1 < DOUBT
        && let Some(text) = abstract_text
    {
        let told = evidence(&line, &best, tail.names, text);
        best.iter_mut().zip(told).for_each(|((_, score), more)| *score += more);
        best = likeliest(&best);
    }
    let odds = Odds::of(&best);
    let chance = |(place, score): (Place, f32)| {
        let probability = odds.probability(score);
        Chance { at: line.byte(place), probability: probability.min(most_certain(&line, place)) }
    };
    let mut chances: Vec<Chance> = best.into_iter().map(chance).collect();
    // The upper limits on confidence may have put another candidate first.
    let likelier =
        |a: &usize, b: &usize| chances[*a].probability.total_cmp(&chances[*b].probability);
    if let Some(first) = (0..chances.len()).rev().max_by(likelier) {
        chances[..=first].rotate_right(1);
    }
    chances
}

/// Returns the upper limit on the confidence of a boundary at `place`.
fn most_certain(line: &Line, place: Place) -> f32 {
    if line.is_nameless(place) {
        NAMELESS_CONFIDENCE
    } else if line.is_unmarkable(place) {
        UNMARKED_CONFIDENCE
    } else {
        SUREST
    }
}

/// How many candidates are kept.
const RIVALS: usize = 8;

/// The abstract is searched unless the best candidate is this much likelier than the second, as a
/// natural logarithm.
const DOUBT: f32 = 9.0;

/// Returns the likeliest places, the likeliest first.
fn likeliest(scores: &[(Place, f32)]) -> Vec<(Place, f32)> {
    let mut best: Vec<(Place, f32)> = Vec::with_capacity(RIVALS + 1);
    for &(place, score) in scores {
        let rank = best.iter().take_while(|(_, other)| *other >= score).count();
        if rank < RIVALS {
            best.insert(rank, (place, score));
            best.truncate(RIVALS);
        }
    }
    best
}

/// What turns scores into probabilities.
struct Odds {
    most: f32,
    sum: f32,
}

impl Odds {
    fn of(scores: &[(Place, f32)]) -> Self {
        let most = scores.iter().fold(f32::MIN, |most, (_, score)| most.max(*score));
        Self { most, sum: scores.iter().map(|(_, score)| model::exp(score - most)).sum() }
    }

    fn probability(&self, score: f32) -> f32 {
        model::exp(score - self.most) / self.sum
    }
}

/// The evidence for a boundary if the abstract contains the title's last word, and against it if it
/// does not, as natural logarithms: counted over 8,000 papers, for true boundaries and for their
/// likeliest rivals.
const HELD: f32 = 1.5;
const NOT_HELD: f32 = -1.3;

/// Returns the evidence that the abstract gives for the boundary at each of these places.
fn evidence(line: &Line, best: &[(Place, f32)], names: &str, abstract_text: &str) -> Vec<f32> {
    let words: Vec<&str> =
        best.iter().map(|(place, _)| &names[line.last_word_bytes(*place)]).collect();
    // The splitter counts standalone accents as letters of a word, and those are found nowhere.
    let held = words_in(abstract_text, &words);
    let told = |(word, number): (&&str, u32)| match word.chars().take(3).count() {
        0..=2 => 0.0,
        _ if held >> number & 1 == 1 => HELD,
        _ => NOT_HELD,
    };
    words.iter().zip(0..).map(told).collect()
}

impl Tail<'_> {
    fn split(&self, at: usize, confidence: f32) -> Split {
        let (title, people) = self.names.split_at(at);
        Split {
            title: title.trim_end().to_owned(),
            byline: self.byline(people),
            confidence: (confidence * 1000.0).floor() / 1000.0,
        }
    }

    fn byline(&self, people: &str) -> Byline {
        let list::List { authors, affiliation, more } = list::read(people);
        Byline {
            authors,
            more_authors: self.more || more,
            affiliation: match (affiliation, self.affiliation) {
                (Some(places), Some(place)) => Some(format!("{places}; {place}")),
                (places, place) => places.or(place.map(str::to_owned)),
            },
        }
    }
}

#[cfg(test)]
mod tests;
