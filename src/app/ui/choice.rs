//! A choice among options, as a drop-down list.

use leptos::ev::Event;
use leptos::prelude::*;

use super::live::{derived, handler};
use crate::browser::fields;

/// Returns an option of a choice; `stands` says whether it is chosen and whether it can be.
pub fn option(
    at: usize,
    name: &'static str,
    stands: impl Fn() -> (bool, bool) + Send + Sync + 'static,
) -> AnyView {
    let stands = derived(stands);
    view! {
        <option
            value=at.to_string()
            prop:selected=move || stands.get().0
            hidden=move || !stands.get().1
            disabled=move || !stands.get().1
        >
            {name}
        </option>
    }
    .into_any()
}

/// Returns a choice among options by their numbers.
pub fn choice(label: &'static str, options: Vec<AnyView>, choose: Box<dyn Fn(usize)>) -> AnyView {
    let changed = move |event: Event| {
        if let Ok(at) = fields::value_of(&event).parse() {
            choose(at);
        }
    };
    view! {
        <select aria-label=label on:change=handler(changed)>
            {options}
        </select>
    }
    .into_any()
}
