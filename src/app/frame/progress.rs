//! How far the reading of a digest is, and the way to stop it.

use leptos::prelude::*;

use crate::app::state::{State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::live::live;
use skimmark_paper::words;

/// A bar at the foot of the window while a digest is read; the style lets it appear only where
/// that takes longer than a moment.
#[component]
pub fn Progress() -> impl IntoView {
    let state = use_state();
    live(move || if state.progress.busy.get() { bar(state) } else { ().into_any() })
}

fn bar(state: State) -> AnyView {
    let found = move || match state.progress.done.get().1 {
        0 => "Reading".to_owned(),
        papers => format!("Reading: {}", words::count(papers, "paper")),
    };
    let meter = view! {
        <progress
            aria-label="Reading"
            max="1000"
            prop:value=live(move || state.progress.done.get().0.to_string())
        ></progress>
    };
    let found = view! { <span>{live(found)}</span> };
    let cancel = button("button", "Cancel", move || state.cancel());
    view! {
        <section class="progress" aria-label="Progress">
            {meter} {found} {cancel}
        </section>
    }
    .into_any()
}
