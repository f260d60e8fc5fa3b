//! The keys: one table, from which they act and from which the help is drawn.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use leptos::prelude::*;

use crate::app::dialog::Topic;
use crate::app::feed::FEED_END;
use crate::app::header::SEARCH;
use crate::app::state::{FEED, Held, State};
use crate::browser::{clock, page};
use crate::route::{Route, Screen};

/// A second key of a pair counts within this many milliseconds.
const PAIR: u64 = 1_000;

/// A row of the table.
pub struct KeyRow {
    /// What is pressed: the `key` of the event, two of them for a pair.
    pressed: &'static [&'static str],
    /// The caps that the help shows.
    pub shown: &'static [&'static str],
    /// What it does, in a few words.
    pub what: &'static str,
    act: fn(State),
}

/// All keys.
pub const KEYS: &[KeyRow] = &[
    KeyRow { pressed: &["j", "n"], shown: &["j", "n"], what: "Next paper", act: next },
    KeyRow { pressed: &["k", "p"], shown: &["k", "p"], what: "Previous paper", act: previous },
    KeyRow { pressed: &["o"], shown: &["o"], what: "Unfold or fold the abstract", act: unfold },
    KeyRow { pressed: &["v"], shown: &["v"], what: "Open the paper in a new tab", act: visit },
    KeyRow { pressed: &["s"], shown: &["s"], what: "Star, or take the star away", act: star },
    KeyRow { pressed: &["m"], shown: &["m"], what: "Read, or not read", act: read },
    KeyRow { pressed: &["h"], shown: &["h"], what: "Hide, or no longer", act: hide },
    KeyRow { pressed: &["e"], shown: &["e"], what: "Note and tags", act: note },
    KeyRow { pressed: &["A"], shown: &["A"], what: "All papers shown are read", act: read_all },
    KeyRow { pressed: &["u"], shown: &["u", "Ctrl+Z"], what: "Undo", act: undo },
    KeyRow { pressed: &["/"], shown: &["/", "Ctrl+F"], what: "Search", act: search },
    KeyRow { pressed: &["gg"], shown: &["g", "g"], what: "First paper", act: first },
    KeyRow { pressed: &["G"], shown: &["G"], what: "Last paper", act: last },
    KeyRow { pressed: &["gd"], shown: &["g", "d"], what: "Digest", act: digest },
    KeyRow { pressed: &["gb"], shown: &["g", "b"], what: "Bookmarks", act: bookmarks },
    KeyRow { pressed: &["gl"], shown: &["g", "l"], what: "Library", act: library },
    KeyRow { pressed: &["?"], shown: &["?"], what: "These keys", act: help },
    KeyRow {
        pressed: &["Escape"],
        shown: &["Esc"],
        what: "Close, or leave the search",
        act: escape,
    },
];

/// Listens to keys.
#[derive(Clone)]
pub struct Keys {
    state: State,
    /// When `g` was pressed, the first key of the pairs.
    pair: Rc<Cell<u64>>,
}

impl Keys {
    /// A listener that acts on `state`.
    pub fn new(state: State) -> Self {
        Self { state, pair: Rc::new(Cell::new(0)) }
    }

    /// A key went down: never acts while text is typed or composed, or with Ctrl, Alt or Meta,
    /// but for the keys of the browser's own search.
    pub fn pressed(&self, event: &KeyboardEvent) {
        let key = event.key();
        if finds(event) && !page::dialog_is_open() {
            // Pressed again, they find in the page, as anywhere.
            if !page::has_focus(SEARCH) && page::select(SEARCH) {
                event.prevent_default();
            }
            return;
        }
        if event.ctrl_key() && leaves_feed(event) {
            event.prevent_default();
            return;
        }
        let target = event.target();
        let typing = page::takes_text(target.as_ref().map(AsRef::as_ref));
        if undoes(event) && !typing && !page::dialog_is_open() {
            event.prevent_default();
            return self.state.undo();
        }
        if event.is_composing()
            || event.ctrl_key()
            || event.meta_key()
            || event.alt_key()
            || event.default_prevented()
            || (typing && key != "Escape")
            // A dialog has its own keys.
            || page::dialog_is_open()
        {
            return;
        }
        let paired = clock::now().saturating_sub(self.pair.replace(0)) < PAIR;
        let name = if paired { format!("g{key}") } else { key.clone() };
        let off = self.state.settings.with_untracked(|settings| settings.of("keys")) == "off";
        let acts = |row: &&KeyRow| match key.as_str() {
            "/" => page::by_id(SEARCH).is_some(),
            _ => true,
        } && (!off || row.pressed == ["Escape"]);
        let mut rows = KEYS.iter().filter(acts);
        if let Some(row) = rows.find(|row| row.pressed.contains(&name.as_str())) {
            event.prevent_default();
            (row.act)(self.state);
        } else if key == "g" && !off {
            self.pair.set(clock::now());
        } else if let Some(element) = target.and_then(|target| target.dyn_into().ok()) {
            self.pressed_in_feed(event, &element);
        }
    }

    /// Keys that act only while a paper has the focus, as elsewhere the browser needs them.
    fn pressed_in_feed(&self, event: &KeyboardEvent, element: &HtmlElement) {
        if element.tag_name() != "ARTICLE" {
            return;
        }
        let act: fn(State) = match event.key().as_str() {
            "Enter" => unfold,
            "ArrowDown" | "PageDown" => next,
            "ArrowUp" | "PageUp" => previous,
            _ => return,
        };
        event.prevent_default();
        act(self.state);
    }
}

/// With Ctrl, Home and End lead from the papers to what stands before and behind them.
fn leaves_feed(event: &KeyboardEvent) -> bool {
    let to = match event.key().as_str() {
        "Home" => SEARCH,
        "End" => FEED_END,
        _ => return false,
    };
    page::has_focus(FEED) && page::focus(to)
}

/// Ctrl+Z or Meta+Z, and no more.
fn undoes(event: &KeyboardEvent) -> bool {
    event.key() == "z"
        && event.ctrl_key() != event.meta_key()
        && !(event.alt_key() || event.shift_key())
}

fn undo(state: State) {
    state.undo();
}

fn next(state: State) {
    state.feed.step(state, 1);
}

fn previous(state: State) {
    state.feed.step(state, -1);
}

fn first(state: State) {
    state.feed.go_to(state, 0);
}

fn last(state: State) {
    state.feed.go_to(state, state.feed.last());
}

fn unfold(state: State) {
    state.feed.toggle_unfolded();
}

fn visit(state: State) {
    on_current(state, |state, paper| page::open(&untrack(|| state.address(&paper.card))));
}

fn star(state: State) {
    on_current(state, State::toggle_star);
}

fn read(state: State) {
    on_current(state, State::toggle_read);
}

fn hide(state: State) {
    on_current(state, State::toggle_hidden);
}

fn note(state: State) {
    on_current(state, State::ask_note);
}

fn read_all(state: State) {
    state.read_all();
}

/// Does something to the current paper.
fn on_current(state: State, deed: fn(State, &Held)) {
    if let Some(held) = state.feed.current_held() {
        deed(state, &held);
    }
}

fn search(_: State) {
    page::select(SEARCH);
}

/// Ctrl+F or Meta+F, and no more.
fn finds(event: &KeyboardEvent) -> bool {
    event.key() == "f"
        && event.ctrl_key() != event.meta_key()
        && !(event.alt_key() || event.shift_key() || event.default_prevented())
}

fn digest(state: State) {
    state.go(|route| *route = Route::default());
}

fn bookmarks(state: State) {
    state.go(|route| *route = Route { screen: Screen::Bookmarks, ..Route::default() });
}

fn library(state: State) {
    state.go(|route| *route = Route { screen: Screen::Library, ..Route::default() });
}

fn help(state: State) {
    state.dialog.set(Some(Topic::Keys));
}

fn escape(state: State) {
    if state.rail_open.get_untracked() {
        state.close_rail();
    } else {
        page::blur(SEARCH);
    }
}
