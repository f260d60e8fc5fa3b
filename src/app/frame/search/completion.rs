//! The search box, and what it offers to go on with.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::app::ids::{QUERY_PROBLEMS, SEARCH, SUGGESTIONS, suggestion};
use crate::app::state::State;
use crate::app::state::completion::Trigger;
use crate::app::ui::list::{BARE, Part, list};
use crate::app::ui::live::{element, live, on, stated, text};
use crate::browser::{dom, events, fields};
use skimmark_paper::words;
use skimmark_protocol::Completion;

/// The search box.
pub fn search_box(state: State) -> AnyView {
    let completion = state.completion;
    let typed = move |event: Event| {
        state.type_query(fields::value_of(&event));
        if events::is_composing(&event) {
            state.completion.close();
        } else {
            state.complete(Trigger::Typed);
        }
    };
    let mut events = on("input", typed);
    events.extend(on("compositionend", move |_| state.complete(Trigger::Typed)));
    events.extend(on("keydown", move |event| pressed(state, &event)));
    events.extend(on("pointerdown", move |_| state.completion.close()));
    events.extend(on("blur", move |_| state.completion.close()));
    stated("input", events, Vec::new(), move || {
        let chosen = completion.chosen.get();
        vec![
            ("id", SEARCH.into()),
            ("type", "search".into()),
            ("aria-label", "Search papers".into()),
            ("aria-describedby", QUERY_PROBLEMS.into()),
            ("aria-autocomplete", "list".into()),
            ("aria-controls", SUGGESTIONS.into()),
            ("aria-activedescendant", chosen.map(suggestion).unwrap_or_default()),
            ("placeholder", "Search: words, cat:cs.CL, has:code".into()),
            ("autocomplete", "off".into()),
            ("autocapitalize", "off".into()),
            ("spellcheck", "false".into()),
            (".value", state.navigation.route.with(|route| route.query.clone())),
        ]
    })
}

/// The keys of the list; all others are those of the box, and of the page.
fn pressed(state: State, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| !key.is_composing()) else {
        return;
    };
    if key.ctrl_key() || key.meta_key() || key.alt_key() {
        return;
    }
    let open = untrack(move || state.completion.count()) > 0;
    match (key.key().as_str(), state.completion.chosen.get_untracked()) {
        ("ArrowDown", _) if !open => state.complete(Trigger::Asked),
        _ if !open => return,
        ("ArrowDown", _) => step(state, true),
        ("ArrowUp", _) => step(state, false),
        ("Enter" | "Tab", Some(chosen)) => state.completion.take(chosen),
        ("Escape", _) => state.completion.close(),
        ("Enter" | "ArrowLeft" | "ArrowRight" | "Home" | "End", _) => {
            return state.completion.close();
        }
        _ => return,
    }
    event.prevent_default();
}

fn step(state: State, forward: bool) {
    state.completion.step(forward);
    if let Some(chosen) = state.completion.chosen.get_untracked() {
        dom::scroll_in(SUGGESTIONS, &suggestion(chosen));
    }
}

/// The list below the box.
pub fn suggestions(state: State) -> AnyView {
    let completion = state.completion;
    let options = list("div", BARE, move || {
        let options = completion.offered.get().items.into_iter().enumerate();
        let part = |(at, item): (usize, Completion)| {
            let key = format!("{at} {} {}", item.text, item.words);
            Part::new(key, move || option(state, at, item))
        };
        options.map(part).collect()
    });
    // The box keeps the focus, and on a phone its keyboard.
    let kept = on("mousedown", |event| event.prevent_default());
    let list = stated("div", kept, vec![options], move || {
        vec![
            ("id", SUGGESTIONS.into()),
            ("class", SUGGESTIONS.into()),
            ("role", "listbox".into()),
            ("aria-label", "Suggestions".into()),
            (".hidden", (completion.count() == 0).to_string()),
        ]
    });
    let told = live(move || match completion.count() {
        0 => String::new(),
        items => words::count(items as u32, "suggestion"),
    });
    let told = stated("span", Vec::new(), vec![told.into_any()], || {
        vec![("class", "unseen".into()), ("aria-live", "polite".into())]
    });
    vec![list, told].into_any()
}

fn option(state: State, at: usize, item: Completion) -> AnyView {
    let inner = vec![
        element("span", "", vec![text(item.name)]),
        element("small", "", vec![text(item.words)]),
    ];
    stated("div", on("click", move |_| state.completion.take(at)), inner, move || {
        let chosen = state.completion.chosen.get() == Some(at);
        vec![
            ("id", suggestion(at)),
            ("role", "option".into()),
            ("aria-selected", chosen.to_string()),
        ]
    })
}
