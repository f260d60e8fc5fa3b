//! The filters beside the feed. A filter set here is text of the query, and the other way round.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlElement, KeyboardEvent};

use super::clear::clear;
use crate::app::filters::plot::plot;
use crate::app::filters::views::saved_views;
use crate::app::ids::RAIL;
use crate::app::state::{State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::list::{BARE, Part, list};
use crate::app::ui::live::{act, element, live, made, on, stated, text};
use crate::browser::{dom, fields, window};
use skimmark_paper::words;
use skimmark_protocol::{Click, FacetKind, FacetState, FacetValue};

/// In such a window the filters stand beside the papers; the style sheet says it, too.
const WIDE: &str = "(min-width: 60.01rem)";

/// The rail of filters.
#[component]
pub fn Rail() -> impl IntoView {
    let state = use_state();
    let groups = list("div", BARE, move || {
        let part = |kind| Part::new(name_of(kind), move || group(state, kind));
        kinds_of(state).into_iter().map(part).collect()
    });
    view! {
        <aside
            class="rail"
            id=RAIL
            tabindex="-1"
            aria-label="Filters"
            class:open=live(move || state.rail.is_open())
            on:focusout=act(move |event: FocusEvent| left(state, &event))
        >
            {saved_views(state)}
            {groups}
            <div class="rail-deeds">
                {clear(state)}
                {button("button primary rail-done", "Done", move || state.rail.close())}
            </div>
        </aside>
    }
}

/// The focus has gone from the filters to what they may cover, on a narrow screen.
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

/// The facets that were counted, and the one in which something is looked for, found or not.
fn kinds_of(state: State) -> Vec<FacetKind> {
    let mut kinds: Vec<FacetKind> =
        state.search.answer.with(|answer| answer.facets.iter().map(|facet| facet.kind).collect());
    for kind in [FacetKind::Author, FacetKind::Affiliation, FacetKind::Tag, FacetKind::Digest] {
        if !kinds.contains(&kind) && !state.search.text_to_find(kind).is_empty() {
            let behind = kinds.iter().position(|other| *other as u32 > kind as u32);
            kinds.insert(behind.unwrap_or(kinds.len()), kind);
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
        FacetKind::Tag => "Tags",
        FacetKind::Digest => "Digest",
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
            let open = RwSignal::new(window::is_media(WIDE));
            let turn = move |_| open.update(|open| *open = !*open);
            let stands =
                move || vec![("class", "fold".into()), ("aria-expanded", open.get().to_string())];
            let inner = live(move || if open.get() { listed(state, kind) } else { ().into_any() });
            let fold = stated("button", on("click", turn), vec![text(name)], stands);
            vec![element("legend", "", vec![fold]), inner.into_any()]
        }
        _ => vec![element("legend", "", vec![text(name)]), listed(state, kind)],
    };
    element("fieldset", "", parts)
}

/// The values of a facet. What is drawn of one stays while it is listed, so that counting again
/// does not take the focus from the one that was just clicked.
fn listed(state: State, kind: FacetKind) -> AnyView {
    let rows = list("div", BARE, move || {
        let row = |FacetValue { filter, name, .. }: &FacetValue| {
            let (filter, name) = (filter.clone(), name.clone());
            Part::new(filter.clone(), move || one(state, kind, filter, name))
        };
        state.search.facet(kind).values.iter().map(row).collect()
    });
    let rest = live(move || {
        let facet = state.search.facet(kind);
        match (facet.more, facet.values.is_empty()) {
            (0, true) => "None found".to_owned(),
            (0, false) => String::new(),
            (more, _) => format!("{} more", words::grouped(more)),
        }
    });
    vec![find(state, kind), rows, element("p", "more", vec![rest.into_any()])].into_any()
}

/// The field in which a value of a long facet is looked for. It is there always and shown once
/// it is of use, so that it keeps the focus.
fn find(state: State, kind: FacetKind) -> AnyView {
    let label = format!("Find in {}", name_of(kind).to_ascii_lowercase());
    let escape = move |event: Event| {
        let escaped = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape");
        if escaped && !fields::value_of(&event).is_empty() {
            event.prevent_default();
            state.find_in_facet(kind, String::new());
        }
    };
    let mut events = on("input", move |event| state.find_in_facet(kind, fields::value_of(&event)));
    events.extend(on("keydown", escape));
    let shown = Memo::new(move |was| was == Some(&true) || state.search.facet(kind).more > 0);
    stated("input", events, Vec::new(), move || {
        vec![
            ("class", "find".into()),
            ("type", "search".into()),
            ("aria-label", label.clone()),
            ("placeholder", label.clone()),
            ("autocomplete", "off".into()),
            ("autocapitalize", "off".into()),
            ("spellcheck", "false".into()),
            (".value", state.search.text_to_find(kind)),
            (".hidden", (!shown.get()).to_string()),
        ]
    })
}

fn one(state: State, kind: FacetKind, filter: String, name: String) -> AnyView {
    let (want, exclude) = (filter.clone(), filter.clone());
    let asked = on("change", move |_| state.click_filter(want.clone(), Click::Want));
    let check = stated("input", asked, Vec::new(), || vec![("type", "checkbox".into())]);
    let label = format!("Leave out {name}");
    let left_out = on("click", move |_| state.click_filter(exclude.clone(), Click::Exclude));
    let leave_out = stated("button", left_out, vec![text("\u{2212}")], move || {
        vec![
            ("class", "leave-out".into()),
            ("aria-label", label.clone()),
            ("title", "Leave out".into()),
        ]
    });
    let mut parts = vec![
        check,
        element("span", "filter-name", vec![text(name)]),
        element("span", "filter-count", Vec::new()),
    ];
    if kind == FacetKind::Category {
        parts.push(element("meter", "", Vec::new()));
    }
    let inner = vec![element("label", "", parts), leave_out];
    let mut known = None;
    // One closure for the whole row, as every row follows every answer.
    let update = move |row: &HtmlElement| {
        let facet = state.search.facet(kind);
        let highest = facet.values.iter().map(|value| value.count).max().unwrap_or(0).max(1);
        let value = facet.values.iter().find(|value| value.filter == filter);
        let (count, stands) = value.map(|it| (it.count, it.state)).unwrap_or_default();
        let wanted = stands == FacetState::Wanted;
        // What the reader has just clicked shows it already, whatever becomes of it.
        dom::describe_in(row, "input", &[(".checked", wanted.to_string())]);
        let now = Some((count, highest, stands));
        if known != now {
            known = now;
            row.set_class_name(class_of(stands));
            dom::describe_in(row, ".filter-count", &[(".textContent", words::grouped(count))]);
            let excluded = stands == FacetState::Excluded;
            dom::describe_in(row, "button", &[("aria-pressed", excluded.to_string())]);
            // How much the value counts, beside the one that counts most.
            let share = [
                ("aria-hidden", "true".into()),
                ("max", highest.to_string()),
                ("value", count.to_string()),
            ];
            dom::describe_in(row, "meter", &share);
        }
    };
    made("div", Vec::new(), inner, Box::new(update))
}

fn class_of(stands: FacetState) -> &'static str {
    match stands {
        FacetState::Off => "filter",
        FacetState::Wanted => "filter on",
        FacetState::Excluded => "filter out",
    }
}
