//! What has changed in a paper since it was starred.

use similar::algorithms::{Capture, Replace, myers};
use similar::{ChangeTag, DiffOp};

use super::Engine;
use crate::marks::Marks;
use skimmark_paper::entry::{Announcement, Entry};
use skimmark_paper::identity::key::Key;
use skimmark_paper::text::lowercase;
use skimmark_protocol::{Difference, Millis, PaperRef, Revision};

/// The most words of an abstract that are compared.
const MOST_WORDS: usize = 2_000;

/// Fewer words than this differ where two sources give the same abstract.
const FEW: usize = 3;

impl Engine {
    /// Returns what has changed in a starred paper since it was starred.
    pub(super) fn compare(&self, paper: &PaperRef) -> Option<Revision> {
        let (entry, keys) = self.find_paper(paper)?;
        let mark = self.marks.get(keys).filter(|mark| mark.starred)?;
        let saved = &mark.entry;
        Some(Revision {
            title: entry.title.clone(),
            saved: Millis(mark.taken_at),
            versions: saved.version.zip(entry.version),
            abstract_text: differences(abstract_of(saved), abstract_of(entry)),
        })
    }
}

/// Returns whether a paper was revised since it was starred.
pub(super) fn is_revised(marks: &Marks, entry: &Entry, keys: &[Key]) -> bool {
    let Some(mark) = marks.get(keys).filter(|mark| mark.starred) else { return false };
    if let Some((saved, now)) = mark.entry.version.zip(entry.version) {
        return now > saved;
    }
    let (saved, now) = (abstract_of(&mark.entry), abstract_of(entry));
    if saved == now || saved.is_empty() || now.is_empty() {
        return false;
    }
    let (saved, now) = (words(saved), words(now));
    // A part of one is not another one; where it was cut, half words may stand.
    let (short, long) = if saved.len() < now.len() { (&saved, &now) } else { (&now, &saved) };
    let inner = short.get(1..short.len().saturating_sub(1)).unwrap_or_default();
    if inner.is_empty() || long.windows(inner.len()).any(|part| part == inner) {
        return false;
    }
    let changed: usize = changes(&saved, &now).iter().map(changed_words).sum();
    changed >= if entry.announced.contains(&Announcement::Replaced) { 1 } else { FEW }
}

fn abstract_of(entry: &Entry) -> &str {
    entry.abstract_text.as_deref().unwrap_or_default()
}

/// Returns the words of a text as they are compared: sources differ in signs, in math and in what they cut
/// off.
fn words(text: &str) -> Vec<String> {
    let letters =
        |word: &str| lowercase(&word.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let words = text.split_whitespace().take(MOST_WORDS).map(letters);
    words.filter(|word| !word.is_empty()).collect()
}

fn changed_words(change: &DiffOp) -> usize {
    match change {
        DiffOp::Equal { .. } => 0,
        other => other.old_range().len().max(other.new_range().len()),
    }
}

/// Returns the steps from one text to the other. To choose the algorithm by name would bring all of them.
fn changes(before: &[String], after: &[String]) -> Vec<DiffOp> {
    let mut steps = Replace::new(Capture::new());
    // What takes the steps refuses none.
    let _ = myers::diff(&mut steps, before, 0..before.len(), after, 0..after.len());
    steps.into_inner().into_ops()
}

/// Returns one text with what has become of it in another one, word by word.
fn differences(before: &str, after: &str) -> Vec<(Difference, String)> {
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace().take(MOST_WORDS).map(str::to_owned).collect()
    };
    let (before, after) = (words(before), words(after));
    let mut parts: Vec<(Difference, String)> = Vec::new();
    for change in changes(&before, &after) {
        for (tag, words) in change.iter_slices(&before, &after) {
            let difference = match tag {
                ChangeTag::Equal => Difference::Same,
                ChangeTag::Delete => Difference::Gone,
                ChangeTag::Insert => Difference::New,
            };
            parts.push((difference, words.join(" ")));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use Difference::{Gone, New, Same};

    #[test]
    fn words_that_changed_are_told_apart_from_those_that_stayed() {
        let owned = |parts: &[(Difference, &str)]| -> Vec<(Difference, String)> {
            parts.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect()
        };
        let found =
            differences("We count ten sheep at dusk.", "We count twelve sheep and goats at dusk.");
        let wanted = [
            (Same, "We count"),
            (Gone, "ten"),
            (New, "twelve"),
            (Same, "sheep"),
            (New, "and goats"),
            (Same, "at dusk."),
        ];
        assert_eq!(found, owned(&wanted));
        assert_eq!(differences("a b", "a b"), owned(&[(Same, "a b")]));
        assert_eq!(differences("", ""), []);
    }
}
