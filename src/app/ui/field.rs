//! Fields of the dialog, each with its words.

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;

use super::live::{Handler, derived, handler};

/// Returns a field for a line of text, with its words before it.
pub fn text_field(
    id: &'static str,
    words: &'static str,
    value: String,
    on_key: Handler<KeyboardEvent>,
) -> AnyView {
    view! {
        <label class="hint">
            {words} " " <input id=id type="text" value=value on:keydown=on_key />
        </label>
    }
    .into_any()
}

/// Returns a box to tick, with its words after it.
pub fn tick_box(id: &'static str, words: &'static str) -> AnyView {
    view! {
        <label class="hint tick">
            <input id=id type="checkbox" />
            " "
            {words}
        </label>
    }
    .into_any()
}

/// Returns a choice of a group of which one is chosen: its words, and more about it after them.
pub fn radio(
    group: &'static str,
    words: &'static str,
    more: String,
    chosen: impl Fn() -> bool + Send + Sync + 'static,
    choose: impl Fn() + 'static,
) -> AnyView {
    boxed_radio(group, words, more, derived(chosen), handler(move |_| choose()))
}

fn boxed_radio(
    group: &'static str,
    words: &'static str,
    more: String,
    chosen: Memo<bool>,
    choose: Handler<Event>,
) -> AnyView {
    view! {
        <label class="radio">
            <input
                type="radio"
                name=group
                prop:checked=move || chosen.get()
                on:change=choose
            />
            {words}
            " "
            <span class="radio-more">{more}</span>
        </label>
    }
    .into_any()
}
