//! The head of the page: views, search, and what can be done anywhere.

use leptos::prelude::*;

use crate::app::MAIN;
use crate::app::completion::{search_box, suggestions};
use crate::app::dialog::Topic;
use crate::app::keys::{SEARCHES, key_of};
use crate::app::live::{act, element, live, memo, stated, text};
use crate::app::notice::{Notice, button};
use crate::app::start;
use crate::app::state::{Stage, State, use_state};
use crate::browser::{clipboard, page};
use crate::route::{Route, Screen};
use skimmark_paper::words;
use skimmark_protocol::QueryProblem;

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
                    class="button quiet settings-button"
                    aria-label="Settings"
                    title="Settings"
                    on:click=act(move |_| state.dialog.set(Some(Topic::Settings)))
                >
                    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                        <path d="M3 7h9m5 0h4M3 17h4m5 0h9M12 4.5v5h5v-5zM7 14.5v5h5v-5z" />
                    </svg>
                </button>
                <button
                    class="button quiet keys-button"
                    aria-label="Keys"
                    title="Keys"
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
    page::focus(MAIN);
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
pub fn paste(state: State) {
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
    let problems = move || {
        // Of what is being typed only what it can become is told.
        let typing = match state.completing.offered.get() {
            offered if offered.items.is_empty() => u32::MAX,
            offered => offered.from,
        };
        let problems = state.answer.with(|answer| answer.problems.clone());
        let problems = problems.into_iter().filter(|problem| problem.from < typing);
        problems.map(told).collect::<Vec<AnyView>>().into_any()
    };
    let problems = stated("div", Vec::new(), vec![live(problems).into_any()], || {
        vec![
            ("class", "problems".into()),
            ("id", "query-problems".into()),
            ("role", "status".into()),
        ]
    });
    let below = element("div", "below", vec![suggestions(state), problems]);
    let key = live(move || key_of(state, SEARCHES));
    let key =
        stated("kbd", Vec::new(), vec![key.into_any()], || vec![("aria-hidden", "true".into())]);
    element("search", "search", vec![search_box(state), key, below])
}

/// A mistake: the query with the stretch that it is about, and what to write instead.
fn told(problem: QueryProblem) -> AnyView {
    let part = element("mark", "", vec![text(problem.part)]);
    let query = element("code", "", vec![text(problem.before), part, text(problem.behind)]);
    element("p", "", vec![query, text(problem.message)])
}
