//! What papers are compared by: words and pairs of words of title, keywords and abstract; authors,
//! affiliation, venue; categories and their archives.

use std::ops::Range;

use skimmark_index::fold::squash;
use skimmark_paper::entry::Entry;

use crate::words::{Word, hash, words};

/// One feature in one place of a paper.
pub struct Feature<'e> {
    /// A hash; features of different kinds never mean to share one.
    pub key: u32,
    /// What it is.
    pub kind: Kind,
    /// How often it counts here: a word of the title counts as two.
    pub count: u32,
    /// What it is, for a reader: nothing for words, `author: `.
    pub label: &'static str,
    /// The text that it is in.
    pub source: &'e str,
    /// Where it is there; nowhere if it says little by its name.
    pub bytes: Range<usize>,
}

/// What weighs alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word.
    Word,
    /// Two words next to each other.
    Pair,
    /// An author, an affiliation or a venue.
    Name,
    /// A category or its archive.
    Category,
}

impl Kind {
    /// All kinds, each at the place of its number.
    pub const ALL: [Self; 4] = [Self::Word, Self::Pair, Self::Name, Self::Category];
}

/// How often a word of the title counts.
const TITLE: u32 = 2;

/// Calls `each` with every feature in every place of a paper.
pub fn features<'e>(entry: &'e Entry, each: &mut dyn FnMut(Feature<'e>)) {
    let mut text = |text: &'e str, count| {
        let mut last: Option<Word> = None;
        words(text, &mut |word| {
            let mut feature = |key, kind, bytes| {
                each(Feature { key, kind, count, label: "", source: text, bytes });
            };
            feature(word.key, Kind::Word, word.bytes.clone());
            if let Some(last) = last.as_ref().filter(|_| word.follows) {
                let bytes = last.bytes.start..word.bytes.end;
                feature(mixed(last.key, word.key), Kind::Pair, bytes);
            }
            last = Some(word);
        });
    };
    text(&entry.title, TITLE);
    entry.keywords.iter().for_each(|keyword| text(keyword, 1));
    entry.abstract_text.iter().for_each(|it| text(it, 1));
    let mut name = |label: &'static str, seed, text: &'e str| {
        let folded = squash(text);
        if !folded.is_empty() {
            let key = mixed(seed, hash(folded.as_bytes()));
            let bytes = 0..text.len();
            each(Feature { key, kind: Kind::Name, count: 1, label, source: text, bytes });
        }
    };
    entry.authors.iter().for_each(|author| name("author: ", 1, author));
    entry.affiliation.iter().for_each(|it| name("affiliation: ", 2, it));
    // Not the year: `ICML 2025` is the venue of `ICML 2026`.
    if let Some(venue) = &entry.venue {
        let end = venue.find(|c: char| c.is_ascii_digit()).unwrap_or(venue.len());
        let named = venue[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
        name("venue: ", 3, named);
    }
    for category in &entry.categories {
        let code = category.0.as_str();
        let mut part = |part: &str, bytes| {
            let key = mixed(4, hash(part.as_bytes()));
            let label = "";
            each(Feature { key, kind: Kind::Category, count: 1, label, source: code, bytes });
        };
        part(code, 0..code.len());
        if let Some((archive, _)) = code.split_once('.') {
            part(archive, 0..0);
        }
    }
}

impl<'e> Feature<'e> {
    /// Returns what the paper has there, as readers know it.
    pub fn text(&self) -> &'e str {
        &self.source[self.bytes.clone()]
    }
}

/// Hashes two hashes, in their order.
fn mixed(first: u32, second: u32) -> u32 {
    (first.rotate_left(9) ^ second).wrapping_mul(0x9e37_79b1).rotate_left(16)
        ^ first.wrapping_mul(0x85eb_ca6b)
}
