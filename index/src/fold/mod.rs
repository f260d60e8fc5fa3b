//! Folding for search: what is left of a text when case, accents and punctuation are ignored.
//!
//! Folded text is letters and digits only, with a note of where words begin. A break between
//! words is *hard* (a space, a comma) or *soft* (a hyphen, an apostrophe, a dot, TeX signs such
//! as `$` and `_`, when a letter stands on either side; and around every character of a script
//! written without spaces). A [`Needle`] matches where a word begins, whichever break precedes
//! it, and inside it
//! - runs over soft breaks of the text: `dsouza`, `souza` and `d'souza` all find `D'Souza`, and
//!   `pretraining`, `training` and `pre-training` find `pre-training`;
//! - never over hard ones: `these` does not find `the sea`;
//! - a hard break of its own wants a break of either kind: `"chain of thought"` finds
//!   `chain-of-thought`, but not `chainofthought`;
//! - a soft break of its own wants nothing: `pre-training` also finds `pretraining` and
//!   `pre training`.
//!
//! Chinese, Japanese, Korean, Thai and the like thus match by substring.

mod letters;
mod words;

use std::ops::Range;

use memchr::memmem;

use self::letters::{Break, END, fold, is_voicing};
pub use self::letters::{is_ignored, is_unspaced};
pub use self::words::LONGEST_TERM;
pub(crate) use self::words::{TERM_ROOM, Term, terms};
use crate::bits::Bits;
use crate::sorting::sort;

/// Stretches of folded text, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// Bytes at which a word begins, after a break of either kind.
    starts: Bits,
    /// Those after a hard break.
    hard: Bits,
}

impl Folded {
    /// Folds one more stretch of text; `map` gets the byte offset in it of each character from
    /// which something folded comes, and how many bytes that is.
    fn push_mapped(&mut self, text: &str, mut map: impl FnMut(usize, usize)) {
        fold(text, |offset, c, before| {
            let at = self.text.len();
            if before != Break::None {
                self.starts.insert(at);
            }
            if before == Break::Hard {
                self.hard.insert(at);
            }
            self.text.push(c);
            map(offset, c.len_utf8());
        });
        self.starts.insert(self.text.len());
        self.hard.insert(self.text.len());
        self.text.push(END);
    }

    /// Folds one more stretch of text.
    pub fn push(&mut self, text: &str) {
        self.push_mapped(text, |_, _| {});
    }

    /// Forgets all stretches.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.starts.clear();
        self.hard.clear();
    }

    /// Returns how many bytes there are, ends of stretches included.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Returns whether nothing was folded yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Finds the folded bytes of the first match within `bytes`.
    pub fn find(&self, needle: &Needle, bytes: Range<usize>) -> Option<Range<usize>> {
        let Range { start: mut from, end } = bytes;
        let text = self.text.as_bytes();
        while let Some(found) = text.get(from..end).and_then(|rest| needle.finder.find(rest)) {
            let at = from + found;
            if self.matches_at(needle, at) {
                return Some(at..at + needle.len());
            }
            from = at + 1;
        }
        None
    }

    /// Returns whether the breaks agree, if the letters of `needle` are at `at`.
    fn matches_at(&self, needle: &Needle, at: usize) -> bool {
        self.starts.has(at)
            && needle.hard.iter().all(|place| self.starts.has(at + place))
            && (1..needle.len()).all(|i| !self.hard.has(at + i) || needle.starts.has(i))
            && (!needle.whole || self.starts.has(at + needle.len()))
    }
}

/// Something to look for in [`Folded`] text.
#[derive(Clone, Debug)]
pub struct Needle {
    finder: memmem::Finder<'static>,
    /// Bytes after a break, except the first byte.
    starts: Bits,
    /// Bytes after a hard break, except the first byte.
    hard: Vec<usize>,
    whole: bool,
}

impl Needle {
    /// Returns what finds `text`, whose last word may be the beginning of a longer one unless
    /// `whole`; `None` if `text` has neither letters nor digits.
    pub fn new(text: &str, whole: bool) -> Option<Self> {
        let mut letters = String::new();
        let mut starts = Bits::none();
        let mut hard = Vec::new();
        fold(text, |_, c, before| {
            if before != Break::None && !letters.is_empty() {
                starts.insert(letters.len());
            }
            if before == Break::Hard && !letters.is_empty() {
                hard.push(letters.len());
            }
            letters.push(c);
        });
        let finder = memmem::Finder::new(letters.as_bytes()).into_owned();
        (!letters.is_empty()).then_some(Self { finder, starts, hard, whole })
    }

    fn len(&self) -> usize {
        self.letters().len()
    }

    /// Returns the letters, without breaks.
    fn letters(&self) -> &[u8] {
        self.finder.needle()
    }

    /// Returns whether it matches whole words only.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Returns the letters, if a text matches as soon as it has a term that begins with them, or
    /// of a whole word one that is these; other terms may match as well.
    pub(crate) fn as_term(&self) -> Option<&[u8]> {
        let letters = self.letters();
        let longest = match self.is_unspaced_at(0) {
            true if self.whole => 0,
            true => self.letter_at(0),
            // A longer term that was cut is the same as a whole one.
            false => LONGEST_TERM - usize::from(self.whole),
        };
        let is_one = letters.len() <= longest && self.groups().len() == 1;
        is_one.then_some(letters)
    }

    /// Returns whether no other text matches.
    pub(crate) fn is_beginning(&self) -> bool {
        !self.whole && self.starts.next(1).is_none() && self.as_term().is_some()
    }

    /// Returns groups of beginnings. Every match contains for each group a term ([`terms`]) that
    /// begins with its first; or, if it has others, one that begins with its second and one that
    /// begins with any of those after that, as a soft break may be a hard one in the text.
    pub(crate) fn groups(&self) -> Vec<Vec<&[u8]>> {
        let letters = self.letters();
        let piece = |from: usize, to: usize| &letters[from..to.min(from + LONGEST_TERM)];
        let mut groups: Vec<Vec<&[u8]>> = Vec::new();
        // Where the last group begins, and whether nothing can be added to it.
        let (mut first, mut closed) = (0, true);
        let mut at = 0;
        while at < letters.len() {
            let end = self.starts.next(at + 1).unwrap_or(letters.len());
            let unspaced = self.is_unspaced_at(at);
            let begins = closed || unspaced || self.hard.contains(&at);
            match groups.last_mut().filter(|_| !begins) {
                Some(group) => {
                    if group.len() == 1 {
                        group.insert(0, &[]);
                    }
                    group[0] = piece(first, end);
                    group.push(piece(at, end));
                }
                None => {
                    let end = if unspaced { at + self.letter_at(at) } else { end };
                    groups.push(vec![piece(at, end)]);
                    first = at;
                }
            }
            (at, closed) = (end, unspaced);
        }
        groups
    }

    fn first_letter(&self, at: usize) -> Option<char> {
        let rest = self.finder.needle().get(at..)?;
        // The needle is made of whole letters.
        std::str::from_utf8(rest).ok()?.chars().next()
    }

    fn is_unspaced_at(&self, at: usize) -> bool {
        self.first_letter(at).is_some_and(is_unspaced)
    }

    fn letter_at(&self, at: usize) -> usize {
        self.first_letter(at).map_or(1, char::len_utf8)
    }
}

/// Finds the byte ranges of `text`, at character boundaries, in which any of `needles` matches; in
/// order, without overlap.
pub fn find_in(text: &str, needles: &[&Needle]) -> Vec<Range<usize>> {
    if needles.is_empty() {
        return Vec::new();
    }
    let mut folded = Folded::default();
    let mut origins: Vec<usize> = Vec::with_capacity(text.len());
    folded.push_mapped(text, |offset, bytes| origins.resize(origins.len() + bytes, offset));
    let mut found = Vec::new();
    for needle in needles {
        let mut from = 0;
        while let Some(hit) = folded.find(needle, from..folded.len()) {
            from = hit.end;
            if let (Some(start), Some(last)) = (origins.get(hit.start), origins.get(hit.end - 1)) {
                found.push(*start..end_of_character(text, *last));
            }
        }
    }
    joined(&found)
}

/// Returns where the character at `start` ends, with the accents that combine with it.
fn end_of_character(text: &str, start: usize) -> usize {
    let mut characters = text[start..].chars();
    let first = characters.next().map_or(0, char::len_utf8);
    let accents = characters.take_while(|c| is_ignored(*c) || is_voicing(*c));
    start + first + accents.map(char::len_utf8).sum::<usize>()
}

/// Returns the same bytes in order, as ranges that neither overlap nor touch.
pub fn joined(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let pair = |range: &Range<usize>| (range.start as u64, range.end as u64);
    let mut pairs: Vec<(u64, u64)> = ranges.iter().map(pair).collect();
    sort(&mut pairs);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for (start, end) in pairs {
        let (start, end) = (start as usize, end as usize);
        match out.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => out.push(start..end),
        }
    }
    out
}

/// Returns folded letters and digits only. Keys of stored marks are made from it: what it returns
/// for a text must never change.
pub fn squash(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold(text, |_, c, _| out.push(c));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(text: &str, words: &str, whole: bool) -> bool {
        let mut folded = Folded::default();
        folded.push(text);
        Needle::new(words, whole)
            .is_some_and(|needle| folded.find(&needle, 0..folded.len()).is_some())
    }

    #[track_caller]
    fn check(text: &str, found: &[&str], missed: &[&str]) {
        for words in found {
            assert!(finds(text, words, false), "{words:?} finds {text:?}");
        }
        for words in missed {
            assert!(!finds(text, words, false), "{words:?} does not find {text:?}");
        }
    }

    #[test]
    fn words_match_by_prefix_without_case_and_accents() {
        check("Núñez, Erdős; Weiß", &["nunez", "NUN", "erdo", "weiss", "nu\u{301}n"], &["unez"]);
        check("Sørensen Łukasz Ångström", &["sorensen", "lukasz", "angstrom"], &["orensen"]);
        check("ﬁne-tuning 𝒩", &["finetuning", "n"], &[]);
        check("ΛΌΓΟΣ λόγος", &["λογος"], &[]);
    }

    #[test]
    fn hyphens_and_apostrophes_break_words_softly() {
        check("D'Souza", &["dsouza", "souza", "d'souza", "D’Sou"], &["ouza"]);
        check("pre-training", &["pretrain", "training", "pre-training", "pre training"], &["rain"]);
        check("pretraining", &["pre-training"], &["pre training", "training"]);
        check("pre training", &["pre-training"], &["pretraining"]);
        check("the sea", &[], &["these"]);
        check("chain-of-thought", &["chain of thought", "chainofthought"], &[]);
        check("$k$-means and $L_2$", &["k-means", "kmeans", "l2"], &[]);
    }

    #[test]
    fn numbers_keep_their_dots() {
        check("GPT-4.5", &["4.5", "gpt-4.5", "gpt4"], &["45", "gpt45"]);
        check("GPT-45", &["45"], &["4.5"]);
    }

    #[test]
    fn whole_words_end_where_a_word_ends() {
        assert!(finds("a GAN", "gan", true));
        assert!(finds("GAN-based", "gan", true));
        assert!(!finds("gang", "gan", true));
    }

    #[test]
    fn scripts_without_spaces_match_by_substring() {
        check("基于大模型的LLM评测", &["大模型", "llm", "模型的", "评测"], &["lm"]);
        check("深層学習のガイド", &["学習", "ガイ"], &["がい"]);
        check("カイ", &["カ"], &["ガ"]);
        check("한국어 모델", &["국어", "모델", "하"], &["델모"]);
    }

    #[test]
    fn no_match_runs_from_one_stretch_into_the_next() {
        let mut folded = Folded::default();
        folded.push("Ana Lee");
        folded.push("Kim Bo");
        let needle = Needle::new("lee kim", false).unwrap();
        assert_eq!(folded.find(&needle, 0..folded.len()), None);
    }

    #[test]
    fn matches_are_found_in_the_text_as_it_was() {
        let text = "Weiß & n\u{303}u by Núñez";
        let needles: Vec<_> =
            ["weiss", "nu", "u"].iter().filter_map(|words| Needle::new(words, false)).collect();
        let found = find_in(text, &needles.iter().collect::<Vec<_>>());
        let texts: Vec<_> = found.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(texts, ["Weiß", "n\u{303}u", "Nú"]);
    }

    #[test]
    fn squash_keeps_letters_and_digits() {
        assert_eq!(squash("Deep Nets: $L_2$ — “Été” ²"), "deepnetsl2ete2");
    }

    /// The terms of a text, by its whole folded form.
    fn terms_of_folded(text: &str) -> Vec<Vec<u8>> {
        let mut folded = Folded::default();
        folded.push(text);
        let term = |start: usize| {
            let rest = &folded.text[start..];
            let letter = rest.chars().next().filter(|c| is_unspaced(*c)).map(char::len_utf8);
            let hard = folded.hard.next(start + 1).map_or(0, |hard| hard - start);
            let length = letter.unwrap_or(hard).min(LONGEST_TERM);
            rest.as_bytes()[..length].to_vec()
        };
        let ends = folded.len() - 1;
        folded.starts.iter().filter(|start| *start < ends).map(term).collect()
    }

    proptest! {
        #[test]
        fn terms_are_those_of_the_folded_text(
            text in "(\\PC|[a-zA-Zé'. \\-0-9大がン\u{301}\u{3099}½]|[aB-]{17,30}){0,40}"
        ) {
            let mut found = Vec::new();
            terms(&text, |(letters, length)| found.push(letters[..*length].to_vec()));
            prop_assert_eq!(found, terms_of_folded(&text));
        }

        #[test]
        fn ranges_are_in_order_and_at_character_boundaries(
            text in "(\\PC|[a-zé'\\- 大が\u{301}]){0,40}", words in "[a-zé\\- 大か]{1,3}"
        ) {
            let needle = Needle::new(&words, false);
            let found = find_in(&text, &needle.iter().collect::<Vec<_>>());
            let mut end = 0;
            for range in found {
                prop_assert!(range.start >= end && range.end > range.start);
                prop_assert!(text.get(range.clone()).is_some());
                end = range.end;
            }
        }

        #[test]
        fn every_word_of_a_text_finds_it(text in "\\PC{0,60}") {
            for word in text.split_whitespace() {
                if Needle::new(word, false).is_some() {
                    prop_assert!(finds(&text, word, false), "{word:?}");
                }
            }
        }
    }
}
