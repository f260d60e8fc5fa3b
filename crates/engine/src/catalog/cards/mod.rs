//! A paper of a catalog as it is shown.

mod coins;
pub(super) mod facts;
pub(super) mod spans;

use super::Catalog;
use crate::query::Filter;
use skimmark_byline::boundary;
use skimmark_paper::entry::{Entry, Ids};
use skimmark_paper::links::safe_url;
use skimmark_paper::score::Score;
use skimmark_paper::sites;
use skimmark_paper::text::is_quote;
use skimmark_protocol::{BoundaryState, Card};

use spans::Highlights;

impl Catalog {
    /// Returns a paper as it is shown, with what `highlights` marks in it.
    pub fn card(&self, number: u32, highlights: &Highlights) -> Option<Card> {
        let paper = self.papers.get(number as usize)?;
        let entry = &paper.entry;
        let mut facts = facts::of(entry);
        facts.extend(self.seen_fact(number as usize));
        let strongest = paper.keys.iter().min_by_key(|key| key.rank());
        Some(Card {
            paper: number,
            key: strongest.map(|key| key.0.clone()).unwrap_or_default(),
            title: highlights.in_title(&entry.title),
            address: safe_url(&entry.address()),
            places: sites::of(entry),
            authors: facts::named(entry).iter().map(|name| highlights.in_author(name)).collect(),
            more_authors: facts::more_authors(entry),
            boundary: match (paper.placed, boundary::is_doubtful(entry)) {
                (true, _) => BoundaryState::Placed,
                (false, true) => BoundaryState::Doubtful,
                (false, false) => BoundaryState::Sure,
            },
            coins: coins::of(entry),
            glued: entry.glued.is_some(),
            score: entry.score.map(Score::tenths),
            like: like(entry).to_string(),
            facts,
            abstract_text: highlights.in_abstract(entry.abstract_text.as_deref().unwrap_or("")),
            reader: self.reader_state(number),
            ..Card::default()
        })
    }
}

/// Returns the condition that a paper is like this one, which it names by an identifier if it has one.
fn like(entry: &Entry) -> Filter {
    let Ids { arxiv, doi, pmid } = &entry.ids;
    let id = [arxiv, doi, pmid].into_iter().flatten().next();
    Filter::Like(id.cloned().unwrap_or_else(|| entry.title.replace(is_quote, " ")))
}
