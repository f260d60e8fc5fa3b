//! Listens to keys.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use leptos::prelude::*;

use crate::app::ids::{self, BESIDE, FEED, FEED_END, SEARCH, STOPS, STOPS_IN};
use crate::app::state::State;
use crate::browser::{clock, dom, fields, focus, roving, window};
use crate::page::bindings::PAIR;
use crate::page::commands::Command;

/// How many milliseconds after the first key the second key of a pair counts.
const TOGETHER: u64 = 1_000;

/// Listens to keys.
#[derive(Clone)]
pub struct Keys {
    state: State,
    /// When the first key of the pairs was pressed.
    pair: Rc<Cell<u64>>,
}

impl Keys {
    /// Returns a listener that acts on `state`.
    pub fn new(state: State) -> Self {
        Self { state, pair: Rc::new(Cell::new(0)) }
    }

    /// Acts on a key that is pressed, unless text is being typed or composed, and not with Ctrl,
    /// Alt or Meta, except for search, print and undo.
    pub fn pressed(&self, event: &KeyboardEvent) {
        let key = event.key();
        if is_with_ctrl(event, "f") && !dom::dialog_is_open() {
            // Pressed again, they open the browser's own search, as anywhere.
            if !focus::is_within(SEARCH) && focus::select(SEARCH) {
                event.prevent_default();
            }
            return;
        }
        if event.ctrl_key() && leaves_feed(event) {
            event.prevent_default();
            return;
        }
        if self.moves_focus(event) {
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
            // A key that is held would close one thing after the other.
            if !event.repeat() {
                event.prevent_default();
                escape(self.state, typing);
            }
            return;
        }
        // A key on its way to a sign; a pair goes on after it.
        if ["Shift", "CapsLock", "AltGraph"].contains(&key.as_str()) {
            return;
        }
        let paired = clock::now().0.saturating_sub(self.pair.replace(0)) < TOGETHER;
        let name = if paired { [PAIR.to_string(), key.clone()].concat() } else { key.clone() };
        let on = untrack(|| self.state.settings.get().has_keys());
        let can = |command: &Command| *command != Command::Search || dom::by_id(SEARCH).is_some();
        if let Some(command) = self.state.keys.command(&name).filter(|it| on && can(it)) {
            event.prevent_default();
            match self.state.feed.current_card() {
                // Shift and the key that selects, whatever sign that gives: up to the current paper.
                Some(paper) if selects(command) && event.shift_key() => {
                    self.state.select_up_to(&paper);
                }
                _ => self.state.run(command),
            }
        } else if key.starts_with(PAIR) && key.len() == 1 && on {
            self.pair.set(clock::now().0);
        } else if let Some(element) = target.and_then(|target| target.dyn_into().ok()) {
            self.pressed_in_feed(event, &element);
        }
    }

    /// Moves the focus through the controls of a paper, on the left and right arrow; returns whether there
    /// are any. On Tab, makes them few stops before the browser goes to the next one.
    fn moves_focus(&self, event: &KeyboardEvent) -> bool {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let frame = target.as_ref().and_then(|target| target.closest(STOPS_IN).ok().flatten());
        let (Some(target), Some(frame)) = (target, frame) else { return false };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        match event.key().as_str() {
            "Tab" => {
                roving::gather(&frame, &STOPS);
                let before = frame.previous_element_sibling().filter(|_| event.shift_key());
                if let Some(before) = before.filter(|_| target == frame) {
                    roving::gather(&before, &STOPS);
                }
                false
            }
            "ArrowRight" => roving::step(&frame, &STOPS, true),
            "ArrowLeft" => roving::step(&frame, &STOPS, false),
            _ => false,
        }
    }

    /// Returns whether the event asks to print: Ctrl+P or Meta+P, if papers are shown. On a Mac,
    /// Ctrl+P moves the cursor.
    fn prints(&self, event: &KeyboardEvent, typing: bool) -> bool {
        is_with_ctrl(event, "p")
            && untrack(|| self.state.shows_papers())
            && !dom::dialog_is_open()
            && !(typing && event.ctrl_key() && window::is_mac())
    }

    /// Acts on keys that act only while a card has the focus, because elsewhere the browser needs
    /// them.
    fn pressed_in_feed(&self, event: &KeyboardEvent, element: &HtmlElement) {
        if !ids::is_card(&element.id()) {
            return;
        }
        let command = match event.key().as_str() {
            "Enter" => Command::Unfold,
            "ArrowDown" | "PageDown" => Command::Next,
            "ArrowUp" | "PageUp" => Command::Previous,
            " " => match (dom::scroll_page(BESIDE, !event.shift_key()), event.shift_key()) {
                (None, _) => return,
                (Some(true), _) => return event.prevent_default(),
                (Some(false), false) => Command::Next,
                (Some(false), true) => Command::Previous,
            },
            _ => return,
        };
        event.prevent_default();
        self.state.run(command);
    }
}

/// Returns whether the command is about which papers are selected.
fn selects(command: Command) -> bool {
    matches!(command, Command::Select | Command::SelectAll)
}

/// Moves the focus from the papers to what comes before or after them, on Ctrl+Home and Ctrl+End.
fn leaves_feed(event: &KeyboardEvent) -> bool {
    let to = match event.key().as_str() {
        "Home" => SEARCH,
        "End" => FEED_END,
        _ => return false,
    };
    focus::is_within(FEED) && focus::give(to)
}

/// Returns whether the event is this key with Ctrl or Meta, and nothing else.
fn is_with_ctrl(event: &KeyboardEvent, key: &str) -> bool {
    event.key() == key
        && event.ctrl_key() != event.meta_key()
        && !(event.alt_key() || event.shift_key() || event.default_prevented())
}

fn escape(state: State, typing: bool) {
    if untrack(|| state.rail.is_open()) {
        state.rail.close();
    } else if typing {
        focus::leave();
    } else if untrack(|| state.selection.is_any()) {
        state.select_none();
    } else {
        state.clear_query();
    }
}
