//! Fields of the dialog, each with its words.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::live::Handler;

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
