//! The reading pane: the third column of a wide window, with the current paper in full.

use leptos::prelude::*;

use crate::app::ids::{BESIDE, BESIDE_TITLE};
use crate::app::paper::actions::{notes, of_pane};
use crate::app::paper::card::content;
use crate::app::paper::more::sites;
use crate::app::state::{Row, State};
use crate::app::ui::button::button;
use crate::app::ui::live::{derived, watch};
use crate::page::commands::Command;
use skimmark_paper::words;
use skimmark_paper::words::to_u32;

/// Returns the column, if the reader wants it.
pub fn beside(state: State) -> AnyView {
    let wanted = derived(move || state.settings.get().is_list());
    view! { {move || wanted.get().then(|| column(state))} }.into_any()
}

fn column(state: State) -> AnyView {
    view! {
        <aside
            class="beside"
            id=BESIDE
            aria-label="Reading pane"
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
            "Press " <kbd>{move || state.keys.first_of(Command::Next)}</kbd>
            " or click a paper to read it here."
        </p>
    }
    .into_any()
}

/// Returns why the paper is where it is, if it is there by what the reader likes, or by what it is like.
fn why(state: State, row: &Row) -> AnyView {
    let (paper, card) = (row.id_untracked().1, row.card.clone());
    watch(move || state.explain_place(&card.get()));
    let words = move || {
        state.liking.why.with(|why| {
            let said = why.as_ref().filter(|(of, _)| *of == paper);
            said.map(|(_, words)| words.clone()).unwrap_or_default()
        })
    };
    view! { <p class="pane-why" dir="auto">{words}</p> }.into_any()
}

fn paper(state: State, row: &Row) -> AnyView {
    let (sites_of, position) = (row.card.clone(), row.position.clone());
    let asked = row.clone();
    let place = move || {
        let shown = state.search.answer.with(|answer| answer.shown);
        format!("{} of {}", words::grouped(to_u32(position.get() + 1)), words::grouped(shown))
    };
    view! {
        {content(state, row, || BESIDE_TITLE.to_owned())}
        {why(state, row)}
        {notes(state, row, true)}
        {move || sites_of.with(|card| sites(card))}
        <p>{button("link", "More like this", move || state.run_on(Command::MoreLike, &asked.paper()))}</p>
        <div class="pane-foot" role="toolbar" aria-label="This paper">
            {of_pane(state, row)} <span class="pane-place">{place}</span>
        </div>
    }
    .into_any()
}
