//! Why a paper stands where it does, in the reader's words.

use skimmark_index::sorting::sort;
use skimmark_paper::entry::Entry;
use skimmark_paper::text::lowercase;

use super::features::{Feature, Kind, features};
use super::model::descending;

/// How many reasons are told at most.
const MOST: usize = 5;
/// What moved the paper less than this share of what moved it most is no reason.
const LEAST: f64 = 0.15;

/// A feature of the paper, with how far it moved the paper.
struct Reason<'e> {
    feature: Feature<'e>,
    moved: f64,
    /// Whether it has a capital outside the title, too.
    named: bool,
}

/// Returns the features that moved the paper up most, the strongest first, as the paper writes
/// them. `moved` tells how far one did that.
pub fn reasons(entry: &Entry, moved: &dyn Fn(&Feature) -> f64) -> Vec<String> {
    let mut found: Vec<Reason> = Vec::new();
    features(entry, &mut |feature| {
        if feature.text.is_empty() {
            return;
        }
        // Outside the title each place counts once.
        let named = feature.count == 1 && is_capital(feature.text);
        match found.iter_mut().find(|known| known.feature.key == feature.key) {
            Some(Reason { feature: known, named: is_named, .. }) => {
                *is_named |= named;
                // In the middle of a sentence a word stands as it is written elsewhere.
                if is_capital(known.text) && !is_capital(feature.text) {
                    known.text = feature.text;
                }
            }
            None => found.push(Reason { moved: moved(&feature), feature, named }),
        }
    });
    let mut order: Vec<(u64, u64)> =
        found.iter().zip(0..).map(|(reason, at)| (descending(reason.moved), at)).collect();
    sort(&mut order);
    chosen(&found, order.iter().map(|(_, at)| *at as usize))
}

/// Takes the strongest reasons, and of a pair and its words the pair alone.
fn chosen(found: &[Reason], order: impl Iterator<Item = usize>) -> Vec<String> {
    let mut taken: Vec<&Reason> = Vec::new();
    for reason in order.map(|at| &found[at]) {
        let most = taken.first().map_or(0.0, |first| first.moved);
        if reason.moved <= most * LEAST {
            break;
        }
        let is_in = |one: &Reason, other: &Reason| {
            is_text(&one.feature)
                && is_text(&other.feature)
                && has_words(&other.feature, &one.feature)
        };
        // `3D point` says little more after `point cloud`, and `attackers` after `attack`.
        let overlaps = |other: &Reason| {
            is_text(&reason.feature)
                && is_text(&other.feature)
                && !is_in(other, reason)
                && share_roots(&reason.feature, &other.feature)
        };
        if taken.iter().any(|other| is_in(reason, other) || overlaps(other)) {
            continue;
        }
        match taken.iter().position(|other| is_in(other, reason)) {
            Some(narrower) => {
                taken[narrower] = reason;
                taken.retain(|other| std::ptr::eq(*other, reason) || !is_in(other, reason));
            }
            None if taken.len() == MOST => {}
            None => taken.push(reason),
        }
    }
    taken.iter().map(|reason| [reason.feature.label, &shown(reason)].concat()).collect()
}

fn is_text(feature: &Feature) -> bool {
    matches!(feature.kind, Kind::Word | Kind::Pair)
}

/// Returns whether a text is another or one of its words, whatever their case.
fn has_words(whole: &Feature, part: &Feature) -> bool {
    let [whole, part] = [whole, part].map(|feature| lowercase(feature.text));
    whole.split([' ', '-']).any(|word| word == part) || whole == part
}

/// Returns whether two texts have words that begin alike, whatever their case: by six letters, or by
/// all five of the shorter one.
fn share_roots(one: &Feature, other: &Feature) -> bool {
    let [one, other] = [one, other].map(|feature| lowercase(feature.text));
    let alike = |one: &str, other: &str| {
        let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        let shorter = one.chars().count().min(other.chars().count());
        one == other || same >= 6 || same == 5 && shorter == 5
    };
    one.split([' ', '-']).any(|word| other.split([' ', '-']).any(|its| alike(word, its)))
}

/// Writes a word as in the middle of a sentence: `Judge` as `judge`, but not `LLM`, nor `Bayes`.
fn shown(reason: &Reason) -> String {
    let text = reason.feature.text;
    let is_plain = text.split([' ', '-', '–']).all(|word| {
        let mut letters = word.chars();
        letters.next();
        letters.all(|letter| !letter.is_uppercase())
    });
    if is_text(&reason.feature) && is_plain && !(reason.named && is_capital(text)) {
        lowercase(text)
    } else {
        text.to_owned()
    }
}

fn is_capital(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}
