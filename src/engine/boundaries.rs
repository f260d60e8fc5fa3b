//! Where the authors of a paper begin, by the reader's word.

use super::Engine;
use crate::boundary;
use crate::catalog::Catalog;
use crate::identity::{self, Key};
use crate::marks::Mark;
use crate::protocol::{Reply, Rivals, View};

/// How many ways to part title and authors are offered.
const MOST_RIVALS: usize = 5;

/// One less probable than this is not worth reading; the reader can still choose it in the line.
const UNLIKELY: f32 = 0.002;

impl Engine {
    /// The ways to part a paper's title from its authors.
    pub(super) fn rivals(&self, view: View, paper: u32, key: String) -> Option<Reply> {
        let (entry, keys) = self.meant(view, paper, &key)?;
        let mut readings: Vec<(String, String)> = boundary::readings(entry, MOST_RIVALS)
            .into_iter()
            .filter(|split| split.confidence >= UNLIKELY)
            .map(|split| (split.title, split.byline.authors.join(", ")))
            .collect();
        if readings.iter().all(|(title, _)| *title != entry.title) {
            readings.insert(0, (entry.title.clone(), entry.authors.join(", ")));
        }
        let said = self.marks.get(keys).and_then(|mark| mark.boundary.as_ref());
        let placed = said.is_some_and(|boundary| !boundary.title.is_empty());
        let (line, title) = (boundary::glued(entry), entry.title.clone());
        Some(Reply::Rivals(Rivals { view, paper, key, line, title, placed, readings }))
    }

    /// Has the authors of a paper begin behind `title`, and keeps that.
    pub(super) fn place(
        &mut self,
        view: View,
        paper: u32,
        key: &str,
        title: &str,
        now: u64,
    ) -> Reply {
        let Some((entry, keys)) = self.meant(view, paper, key) else {
            return Reply::Marked(self.keep_all(Vec::new()));
        };
        let known = self.marks.get(keys).cloned();
        let mut mark = known.unwrap_or_else(|| Mark::plain(entry.clone(), Vec::new()));
        mark.keys.extend_from_slice(keys);
        mark.entry = entry.clone();
        mark.set_boundary(title.to_owned(), now);
        if !title.is_empty() && mark.entry.title != title {
            // It is not how the line begins.
            return Reply::Marked(self.keep_all(Vec::new()));
        }
        mark.keys.extend(identity::keys(&mark.entry));
        Reply::Marked(self.keep_all(vec![mark]))
    }

    /// Has the papers of these names follow the boundary of their mark.
    pub(super) fn follow_boundary(&mut self, keys: &[Key]) {
        let Some(mark) = self.marks.get(keys).filter(|mark| mark.boundary.is_some()) else {
            return;
        };
        let changed = [&mut self.digest, &mut self.bookmarks].map(|catalog| follow(catalog, mark));
        if changed.contains(&true) {
            // The cards that were sent are no longer right.
            self.shown = None;
        }
        for (changed, catalog) in changed.into_iter().zip([&mut self.digest, &mut self.bookmarks]) {
            if changed {
                catalog.fold_names();
            }
        }
    }

    /// Has the papers of the open digest follow all boundaries that were placed.
    pub(super) fn place_all(&mut self) {
        let mut changed = false;
        for mark in self.marks.iter() {
            changed |= follow(&mut self.digest, mark);
        }
        if changed {
            self.digest.fold_names();
        }
    }
}

/// Has the papers of `catalog` that `mark` names follow its boundary. Gives `true` where that
/// changes one.
fn follow(catalog: &mut Catalog, mark: &Mark) -> bool {
    let Some(boundary) = &mark.boundary else { return false };
    let papers: Vec<usize> = catalog.find(&mark.keys).collect();
    let mut changed = false;
    for number in papers {
        changed |= catalog.place(number, boundary);
    }
    changed
}
