//! The filters beside the feed. A filter set here is text of the query, and the other way round.

use leptos::prelude::*;

use crate::app::live::{act, element, live, memo, text};
use crate::app::notice::button;
use crate::app::state::{Answer, State, use_state};
use crate::protocol::Facet;
use crate::words;

/// The `id` of the rail.
pub const RAIL: &str = "rail";

/// The rail of filters.
#[component]
pub fn Rail() -> impl IntoView {
    let state = use_state();
    view! {
        <aside
            class="rail"
            id=RAIL
            tabindex="-1"
            aria-label="Filters"
            class:open=live(move || state.rail_open.get())
        >
            {group(
                state,
                "Show",
                move || {
                    state
                        .answer
                        .with(|Answer { facets, .. }| {
                            vec![
                                ("is", Facet { name: "Starred".into(), ..facets.starred.clone() }),
                                ("has", Facet { name: "Has code".into(), ..facets.has_code.clone() }),
                            ]
                        })
                },
            )}
            {group(
                state,
                "Category",
                move || {
                    state
                        .answer
                        .with(|Answer { facets, .. }| {
                            let named = |facet: &Facet| {
                                let name = format!("{} {}", facet.value, facet.name);
                                ("cat", Facet { name, ..facet.clone() })
                            };
                            facets.categories.iter().map(named).collect()
                        })
                },
            )}
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

/// A group of filters. Its boxes stay while its values do, so that counting again does not take
/// the focus from the one that was just clicked.
fn group(
    state: State,
    name: &'static str,
    facets: impl Fn() -> Vec<(&'static str, Facet)> + Copy + Send + Sync + 'static,
) -> AnyView {
    let values = memo(move || {
        facets()
            .into_iter()
            .map(|(field, facet)| (field, facet.value, facet.name))
            .collect::<Vec<_>>()
    });
    let boxes = live(move || {
        let boxes = values.get().into_iter().enumerate().map(|(index, (field, value, name))| {
            let facet = memo(move || {
                let facet = facets().into_iter().nth(index);
                facet.map(|(_, facet)| (facet.count, facet.on)).unwrap_or_default()
            });
            filter(state, field, value, name, facet)
        });
        boxes.collect::<Vec<AnyView>>().into_any()
    });
    let legend = element("legend", "", vec![text(name)]);
    element("fieldset", "", vec![legend, boxes.into_any()])
}

fn filter(
    state: State,
    field: &'static str,
    value: String,
    name: String,
    facet: Memo<(u32, bool)>,
) -> AnyView {
    view! {
        <label class="filter" class:on=live(move || facet.get().1)>
            <input
                type="checkbox"
                prop:checked=live(move || facet.get().1)
                on:change=act(move |_| state.toggle_filter(field, &value))
            />
            <span class="filter-name">{name}</span>
            <span class="filter-count">{live(move || words::grouped(facet.get().0))}</span>
        </label>
    }
    .into_any()
}
