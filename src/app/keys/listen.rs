//! Listens to keys.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use leptos::prelude::*;

use crate::app::ids::{FEED, FEED_END, SEARCH};
use crate::app::state::State;
use crate::app::state::keys::{KEYS, SEARCHES, bounds, next, previous, unfold};
use crate::browser::{clock, dom, fields, focus, window};
use crate::page::bindings::PAIR;

/// A second key of a pair counts within this many milliseconds.
const TOGETHER: u64 = 1_000;

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
        if is_with_ctrl(event, "f") && !dom::dialog_is_open() {
            // Pressed again, they find in the page, as anywhere.
            if !focus::is_within(SEARCH) && focus::select(SEARCH) {
                event.prevent_default();
            }
            return;
        }
        if event.ctrl_key() && leaves_feed(event) {
            event.prevent_default();
            return;
        }
        let target = event.target();
        let typing = fields::takes_text(target.as_ref().map(AsRef::as_ref));
        if self.prints(event, typing) {
            event.prevent_default();
            return self.state.feed.print(self.state);
        }
        if is_with_ctrl(event, "z") && !typing && !dom::dialog_is_open() {
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
            || dom::dialog_is_open()
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
        let paired = clock::now().0.saturating_sub(self.pair.replace(0)) < TOGETHER;
        let name = if paired { [PAIR.to_string(), key.clone()].concat() } else { key.clone() };
        let off = self.state.settings.with_untracked(|settings| settings.of("keys")) == "off";
        let row = self.state.bindings.with_untracked(|known| known.place(&bounds(), &name));
        let row = row
            .map(|at| &KEYS[at])
            .filter(|row| !off && (row.bound.name != SEARCHES || dom::by_id(SEARCH).is_some()));
        if let Some(row) = row {
            event.prevent_default();
            (row.act)(self.state);
        } else if key.starts_with(PAIR) && key.len() == 1 && !off {
            self.pair.set(clock::now().0);
        } else if let Some(element) = target.and_then(|target| target.dyn_into().ok()) {
            self.pressed_in_feed(event, &element);
        }
    }

    /// Ctrl+P or Meta+P, where papers are shown. On a Mac, Ctrl+P moves the cursor.
    fn prints(&self, event: &KeyboardEvent, typing: bool) -> bool {
        is_with_ctrl(event, "p")
            && untrack(|| self.state.shows_papers())
            && !dom::dialog_is_open()
            && !(typing && event.ctrl_key() && window::is_mac())
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
    focus::is_within(FEED) && focus::give(to)
}

/// This key with Ctrl or Meta, and no more.
fn is_with_ctrl(event: &KeyboardEvent, key: &str) -> bool {
    event.key() == key
        && event.ctrl_key() != event.meta_key()
        && !(event.alt_key() || event.shift_key() || event.default_prevented())
}

fn escape(state: State) {
    if state.rail_open.get_untracked() {
        state.close_rail();
    } else {
        focus::blur(SEARCH);
    }
}
