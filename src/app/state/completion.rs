//! Completions of what is typed in the search box.

use leptos::prelude::*;

use crate::app::state::watched::{Watched, watched};

use super::State;
use crate::app::ids::SEARCH;
use crate::browser::{clock, fields, focus, timers};
use skimmark_protocol::{Complete, Completions};

/// After this many milliseconds without a key, typing counts as paused.
const REST: i32 = 100;

/// What the search box offers.
#[derive(Clone, Copy)]
pub struct Completion {
    /// What is offered; without items, the list is closed.
    pub offered: Watched<Completions>,
    set_offered: RwSignal<Completions>,
    /// The place of the item that is chosen.
    pub chosen: Watched<Option<usize>>,
    set_chosen: RwSignal<Option<usize>>,
    pending: StoredValue<PendingCompletion>,
}

/// What was asked of the engine last, or is to be asked.
#[derive(Clone, Copy, Debug, Default)]
struct PendingCompletion {
    /// Counts the questions; the answer to an older one is of no use.
    turn: u32,
    /// A question waits for its turn.
    waiting: Option<Trigger>,
}

/// What triggers a question for completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The reader, by a key.
    Asked,
    /// A letter that was typed.
    Typed,
}

impl Completion {
    pub(super) fn new() -> Self {
        let (offered, set_offered) = watched(Completions::default());
        let (chosen, set_chosen) = watched(None);
        let pending = StoredValue::new(PendingCompletion::default());
        Self { offered, set_offered, chosen, set_chosen, pending }
    }

    /// Returns how many items are offered.
    pub fn count(self) -> usize {
        self.offered.with(|offered| offered.items.len())
    }

    /// Chooses the next item, or the one before; after the last and before the first, no item is
    /// chosen.
    pub fn step(self, forward: bool) {
        let items = untrack(move || self.count());
        let chosen = match (self.chosen.get_untracked(), forward) {
            (None, true) => Some(0),
            (None, false) => items.checked_sub(1),
            (Some(at), true) => Some(at + 1).filter(|at| *at < items),
            (Some(at), false) => at.checked_sub(1),
        };
        self.set_chosen.set(chosen);
    }

    /// Offers nothing any more, and drops the answer to what was asked.
    pub fn close(self) {
        self.next_turn();
        self.offer(Completions::default());
    }

    /// Writes an item into the box, which fires `input` as for any typing.
    pub fn take(self, at: usize) {
        let Completions { from, to, items } = self.offered.get_untracked();
        self.close();
        if let Some(item) = items.get(at) {
            fields::write(SEARCH, from, to, &item.text);
        }
    }

    fn offer(self, completions: Completions) {
        if self.chosen.get_untracked().is_some() {
            self.set_chosen.set(None);
        }
        if untrack(move || self.count()) + completions.items.len() > 0 {
            self.set_offered.set(completions);
        }
    }

    /// Discards the answers to older questions; returns the turn of the next one.
    fn next_turn(self) -> u32 {
        let turn = self.turn() + 1;
        self.pending.set_value(PendingCompletion { turn, waiting: None });
        turn
    }

    fn turn(self) -> u32 {
        self.pending.with_value(|pending| pending.turn)
    }
}

impl State {
    /// Asks for completions at the cursor: at once if the reader asks for them, otherwise when
    /// typing pauses, so that no key has to wait.
    pub fn complete(self, trigger: Trigger) {
        let completion = self.completion;
        let turn = completion.next_turn();
        let ask = move || {
            if completion.turn() == turn {
                completion.pending.update_value(|pending| pending.waiting = Some(trigger));
                self.ask_to_complete();
            }
        };
        match trigger {
            Trigger::Asked => ask(),
            Trigger::Typed => {
                timers::after(REST, ask);
            }
        }
    }

    /// Asks what waits to be asked, unless the engine has more to do.
    pub(super) fn ask_to_complete(self) {
        let completion = self.completion;
        let PendingCompletion { turn, waiting } = completion.pending.get_value();
        let Some(trigger) = waiting.filter(|_| !self.search.is_asking()) else { return };
        completion.pending.update_value(|pending| pending.waiting = None);
        let (Some(view), Some(cursor)) = (self.view(), fields::caret(SEARCH)) else { return };
        let query = untrack(|| self.navigation.query());
        let (asked, today) = (trigger == Trigger::Asked, clock::today());
        self.ask(Complete { view, query, cursor, asked, today }, move |completions| {
            if completion.turn() == turn && focus::is_within(SEARCH) {
                completion.offer(completions);
            }
        });
    }
}
