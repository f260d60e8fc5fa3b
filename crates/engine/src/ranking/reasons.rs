//! Why a paper stands where it does, in the reader's words.

use std::ops::Range;

use skimmark_index::fold::is_unspaced;
use skimmark_index::sorting::sort;
use skimmark_paper::entry::Entry;
use skimmark_paper::text::lowercase;

use skimmark_vectors::features::{Feature, Kind, features};
use skimmark_vectors::model::descending;
use skimmark_vectors::words::is_part;

/// How many reasons are told at most.
const MOST: usize = 5;
/// What moved the paper less than this share of what moved it most is no reason, nor is a pair of words that
/// moved it less than this share of what one of them did.
const LEAST: f64 = 0.15;

/// A feature of the paper, with how far it moved the paper.
struct Reason<'e> {
    key: u32,
    kind: Kind,
    label: &'static str,
    text: &'e str,
    moved: f64,
    /// Whether it has a capital outside the title, too.
    named: bool,
    /// Whether it is a part of words joined by hyphens wherever it is.
    joined: bool,
}

/// Returns the features that moved the paper up most, the strongest first, as the paper writes
/// them. `moved` tells how far one did that.
pub fn reasons(entry: &Entry, moved: &dyn Fn(&Feature) -> f64) -> Vec<String> {
    let mut found: Vec<Reason> = Vec::new();
    features(entry, &mut |feature| {
        if feature.bytes.is_empty() {
            return;
        }
        let Feature { key, kind, label, .. } = feature;
        let (alone, mut text) = (feature.text(), feature.text());
        if is_text(kind) {
            text = joined(feature.source, &feature.bytes);
        }
        let joined = text.len() > alone.len();
        // Outside the title each place counts once.
        let named = feature.count == 1 && is_capital(text);
        match found.iter_mut().find(|known| known.key == key) {
            Some(known) => {
                known.named |= named;
                // In the middle of a sentence a word stands as it is written elsewhere.
                let better = is_capital(known.text) && !is_capital(text);
                if known.joined && !joined || better && known.joined == joined {
                    (known.text, known.joined) = (text, joined);
                }
            }
            None => {
                let moved = moved(&feature);
                found.push(Reason { key, kind, label, text, moved, named, joined });
            }
        }
    });
    let mut order: Vec<(u64, u64)> =
        found.iter().zip(0..).map(|(reason, at)| (descending(reason.moved), at)).collect();
    sort(&mut order);
    chosen(&found, order.iter().map(|(_, at)| *at as usize))
}

/// Takes the strongest reasons, and of a pair and its words the pair alone: `connected sum`, `de novo`.
fn chosen(found: &[Reason], order: impl Iterator<Item = usize>) -> Vec<String> {
    let mut taken: Vec<&Reason> = Vec::new();
    let mut most = 0.0;
    for reason in order.map(|at| &found[at]) {
        if reason.moved <= 0.0 {
            break;
        }
        most = f64::max(most, reason.moved);
        let is_in = |one: &Reason, other: &Reason| {
            is_text(one.kind) && is_text(other.kind) && has_words(other.text, one.text)
        };
        // `3D point` says little more after `point cloud`, and `attackers` after `attack`.
        let overlaps = |other: &Reason| {
            is_text(reason.kind)
                && is_text(other.kind)
                && !is_in(other, reason)
                && share_roots(reason.text, other.text)
        };
        if taken.iter().any(|other| is_in(reason, other) || overlaps(other)) {
            continue;
        }
        match taken.iter().position(|other| is_in(other, reason)) {
            Some(narrower) if reason.moved > taken[narrower].moved * LEAST => {
                taken[narrower] = reason;
                taken.retain(|other| std::ptr::eq(*other, reason) || !is_in(other, reason));
            }
            None if taken.len() < MOST && reason.moved > most * LEAST => taken.push(reason),
            _ => {}
        }
    }
    taken.iter().map(|reason| [reason.label, &shown(reason)].concat()).collect()
}

fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::Word | Kind::Pair)
}

/// Returns whether the words of a text are another's, next to each other, whatever their case.
fn has_words(whole: &str, part: &str) -> bool {
    let [whole, part] = [whole, part].map(|text| [" ", &lowercase(text), " "].concat());
    whole.replace('-', " ").contains(&part.replace('-', " "))
}

/// Returns whether two texts have words that begin alike, whatever their case: by six letters, or by
/// all of the shorter one if it has four or five (`bias`, `biased`).
fn share_roots(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(lowercase);
    let alike = |one: &str, other: &str| {
        let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        let shorter = one.chars().count().min(other.chars().count());
        same >= 6 || same == shorter && (same >= 4 || one == other)
    };
    one.split([' ', '-']).any(|word| other.split([' ', '-']).any(|its| alike(word, its)))
}

/// Writes a word as in the middle of a sentence: `Judge` as `judge`, but not `LLM`, nor `Bayes`.
fn shown(reason: &Reason) -> String {
    let text = reason.text;
    let is_plain = text.split([' ', '-', '–']).all(|word| {
        let mut letters = word.chars();
        letters.next();
        letters.all(|letter| !letter.is_uppercase())
    });
    if is_text(reason.kind) && is_plain && !(reason.named && is_capital(text)) {
        lowercase(text)
    } else {
        text.to_owned()
    }
}

fn is_capital(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// Returns the words at these bytes with all that hyphens join to them.
fn joined<'t>(text: &'t str, bytes: &Range<usize>) -> &'t str {
    let is_joined = |c: char| is_hyphen(c) || is_part(c) && !is_unspaced(c);
    let before = text[..bytes.start].trim_end_matches(is_joined).len();
    let rest = &text[bytes.end..];
    let after = text.len() - rest.trim_start_matches(is_joined).len();
    text[before..after].trim_matches(is_hyphen)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_word_is_told_with_what_hyphens_join_to_it() {
        let text = "An open-source model, $k$-means and 大麦.";
        let of = |part: &str| {
            let from = text.find(part).unwrap();
            joined(text, &(from..from + part.len()))
        };
        let cases = [("source model", "open-source model"), ("open", "open-source")];
        for (part, whole) in [cases, [("means", "means"), ("大", "大")]].concat() {
            assert_eq!(of(part), whole);
        }
    }
}
