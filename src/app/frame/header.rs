//! The head of the page: views, search, and what can be done anywhere.

use leptos::prelude::*;

use super::search::search;
use crate::app::ids::{BANNER, MAIN};
use crate::app::state::dialog::Topic;
use crate::app::state::digest::Stage;
use crate::app::state::digest::paste::paste;
use crate::app::state::{State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::live::{derived, handler, watch};
use crate::app::ui::view_link::view_link;
use crate::browser::{dom, focus};
use crate::page::route::Screen;
use skimmark_paper::words;

/// The banner.
#[component]
pub fn Header() -> impl IntoView {
    let state = use_state();
    let searching = derived(move || state.shows_papers());
    let tally = move || match state.marks.bookmarks.get() {
        0 => String::new(),
        stars => words::grouped(stars),
    };
    let can_paste = derived(move || searching.get() || state.digest.stage.get() == Stage::Open);
    // The style sheet keeps a place for the filters while papers are shown.
    watch(move || {
        dom::describe_page("shows", if searching.get() { "papers" } else { "no papers" })
    });
    view! {
        <header class="banner" id=BANNER>
            <a class="skip" href="#main" on:click=handler(move |event| skip(state, &event))>
                "Skip to the papers"
            </a>
            <p class="brand" aria-hidden="true">"Skim"<span>"mark"</span></p>
            <nav class="views" aria-label="Views">
                {screen_link(state, Screen::Digest, "Digest", ().into_any())}
                {screen_link(
                    state,
                    Screen::Bookmarks,
                    "Bookmarks",
                    view! { <span class="tally" aria-hidden="true">{move || tally()}</span> }.into_any(),
                )}
                {screen_link(state, Screen::Library, "Library", ().into_any())}
            </nav>
            {move || searching.get().then(|| search(state))}
            <div class="deeds">
                {move || can_paste.get().then(|| button("button", "Paste", move || paste(state)))}
                <button
                    class="button quiet settings-button"
                    aria-label="Settings"
                    title="Settings"
                    on:click=handler(move |_| state.dialog.open(Topic::Settings))
                >
                    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                        <path d="M3 7h9m5 0h4M3 17h4m5 0h9M12 4.5v5h5v-5zM7 14.5v5h5v-5z" />
                    </svg>
                </button>
                <button
                    class="button quiet keys-button"
                    aria-label="Keyboard shortcuts"
                    title="Keyboard shortcuts"
                    on:click=handler(move |_| state.dialog.open(Topic::Keys))
                >
                    "?"
                </button>
            </div>
        </header>
    }
}

/// Skips to the current paper, or the first; the link itself would change the hash, which holds the query.
fn skip(state: State, event: &leptos::ev::MouseEvent) {
    event.prevent_default();
    if !state.go_to_papers() {
        focus::give(MAIN);
    }
}

fn screen_link(state: State, screen: Screen, name: &'static str, more: AnyView) -> AnyView {
    let here = derived(move || state.navigation.screen() == screen);
    view_link(screen.address(), name, more, here, move || state.turn_to(screen))
}
