//! The selected papers, and what is done with all of them at once.

use super::Engine;
use skimmark_index::bits::Bits;
use skimmark_paper::words::to_u32;
use skimmark_protocol::{
    ChangeSelected, MarkChange, NoteChange, ReaderState, Select, Selected, SelectedChange,
    SelectedChanged, SelectedCount, Selecting, View,
};

impl Engine {
    /// Selects papers of a view, or no longer.
    pub(super) fn select(&mut self, Select { view, papers }: Select) -> Selected {
        let before = self.catalogs.of(view).selected().clone();
        let mut after = before.clone();
        match papers {
            Selecting::None => after = Bits::none(),
            Selecting::All => self.shown_of(view).iter().for_each(|at| after.insert(*at as usize)),
            Selecting::Toggle(paper) if self.find_paper(&paper).is_some() => {
                let number = paper.paper as usize;
                match before.has(number) {
                    true => after.remove(number),
                    false => after.insert(number),
                }
                self.toggled = Some((view, paper.paper));
            }
            Selecting::UpTo(paper) if self.find_paper(&paper).is_some() => {
                let papers = self.up_to(view, paper.paper, &before);
                papers.iter().for_each(|paper| after.insert(*paper as usize));
            }
            Selecting::Toggle(_) | Selecting::UpTo(_) => {}
        }
        let mut changed = after.clone();
        changed.subtract(&before);
        let mut gone = before;
        gone.subtract(&after);
        changed.add(&gone);
        self.catalogs.of_mut(view).select(after);
        Selected { count: self.selected_count(view), states: self.states(view, &changed) }
    }

    /// Returns the papers from the one that was toggled last up to another one, as they are shown.
    fn up_to(&self, view: View, paper: u32, selected: &Bits) -> &[u32] {
        let shown = self.shown_of(view);
        let from = self.toggled.filter(|(known, from)| {
            *known == view && *from != paper && selected.has(*from as usize)
        });
        let place = |paper: u32| shown.iter().position(|it| *it == paper);
        match (from.and_then(|(_, from)| place(from)), place(paper)) {
            (Some(from), Some(to)) => &shown[from.min(to)..=from.max(to)],
            _ => shown,
        }
    }

    /// Returns the papers of the newest order, if that is of this view.
    pub(super) fn shown_of(&self, view: View) -> &[u32] {
        let shown = self.shown.as_ref().filter(|order| order.view == view);
        shown.map(|order| order.papers.as_slice()).unwrap_or_default()
    }

    /// Changes what the reader decided about the selected papers of a view.
    pub(super) fn change_selected(&mut self, ask: &ChangeSelected) -> SelectedChanged {
        let ChangeSelected { view, change, now } = ask;
        let papers = self.selected_of(*view);
        let catalog = self.catalogs.of(*view);
        let states: Vec<ReaderState> =
            papers.iter().map(|paper| catalog.reader_state(to_u32(paper))).collect();
        let has = |own: &ReaderState| match change {
            SelectedChange::Star => own.starred,
            SelectedChange::Read => own.read,
            SelectedChange::Hide => own.hidden,
            SelectedChange::Tag(_) => false,
        };
        let taken = states.iter().all(has);
        let mut marks = Vec::new();
        for (paper, own) in papers.iter().zip(states).filter(|(_, own)| has(own) == taken) {
            let Some((entry, keys)) = catalog.paper(to_u32(paper)) else { continue };
            let change = match change {
                SelectedChange::Star => MarkChange::Star(!taken),
                SelectedChange::Read => MarkChange::Read(!taken),
                SelectedChange::Hide => MarkChange::Hide(!taken),
                SelectedChange::Tag(more) => tagged(own, more),
            };
            // Tags alone never clash.
            marks.extend(self.changed(entry, keys, change, now.0).ok().flatten());
        }
        let papers = to_u32(marks.len());
        SelectedChanged { papers, taken, marked: self.keep_all(marks) }
    }

    /// Returns the selected papers of a view: those that are in it still.
    pub(super) fn selected_of(&self, view: View) -> Bits {
        let mut papers = self.catalogs.of(view).selected().clone();
        papers.keep(&self.base(view));
        papers
    }

    /// Counts the selected papers of a view.
    pub(super) fn selected_count(&self, view: View) -> SelectedCount {
        let selected = self.selected_of(view);
        let all = to_u32(selected.count());
        let is_selected = |paper: &&u32| selected.has(**paper as usize);
        let shown = match all {
            0 => 0,
            _ => self.shown_of(view).iter().filter(is_selected).count(),
        };
        SelectedCount { all, shown: to_u32(shown) }
    }
}

/// Returns the change that adds tags.
fn tagged(own: ReaderState, more: &str) -> MarkChange {
    let ReaderState { tags, note, .. } = own;
    let tags_before = tags.join(", ");
    let tags = [tags_before.as_str(), more].join(", ");
    MarkChange::Note(NoteChange { tags, note: note.clone(), tags_before, note_before: note })
}
