//! The notices at the foot of the page.

use leptos::prelude::*;

use crate::app::ids::NOTICES;
use crate::app::state::notices::Notice;
use crate::app::state::{State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::list::{BARE, Part, list};
use crate::app::ui::live::{handler, watch};
use crate::browser::dom;

/// The notices, at the foot of the page. The region is there from the start, so that what comes
/// into it is spoken.
#[component]
pub fn Notices() -> impl IntoView {
    let state = use_state();
    // The style sheet keeps room for them below the papers.
    watch(move || {
        dom::describe_page("news", if state.notices.shown().is_empty() { "off" } else { "on" })
    });
    view! {
        <span class="unseen" aria-live="polite">
            {move || state.notices.said()}
        </span>
        <div class="notices" id=NOTICES role="log" aria-live="polite" aria-label="Messages">
            {list("div", BARE, move || {
                let part = |notice: Notice| Part::new(notice.id.to_string(), move || one(state, notice));
                state.notices.shown().into_iter().map(part).collect()
            })}
        </div>
    }
}

fn one(state: State, notice: Notice) -> AnyView {
    let id = notice.id;
    let offers: Vec<AnyView> = notice
        .offers
        .into_iter()
        .map(|(label, offer)| button("button", label, move || state.accept(id, offer)))
        .collect();
    let undo = notice.step.map(|step| button("button", "Undo", move || state.undo_step(step)));
    view! {
        <div class="notice" class:trouble=notice.trouble>
            <p>{notice.text}</p>
            <div class="notice-offers">
                {offers}
                {undo}
                <button
                    class="button quiet dismiss"
                    aria-label="Dismiss"
                    title="Dismiss"
                    on:click=handler(move |_| state.notices.dismiss(id))
                >
                    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                        <path d="M6 6l12 12M18 6L6 18" />
                    </svg>
                </button>
            </div>
        </div>
    }
    .into_any()
}
