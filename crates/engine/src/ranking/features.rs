//! What papers are compared by: words and pairs of words of title, keywords and abstract; authors,
//! affiliation, venue; categories and their archives.

use skimmark_index::fold::squash;
use skimmark_paper::entry::Entry;

use super::words::{Word, hash, words};

/// One feature in one place of a paper.
pub struct Feature<'e> {
    /// A hash; features of different kinds never mean to share one.
    pub key: u32,
    pub kind: Kind,
    /// How often it counts here: a word of the title counts as two.
    pub count: u32,
    /// What it is, for a reader: nothing for words, `author: `.
    pub label: &'static str,
    /// What the paper has there, as readers know it; empty for what says little by its name.
    pub text: &'e str,
}

/// What weighs alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    Pair,
    Name,
    Category,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Word, Self::Pair, Self::Name, Self::Category];
}

/// How often a word of the title counts.
const TITLE: u32 = 2;

/// Calls `each` with every feature in every place of a paper.
pub fn features<'e>(entry: &'e Entry, each: &mut dyn FnMut(Feature<'e>)) {
    let mut text = |text: &'e str, count| {
        let mut last: Option<Word> = None;
        words(text, &mut |word| {
            each(Feature {
                key: word.key,
                kind: Kind::Word,
                count,
                label: "",
                text: &text[word.bytes.clone()],
            });
            if let Some(last) = last.as_ref().filter(|_| word.follows) {
                each(Feature {
                    key: mixed(last.key, word.key),
                    kind: Kind::Pair,
                    count,
                    label: "",
                    text: &text[last.bytes.start..word.bytes.end],
                });
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
            each(Feature { key, kind: Kind::Name, count: 1, label, text });
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
        let mut part = |part: &str, text: &'e str| {
            let key = mixed(4, hash(part.as_bytes()));
            each(Feature { key, kind: Kind::Category, count: 1, label: "", text });
        };
        part(code, code);
        if let Some((archive, _)) = code.split_once('.') {
            part(archive, "");
        }
    }
}

/// Hashes two hashes, in their order.
fn mixed(first: u32, second: u32) -> u32 {
    (first.rotate_left(9) ^ second).wrapping_mul(0x9e37_79b1).rotate_left(16)
        ^ first.wrapping_mul(0x85eb_ca6b)
}
