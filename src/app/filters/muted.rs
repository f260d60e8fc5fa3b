//! What rules hide of what the query finds.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::live::{element, live, memo, text};
use skimmark_paper::words;

/// How many papers rules hide of what the query finds, and what shows them.
pub fn muted(state: State) -> AnyView {
    let words = move || {
        state.search.answer.with(|answer| {
            let by = answer.muted.iter().map(|by| {
                let count = words::grouped(by.count);
                match &by.query {
                    None => [&count, " hidden by you"].concat(),
                    Some(query) => [&count, " muted by ", query].concat(),
                }
            });
            by.collect::<Vec<_>>().join(", ")
        })
    };
    // The button stays under a click, whatever is counted meanwhile.
    let some = memo(move || state.search.answer.with(|answer| !answer.muted.is_empty()));
    let draw = move || {
        if !some.get() {
            return ().into_any();
        }
        let show = button("link", "Show", move || {
            state.go(|route| {
                route.query = ["is:muted ", route.query.trim()].concat().trim().to_owned();
            });
        });
        element("p", "muted", vec![live(words).into_any(), text(" "), show])
    };
    live(draw).into_any()
}
