//! The search box, and the completions that it offers.

use leptos::ev::{Event, InputEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use crate::app::ids::{QUERY_PROBLEMS, SEARCH, SUGGESTIONS, suggestion};
use crate::app::state::State;
use crate::app::state::completion::Trigger;
use crate::app::ui::list::{BARE, Part, list};
use crate::app::ui::live::handler;
use crate::browser::{dom, events, fields};
use skimmark_paper::words;
use skimmark_protocol::Completion;

/// Returns the search box.
pub fn search_box(state: State) -> AnyView {
    let completion = state.completion;
    let arrived = StoredValue::new(false);
    let typed = move |event: Event| {
        state.type_query(fields::value_of(&event));
        if events::is_composing(&event) {
            state.completion.close();
        } else {
            state.complete(Trigger::Typed);
        }
    };
    view! {
        <input
            id=SEARCH
            type="search"
            aria-label="Search papers"
            aria-describedby=QUERY_PROBLEMS
            aria-invalid=move || {
                let is_wrong = state.search.answer.with(|answer| !answer.problems.is_empty());
                is_wrong.then_some("true")
            }
            aria-autocomplete="list"
            aria-controls=SUGGESTIONS
            aria-activedescendant=move || completion.chosen.get().map(suggestion).unwrap_or_default()
            placeholder="Search: words, cat:cs.CL, has:code"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            prop:value=move || state.navigation.route.with(|route| route.query.clone())
            on:focus=handler(move |_| arrived.set_value(true))
            on:beforeinput=handler(move |event: InputEvent| {
                if arrived.try_update_value(std::mem::take) == Some(true) {
                    part_from_filter(&event);
                }
            })
            on:input=handler(typed)
            on:compositionend=handler(move |_| state.complete(Trigger::Typed))
            on:keydown=handler(move |event| pressed(state, &event))
            on:pointerdown=handler(move |_| state.completion.close())
            on:blur=handler(move |_| state.completion.close())
        />
    }
    .into_any()
}

/// Parts what is typed first from the filter before it: whoever comes back to "has:code" and types a word does
/// not go on with "code".
fn part_from_filter(event: &InputEvent) {
    let query = fields::value_of(event);
    // The standard library's tables of letters would be 2.5 KB of the page.
    let is_sign = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
    let is_word = event.data().is_some_and(|typed| typed.starts_with(|c| !is_sign(c)));
    let last = query.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_filter = last
        .split_once(':')
        .is_some_and(|(_, value)| value.ends_with(|c| !is_sign(c) || c == '"' && value.len() > 1));
    let is_whole = is_filter || last.ends_with(')') || last.starts_with('#') && last.len() > 1;
    if is_word && is_whole && fields::is_cursor_at_end(SEARCH) {
        fields::set_text(SEARCH, &[&query, " "].concat());
    }
}

/// The code of any key that an input method takes.
const COMPOSING: u32 = 229;

/// Handles the keys of the list; all others are those of the box and of the page.
fn pressed(state: State, key: &KeyboardEvent) {
    // Safari's key that ends a composition says so by its code alone.
    let is_composing = key.is_composing() || key.key_code() == COMPOSING;
    if is_composing || key.ctrl_key() || key.meta_key() || key.alt_key() {
        return;
    }
    let open = untrack(move || state.completion.count()) > 0;
    match (key.key().as_str(), state.completion.chosen.get_untracked()) {
        ("ArrowDown", _) if !open => state.complete(Trigger::Asked),
        ("Enter", None) => {
            state.completion.close();
            state.go_to_found();
        }
        _ if !open => return,
        ("ArrowDown", _) => step(state, true),
        ("ArrowUp", _) => step(state, false),
        ("Enter" | "Tab", Some(chosen)) => state.completion.take(chosen),
        ("Escape", _) => state.completion.close(),
        ("ArrowLeft" | "ArrowRight" | "Home" | "End", _) => {
            return state.completion.close();
        }
        _ => return,
    }
    key.prevent_default();
}

fn step(state: State, forward: bool) {
    state.completion.step(forward);
    if let Some(chosen) = state.completion.chosen.get_untracked() {
        dom::scroll_in(SUGGESTIONS, &suggestion(chosen));
    }
}

/// Returns the list below the box.
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
    let keep_focus = handler(|event: MouseEvent| event.prevent_default());
    let count = move || match completion.count() {
        0 => String::new(),
        items => words::count(items as u32, "suggestion"),
    };
    view! {
        <div
            id=SUGGESTIONS
            class="suggestions"
            role="listbox"
            aria-label="Suggestions"
            hidden=move || completion.count() == 0
            on:mousedown=keep_focus
        >
            {options}
        </div>
        <span class="unseen" aria-live="polite">
            {move || count()}
        </span>
    }
    .into_any()
}

fn option(state: State, at: usize, item: Completion) -> AnyView {
    let chosen = move || state.completion.chosen.get() == Some(at);
    view! {
        <div
            id=suggestion(at)
            role="option"
            aria-selected=move || chosen().to_string()
            on:click=handler(move |_| state.completion.take(at))
        >
            <span>{item.name}</span>
            <small>{item.words}</small>
        </div>
    }
    .into_any()
}
