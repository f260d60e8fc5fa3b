//! What was probably meant by a query that finds nothing: a word of it that differs from one of a title by
//! one slip of the fingers.

use std::collections::BTreeMap;

use super::Engine;
use crate::query::{self, slip};
use skimmark_index::bits::Bits;
use skimmark_paper::date::PartialDate;
use skimmark_paper::text::plain_text;
use skimmark_protocol::{Listing, View};

/// The fewest letters of a word in which a slip is looked for: most shorter words differ by one letter from
/// others.
const FEWEST: usize = 4;

/// At most this many words are looked for.
const MOST_WORDS: usize = 2;

/// Titles of at most this many papers are read for each.
const MOST: usize = 100_000;

impl Engine {
    /// Returns a query that finds some of the papers of `base`, if one word of `text`, which finds none, is
    /// written as it is in a title.
    pub(super) fn meant(
        &self,
        view: View,
        text: &str,
        base: &Bits,
        today: PartialDate,
    ) -> Option<String> {
        let catalog = self.catalogs.of(view);
        let finds = |text: &str| {
            let found = catalog.answer(&query::parse(text), base, today, &Listing::default());
            found.papers.count() > 0
        };
        let unknown = query::words(text).into_iter().filter(|span| {
            let word = &text[span.clone()];
            word.chars().count() >= FEWEST && !finds(word)
        });
        unknown.take(MOST_WORDS).find_map(|span| {
            let word = plain_text(&text[span.clone()]);
            let mut near: BTreeMap<String, usize> = BTreeMap::new();
            for number in base.iter().take(MOST) {
                let Some((entry, _)) = catalog.paper(u32::try_from(number).ok()?) else { continue };
                for other in entry.title.split(|c: char| !c.is_alphanumeric()) {
                    // Its letters have no accents and are small, but a slip changes one alone.
                    if other.len().abs_diff(word.len()) <= 2 {
                        let other = plain_text(other);
                        if slip(&word, &other) {
                            *near.entry(other).or_default() += 1;
                        }
                    }
                }
            }
            let (meant, _) = near.into_iter().max_by_key(|(_, papers)| *papers)?;
            let meant = [&text[..span.start], &meant, &text[span.end..]].concat();
            finds(&meant).then_some(meant)
        })
    }
}
