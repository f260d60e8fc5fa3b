//! The papers: counts, order, and the feed of cards.

use leptos::prelude::*;

use crate::app::card::PaperCard;
use crate::app::ledger::Ledger;
use crate::app::start::FileButton;
use crate::app::state::use_state;
use crate::protocol::Sort;
use crate::route::Screen;
use crate::words;

/// The column of papers.
#[component]
pub fn Papers() -> impl IntoView {
    let state = use_state();
    let bookmarks = Memo::new(move |_| state.route.with(|route| route.screen == Screen::Bookmarks));
    view! {
        <section class="papers">
            <h1 class="unseen">{move || if bookmarks.get() { "Bookmarks" } else { "Digest" }}</h1>
            <div class="bar">
                <p class="counts" role="status">{move || counts(state)}</p>
                <Show when=move || !bookmarks.get()>
                    <Ledger />
                </Show>
                <Show when=move || bookmarks.get()>
                    <BookmarkDeeds />
                </Show>
                <Order />
            </div>
            <Feed />
            <Nothing />
        </section>
    }
}

fn counts(state: crate::app::state::State) -> String {
    let counts = state.counts.get();
    let total = words::count(counts.total, "paper");
    format!("{} of {total}", words::grouped(counts.shown))
}

#[component]
fn Order() -> impl IntoView {
    let state = use_state();
    let sort = Memo::new(move |_| state.route.with(|route| route.sort));
    let by_digest = move || match state.route.with(|route| route.screen) {
        Screen::Bookmarks => "Newest star",
        _ => "Digest order",
    };
    let chosen = move |event| {
        let score = event_target_value(&event) == "score";
        state.sort(if score { Sort::Score } else { Sort::Digest });
    };
    view! {
        <div class="order">
            <button
                class="link filters-button"
                aria-expanded=move || state.rail_open.get().to_string()
                aria-controls="rail"
                on:click=move |_| state.rail_open.update(|open| *open = !*open)
            >
                "Filters"
            </button>
            <select aria-label="Sort" on:change=chosen>
                <option value="digest" prop:selected=move || sort.get() == Sort::Digest>
                    {by_digest}
                </option>
                <option value="score" prop:selected=move || sort.get() == Sort::Score>
                    "Score, highest first"
                </option>
            </select>
        </div>
    }
}

#[component]
fn BookmarkDeeds() -> impl IntoView {
    let state = use_state();
    view! {
        <div class="bookmark-deeds">
            <button class="link" on:click=move |_| state.export_bookmarks()>"Export"</button>
            <FileButton name="Import" class="link" />
        </div>
    }
}

#[component]
fn Feed() -> impl IntoView {
    let state = use_state();
    let feed = state.feed;
    view! {
        <div id="papers" role="feed" aria-label="Papers" aria-busy=move || feed.growing.get().to_string()>
            <div class="spacer" style:height=move || format!("{}px", feed.before.get())></div>
            <For each=move || feed.rows.get() key=|row| row.id let(row)>
                <PaperCard row=row />
            </For>
            <div class="spacer" style:height=move || format!("{}px", feed.after.get())></div>
        </div>
    }
}

/// What stands in place of papers when there are none to show.
#[component]
fn Nothing() -> impl IntoView {
    let state = use_state();
    let none = Memo::new(move |_| state.counts.get().shown == 0 && !state.feed.growing.get());
    let filtered = move || state.counts.get().total > 0;
    view! {
        <Show when=move || none.get()>
            <div class="nothing">
                <Show
                    when=filtered
                    fallback=|| {
                        view! {
                            <p>
                                "No bookmarks yet. Star a paper (" <kbd>"s"</kbd>
                                ") and it stays here with its full text, whatever becomes of the \
                                 digest."
                            </p>
                        }
                    }
                >
                    <p>"No paper passes these filters."</p>
                    <button
                        class="button"
                        on:click=move |_| state.go(|route| route.query.clear())
                    >
                        "Clear filters"
                    </button>
                </Show>
            </div>
        </Show>
    }
}
