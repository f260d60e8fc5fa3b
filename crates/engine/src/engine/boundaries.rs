//! Where the authors of a paper begin, as set by the reader.

use super::Engine;
use crate::catalog::Catalog;
use crate::marks::Mark;
use skimmark_byline::boundary;
use skimmark_paper::identity::key::{self, Key};
use skimmark_protocol::{Millis, PaperRef, PlaceBoundary, Placed, SplitChoices};

/// The most ways to split title and authors that are offered.
const MOST_CHOICES: usize = 5;

/// A split less probable than this is not worth offering; the reader can still choose it in the
/// line.
const UNLIKELY: f32 = 0.002;

impl Engine {
    /// Returns the ways to split a paper's title from its authors.
    pub(super) fn splits(&self, paper: PaperRef) -> Option<SplitChoices> {
        let (entry, keys) = self.find_paper(&paper)?;
        let line = entry.glued.clone()?;
        let mut readings: Vec<(String, String)> = boundary::readings(entry, MOST_CHOICES)
            .into_iter()
            .filter(|split| split.confidence >= UNLIKELY)
            .map(|split| (split.title, split.byline.authors.join(", ")))
            .collect();
        if readings.iter().all(|(title, _)| *title != entry.title) {
            readings.insert(0, (entry.title.clone(), entry.authors.join(", ")));
        }
        let set = self.marks.get(keys).and_then(|mark| mark.boundary.as_ref());
        let placed = set.is_some_and(|boundary| boundary.holds_in(entry));
        let title = entry.title.clone();
        Some(SplitChoices { paper, line, title, placed, readings })
    }

    /// Moves the beginning of a paper's authors to where the reader set it, and keeps that.
    pub(super) fn place(&mut self, place: &PlaceBoundary) -> Placed {
        let mark = self.placed(place);
        let done = mark.is_some();
        Placed { done, marked: self.keep_all(mark.into_iter().collect()) }
    }

    /// Returns the mark that records this; `None` if the paper is a different one or its line
    /// begins differently.
    fn placed(&self, place: &PlaceBoundary) -> Option<Mark> {
        let PlaceBoundary { paper, title, now: Millis(now) } = place;
        let (entry, keys) = self.find_paper(paper)?;
        let line = entry.glued.as_ref()?;
        let title = match title {
            Some(title) => skimmark_byline::split_after(line, title)?.title,
            None => String::new(),
        };
        let mut mark = self.marks.get(keys).cloned().unwrap_or_default();
        mark.keys.extend_from_slice(keys);
        mark.take(entry.clone(), *now);
        mark.set_boundary(title, *now);
        mark.keys.extend(key::keys(&mark.entry));
        Some(mark)
    }

    /// Applies the boundaries of these marks to their papers.
    pub(super) fn follow_boundaries(&mut self, marks: &[Vec<Key>]) {
        for catalog in self.catalogs.each() {
            if follow(catalog, marks.iter().filter_map(|keys| self.marks.get(keys))) {
                // The cards that were sent are no longer right.
                self.shown = None;
            }
        }
    }

    /// Applies all boundaries that were placed to all papers.
    pub(super) fn place_all(&mut self) {
        for catalog in self.catalogs.each() {
            if follow(catalog, self.marks.iter()) {
                self.shown = None;
            }
        }
    }
}

/// Applies the boundaries of `marks` to the papers of `catalog` that they name. Returns whether
/// that changes one.
fn follow<'m>(catalog: &mut Catalog, marks: impl Iterator<Item = &'m Mark>) -> bool {
    let mut changed = false;
    for mark in marks {
        let Some(boundary) = &mark.boundary else { continue };
        let papers: Vec<usize> = catalog.find(&mark.keys).collect();
        for number in papers {
            changed |= catalog.place(number, boundary);
        }
    }
    if changed {
        catalog.fold_names();
    }
    changed
}
