//! The progress of reading a digest, and the way to stop it.

use leptos::prelude::*;

use crate::app::state::{State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::live::watch;
use crate::browser::dom;
use skimmark_paper::words;

/// A bar at the foot of the window while a digest is read; by its style it appears only if that
/// takes longer than a moment.
#[component]
pub fn Progress() -> impl IntoView {
    let state = use_state();
    // The style sheet keeps room for it below the papers.
    watch(move || {
        dom::describe_page("reading", if state.progress.busy.get() { "on" } else { "off" })
    });
    view! { {move || state.progress.busy.get().then(|| bar(state))} }
}

fn bar(state: State) -> AnyView {
    let found = move || match state.progress.done.get().1 {
        0 => "Reading".to_owned(),
        papers => format!("Reading: {}", words::count(papers, "paper")),
    };
    view! {
        <section class="progress" aria-label="Progress">
            <progress
                aria-label="Reading"
                max="1000"
                prop:value=move || state.progress.done.get().0.to_string()
            ></progress>
            <span>{move || found()}</span>
            {button("button", "Cancel", move || state.cancel())}
        </section>
    }
    .into_any()
}
