//! The filters beside the feed. A filter set here is text of the query, and the other way round.

use leptos::prelude::*;

use crate::app::live::{act, element, live, memo, text};
use crate::app::notice::button;
use crate::app::state::{State, use_state};
use crate::protocol::{Click, Facet, FacetKind, FacetState, FacetValue};
use crate::words;

/// The `id` of the rail.
pub const RAIL: &str = "rail";

/// The rail of filters.
#[component]
pub fn Rail() -> impl IntoView {
    let state = use_state();
    let kinds = memo(move || state.answer.with(|answer| kinds_of(&answer.facets)));
    view! {
        <aside
            class="rail"
            id=RAIL
            tabindex="-1"
            aria-label="Filters"
            class:open=live(move || state.rail_open.get())
        >
            {live(move || {
                let groups = kinds.get().into_iter().map(|kind| group(state, kind));
                groups.collect::<Vec<AnyView>>().into_any()
            })}
            <div class="rail-deeds">
                {live(move || clear(state))}
                {button("button primary rail-done", "Done", move || state.close_rail())}
            </div>
        </aside>
    }
}

/// The button that takes all filters away, where there are any.
pub fn clear(state: State) -> AnyView {
    if state.route.with(|route| route.query.trim().is_empty()) {
        return ().into_any();
    }
    button("button", "Clear filters", move || state.go(|route| route.query.clear()))
}

fn kinds_of(facets: &[Facet]) -> Vec<FacetKind> {
    facets.iter().map(|facet| facet.kind).collect()
}

fn name_of(kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Show => "Show",
        FacetKind::Announced => "Announced",
        FacetKind::Category => "Category",
        FacetKind::Date => "Date",
        FacetKind::Score => "Score",
        FacetKind::Author => "Authors",
        FacetKind::Affiliation => "Affiliation",
    }
}

/// A group of filters. Its boxes stay while its values do, so that counting again does not take
/// the focus from the one that was just clicked.
fn group(state: State, kind: FacetKind) -> AnyView {
    let values = move || {
        let of_kind = |facet: &&Facet| facet.kind == kind;
        let found = state.answer.with(|answer| answer.facets.iter().find(of_kind).cloned());
        found.map(|facet| facet.values).unwrap_or_default()
    };
    let names = memo(move || {
        let named = |value: FacetValue| (value.filter, value.name);
        values().into_iter().map(named).collect::<Vec<_>>()
    });
    let boxes = live(move || {
        let boxes = names.get().into_iter().enumerate().map(|(index, (filter, name))| {
            let value = memo(move || {
                let value = values().into_iter().nth(index).unwrap_or_default();
                (value.count, value.state == FacetState::Wanted)
            });
            one(state, filter, name, value)
        });
        boxes.collect::<Vec<AnyView>>().into_any()
    });
    let legend = element("legend", "", vec![text(name_of(kind))]);
    element("fieldset", "", vec![legend, boxes.into_any()])
}

fn one(state: State, filter: String, name: String, value: Memo<(u32, bool)>) -> AnyView {
    view! {
        <label class="filter" class:on=live(move || value.get().1)>
            <input
                type="checkbox"
                prop:checked=live(move || value.get().1)
                on:change=act(move |_| state.click_filter(filter.clone(), Click::Want))
            />
            <span class="filter-name">{name}</span>
            <span class="filter-count">{live(move || words::grouped(value.get().0))}</span>
        </label>
    }
    .into_any()
}
