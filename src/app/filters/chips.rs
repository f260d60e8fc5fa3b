//! The conditions of the query, each a button that takes it out.

use leptos::prelude::*;

use crate::app::ids::LIST_HEAD;
use crate::app::state::State;
use crate::app::ui::list::{Part, list};
use crate::app::ui::live::handler;
use crate::browser::{focus, window};
use skimmark_protocol::QueryPart;

/// How far the window may be scrolled, in pixels, while the reader is at the head of the papers.
const AT_HEAD: f64 = 100.0;

/// Returns the conditions; the words to search for are in the search box alone.
pub fn chips(state: State) -> AnyView {
    let parts = list("ul", "chips", move || {
        let parts = state.search.answer.with(|answer| answer.parts.clone());
        let chip = |part: QueryPart| {
            // What is left without it is that of this query alone.
            let key = [&part.words, "\n", &part.without].concat();
            Part::new(key, move || chip(state, part))
        };
        parts.into_iter().map(chip).collect()
    });
    view! {
        <div class="chips-room" role="group" aria-label="Active filters">
            {parts}
        </div>
    }
    .into_any()
}

fn chip(state: State, part: QueryPart) -> AnyView {
    let QueryPart { words, without } = part;
    let name = ["Remove ", &words].concat();
    let remove = move |_| {
        let without = without.clone();
        // The next chip stays at hand: in the list they are always in sight.
        if window::scroll_top() < AT_HEAD && !untrack(|| state.settings.get().is_list()) {
            state.feed.leave_place();
        }
        state.go(move |route| route.query = without);
        focus::give_in_place(LIST_HEAD);
    };
    view! {
        <li>
            <button class="chip" dir="auto" aria-label=name on:click=handler(remove)>
                <span>
                    <span>{words}</span>
                    <span aria-hidden="true">"\u{d7}"</span>
                </span>
            </button>
        </li>
    }
    .into_any()
}
