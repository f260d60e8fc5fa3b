//! The list of keys, in which each can be changed.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::live::{element, live, memo, on, stated, text};
use crate::browser::focus;
use crate::page::bindings::{PAIR, is_key};
use crate::page::commands::{COMMANDS, Command, FIXED, Row};

/// The list, and a key that is being changed.
#[derive(Clone, Copy)]
struct List {
    state: State,
    /// The command that waits for its new key, and whether the first of a pair was pressed.
    waits: RwSignal<Option<(Command, bool)>>,
    /// What the last change did.
    said: RwSignal<String>,
}

/// What the dialog holds.
pub fn dialog(state: State) -> Vec<AnyView> {
    let list = List { state, waits: RwSignal::new(None), said: RwSignal::new(String::new()) };
    let mut rows: Vec<AnyView> =
        COMMANDS.iter().filter(|row| !row.bound.keys.is_empty()).map(|row| list.row(row)).collect();
    rows.extend(FIXED.iter().map(|(key, what)| {
        let row = vec![element("dt", "", vec![cap(*key)]), element("dd", "", vec![text(*what)])];
        element("div", "", row)
    }));
    let hint = "To change a key, choose it here, then press the new one.";
    let said = stated("p", Vec::new(), vec![live(move || list.words()).into_any()], || {
        vec![("class", "hint".into()), ("role", "status".into())]
    });
    let changed = memo(move || !state.keys.are_default());
    let reset = move || match changed.get() {
        true => button("button", "All as they were", move || {
            state.keys.reset();
            list.said.set("All keys do what they did.".into());
        }),
        false => ().into_any(),
    };
    vec![
        element("p", "hint", vec![text(hint)]),
        element("dl", "", rows),
        said,
        live(reset).into_any(),
    ]
}

/// The cap of a key.
fn cap(key: impl Into<String>) -> AnyView {
    element("kbd", "", vec![text(key)])
}

impl List {
    fn words(self) -> String {
        match self.waits.get() {
            None => self.said.get(),
            Some((command, false)) => {
                format!("Press the new key for \u{201c}{}\u{201d}, or Esc.", command.row().label)
            }
            Some((_, true)) => format!("{PAIR} and what else?"),
        }
    }

    fn row(self, row: &'static Row) -> AnyView {
        let command = row.command;
        let caps = move || {
            let waits = self.waits.get().is_some_and(|(other, _)| other == command);
            if waits {
                return text("Which?");
            }
            let mut caps = Vec::new();
            for key in self.state.keys.of(command) {
                if !caps.is_empty() {
                    caps.push(text(" or "));
                }
                // Of a pair each key has a cap.
                caps.extend(key.chars().map(cap));
            }
            caps.into_any()
        };
        let mut events = on("click", move |event| {
            focus::give_to_target(&event);
            self.waits.set(Some((command, false)));
        });
        events.extend(on("keydown", move |event| self.pressed(&event)));
        events.extend(on("blur", move |_| self.waits.set(None)));
        let caps = vec![live(caps).into_any()];
        let caps = stated("button", events, caps, move || {
            let keys = self.state.keys.of(command).join(" or ");
            vec![("class", "caps".into()), ("aria-label", format!("{keys}: {}", row.label))]
        });
        let mut keys = vec![caps];
        keys.extend(row.also.map(cap));
        let what = element("dd", "", vec![text(row.label)]);
        element("div", "", vec![element("dt", "", keys), what])
    }

    /// A key went down on a row: the one that the row waits for.
    fn pressed(self, event: &Event) {
        let Some((command, paired)) = self.waits.get_untracked() else { return };
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.key() == "Tab" {
            return;
        }
        event.prevent_default();
        let mut key = event.key();
        if paired {
            key.insert(0, PAIR);
        }
        if key == PAIR.to_string() {
            self.waits.set(Some((command, true)));
        } else if is_key(&key) {
            self.waits.set(None);
            self.said.set(self.state.keys.bind(command, &key));
        } else if key.ends_with("Escape") {
            self.waits.set(None);
        }
    }
}
