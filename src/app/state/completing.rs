//! How what is typed in the search box could go on.

use leptos::prelude::*;

use super::State;
use crate::app::header::SEARCH;
use crate::browser::{clock, page};
use crate::protocol::{Complete, Completions, Request};

/// What is offered, and what was asked.
#[derive(Clone, Copy)]
pub struct Completing {
    /// What is offered; nothing where the list is closed.
    pub offered: RwSignal<Completions>,
    /// The one of it that is chosen.
    pub chosen: RwSignal<Option<usize>>,
    /// The number of the newest question; other answers are of no use any more.
    turn: StoredValue<u32>,
    /// A question waits for the engine, with whether the reader asks for it.
    waiting: StoredValue<Option<bool>>,
}

impl Completing {
    /// Nothing is offered yet.
    pub fn new() -> Self {
        Self {
            offered: RwSignal::new(Completions::default()),
            chosen: RwSignal::new(None),
            turn: StoredValue::new(0),
            waiting: StoredValue::new(None),
        }
    }

    /// Offers nothing any more, nor what was asked for.
    pub fn close(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.waiting.set_value(None);
        self.offer(Completions::default());
    }

    /// Something is offered.
    pub fn is_open(self) -> bool {
        self.offered.with_untracked(|offered| !offered.items.is_empty())
    }

    /// Chooses the next item, or the one before; beyond the ends none.
    pub fn step(self, forward: bool) {
        let items = self.offered.with_untracked(|offered| offered.items.len());
        let chosen = match (self.chosen.get_untracked(), forward) {
            (None, true) => Some(0),
            (None, false) => items.checked_sub(1),
            (Some(at), true) => Some(at + 1).filter(|at| *at < items),
            (Some(at), false) => at.checked_sub(1),
        };
        self.chosen.set(chosen);
    }

    /// Writes an item into the box, which tells of it as of any typing.
    pub fn take(self, at: usize) {
        let Completions { from, to, mut items, .. } = self.offered.get_untracked();
        self.close();
        if at < items.len() {
            page::write(SEARCH, from, to, &items.swap_remove(at).text);
        }
    }

    fn offer(self, completions: Completions) {
        if self.chosen.get_untracked().is_some() {
            self.chosen.set(None);
        }
        if self.is_open() || !completions.items.is_empty() {
            self.offered.set(completions);
        }
    }
}

impl State {
    /// Asks how the query goes on at the cursor, once the engine has answered what it finds;
    /// the reader may ask before anything is typed.
    pub fn complete(self, asked: bool) {
        self.completing.turn.update_value(|turn| *turn += 1);
        self.completing.waiting.set_value(Some(asked));
        self.ask_to_complete();
    }

    /// Asks what waits to be asked, unless the engine has more to do.
    pub(super) fn ask_to_complete(self) {
        let Some(asked) = self.completing.waiting.get_value() else { return };
        if self.asked.with_value(|asked| asked.under_way) {
            return;
        }
        self.completing.waiting.set_value(None);
        let (Some(view), Some(cursor)) = (self.view(), page::caret(SEARCH)) else { return };
        let query = self.route.with_untracked(|route| route.query.clone());
        let (turn, today) = (self.completing.turn.get_value(), clock::today());
        self.send(&Request::Complete(Complete { turn, view, query, cursor, asked, today }));
    }

    pub(super) fn completions(self, completions: Completions) {
        if completions.turn == self.completing.turn.get_value() && page::has_focus(SEARCH) {
            self.completing.offer(completions);
        }
    }
}
