//! Asking the engine what to show, and the address bar.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Answer, State};
use crate::app::ui::list::name_in_list;
use crate::browser::storage::{self, Lifetime};
use crate::browser::{clock, events, hash, timers, window};
use crate::page::route::{Route, Screen};
use skimmark_protocol::stored::{FILTERS, SHORT_TEXT};
use skimmark_protocol::{Click, FacetKind, Millis, OrderId, Show, Shown, ToggleFilter, View};

/// Typing within this many milliseconds of the last key is one step of the history.
const ONE_STEP: u64 = 1_500;

/// What is typed goes into the address and into the storage this many milliseconds behind the
/// last key: a new address has the browser load the page's icon anew, which would take longer
/// than all that the page does for a key.
const WRITTEN: i32 = 300;

/// What was asked of the engine last. Only one question is under way at a time: what is typed
/// meanwhile is asked when the answer is there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PendingQuery {
    order: OrderId,
    pub(super) under_way: bool,
    again: bool,
    screen: Screen,
    last_step: u64,
    /// Names the route that it was asked for.
    route: u32,
    /// The address is still to follow what was typed: as a new step of the history or over the
    /// present one.
    unwritten: Option<bool>,
    /// What will write it.
    writing: i32,
    /// The number of the newest question how the query goes on.
    pub(super) completing: u32,
    /// Such a question waits for its turn, with whether the reader asks for it.
    pub(super) to_complete: Option<bool>,
}

impl State {
    /// Takes the route of the last visit where the address says nothing, and follows the
    /// address from now on.
    pub(super) fn start_route(self) {
        let stored = storage::get(Lifetime::Lasting, FILTERS).unwrap_or_default();
        if let Some(filters) = stored.strip_prefix(SHORT_TEXT).filter(|_| hash::read().is_empty()) {
            hash::write(filters, false);
            self.route.set(Route::from_hash(filters));
        }
        // A phone may end a page that is out of sight without another word.
        for leaves in ["pagehide", "visibilitychange"] {
            events::on_window(leaves, move |_: web_sys::Event| self.write_route());
        }
        hash::on_change(move || {
            // A step back before the address followed what was typed takes that back, too.
            self.asked.update_value(|asked| asked.unwritten = None);
            let hash = hash::read();
            store_route(&hash);
            let route = Route::from_hash(&hash);
            if self.route.with_untracked(|known| *known != route) {
                self.follow(route);
            }
        });
    }

    /// Goes somewhere: changes the route, the address and what is shown.
    pub fn go(self, change: impl FnOnce(&mut Route)) {
        self.write_route();
        self.step(change, |state| state.write_route_as(true));
    }

    /// The query as it is typed: a burst of keys is one step of the history.
    pub fn type_query(self, query: String) {
        self.step(
            move |route| route.query = query,
            |state| {
                let Millis(now) = clock::now();
                let writing = timers::after(WRITTEN, move || state.write_route());
                state.asked.update_value(|asked| {
                    timers::cancel(asked.writing);
                    let new_step = now.saturating_sub(asked.last_step) > ONE_STEP;
                    let new_step = new_step || asked.unwritten == Some(true);
                    *asked = PendingQuery {
                        last_step: now,
                        unwritten: Some(new_step),
                        writing,
                        ..*asked
                    };
                });
            },
        );
    }

    /// Sets a filter of the query, or takes it out.
    pub fn click_filter(self, filter: String, click: Click) {
        let query = self.route.with_untracked(|route| route.query.clone());
        self.ask(ToggleFilter { query, filter, click }, move |query| {
            self.go(|route| route.query = query);
        });
    }

    /// Lists those values of a facet alone that hold `text`; all of them where it is empty.
    pub fn look_for(self, kind: FacetKind, text: String) {
        self.looked_in.set_value(kind);
        self.looked_for.set(text);
        self.show();
    }

    /// The text that is looked for among the values of the facet of this kind.
    pub fn looked_for_in(self, kind: FacetKind) -> String {
        let text = self.looked_for.get();
        if self.looked_in.get_value() == kind { text } else { String::new() }
    }

    /// Changes the route, has `write` see to the address, and asks for what is shown.
    fn step(self, change: impl FnOnce(&mut Route), write: impl FnOnce(Self)) {
        let mut route = self.route.get_untracked();
        change(&mut route);
        if self.route.with_untracked(|known| *known == route) {
            return;
        }
        self.follow(route);
        write(self);
    }

    /// Has the address and the storage follow the route, where they do not yet.
    fn write_route(self) {
        let unwritten = self.asked.try_update_value(|asked| asked.unwritten.take()).flatten();
        if let Some(new_step) = unwritten {
            let hash = self.route.with_untracked(Route::to_hash);
            hash::write(&hash, new_step);
            store_route(&hash);
        }
    }

    fn write_route_as(self, new_step: bool) {
        self.asked.update_value(|asked| asked.unwritten = Some(new_step));
        self.write_route();
    }

    /// Turns to a route, in the address a new step of the history or not; shows nothing yet.
    pub(super) fn set_route(self, route: Route, new_step: bool) {
        self.write_route();
        self.take_route(route);
        self.write_route_as(new_step);
    }

    fn take_route(self, route: Route) {
        if self.route.with_untracked(|known| known.screen != route.screen) {
            self.rail.leave();
        }
        self.route.set(route);
    }

    fn follow(self, route: Route) {
        self.why.set(None);
        let moved = self.route.with_untracked(|known| known.screen != route.screen);
        self.take_route(route);
        if moved {
            self.looked_for.set(String::new());
            self.feed.clear();
            window::scroll_to(0.0);
            self.feed.return_to_place(self);
        }
        if moved && self.route.with_untracked(|route| route.screen == Screen::Library) {
            // Another tab may have changed it.
            leptos::task::spawn_local(self.load_library());
        }
        self.show();
    }

    /// Asks the engine for the papers of the present route.
    pub(super) fn show(self) {
        if self.asked.with_value(|asked| asked.under_way) {
            self.asked.update_value(|asked| asked.again = true);
            return;
        }
        let Some(view) = self.view() else { return };
        if view == View::All && !self.has_all() {
            return self.gather();
        }
        let route = self.route.with_untracked(|route| name_in_list(&route.to_hash()));
        let Route { screen, query, sort, group } = self.route.get_untracked();
        let before = self.asked.get_value();
        let order = OrderId(before.order.0 + 1);
        self.asked.set_value(PendingQuery {
            order,
            under_way: true,
            again: false,
            screen,
            route,
            ..before
        });
        // Where the same was asked before, a paper is gone by the reader's own hand.
        let around = self.feed.anchor_keys(before.route == route);
        let (today, fresh) = (clock::today(), self.feed.is_fresh());
        let text = self.looked_for.get_untracked();
        let look_for = (!text.is_empty()).then(|| (self.looked_in.get_value(), text));
        let room = self.feed.room();
        let show = Show { order, view, query, sort, group, look_for, today, fresh, around, room };
        self.ask(show, move |shown| self.shown(shown));
    }

    /// Expects no answer any more to what was asked.
    pub(super) fn forget_asked(self) {
        self.asked.update_value(|asked| (asked.under_way, asked.again) = (false, false));
    }

    fn shown(self, shown: Shown) {
        let PendingQuery { again, screen, .. } = self.asked.get_value();
        self.asked.update_value(|asked| asked.under_way = false);
        // The reader may have gone to another screen since it was asked.
        if screen != self.route.with_untracked(|route| route.screen) {
            return self.show();
        }
        let answer = Answer {
            shown: shown.shown,
            total: shown.total,
            scored: shown.scored,
            facets: shown.facets.iter().cloned().map(Arc::new).collect(),
            problems: shown.problems.clone(),
            saved: shown.saved.clone(),
            ruled: shown.ruled.clone(),
            muted: shown.muted.clone(),
        };
        if self.answer.with_untracked(|known| *known != answer) {
            self.answer.set(answer);
        }
        self.feed.take_order(self, shown);
        if again {
            self.show();
        } else {
            self.ask_to_complete();
        }
    }
}

/// Stores the route for the next visit. Where nothing can be stored the address still holds it.
fn store_route(hash: &str) {
    let _ = storage::set(Lifetime::Lasting, FILTERS, &format!("{SHORT_TEXT}{hash}"));
}
