//! The head of the page: views, search, and what can be done anywhere.

use leptos::prelude::*;

use crate::app::dialog::Topic;
use crate::app::live::{act, element, live, memo, text};
use crate::app::notice::{Notice, button};
use crate::app::start;
use crate::app::state::{Stage, State, use_state};
use crate::browser::{clipboard, page};
use crate::route::{Route, Screen};
use crate::words;

/// The `id` of the search box, which keys give the focus to.
pub const SEARCH: &str = "search";

/// The banner.
#[component]
pub fn Header() -> impl IntoView {
    let state = use_state();
    let searching = memo(move || state.shows_papers());
    let tally = move || match state.bookmarks.get() {
        0 => String::new(),
        stars => words::grouped(stars),
    };
    let paste = move || {
        if searching.get() || state.stage.get() == Stage::Open {
            button("button", "Paste", move || paste(state))
        } else {
            ().into_any()
        }
    };
    view! {
        <header class="banner" id="banner">
            <a class="skip" href="#main" on:click=act(|event| skip(&event))>
                "Skip to the papers"
            </a>
            <p class="brand" aria-hidden="true">"Skim"<span>"mark"</span></p>
            <nav class="views" aria-label="Views">
                {view_link(state, Screen::Digest, "Digest", ().into_any())}
                {view_link(
                    state,
                    Screen::Bookmarks,
                    "Bookmarks",
                    view! { <span class="tally" aria-hidden="true">{live(tally)}</span> }.into_any(),
                )}
                {view_link(state, Screen::Library, "Library", ().into_any())}
            </nav>
            {live(move || if searching.get() { search(state) } else { ().into_any() })}
            <div class="deeds">
                {live(paste)}
                <button
                    class="button quiet"
                    aria-label="Keys"
                    title="Keys (?)"
                    on:click=act(move |_| state.dialog.set(Some(Topic::Keys)))
                >
                    "?"
                </button>
            </div>
        </header>
    }
}

/// A skip link must not change the hash, which holds the query.
fn skip(event: &leptos::ev::MouseEvent) {
    event.prevent_default();
    page::focus("main");
}

/// A link to a screen.
pub fn view_link(state: State, screen: Screen, name: &'static str, more: AnyView) -> AnyView {
    let here = memo(move || state.route.with(|route| route.screen) == screen);
    let href = format!("#{}", Route { screen, ..Route::default() }.to_hash());
    let go = move |event: leptos::ev::MouseEvent| {
        // With a modifier the browser opens a tab or a window, as for any link.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        state.go(|route| *route = Route { screen, ..Route::default() });
    };
    view! {
        <a
            href=href
            aria-current=live(move || here.get().then_some("page"))
            on:click=act(go)
        >
            {name}
            {more}
        </a>
    }
    .into_any()
}

/// Reads the clipboard by button; where that is denied, the text box and a word on how to paste.
fn paste(state: State) {
    leptos::task::spawn_local(async move {
        match clipboard::read().await {
            Ok(brought) => state.bring(vec![brought]),
            Err(reason) => {
                state.notify(Notice::news(format!(
                    "The clipboard could not be read: {reason}. Press Ctrl+V (⌘V) anywhere on \
                     the page instead.",
                )));
                page::focus(start::TEXT_BOX);
            }
        }
    });
}

fn search(state: State) -> AnyView {
    let query = move || state.route.with(|route| route.query.clone());
    let problems = move || {
        let problems =
            state.answer.with(|answer| answer.problems.clone()).into_iter().map(|problem| {
                let part = element("code", "", vec![text(problem.part)]);
                element("p", "", vec![part, text(problem.message)])
            });
        problems.collect::<Vec<AnyView>>().into_any()
    };
    view! {
        <search class="search">
            <input
                id=SEARCH
                type="search"
                aria-label="Search papers"
                aria-describedby="query-problems"
                placeholder="Search: words, cat:cs.CL, has:code"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=live(query)
                on:input=act(move |event| state.type_query(event_target_value(&event)))
            />
            <kbd aria-hidden="true">"/"</kbd>
            <div class="problems" id="query-problems" role="status">
                {live(problems)}
            </div>
        </search>
    }
    .into_any()
}
