//! The list of keys, in which each can be changed.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::live::{derived, handler};
use crate::browser::focus;
use crate::page::bindings::{PAIR, is_key};
use crate::page::commands::{COMMANDS, Command, FIXED, Row};

/// The list, and a key that is being changed.
#[derive(Clone, Copy)]
struct List {
    state: State,
    /// The command that waits for its new key, and whether the first of a pair was pressed.
    waits: RwSignal<Option<(Command, bool)>>,
    /// A description of the last change.
    said: RwSignal<String>,
}

/// Returns the contents of the dialog.
pub fn dialog(state: State) -> AnyView {
    let list = List { state, waits: RwSignal::new(None), said: RwSignal::new(String::new()) };
    let rows: Vec<AnyView> =
        COMMANDS.iter().filter(|row| !row.bound.keys.is_empty()).map(|row| list.row(row)).collect();
    let fixed = FIXED.iter().map(|(key, what)| {
        view! {
            <div>
                <dt>{cap(*key)}</dt>
                <dd>{*what}</dd>
            </div>
        }
        .into_any()
    });
    let fixed: Vec<AnyView> = fixed.collect();
    let changed = derived(move || !state.keys.are_default());
    let reset = move || {
        state.keys.reset();
        list.said.set("All keys do what they did.".into());
    };
    view! {
        <p class="hint">"To change a key, choose it here, then press the new one."</p>
        <dl>{rows} {fixed}</dl>
        <p class="hint" role="status">
            {move || list.words()}
        </p>
        {move || changed.get().then(|| button("button", "Reset to defaults", reset))}
    }
    .into_any()
}

/// Returns the cap of a key.
fn cap(key: impl Into<String>) -> AnyView {
    let key: String = key.into();
    view! { <kbd>{key}</kbd> }.into_any()
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
        let keys = move || self.state.keys.of(command).join(" or ");
        let choose = move |event: MouseEvent| {
            focus::give_to_target(&event);
            self.waits.set(Some((command, false)));
        };
        view! {
            <div>
                <dt>
                    <button
                        class="caps"
                        aria-label=move || format!("{}: {}", keys(), row.label)
                        on:click=handler(choose)
                        on:keydown=handler(move |event| self.pressed(&event))
                        on:blur=handler(move |_| self.waits.set(None))
                    >
                        {move || self.caps(command)}
                    </button>
                    {row.also.map(cap)}
                </dt>
                <dd>{row.label}</dd>
            </div>
        }
        .into_any()
    }

    /// Returns the caps of a row, or what it waits for.
    fn caps(self, command: Command) -> AnyView {
        if self.waits.get().is_some_and(|(other, _)| other == command) {
            return "Which?".into_any();
        }
        let mut caps = Vec::new();
        for key in self.state.keys.of(command) {
            if !caps.is_empty() {
                caps.push(" or ".into_any());
            }
            // Each key of a pair has its own cap.
            caps.extend(key.chars().map(cap));
        }
        caps.into_any()
    }

    /// Takes a key that went down on a row as the one that the row waits for.
    fn pressed(self, event: &KeyboardEvent) {
        let Some((command, paired)) = self.waits.get_untracked() else { return };
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
