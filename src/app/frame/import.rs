//! The dialog that says what a backup would change, before it is imported.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::button::button;
use crate::page::tally::{self, KINDS};
use skimmark_protocol::ImportOffer;
use skimmark_protocol::stored::{BINDINGS, SETTINGS};

/// Returns the contents of the dialog.
pub fn dialog(state: State, offer: &ImportOffer) -> AnyView {
    let mut rows: Vec<AnyView> = KINDS
        .iter()
        .zip(&offer.tallies)
        .filter_map(|(kind, tally)| Some(row(kind, &tally::words(tally)?)))
        .collect();
    for (name, kind) in [(SETTINGS, "Settings"), (BINDINGS, "Keys")] {
        if let Some(is_newer) = state.is_newer(&offer.choices, name) {
            rows.push(row(kind, if is_newer { "newer" } else { "the same" }));
        }
    }
    let is_empty = rows.is_empty();
    let about = match (offer.made.as_str(), is_empty) {
        (_, true) => "There is nothing in this backup.".to_owned(),
        ("", _) => "This would change:".to_owned(),
        (made, _) => ["A backup of ", made, ". This would change:"].concat(),
    };
    let choices = offer.choices.clone();
    let import = button("button primary", "Import", move || state.import(choices.clone()));
    view! {
        <p class="hint">{about}</p>
        <ul class="tallies">{rows}</ul>
        {offer.problem.clone().map(|problem| view! { <p class="hint trouble">{problem}</p> })}
        {(!is_empty).then_some(import)}
    }
    .into_any()
}

fn row(kind: &'static str, words: &str) -> AnyView {
    view! { <li>{[kind, ": ", words].concat()}</li> }.into_any()
}
