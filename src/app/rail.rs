//! The filters beside the feed. A filter set here is text of the query, and the other way round.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::app::live::{Part, act, element, follow, list, live, memo, stated, text};
use crate::app::notice::button;
use crate::app::overview::plot;
use crate::app::state::{State, use_state};
use crate::browser::page;
use crate::protocol::{Click, FacetKind, FacetState, FacetValue};
use crate::words;

/// The `id` of the rail.
pub const RAIL: &str = "rail";

/// The rail of filters.
#[component]
pub fn Rail() -> impl IntoView {
    let state = use_state();
    let kinds = memo(move || kinds_of(state));
    let groups = list(move || {
        let part = |kind| Part::new((kind as u32, 0), move || group(state, kind));
        kinds.get().into_iter().map(part).collect()
    });
    view! {
        <aside
            class="rail"
            id=RAIL
            tabindex="-1"
            aria-label="Filters"
            class:open=live(move || state.rail_open.get())
        >
            {groups}
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

/// The facets that were counted, and the one in which something is looked for, found or not.
fn kinds_of(state: State) -> Vec<FacetKind> {
    let mut kinds: Vec<FacetKind> =
        state.answer.with(|answer| answer.facets.iter().map(|facet| facet.kind).collect());
    if let Some((kind, _)) = state.looked_for.get().filter(|(kind, _)| !kinds.contains(kind)) {
        let behind = kinds.iter().position(|other| *other as u32 > kind as u32);
        kinds.insert(behind.unwrap_or(kinds.len()), kind);
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
    }
}

/// A group of filters; the long ones can be folded, as they are on a narrow screen.
fn group(state: State, kind: FacetKind) -> AnyView {
    let name = name_of(kind);
    let parts = match kind {
        FacetKind::Date | FacetKind::Score => {
            vec![element("legend", "", vec![text(name)]), plot(state, kind, name)]
        }
        FacetKind::Author | FacetKind::Affiliation => {
            let open = RwSignal::new(page::is_wide());
            let turn = move || open.update(|open| *open = !*open);
            let stands = move || vec![("aria-expanded", open.get().to_string())];
            let inner = live(move || if open.get() { listed(state, kind) } else { ().into_any() });
            let fold = stated("fold", text(name), turn, stands);
            vec![element("legend", "", vec![fold]), inner.into_any()]
        }
        _ => vec![element("legend", "", vec![text(name)]), listed(state, kind)],
    };
    element("fieldset", "", parts)
}

/// The values of a facet. What is drawn of one stays while it is listed, so that counting again
/// does not take the focus from the one that was just clicked.
fn listed(state: State, kind: FacetKind) -> AnyView {
    let values = memo(move || {
        let named = |value: &FacetValue| (value.filter.clone(), value.name.clone());
        state.facet(kind, |facet| facet.values.iter().map(named).collect::<Vec<_>>())
    });
    let rows = list(move || {
        let row = |(filter, name): (String, String)| {
            Part::new(name_in_list(&filter), move || one(state, kind, filter, name))
        };
        values.get().into_iter().map(row).collect()
    });
    let more = memo(move || state.facet(kind, |facet| facet.more));
    // Once there is a field to look for a value it stays, for the focus that it may have.
    let long = RwSignal::new(false);
    follow(move || {
        if more.get() > 0 && !long.get_untracked() {
            long.set(true);
        }
    });
    let rest = move || match (more.get(), values.with(Vec::is_empty)) {
        (0, true) => "None found".to_owned(),
        (0, false) => String::new(),
        (more, _) => format!("{} more", words::grouped(more)),
    };
    let find = live(move || if long.get() { find(state, kind) } else { ().into_any() });
    let rest = element("p", "more", vec![live(rest).into_any()]);
    vec![find.into_any(), rows, rest].into_any()
}

/// A name for a filter in a list, the same each time.
fn name_in_list(filter: &str) -> (u32, u32) {
    let mix = |(a, b): (u32, u32), byte: u8| {
        let a = (a ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        (a, b.rotate_left(5) ^ a)
    };
    filter.bytes().fold((0x811c_9dc5, 0), mix)
}

/// The field in which a value of a long facet is looked for.
fn find(state: State, kind: FacetKind) -> AnyView {
    let label = format!("Find in {}", name_of(kind).to_lowercase());
    let looked_for = move || {
        let here = state.looked_for.get().filter(|(of, _)| *of == kind);
        here.map(|(_, text)| text).unwrap_or_default()
    };
    let key = move |event: KeyboardEvent| {
        let here =
            |known: &Option<(FacetKind, String)>| known.as_ref().is_some_and(|k| k.0 == kind);
        if event.key() == "Escape" && state.looked_for.with_untracked(here) {
            event.prevent_default();
            state.look_for(kind, String::new());
        }
    };
    view! {
        <input
            class="find"
            type="search"
            aria-label=label.clone()
            placeholder=label
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            prop:value=live(looked_for)
            on:input=act(move |event| state.look_for(kind, event_target_value(&event)))
            on:keydown=act(key)
        />
    }
    .into_any()
}

fn one(state: State, kind: FacetKind, filter: String, name: String) -> AnyView {
    let known = filter.clone();
    let value = memo(move || {
        state.facet(kind, |facet| {
            let highest = facet.values.iter().map(|value| value.count).max().unwrap_or(0).max(1);
            let value = facet.values.iter().find(|value| value.filter == known);
            value.map_or((0, FacetState::Off, 0), |value| {
                (value.count, value.state, u64::from(value.count) * 100 / u64::from(highest))
            })
        })
    });
    let class = move || match value.get().1 {
        FacetState::Off => "filter",
        FacetState::Wanted => "filter on",
        FacetState::Excluded => "filter out",
    };
    let without = filter.clone();
    let label = format!("Leave out {name}");
    let leave_out = stated(
        "leave-out",
        text("\u{2212}"),
        move || state.click_filter(without.clone(), Click::Exclude),
        move || {
            let pressed = value.get().1 == FacetState::Excluded;
            vec![
                ("aria-label", label.clone()),
                ("aria-pressed", pressed.to_string()),
                ("title", "Leave out".to_owned()),
            ]
        },
    );
    let bar = if kind == FacetKind::Category { share(value) } else { ().into_any() };
    view! {
        <div class=live(class)>
            <label>
                <input
                    type="checkbox"
                    prop:checked=live(move || value.get().1 == FacetState::Wanted)
                    on:change=act(move |_| state.click_filter(filter.clone(), Click::Want))
                />
                <span class="filter-name">{name}</span>
                <span class="filter-count">{live(move || words::grouped(value.get().0))}</span>
                {bar}
            </label>
            {leave_out}
        </div>
    }
    .into_any()
}

/// How much a value counts, beside the one that counts most.
fn share(value: Memo<(u32, FacetState, u64)>) -> AnyView {
    let width = move || format!("{}%", value.get().2);
    view! {
        <span class="share" aria-hidden="true">
            <span style:width=live(width)></span>
        </span>
    }
    .into_any()
}
