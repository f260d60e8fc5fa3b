//! The filters beside the feed. A filter set here becomes text of the query, and the other way
//! round.

use std::mem;

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::clear::clear;
use crate::app::filters::plot::plot;
use crate::app::filters::views::{of_query, saved_views};
use crate::app::ids::RAIL;
use crate::app::state::{State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::list::{BARE, Part, list};
use crate::app::ui::live::{derived, handler, watch};
use crate::browser::{dom, fields, window};
use crate::page::widths::BROAD;
use skimmark_paper::words;
use skimmark_protocol::{Click, FacetKind, FacetState, FacetValue};

/// The rail of filters.
#[component]
pub fn Rail() -> impl IntoView {
    let state = use_state();
    let groups = list("div", BARE, move || {
        let part = |kind| Part::new(name_of(kind), move || group(state, kind));
        kinds_of(state).into_iter().map(part).collect()
    });
    // The style sheet keeps room for the filters over the papers while they are open.
    let tell = |open| dom::describe_page("filters", if open { "open" } else { "closed" });
    watch(move || tell(state.rail.is_open()));
    on_cleanup(move || tell(false));
    view! {
        <aside
            class="rail"
            id=RAIL
            tabindex="-1"
            aria-label="Filters"
            class:open=move || state.rail.is_open()
            on:focusout=handler(move |event: FocusEvent| left(state, &event))
        >
            {saved_views(state)}
            {groups}
            <div class="rail-deeds">
                {of_query(state)}
                {clear(state)}
                {button("button primary rail-done", "Done", move || state.rail.close())}
            </div>
        </aside>
    }
}

/// Closes the filters on a narrow screen if the focus has gone to what they may cover.
fn left(state: State, event: &FocusEvent) {
    if !untrack(|| state.rail.is_open()) {
        return;
    }
    let to = event.related_target().and_then(|to| to.dyn_into::<Element>().ok());
    if to.is_some_and(|to| {
        matches!(to.closest(".rail, .filters-button, .notices, dialog"), Ok(None))
    }) {
        state.rail.leave();
    }
}

/// Returns the facets that were counted, and the one in which the reader searches, even if nothing
/// is found.
fn kinds_of(state: State) -> Vec<FacetKind> {
    let mut kinds: Vec<FacetKind> =
        state.search.answer.with(|answer| answer.facets.iter().map(|facet| facet.kind).collect());
    for kind in [
        FacetKind::Author,
        FacetKind::Affiliation,
        FacetKind::Venue,
        FacetKind::Tag,
        FacetKind::Digest,
    ] {
        if !kinds.contains(&kind) && !state.search.text_to_find(kind).is_empty() {
            let after = kinds.iter().position(|other| *other as u32 > kind as u32);
            kinds.insert(after.unwrap_or(kinds.len()), kind);
        }
    }
    kinds
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
        FacetKind::Venue => "Venue",
        FacetKind::Tag => "Tags",
        FacetKind::Digest => "Digest",
    }
}

/// Returns a group of filters; long ones can be folded, and start folded on a narrow screen.
fn group(state: State, kind: FacetKind) -> AnyView {
    let name = name_of(kind);
    match kind {
        FacetKind::Date | FacetKind::Score => view! {
            <fieldset>
                <legend>{name}</legend>
                {plot(state, kind, name)}
            </fieldset>
        }
        .into_any(),
        FacetKind::Author | FacetKind::Affiliation | FacetKind::Venue => folded(state, kind, name),
        _ => view! {
            <fieldset>
                <legend>{name}</legend>
                {values(state, kind)}
            </fieldset>
        }
        .into_any(),
    }
}

/// Returns a group that can be folded.
fn folded(state: State, kind: FacetKind, name: &'static str) -> AnyView {
    let open = RwSignal::new(window::is_media(BROAD));
    view! {
        <fieldset>
            <legend>
                <button
                    class="fold"
                    aria-expanded=move || open.get().to_string()
                    on:click=handler(move |_| open.update(|open| *open = !*open))
                >
                    {name}
                </button>
            </legend>
            {move || open.get().then(|| values(state, kind))}
        </fieldset>
    }
    .into_any()
}

/// Returns the values of a facet. The elements of a value stay while it is listed, so that counting
/// again does not take the focus from the one that was just clicked.
fn values(state: State, kind: FacetKind) -> AnyView {
    let rows = list("div", BARE, move || {
        let row = |FacetValue { filter, name, .. }: &FacetValue| {
            let (filter, name) = (filter.clone(), name.clone());
            Part::new(filter.clone(), move || value(state, kind, filter, name))
        };
        state.search.facet(kind).values.iter().map(row).collect()
    });
    let none = move || {
        let is_none = state.search.facet(kind).values.is_empty();
        is_none.then(|| view! { <p class="more">"None found"</p> })
    };
    let more = derived(move || state.search.facet(kind).more);
    let more_of = derived(move || more.get() > 0);
    let rest = move || {
        let words = move || format!("{} more", words::grouped(more.get()));
        let list = handler(move |_| state.list_more(kind));
        more_of.get().then(|| view! { <button class="link more" on:click=list>{words}</button> })
    };
    view! {
        {find(state, kind)}
        {rows}
        {none}
        {rest}
    }
    .into_any()
}

/// Returns the field for searching the values of a long facet. It is always in the page, so that it
/// keeps the focus, and is shown once it is useful.
fn find(state: State, kind: FacetKind) -> AnyView {
    let label = format!("Find in {}", name_of(kind).to_ascii_lowercase());
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !fields::value_of(&event).is_empty() {
            event.prevent_default();
            state.find_in_facet(kind, String::new());
        }
    };
    let useful =
        Memo::new(move |before| before == Some(&true) || state.search.facet(kind).more > 0);
    view! {
        <input
            class="find"
            type="search"
            aria-label=label.clone()
            placeholder=label
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            prop:value=move || state.search.text_to_find(kind)
            hidden=move || !useful.get()
            on:input=handler(move |event| state.find_in_facet(kind, fields::value_of(&event)))
            on:keydown=handler(escape)
        />
    }
    .into_any()
}

/// Returns a value: the button that asks for it, and the one that excludes it.
fn value(state: State, kind: FacetKind, filter: String, name: String) -> AnyView {
    let known = filter.clone();
    // How many papers have the value, how many have the commonest one, and what the query says
    // about it.
    let counted = derived(move || {
        let facet = state.search.facet(kind);
        let highest = facet.values.iter().map(|value| value.count).max().unwrap_or(0).max(1);
        let value = facet.values.iter().find(|value| value.filter == known);
        let (count, stands) = value.map(|it| (it.count, it.state)).unwrap_or_default();
        (count, highest, stands)
    });
    let stands = move || counted.get().2;
    let check = NodeRef::<html::Input>::new();
    let clicks = RwSignal::new(0_u32);
    let mut seen = 0;
    watch(move || {
        let (wanted, clicks) = (stands() == FacetState::Wanted, clicks.get());
        // The browser shows a click in the box at once; each answer after it sets the box to what the query
        // says.
        if clicks > 0 {
            state.search.answer.with(|_| ());
        }
        if mem::replace(&mut seen, clicks) < clicks {
            return;
        }
        if let Some(check) = check.get() {
            check.set_checked(wanted);
        }
    });
    let (want, exclude) = (filter.clone(), filter);
    let want = move |_| {
        clicks.update(|clicks| *clicks += 1);
        state.click_filter(want.clone(), Click::Want);
    };
    let exclude = move |_| state.click_filter(exclude.clone(), Click::Exclude);
    let (label, whole) = (format!("Exclude {name}"), name.clone());
    let meter = (kind == FacetKind::Category).then(|| {
        view! {
            <meter
                aria-hidden="true"
                max=move || counted.get().1.to_string()
                value=move || counted.get().0.to_string()
            ></meter>
        }
    });
    view! {
        <div class=move || class_of(stands())>
            <label>
                <input node_ref=check type="checkbox" on:change=handler(want) />
                <span class="filter-name" title=whole>{name}</span>
                <span class="filter-count">{move || words::grouped(counted.get().0)}</span>
                {meter}
            </label>
            <button
                class="leave-out"
                aria-label=label
                title="Exclude"
                aria-pressed=move || (stands() == FacetState::Excluded).to_string()
                on:click=handler(exclude)
            >
                "\u{2212}"
            </button>
        </div>
    }
    .into_any()
}

fn class_of(stands: FacetState) -> &'static str {
    match stands {
        FacetState::Off => "filter",
        FacetState::Wanted => "filter on",
        FacetState::Excluded => "filter out",
    }
}
