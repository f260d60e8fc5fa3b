//! Where the reader is: the route, the address bar that follows it, and going elsewhere.

use leptos::prelude::*;

use crate::app::state::watched::{Watched, watched};

use super::State;
use crate::browser::hash::{self, Step};
use crate::browser::storage::{self, Lifetime};
use crate::browser::{clock, events, timers, window};
use crate::page::route::{Route, Screen};
use skimmark_protocol::Millis;
use skimmark_protocol::stored::{FILTERS, SHORT_TEXT};

/// Typing within this many milliseconds of the last key is one step of the history.
const ONE_STEP: u64 = 1_500;

/// What is typed goes into the address and into the storage this many milliseconds after the last
/// key: with a new address the browser loads the page's icon again, which would take longer than
/// all that the page does for a key.
const WRITTEN: i32 = 300;

/// The route and its address.
#[derive(Clone, Copy)]
pub struct Navigation {
    /// The screen, the query, and the order.
    pub route: Watched<Route>,
    set_route: RwSignal<Route>,
    address: StoredValue<Address>,
}

/// How far the address follows the route.
#[derive(Clone, Copy, Debug, Default)]
struct Address {
    /// Whether the address has yet to follow what was typed.
    unwritten: Option<Step>,
    /// The timer that will write it.
    timer: i32,
    /// When a key was typed last.
    last_key: u64,
}

impl Navigation {
    pub(super) fn new() -> Self {
        let (route, set_route) = watched(Route::from_hash(&hash::read()));
        Self { route, set_route, address: StoredValue::new(Address::default()) }
    }

    /// Returns the screen.
    pub fn screen(self) -> Screen {
        self.route.with(|route| route.screen)
    }

    /// Returns the query.
    pub fn query(self) -> String {
        self.route.with(|route| route.query.clone())
    }

    /// Takes the route of the last visit, unless the address names one.
    fn restore(self) {
        let stored = storage::get(Lifetime::Lasting, FILTERS).unwrap_or_default();
        if let Some(filters) = stored.strip_prefix(SHORT_TEXT).filter(|_| hash::read().is_empty()) {
            hash::write(filters, Step::Same);
            self.set_route.set(Route::from_hash(filters));
        }
        // A phone may end a page that is out of sight without notice.
        for leaves in ["pagehide", "visibilitychange"] {
            events::on_window(leaves, move |_: web_sys::Event| self.write());
        }
    }

    /// Makes the address and the storage follow the route, if they do not yet.
    fn write(self) {
        let unwritten = self.address.try_update_value(|address| address.unwritten.take());
        if let Some(step) = unwritten.flatten() {
            let hash = self.route.with_untracked(Route::to_hash);
            hash::write(&hash, step);
            store_route(&hash);
        }
    }

    fn write_as(self, step: Step) {
        self.address.update_value(|address| address.unwritten = Some(step));
        self.write();
    }

    /// Writes the address when typing pauses; a burst of keys is one step of the history.
    fn write_soon(self) {
        let Millis(now) = clock::now();
        let timer = timers::after(WRITTEN, move || self.write());
        self.address.update_value(|address| {
            timers::cancel(address.timer);
            let is_new = now.saturating_sub(address.last_key) > ONE_STEP
                || address.unwritten == Some(Step::New);
            let step = if is_new { Step::New } else { Step::Same };
            *address = Address { unwritten: Some(step), timer, last_key: now };
        });
    }
}

impl State {
    /// Takes the route of the last visit, unless the address names one, and follows the address from
    /// now on.
    pub(super) fn start_route(self) {
        self.navigation.restore();
        hash::on_change(move || {
            // A step back before the address followed what was typed undoes that, too.
            self.navigation.address.update_value(|address| address.unwritten = None);
            if self.take_link() {
                return;
            }
            let hash = hash::read();
            store_route(&hash);
            let route = Route::from_hash(&hash);
            if self.navigation.route.with_untracked(|known| *known != route) {
                self.follow(route);
            }
        });
    }

    /// Navigates: changes the route, the address and what is shown.
    pub fn go(self, change: impl FnOnce(&mut Route)) {
        self.navigation.write();
        if self.change_route(change) {
            self.navigation.write_as(Step::New);
        }
    }

    /// Switches to a screen, without query, order or groups.
    pub fn turn_to(self, screen: Screen) {
        self.go(|route| *route = Route { screen, ..Route::default() });
    }

    /// Takes the query as it is typed.
    pub fn type_query(self, query: String) {
        self.search.stay();
        if self.change_route(move |route| route.query = query) {
            self.navigation.write_soon();
        }
    }

    /// Shows all papers again.
    pub fn clear_query(self) {
        self.go(|route| route.query.clear());
    }

    /// Switches to a route and its address; shows nothing yet.
    pub(super) fn set_route(self, route: Route, step: Step) {
        self.navigation.write();
        self.take_route(route);
        self.navigation.write_as(step);
    }

    /// Changes the route and asks for what it shows; returns whether it is another one.
    fn change_route(self, change: impl FnOnce(&mut Route)) -> bool {
        let known = self.navigation.route.get_untracked();
        let mut route = known.clone();
        change(&mut route);
        self.liking.turn_order(&known, &mut route);
        let changed = known != route;
        if changed {
            self.follow(route);
        }
        changed
    }

    fn take_route(self, route: Route) {
        if untrack(|| self.navigation.screen()) != route.screen {
            self.rail.leave();
        }
        self.navigation.set_route.set(route);
    }

    fn follow(self, route: Route) {
        self.rules.forget_why();
        let (before, screen) = (untrack(|| self.navigation.screen()), route.screen);
        self.take_route(route);
        if screen != before {
            self.search.find_all();
            self.search.stay();
            self.feed.clear();
            window::scroll_to(0.0);
            self.feed.return_to_place(self);
        }
        if screen != before && screen == Screen::Library {
            // Another tab may have changed it.
            leptos::task::spawn_local(self.load_library());
        }
        self.show();
    }
}

/// Stores the route for the next visit. If nothing can be stored, the address still holds it.
fn store_route(hash: &str) {
    let _ = storage::set(Lifetime::Lasting, FILTERS, &format!("{SHORT_TEXT}{hash}"));
}
