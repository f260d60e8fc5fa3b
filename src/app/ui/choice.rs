//! A choice among options, as a drop-down list.

use leptos::prelude::*;
use web_sys::Event;

use crate::app::ui::live::{on, stated, text};
use crate::browser::fields;

/// An option of a choice; `stands` says whether it is chosen and whether it can be.
pub fn option(
    at: usize,
    name: &'static str,
    stands: impl Fn() -> (bool, bool) + 'static,
) -> AnyView {
    stated("option", Vec::new(), vec![text(name)], move || {
        let (chosen, offered) = stands();
        vec![
            ("value", at.to_string()),
            (".selected", chosen.to_string()),
            (".hidden", (!offered).to_string()),
            (".disabled", (!offered).to_string()),
        ]
    })
}

/// A choice among options by their numbers.
pub fn choice(label: &'static str, options: Vec<AnyView>, choose: Box<dyn Fn(usize)>) -> AnyView {
    let changed = move |event: Event| {
        if let Ok(at) = fields::value_of(&event).parse() {
            choose(at);
        }
    };
    stated("select", on("change", changed), options, move || vec![("aria-label", label.into())])
}
