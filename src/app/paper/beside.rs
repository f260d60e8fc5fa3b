//! The third column of a wide window: the current paper in full.

use leptos::prelude::*;

use crate::app::ids::{BESIDE, BESIDE_TITLE};
use crate::app::paper::actions::{notes, star, usual};
use crate::app::paper::card::content;
use crate::app::paper::more::sites;
use crate::app::state::{Row, State};
use crate::app::ui::live::derived;
use crate::page::commands::Command;

/// Returns the column, if the reader wants it.
pub fn beside(state: State) -> AnyView {
    let wanted = derived(move || state.settings.get().is_beside());
    view! { {move || wanted.get().then(|| column(state))} }.into_any()
}

fn column(state: State) -> AnyView {
    view! {
        <aside
            class="beside"
            id=BESIDE
            aria-label="Paper in full"
            // What can be scrolled must be reachable by keys.
            tabindex="0"
        >
            {move || match state.feed.beside() {
                Some(row) => paper(state, &row),
                None => no_paper(state),
            }}
        </aside>
    }
    .into_any()
}

fn no_paper(state: State) -> AnyView {
    view! {
        <p class="beside-none">
            "The paper that you choose, by " <kbd>{move || state.keys.first_of(Command::Next)}</kbd>
            " or by a click, is shown here in full."
        </p>
    }
    .into_any()
}

fn paper(state: State, row: &Row) -> AnyView {
    let (text_of, sites_of) = (row.card.clone(), row.card.clone());
    view! {
        {star(state, row)}
        {move || text_of.with(|card| content(state, card, BESIDE_TITLE))}
        {notes(state, row)}
        <div class="card-deeds">{usual(state, row)}</div>
        {move || sites_of.with(|card| sites(card))}
    }
    .into_any()
}
