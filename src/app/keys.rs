//! The keys: one table, from which they act and from which the help is drawn.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use leptos::prelude::*;

use crate::app::deeds::Deed;
use crate::app::dialog::Topic;
use crate::app::feed::FEED_END;
use crate::app::header::SEARCH;
use crate::app::state::{FEED, State};
use crate::bindings::{Bound, PAIR};
use crate::browser::{clock, page};
use crate::route::{Route, Screen};

/// A second key of a pair counts within this many milliseconds.
const TOGETHER: u64 = 1_000;

/// A row of the table.
pub struct KeyRow {
    /// Its keys: the `key` of the event, or `g` and another for a pair.
    pub bound: Bound,
    /// What does it as well, and can't be changed.
    pub also: &'static str,
    /// What it does, in a few words.
    pub what: &'static str,
    act: fn(State),
}

const fn row(
    name: &'static str,
    keys: &'static [&'static str],
    what: &'static str,
    act: fn(State),
) -> KeyRow {
    KeyRow { bound: Bound { name, keys }, also: "", what, act }
}

impl KeyRow {
    const fn also(self, also: &'static str) -> Self {
        Self { also, ..self }
    }
}

/// The name of the key that searches.
pub const SEARCHES: &str = "search";

/// The name of the key that stars.
pub const STARS: &str = "star";

/// The name of the key that leads to the next paper.
pub const NEXT: &str = "next";

/// All keys but Escape, which always closes.
pub const KEYS: &[KeyRow] = &[
    row(NEXT, &["j", "n"], "Next paper", next),
    row("previous", &["k", "p"], "Previous paper", previous),
    row("unfold", &["o"], "Unfold or fold the abstract", unfold),
    row("beside", &["i"], "In full beside the list, or not", beside),
    row("visit", &["v"], "Open the paper in a new tab", visit),
    row(STARS, &["s"], "Star, or take the star away", star),
    row("read", &["m"], "Read, or not read", read),
    row("hide", &["h"], "Hide, or no longer", hide),
    row("note", &["e"], "Note and tags", note),
    row("copy", &["c"], "Copy as Markdown", copy),
    row("bibtex", &["b"], "Copy as BibTeX", copy_bibtex),
    row("read-all", &["A"], "All papers shown are read", read_all),
    row("undo", &["u"], "Undo", undo).also("Ctrl+Z"),
    row(SEARCHES, &["/"], "Search", search).also("Ctrl+F"),
    row("first", &["gg"], "First paper", first),
    row("last", &["G"], "Last paper", last),
    row("digest", &["gd"], "Digest", digest),
    row("bookmarks", &["gb"], "Bookmarks", bookmarks),
    row("library", &["gl"], "Library", library),
    row("help", &["?"], "These keys", help),
];

/// What each row is bound to.
pub fn bounds() -> Vec<Bound> {
    KEYS.iter().map(|row| row.bound).collect()
}

/// The key of what has this name, to be shown beside it.
pub fn key_of(state: State, name: &str) -> String {
    let row = KEYS.iter().find(|row| row.bound.name == name);
    let key = |row: &KeyRow| {
        state.bindings.with(|bindings| bindings.keys(&row.bound).first().map(|key| (*key).into()))
    };
    row.and_then(key).unwrap_or_default()
}

/// Listens to keys.
#[derive(Clone)]
pub struct Keys {
    state: State,
    /// When the first key of the pairs was pressed.
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
        if is_with_ctrl(event, "f") && !page::dialog_is_open() {
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
        if self.prints(event, typing) {
            event.prevent_default();
            return self.state.feed.print(self.state);
        }
        if is_with_ctrl(event, "z") && !typing && !page::dialog_is_open() {
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
        if key == "Escape" {
            event.prevent_default();
            return escape(self.state);
        }
        // On its way to a sign: a pair goes on behind it.
        if ["Shift", "CapsLock", "AltGraph"].contains(&key.as_str()) {
            return;
        }
        let paired = clock::now().saturating_sub(self.pair.replace(0)) < TOGETHER;
        let name = if paired { [PAIR.to_string(), key.clone()].concat() } else { key.clone() };
        let off = self.state.settings.with_untracked(|settings| settings.of("keys")) == "off";
        let row = self.state.bindings.with_untracked(|known| known.place(&bounds(), &name));
        let row = row
            .map(|at| &KEYS[at])
            .filter(|row| !off && (row.bound.name != SEARCHES || page::by_id(SEARCH).is_some()));
        if let Some(row) = row {
            event.prevent_default();
            (row.act)(self.state);
        } else if key.starts_with(PAIR) && key.len() == 1 && !off {
            self.pair.set(clock::now());
        } else if let Some(element) = target.and_then(|target| target.dyn_into().ok()) {
            self.pressed_in_feed(event, &element);
        }
    }

    /// Ctrl+P or Meta+P, where papers are shown. On a Mac, Ctrl+P moves the cursor.
    fn prints(&self, event: &KeyboardEvent, typing: bool) -> bool {
        is_with_ctrl(event, "p")
            && untrack(|| self.state.shows_papers())
            && !page::dialog_is_open()
            && !(typing && event.ctrl_key() && page::is_mac())
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

/// This key with Ctrl or Meta, and no more.
fn is_with_ctrl(event: &KeyboardEvent, key: &str) -> bool {
    event.key() == key
        && event.ctrl_key() != event.meta_key()
        && !(event.alt_key() || event.shift_key() || event.default_prevented())
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

fn beside(state: State) {
    state.turn_beside();
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

fn copy(state: State) {
    on_current(state, State::copy);
}

fn copy_bibtex(state: State) {
    on_current(state, State::copy_bibtex);
}

fn read_all(state: State) {
    state.read_all();
}

/// Does something to the current paper.
fn on_current(state: State, deed: Deed) {
    if let Some(held) = state.feed.current_held() {
        deed(state, &held);
    }
}

fn search(_: State) {
    page::select(SEARCH);
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
