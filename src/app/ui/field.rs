//! A field with its words.

use leptos::prelude::*;

use super::live::{Events, element, stated, text};

/// A field or a box to tick, with its words.
pub fn field(
    id: &'static str,
    kind: &'static str,
    words: &'static str,
    value: String,
    events: Events,
) -> AnyView {
    let input = stated("input", events, Vec::new(), move || {
        vec![("id", id.into()), ("type", kind.into()), ("value", value.clone())]
    });
    // A box to tick stands before its words, a field behind them.
    let parts = match kind {
        "checkbox" => vec![input, text(" "), text(words)],
        _ => vec![text(words), text(" "), input],
    };
    element("label", "hint", parts)
}
