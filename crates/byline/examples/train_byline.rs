//! Trains the weights of the byline splitter: `cargo xtask train-byline DIR` runs it.
//!
//! `DIR/train.tsv.gz` holds one paper a row, `title TAB author|author|...`. Each row is glued as a
//! ranked page glues it, and every place where the authors could begin competes with the true one.
//! The weights are those of a log-linear model over the features of `skimmark_likelihood::features`, learned by
//! stochastic gradient descent with a rate for each weight (AdaGrad) and a pull towards zero (L1);
//! after half of the passes small weights are left out, and the others learn to do without them. It
//! learns on two tasks at once: to find the boundary from all features, and to find it from the folded
//! letters alone. The second task keeps capitals from explaining everything, so that words are
//! learned from easy lines too.
//!
//! Some rows are altered, so that lines of their kind can be read: all authors instead of three, or
//! none; given names as initials, with and without spaces; authors in lower case or in capitals,
//! joined by `;`, `and` or `&`; in a script without capitals; with a capital inside; and without a
//! title.
//!
//! It first learns from nine tenths of the rows and reports its results on the last tenth, then
//! learns from all and writes the table. The same rows give the same table on every machine: one
//! thread, a fixed order, no mathematics of the platform's. (A version of Rust that knows more
//! letters could classify a rare one differently.)

#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

use std::io::Read;

use skimmark_byline::prepared;
use skimmark_likelihood::features::{Line, Place};
use skimmark_likelihood::model::{UNIT, exp};
use skimmark_likelihood::sight::Sight;
use skimmark_likelihood::weights;

const EPOCHS: u32 = 8;
/// After this many passes, weights under this are left out: half of the table's bytes (gzip) were
/// weights of one step, and the lines of the test are read as well without.
const LEFT_OUT_AFTER: u32 = 4;
const SMALLEST: f32 = 0.32;
const RATE: f32 = 0.3;
/// Added to the squared gradients before the first step.
const DAMPING: f32 = 0.1;
const PULL: f32 = 0.0001;
/// The weight of the task with folded letters.
const FOLDED_TASK: f32 = 0.3;

struct Row<'a> {
    title: &'a str,
    authors: Vec<&'a str>,
}

/// A line for training or for evaluation.
struct Case {
    line: Line,
    places: Vec<Place>,
    truth: Option<usize>,
}

impl Case {
    fn new(title: &str, byline: &str) -> Self {
        let line = prepared(&format!("{title}{byline}"));
        let places = line.places();
        let truth = if byline.is_empty() {
            Some(places.len() - 1)
        } else {
            places.iter().position(|&place| line.byte(place) == title.len())
        };
        Self { line, places, truth }
    }

    /// Glues the row as a ranked page does.
    fn plain(row: &Row) -> Self {
        Self::new(row.title, &three(&row.authors))
    }

    /// Glues the row with all its authors.
    fn whole(row: &Row) -> Self {
        Self::new(row.title, &row.authors.join(", "))
    }

    /// Glues the row with initials as given names.
    fn with_initials(row: &Row, random: &mut Random, all: bool) -> Self {
        let style = STYLES[random.below(STYLES.len())];
        let names: Vec<String> = row.authors.iter().map(|name| style.write(name, random)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Self::new(row.title, &if all { names.join(", ") } else { three(&names) })
    }

    /// Glues the row as other pages might.
    fn varied(row: &Row, random: &mut Random) -> Self {
        let few = row.authors[..row.authors.len().min(3)].to_vec();
        let share = random.share();
        match share {
            ..0.0025 => Self::new(row.title, &three(&row.authors).to_lowercase()),
            ..0.005 => {
                let upper: Vec<String> = row.authors.iter().map(|it| it.to_uppercase()).collect();
                let upper: Vec<&str> = upper.iter().map(String::as_str).collect();
                Self::new(row.title, &three(&upper))
            }
            ..0.01 => Self::new(row.title, &joined(&few, random)),
            ..0.025 => Self::new(row.title, ""),
            ..0.03 => Self::new(&row.title.replace(" and ", ", "), ""),
            ..0.032 => Self::new(&sentence(row.title, random), ""),
            ..0.04 => Self::new("", &three(&row.authors)),
            ..0.045 => Self::new(row.title, &in_other_script(&few, random)),
            ..0.0475 => {
                let first = with_inner_capital(few[0], random);
                let authors = [&[first.as_str()], &row.authors[1..]].concat();
                Self::new(row.title, &three(&authors))
            }
            ..0.05 => {
                let some = 1 + random.below(row.authors.len());
                Self::new(row.title, &format!("{} et al.", row.authors[..some].join(", ")))
            }
            ..0.09 => Self::with_initials(row, random, false),
            ..0.13 => Self::with_initials(row, random, true),
            ..0.45 => Self::whole(row),
            _ => Self::plain(row),
        }
    }

    fn features(&self, place: Place, sight: Sight, mut emit: impl FnMut(usize)) {
        self.line.frame(place, &mut emit);
        self.line.left(place, sight, &mut emit);
        if self.line.is_nameless(place) {
            return;
        }
        self.line.given_name(place, sight, &mut emit);
        self.line.other_names(place, sight, &mut emit);
        for other in self.line.others(place) {
            self.line.other_author(other, sight, &mut emit);
        }
    }
}

fn three(authors: &[&str]) -> String {
    let more = if authors.len() > 3 { " et al." } else { "" };
    format!("{}{more}", authors[..authors.len().min(3)].join(", "))
}

/// Returns the words of a title as a sentence with a comma.
fn sentence(title: &str, random: &mut Random) -> String {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    let (before, after) = words.split_at(random.below(words.len()));
    let joint = [", ", ", and ", ", which "][random.below(3)];
    let first: String = title.chars().take(1).collect();
    let text = format!("{}{joint}{}.", before.join(" "), after.join(" "));
    first + text.get(1..).unwrap_or_default()
}

/// Returns the names with separators other than only commas.
fn joined(names: &[&str], random: &mut Random) -> String {
    let last = [", and ", " and ", " & ", "; "][random.below(4)];
    let between = if last == "; " { "; " } else { ", " };
    match names.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{}{last}{end}", rest.join(between)),
        _ => names.concat(),
    }
}

/// How a name is written with initials.
#[derive(Clone, Copy)]
enum Style {
    /// `J.-P. Serre`, `J P Serre`: what follows each initial.
    Before(&'static str),
    /// `J.P.Serre`.
    Glued,
    /// `Serre JP`.
    After,
}

const STYLES: [Style; 8] = [
    Style::Before("."),
    Style::Before("."),
    Style::Before("."),
    Style::Before(". "),
    Style::Before(""),
    Style::Before(" "),
    Style::Glued,
    Style::After,
];

impl Style {
    /// Returns the name with initials in place of all words but the last and those in lower case
    /// before it, at times one initial more.
    fn write(self, name: &str, random: &mut Random) -> String {
        let end = match self {
            Self::Before(end) => end,
            Self::Glued => ".",
            Self::After => "",
        };
        let words: Vec<&str> = name.split(' ').collect();
        let given = |word: &&&str| word.starts_with(char::is_uppercase);
        let count = words[..words.len() - 1].iter().take_while(given).count();
        let (given, family) = words.split_at(count);
        let mut letters = String::new();
        for word in given {
            let firsts = word.split('-').filter_map(|part| part.chars().next());
            let parts: Vec<String> =
                firsts.map(|first| format!("{}{end}", first.to_uppercase())).collect();
            letters.push_str(&parts.join("-"));
        }
        if count == 1 && random.below(2) > 0 {
            letters.push(char::from(b'A' + random.below(26) as u8));
            letters.push_str(end);
        }
        let (letters, family) = (letters.trim_end().replace(" -", "-"), family.join(" "));
        match self {
            _ if letters.is_empty() => family,
            Self::Before(_) => format!("{letters} {family}"),
            Self::Glued => format!("{letters}{family}"),
            Self::After => format!("{family} {letters}"),
        }
    }
}

/// Returns the name with a capital inside its first word: `LeRoy`, `JiWoo`.
fn with_inner_capital(name: &str, random: &mut Random) -> String {
    let prefixes = ["Le", "De", "La", "Da", "Mc", "Mac", "Di", "Du", "Jo", "Mi", "Dae", "Seo"];
    match name.splitn(3, ' ').collect::<Vec<_>>().as_slice() {
        [first, second, rest] if first.len() > 2 && second.len() > 2 && random.below(2) > 0 => {
            format!("{first}{second} {rest}")
        }
        [first, ..] if first.len() > 2 => format!("{}{name}", prefixes[random.below(12)]),
        _ => name.to_owned(),
    }
}

/// Returns the names as if written in a script without capitals, with or without spaces.
fn in_other_script(names: &[&str], random: &mut Random) -> String {
    let (first, count, letters_a_name) =
        [('一', 20_000, 3), ('가', 11_000, 3), ('ا', 36, 0), ('א', 27, 0), ('अ', 53, 0)]
            [random.below(5)];
    let mut letter = || char::from_u32(first as u32 + random.below(count) as u32).unwrap_or(first);
    let written = |name: &&str| -> String {
        match letters_a_name {
            0 => name.chars().map(|c| if c == ' ' { c } else { letter() }).collect(),
            most => (0..most - name.len() % 2).map(|_| letter()).collect(),
        }
    };
    names.iter().map(written).collect::<Vec<_>>().join(", ")
}

/// A generator of pseudo-random numbers.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 32) as u32
    }

    fn below(&mut self, limit: usize) -> usize {
        self.next() as usize % limit
    }

    fn share(&mut self) -> f32 {
        (self.next() >> 8) as f32 / (1 << 24) as f32
    }
}

struct Model {
    weights: Vec<f32>,
    /// Sums of squared gradients.
    squares: Vec<f32>,
    /// The weights that stay zero.
    left_out: Vec<bool>,
    /// The features of the places of one line, and where those of each place end.
    seen: Vec<usize>,
    ends: Vec<usize>,
}

impl Model {
    fn new() -> Self {
        let size = weights::COUNT;
        let (weights, squares) = (vec![0.0; size], vec![DAMPING; size]);
        Self { weights, squares, left_out: vec![false; size], seen: Vec::new(), ends: Vec::new() }
    }

    /// Learns from one line, ignoring the places that `skip` selects.
    fn learn(
        &mut self,
        case: &Case,
        sight: Sight,
        rate: f32,
        stress: f32,
        mut skip: impl FnMut(Place) -> bool,
    ) {
        let Some(truth) = case.truth.map(|truth| case.places[truth]) else { return };
        let (mut scores, mut right) = (Vec::new(), 0);
        self.seen.clear();
        self.ends.clear();
        for &place in &case.places {
            if place == truth {
                right = scores.len();
            } else if skip(place) {
                continue;
            }
            let mut score = 0.0;
            case.features(place, sight, |feature| {
                self.seen.push(feature);
                score += self.weights[feature];
            });
            scores.push(score);
            self.ends.push(self.seen.len());
        }
        let mut start = 0;
        for (index, chance) in chances(&scores).into_iter().enumerate() {
            let truth = if index == right { 1.0 } else { 0.0 };
            let gradient = (chance - truth) * stress;
            let end = self.ends[index];
            if gradient.abs() > 1e-4 {
                for at in start..end {
                    self.step(self.seen[at], gradient, rate);
                }
            }
            start = end;
        }
    }

    fn step(&mut self, feature: usize, gradient: f32, rate: f32) {
        if self.left_out[feature] {
            return;
        }
        let (weight, square) = (&mut self.weights[feature], &mut self.squares[feature]);
        *square += gradient * gradient;
        let rate = rate / square.sqrt();
        let moved = *weight - rate * gradient;
        *weight = moved.signum() * (moved.abs() - rate * PULL).max(0.0);
    }

    fn leave_out_small(&mut self) {
        for (weight, left_out) in self.weights.iter_mut().zip(&mut self.left_out) {
            *left_out = weight.abs() < SMALLEST;
            if *left_out {
                *weight = 0.0;
            }
        }
    }

    fn train(rows: &[Row]) -> Self {
        let mut model = Self::new();
        let mut random = Random(7);
        let mut order: Vec<usize> = (0..rows.len()).collect();
        for epoch in 0..EPOCHS {
            if epoch == LEFT_OUT_AFTER {
                model.leave_out_small();
            }
            for last in (1..order.len()).rev() {
                order.swap(last, random.below(last + 1));
            }
            let rate = RATE * (1.0 - 0.7 * epoch as f32 / EPOCHS as f32);
            for &row in &order {
                let case = Case::varied(&rows[row], &mut random);
                model.learn(&case, Sight::Full, rate, 1.0, |place| {
                    !case.line.is_marked(place) && random.below(4) > 0
                });
                model.learn(&case, Sight::Folded, rate, FOLDED_TASK, |_| random.below(3) > 0);
            }
            eprintln!("pass {} of {EPOCHS}", epoch + 1);
        }
        model
    }

    /// Returns the weights in whole steps of [`UNIT`].
    fn table(&self) -> Vec<i8> {
        let step = |weight: &f32| (weight / UNIT).round().clamp(-127.0, 127.0) as i8;
        self.weights.iter().map(step).collect()
    }
}

/// Returns the probabilities of places with these scores.
fn chances(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| exp(score - most)).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// Counts the lines that a table of weights gets wrong.
fn errors(table: &[i8], cases: impl Iterator<Item = Case>) -> usize {
    let wrong = |case: &Case| {
        let scores = case.places.iter().map(|&place| {
            let mut score = 0;
            let add = |feature: usize| score += i32::from(table[feature]);
            case.features(place, Sight::Full, add);
            score
        });
        let best = scores.enumerate().max_by_key(|(_, score)| *score).map(|(index, _)| index);
        case.truth.is_none() || best != case.truth
    };
    cases.filter(wrong).count()
}

fn report(table: &[i8], rows: &[Row]) {
    let mut random = Random(11);
    let lower = |row: &Row| Case::new(row.title, &three(&row.authors).to_lowercase());
    let upper = |row: &Row| {
        let byline = row.authors.join(", ").to_uppercase();
        Case::new(row.title, &byline)
    };
    let print = |name: &str, wrong: usize| {
        let share = 100.0 * (1.0 - wrong as f32 / rows.len() as f32);
        eprintln!("{name:<42} {share:7.3}%  ({wrong} of {} wrong)", rows.len());
    };
    for row in rows {
        if errors(table, std::iter::once(Case::plain(row))) > 0 {
            println!("{}|{}", row.title, three(&row.authors));
        }
    }
    let inner = rows.iter().map(|row| {
        let first = with_inner_capital(row.authors[0], &mut random);
        Case::new(row.title, &three(&[&[first.as_str()], &row.authors[1..]].concat()))
    });
    let inner = errors(table, inner);
    print("as a ranked page glues them", errors(table, rows.iter().map(Case::plain)));
    print("authors in lower case", errors(table, rows.iter().map(lower)));
    print("all authors, in capitals", errors(table, rows.iter().map(upper)));
    let others = rows.iter().map(|row| {
        let few = &row.authors[..row.authors.len().min(3)];
        Case::new(row.title, &joined(few, &mut random))
    });
    print("up to three, joined by ; and &", errors(table, others));
    print("all authors", errors(table, rows.iter().map(Case::whole)));
    let short = rows.iter().map(|row| Case::with_initials(row, &mut random, false));
    print("with initials", errors(table, short));
    let short = rows.iter().map(|row| Case::with_initials(row, &mut random, true));
    print("all authors, with initials", errors(table, short));
    let titles = rows.iter().map(|row| Case::new(row.title, ""));
    let scripts = rows.iter().map(|row| {
        let few = &row.authors[..row.authors.len().min(3)];
        Case::new(row.title, &in_other_script(few, &mut random))
    });
    print("authors in another script", errors(table, scripts));
    print("a capital inside the first name", inner);
    print("titles alone", errors(table, titles));
    let lists = rows.iter().map(|row| Case::new("", &three(&row.authors)));
    print("authors alone", errors(table, lists));
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, output] = arguments.as_slice() else {
        eprintln!(
            "usage: train_byline DIR OUTPUT, where DIR/train.tsv.gz holds titles and authors"
        );
        std::process::exit(2);
    };
    let file = std::fs::File::open(format!("{folder}/train.tsv.gz")).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let row = |line| {
        let (title, authors) = str::split_once(line, '\t')?;
        Some(Row { title, authors: authors.split('|').collect() })
    };
    let rows: Vec<Row> = text.lines().filter_map(row).collect();
    let (most, last) = rows.split_at(rows.len() / 10 * 9);
    eprintln!("learning from {} rows", most.len());
    report(&Model::train(most).table(), last);
    eprintln!("learning from all {} rows", rows.len());
    let table = Model::train(&rows).table();
    std::fs::write(output, weights::stored(&table)).unwrap();
}
