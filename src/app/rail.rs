//! The filters beside the feed. A filter set here is text of the query, and the other way round.

use leptos::prelude::*;

use crate::app::state::use_state;
use crate::protocol::CategoryCount;
use crate::words;

/// The rail of filters.
#[component]
pub fn Rail() -> impl IntoView {
    let state = use_state();
    let filtered = Memo::new(move |_| state.route.with(|route| !route.query.trim().is_empty()));
    view! {
        <aside class="rail" id="rail" aria-label="Filters" class:open=move || state.rail_open.get()>
            <fieldset>
                <legend>"Show"</legend>
                <Filter
                    field="is"
                    value="starred".to_owned()
                    name="Starred".to_owned()
                    count=Signal::derive(move || state.facets.with(|facets| facets.starred))
                />
                <Filter
                    field="has"
                    value="code".to_owned()
                    name="Has code".to_owned()
                    count=Signal::derive(move || state.facets.with(|facets| facets.has_code))
                />
            </fieldset>
            <fieldset>
                <legend>"Category"</legend>
                <For
                    each=move || state.facets.with(|facets| facets.categories.clone())
                    key=|category| category.code.clone()
                    let(category)
                >
                    <CategoryFilter category=category />
                </For>
            </fieldset>
            <Show when=move || filtered.get()>
                <button class="button" on:click=move |_| state.go(|route| route.query.clear())>
                    "Clear filters"
                </button>
            </Show>
        </aside>
    }
}

#[component]
fn CategoryFilter(category: CategoryCount) -> impl IntoView {
    let state = use_state();
    let CategoryCount { code, name, .. } = category;
    let name = if name.is_empty() { code.clone() } else { format!("{code} {name}") };
    let of = code.clone();
    let count = Signal::derive(move || {
        state.facets.with(|facets| {
            let found = facets.categories.iter().find(|category| category.code == of);
            found.map_or(0, |category| category.count)
        })
    });
    view! { <Filter field="cat" value=code name=name count=count /> }
}

#[component]
fn Filter(
    field: &'static str,
    value: String,
    name: String,
    #[prop(into)] count: Signal<u32>,
) -> impl IntoView {
    let state = use_state();
    let wanted = value.clone();
    let on = Memo::new(move |_| state.has_filter(field, &wanted));
    view! {
        <label class="filter" class:on=move || on.get()>
            <input
                type="checkbox"
                prop:checked=move || on.get()
                on:change=move |_| state.toggle_filter(field, &value)
            />
            <span class="filter-name">{name}</span>
            <span class="filter-count">{move || words::grouped(count.get())}</span>
        </label>
    }
}
