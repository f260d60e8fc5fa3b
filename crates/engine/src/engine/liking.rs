//! The order "For you" in the engine: what the reader decided becomes likes and papers passed over, and
//! what was learned of them stays until the order is chosen again, so that no paper moves under a hand.

use super::Engine;
use crate::ranking::{Decided, Papers, Ranking};
use skimmark_paper::words::to_u32;
use skimmark_protocol::{Show, Sort, View};

/// From fewer likes nothing is learned.
pub(super) const FEWEST: u32 = 5;

/// How strongly a paper is liked that was starred, one that has tags, and one that has a note.
const STARRED: f64 = 1.0;
const TAGGED: f64 = 0.7;
const NOTED: f64 = 0.5;

/// What was learned of the reader for one view.
#[derive(Default)]
pub(super) struct Liking {
    /// The view.
    of: Option<View>,
    /// What its papers are compared by; kept while they have their numbers.
    papers: Papers,
    learned: Option<Learned>,
}

struct Learned {
    ranking: Ranking,
    /// The titles of the likes.
    titles: Vec<String>,
    /// The place of each paper: the lower, the likelier.
    places: Vec<u64>,
}

impl std::fmt::Debug for Liking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Liking").field("of", &self.of).finish_non_exhaustive()
    }
}

impl Liking {
    /// Returns the place of each paper by its number; nothing if nothing was learned.
    pub(super) fn places(&self) -> &[u64] {
        self.learned.as_ref().map_or(&[], |learned| &learned.places)
    }

    /// Forgets the papers of a view, which have other numbers now.
    pub(super) fn numbered_anew(&mut self, view: View) {
        if self.of == Some(view) {
            *self = Self::default();
        }
    }
}

impl Engine {
    /// Learns what the reader likes, if papers are to be shown in that order and were not just now.
    /// Returns how many likes are missing.
    pub(super) fn learn(&mut self, show: &Show) -> u32 {
        if show.sort != Sort::ForYou {
            // The papers keep what they are compared by.
            self.liking.learned = None;
            return 0;
        }
        if self.liking.of != Some(show.view) {
            self.liking = Liking { of: Some(show.view), ..Liking::default() };
        }
        if self.liking.learned.is_some() && !show.fresh {
            return 0;
        }
        let (decided, titles) = self.decided_papers(show.view);
        self.liking.learned = None;
        let missing = FEWEST.saturating_sub(to_u32(titles.len()));
        if missing > 0 {
            return missing;
        }
        let catalog = self.catalogs.of(show.view);
        let papers = &mut self.liking.papers;
        for number in papers.len()..catalog.len() {
            if let Some((entry, _)) = catalog.paper(to_u32(number)) {
                papers.push(entry);
            }
        }
        let ranking = Ranking::new(papers, &decided);
        let places = ranking.places();
        self.liking.learned = Some(Learned { ranking, titles, places });
        0
    }

    /// Returns the papers that were liked and passed over, and the titles of the likes.
    fn decided_papers(&self, view: View) -> (Decided, Vec<String>) {
        let mut decided = Decided::default();
        let mut titles = Vec::new();
        for mark in self.marks.iter().filter(|mark| mark.has_paper()) {
            let notes = mark.notes.as_ref().map(|notes| &notes.what);
            let strength = match notes {
                _ if mark.starred => STARRED,
                Some(notes) if !notes.tags.is_empty() => TAGGED,
                Some(notes) if !notes.note.is_empty() => NOTED,
                _ => continue,
            };
            decided.liked.push(&mark.entry);
            decided.strengths.push(strength);
            titles.push(mark.entry.title.clone());
        }
        let catalog = self.catalogs.of(view);
        let mut passed = catalog.read().clone();
        passed.subtract(catalog.starred());
        // Who has read most of it has passed nothing over.
        if passed.count() * 2 > catalog.len() {
            passed = catalog.hidden().clone();
        } else {
            passed.add(catalog.hidden());
        }
        for number in passed.iter() {
            if let Some((entry, _)) = catalog.paper(to_u32(number)) {
                decided.passed.push(entry);
            }
        }
        (decided, titles)
    }

    /// Says why a paper of a view stands where it does, if that was learned.
    pub(super) fn why_liked(&self, view: View, paper: u32) -> Option<String> {
        let learned = self.liking.learned.as_ref().filter(|_| self.liking.of == Some(view))?;
        let (entry, _) = self.catalogs.of(view).paper(paper)?;
        let why = learned.ranking.why(entry);
        let because = why.because.join(", ");
        let like = why.like.and_then(|like| learned.titles.get(like));
        Some(match (because.is_empty(), like) {
            (true, _) => "Nothing in it is like what you liked.".to_owned(),
            (false, None) => ["For you: ", &because, "."].concat(),
            (false, Some(like)) => ["For you: ", &because, "; like “", like, "”."].concat(),
        })
    }
}
