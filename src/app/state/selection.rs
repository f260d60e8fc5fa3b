//! The selected papers, and what is done with all of them at once. The engine knows which they are.

use leptos::prelude::*;

use super::notices::Notice;
use super::steps::Undo;
use super::watched::{Watched, watched};
use super::{LoadedCard, State};
use crate::browser::clock;
use crate::browser::storage;
use skimmark_paper::words;
use skimmark_protocol::{
    ChangeSelected, Select, Selected, SelectedChange, SelectedChanged, SelectedCount, Selecting,
};

/// How many papers are selected.
#[derive(Clone, Copy)]
pub struct Selection {
    /// Of the present view.
    pub count: Watched<SelectedCount>,
    set_count: RwSignal<SelectedCount>,
}

impl Selection {
    pub(super) fn new() -> Self {
        let (count, set_count) = watched(SelectedCount::default());
        Self { count, set_count }
    }

    /// Returns whether any paper is selected.
    pub fn is_any(self) -> bool {
        self.count.with(|count| count.all > 0)
    }

    pub(super) fn set_count(self, count: SelectedCount) {
        if self.count.get_untracked() != count {
            self.set_count.set(count);
        }
    }
}

impl State {
    /// Selects a paper, or no longer.
    #[inline(never)]
    pub fn toggle_selected(self, paper: &LoadedCard) {
        if let Some(paper) = self.paper_ref(&paper.card) {
            self.select(Selecting::Toggle(paper));
        }
    }

    /// Selects the papers from the one that was selected last up to this one.
    #[inline(never)]
    pub fn select_up_to(self, paper: &LoadedCard) {
        if let Some(paper) = self.paper_ref(&paper.card) {
            self.select(Selecting::UpTo(paper));
        }
    }

    /// Selects all papers that are shown.
    #[inline(never)]
    pub fn select_all(self) {
        self.select(Selecting::All);
    }

    /// Selects no paper of the present view any more.
    #[inline(never)]
    pub fn select_none(self) {
        self.select(Selecting::None);
    }

    fn select(self, papers: Selecting) {
        let Some(view) = self.view() else { return };
        if !untrack(|| self.selection.is_any()) {
            // A key that is pressed before the engine has answered acts on these already.
            let shown = match papers {
                Selecting::All => self.search.answer.with_untracked(|answer| answer.shown),
                Selecting::None => 0,
                Selecting::Toggle(_) | Selecting::UpTo(_) => 1,
            };
            self.selection.set_count(SelectedCount { all: shown, shown });
        }
        self.ask(Select { view, papers }, move |Selected { count, states }| {
            self.selection.set_count(count);
            self.feed.take_states(&states);
            if states.is_empty() {
                // Very many come with their cards.
                self.show();
            }
        });
    }

    /// Changes what the reader decided about the selected papers, in one step.
    pub fn change_selected(self, change: SelectedChange) {
        let Some(view) = self.view() else { return };
        if change == SelectedChange::Hide && !self.hides() {
            return;
        }
        if change == SelectedChange::Star && self.marks.bookmarks.get_untracked() == 0 {
            storage::ask_to_persist();
        }
        let words = words_for(&change);
        let hides = change == SelectedChange::Hide;
        let step = self.steps.begin();
        let saving = self.storage.begin_step("Marking the selected papers");
        let ask = ChangeSelected { view, change, now: clock::now() };
        self.ask(ask, move |SelectedChanged { papers, taken, mut marked }| {
            self.end_step(step, marked.undo.take().map(Undo::Step));
            if hides && !taken {
                // What is out of sight is not acted on again.
                self.select_none();
            }
            let words = if taken { words.1 } else { words.0 };
            let text = format!("{} {words}.", words::count(papers, "paper"));
            self.marked_then(marked, move |kept| {
                drop(saving);
                if kept && papers > 0 {
                    self.notify(Notice::news(text).step(step));
                }
            });
        });
        self.show();
    }
}

/// Returns what was done with papers, and what if it was taken back.
fn words_for(change: &SelectedChange) -> (&'static str, &'static str) {
    match change {
        SelectedChange::Star => ("starred", "no longer starred"),
        SelectedChange::Read => ("marked as read", "marked as unread"),
        SelectedChange::Hide => ("hidden", "no longer hidden"),
        SelectedChange::Tag(_) => ("tagged", "tagged"),
    }
}
