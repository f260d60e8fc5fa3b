//! The papers that the query finds and rules hide.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::live::derived;
use skimmark_paper::words;

/// Returns how many of the papers that the query finds are hidden by rules, and the button that
/// shows them.
pub fn muted(state: State) -> AnyView {
    // The button stays under a click, whatever is counted meanwhile.
    let any = derived(move || state.search.answer.with(|answer| !answer.muted.is_empty()));
    let show = move || {
        state.go(|route| {
            route.query = ["is:muted ", route.query.trim()].concat().trim().to_owned();
        });
    };
    let line = move || {
        view! {
            <p class="muted">
                {move || words(state)}
                " "
                {button("link", "Show", show)}
            </p>
        }
        .into_any()
    };
    view! { {move || any.get().then(line)} }.into_any()
}

fn words(state: State) -> String {
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
}
