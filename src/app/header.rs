//! The head of the page: views, search, and what can be done anywhere.

use leptos::prelude::*;

use crate::app::notice::Notice;
use crate::app::start;
use crate::app::state::{Stage, use_state};
use crate::browser::clipboard;
use crate::browser::files::Brought;
use crate::route::{Route, Screen};
use crate::words;

/// The `id` of the search box, which keys give the focus to.
pub const SEARCH: &str = "search";

/// The banner.
#[component]
pub fn Header() -> impl IntoView {
    let state = use_state();
    let stars = Memo::new(move |_| {
        let count = state.marks.with(|marks| marks.iter().filter(|mark| mark.starred).count());
        u32::try_from(count).unwrap_or(u32::MAX)
    });
    let searching = Memo::new(move |_| state.shows_papers());
    view! {
        <header class="banner" id="banner">
            <a class="skip" href="#main" on:click=|event| skip(&event)>"Skip to the papers"</a>
            <p class="brand" aria-hidden="true">"Skim"<span>"mark"</span></p>
            <nav class="views" aria-label="Views">
                <ViewLink screen=Screen::Digest name="Digest" />
                <ViewLink screen=Screen::Bookmarks name="Bookmarks">
                    <Show when=move || { stars.get() > 0 }>
                        <span class="tally" aria-hidden="true">
                            {move || words::grouped(stars.get())}
                        </span>
                    </Show>
                </ViewLink>
                <ViewLink screen=Screen::Library name="Library" />
            </nav>
            <Show when=move || searching.get()>
                <Search />
            </Show>
            <div class="deeds">
                <Show when=move || searching.get() || state.stage.get() == Stage::Open>
                    <button class="button" on:click=move |_| paste(state)>"Paste"</button>
                </Show>
                <button
                    class="button quiet"
                    aria-label="Keys"
                    title="Keys (?)"
                    on:click=move |_| state.help_open.set(true)
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
    if let Some(main) = crate::browser::page::by_id("main") {
        main.set_tab_index(-1);
        let _ = main.focus();
    }
}

#[component]
fn ViewLink(
    screen: Screen,
    name: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let state = use_state();
    let here = Memo::new(move |_| state.route.with(|route| route.screen) == screen);
    let href = format!("#{}", Route { screen, ..Route::default() }.to_hash());
    view! {
        <a
            href=href
            aria-label=name
            aria-current=move || here.get().then_some("page")
            on:click=move |event| {
                event.prevent_default();
                state.go(|route| *route = Route { screen, ..Route::default() });
            }
        >
            {name}
            {children.map(|children| children())}
        </a>
    }
}

/// Reads the clipboard by button; where that is denied, the text box and a word on how to paste.
fn paste(state: crate::app::state::State) {
    leptos::task::spawn_local(async move {
        match clipboard::read_text().await {
            Ok(text) => state.bring(vec![Brought::Text(text)]),
            Err(_) => {
                state.notify(Notice::news(
                    "This browser does not let a button read the clipboard. Press Ctrl+V (⌘V) \
                     anywhere on the page instead.",
                ));
                crate::browser::page::focus(start::TEXT_BOX);
            }
        }
    });
}

#[component]
fn Search() -> impl IntoView {
    let state = use_state();
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
                prop:value=move || state.route.with(|route| route.query.clone())
                on:input=move |event| state.type_query(event_target_value(&event))
            />
            <kbd aria-hidden="true">"/"</kbd>
            <div class="problems" id="query-problems" role="status">
                <For
                    each=move || state.problems.get()
                    key=|problem| (problem.start, problem.end, problem.message.clone())
                    let(problem)
                >
                    <p>
                        <code>
                            {move || {
                                state
                                    .route
                                    .with(|route| {
                                        let range = problem.start..problem.end;
                                        route.query.get(range).unwrap_or_default().to_owned()
                                    })
                            }}
                        </code>
                        {problem.message}
                    </p>
                </For>
            </div>
        </search>
    }
}
