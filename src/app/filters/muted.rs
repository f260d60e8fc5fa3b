//! The papers that the query finds and rules hide.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::live::{derived, handler};
use skimmark_paper::words;
use skimmark_protocol::Click;

/// The condition that shows them in their places.
pub const ALSO_MUTED: &str = "show:muted";

/// Returns how many of the papers that the query finds are hidden by rules, and the button that
/// shows them among the others, or hides them again.
pub fn muted(state: State) -> AnyView {
    // The button stays under a click, whatever is counted meanwhile.
    let any = derived(move || state.search.answer.with(|answer| !answer.muted.is_empty()));
    let toggle = move |_| state.click_filter(ALSO_MUTED.into(), Click::Want);
    let shows = move || state.search.answer.with(|answer| answer.shows_muted);
    let line = move || {
        view! {
            <p class="muted">
                {move || words(state)}
                " "
                <button class="link" on:click=handler(toggle)>
                    {move || if shows() { "Hide them" } else { "Show" }}
                </button>
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
