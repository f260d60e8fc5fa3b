//! How what is typed in the search box could go on.

use leptos::prelude::*;

use super::State;
use super::show::PendingQuery;
use crate::app::ids::SEARCH;
use crate::browser::{clock, fields, focus, timers};
use skimmark_protocol::{Complete, Completions};

/// When no key was pressed for so many milliseconds, the keys rest.
const REST: i32 = 100;

/// What the search box offers.
#[derive(Clone, Copy)]
pub struct Completing {
    /// What is offered; nothing where the list is closed.
    pub offered: RwSignal<Completions>,
    /// The one of it that is chosen.
    pub chosen: RwSignal<Option<usize>>,
}

impl Completing {
    /// Nothing is offered yet.
    pub fn new() -> Self {
        Self { offered: RwSignal::new(Completions::default()), chosen: RwSignal::new(None) }
    }

    /// How many items are offered.
    pub fn count(self) -> usize {
        self.offered.with(|offered| offered.items.len())
    }

    /// Chooses the next item, or the one before; beyond the ends none.
    pub fn step(self, forward: bool) {
        let items = untrack(move || self.count());
        let chosen = match (self.chosen.get_untracked(), forward) {
            (None, true) => Some(0),
            (None, false) => items.checked_sub(1),
            (Some(at), true) => Some(at + 1).filter(|at| *at < items),
            (Some(at), false) => at.checked_sub(1),
        };
        self.chosen.set(chosen);
    }

    fn offer(self, completions: Completions) {
        if self.chosen.get_untracked().is_some() {
            self.chosen.set(None);
        }
        if untrack(move || self.count()) + completions.items.len() > 0 {
            self.offered.set(completions);
        }
    }
}

impl State {
    /// Asks how the query goes on at the cursor: at once where the reader asks for it, otherwise
    /// when the keys rest, so that it keeps no key waiting.
    pub fn complete(self, asked: bool) {
        self.wait_to_complete(None);
        let turn = self.asked.get_value().completing;
        let ask = move || {
            if self.asked.get_value().completing == turn {
                self.asked.update_value(|known| known.to_complete = Some(asked));
                self.ask_to_complete();
            }
        };
        if asked {
            ask();
        } else {
            timers::after(REST, ask);
        }
    }

    /// Offers nothing any more, nor what was asked for.
    pub fn close_completions(self) {
        self.wait_to_complete(None);
        self.completing.offer(Completions::default());
    }

    /// Writes an item into the box, which tells of it as of any typing.
    pub fn take_completion(self, at: usize) {
        let Completions { from, to, items } = untrack(move || self.completing.offered.get());
        self.close_completions();
        if let Some(item) = items.get(at) {
            fields::write(SEARCH, from, to, &item.text);
        }
    }

    /// From now on the answers to older questions are of no use.
    fn wait_to_complete(self, waiting: Option<bool>) {
        self.asked.update_value(|asked| {
            asked.completing += 1;
            asked.to_complete = waiting;
        });
    }

    /// Asks what waits to be asked, unless the engine has more to do.
    pub(super) fn ask_to_complete(self) {
        let PendingQuery { under_way, completing: turn, to_complete, .. } = self.asked.get_value();
        let Some(asked) = to_complete.filter(|_| !under_way) else { return };
        self.asked.update_value(|asked| asked.to_complete = None);
        let (Some(view), Some(cursor)) = (self.view(), fields::caret(SEARCH)) else { return };
        let query = self.route.with_untracked(|route| route.query.clone());
        let today = clock::today();
        self.ask(Complete { view, query, cursor, asked, today }, move |completions| {
            let newest = self.asked.get_value().completing;
            if turn == newest && focus::is_within(SEARCH) {
                self.completing.offer(completions);
            }
        });
    }
}
