//! The third column of a wide window: the current paper in full.

use leptos::prelude::*;

use crate::app::ids::{BESIDE, BESIDE_TITLE};
use crate::app::paper::actions::{notes, star, usual};
use crate::app::paper::card::content;
use crate::app::paper::more::sites;
use crate::app::state::{Row, State};
use crate::app::ui::live::{element, live, memo, stated, text};
use crate::page::commands::Command;

/// The column, where the reader wants it.
pub fn beside(state: State) -> AnyView {
    let wanted = memo(move || state.settings.get().is_beside());
    live(move || if wanted.get() { column(state) } else { ().into_any() }).into_any()
}

fn column(state: State) -> AnyView {
    let inner = live(move || match state.feed.beside() {
        Some(row) => paper(state, &row),
        None => element("p", "beside-none", none(state)),
    });
    stated("aside", Vec::new(), vec![inner.into_any()], || {
        vec![
            ("class", "beside".into()),
            ("id", BESIDE.into()),
            ("aria-label", "Paper in full".into()),
            // What can be scrolled has to be reached by keys.
            ("tabindex", "0".into()),
        ]
    })
}

fn none(state: State) -> Vec<AnyView> {
    let key = element("kbd", "", vec![live(move || state.keys.first_of(Command::Next)).into_any()]);
    vec![
        text("The paper that you choose, by "),
        key,
        text(" or by a click, is shown here in full."),
    ]
}

fn paper(state: State, row: &Row) -> AnyView {
    let (text_of, sites_of) = (row.card.clone(), row.card.clone());
    vec![
        star(state, row),
        live(move || text_of.with(|card| content(state, card, BESIDE_TITLE))).into_any(),
        notes(state, row),
        element("div", "card-deeds", usual(state, row)),
        live(move || sites_of.with(|card| sites(card))).into_any(),
    ]
    .into_any()
}
