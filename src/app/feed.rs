//! The papers: counts, order, and the feed of cards.

use leptos::prelude::*;

use crate::app::card::PaperCard;
use crate::app::ledger::Ledger;
use crate::app::live::{Part, act, element, list, live, memo, text};
use crate::app::notice::button;
use crate::app::start::FileButton;
use crate::app::state::{Row, State, use_state};
use crate::protocol::Sort;
use crate::route::Screen;
use crate::words;

/// The `id` of the button that opens the filters on a narrow screen.
pub const FILTERS: &str = "filters";

/// The column of papers of the digest or the bookmarks.
#[component]
pub fn Papers(bookmarks: bool) -> impl IntoView {
    let state = use_state();
    let deeds = if bookmarks {
        let export = button("link", "Export", move || state.export_bookmarks());
        let import = view! { <FileButton name="Import" class="link" /> }.into_any();
        element("div", "bookmark-deeds", vec![export, import])
    } else {
        view! { <Ledger /> }.into_any()
    };
    view! {
        <section class="papers">
            <h1 class="unseen">{if bookmarks { "Bookmarks" } else { "Digest" }}</h1>
            <div class="bar">
                <p class="counts" role="status">
                    {live(move || counts(state))}
                </p>
                {deeds}
                {order(state)}
            </div>
            {feed(state)}
            {live(move || nothing(state))}
        </section>
    }
}

fn counts(state: State) -> String {
    let (shown, total) = state.answer.with(|answer| (answer.shown, answer.total));
    let of = if state.previews() { "The first".into() } else { words::grouped(shown) + " of" };
    format!("{of} {}", words::count(total, "paper"))
}

fn order(state: State) -> AnyView {
    let as_listed = match state.route.with_untracked(|route| route.screen) {
        Screen::Bookmarks => "Newest star",
        _ => "Digest order",
    };
    let by_score = memo(move || state.route.with(|route| route.sort == Sort::Score));
    let chosen = move |event| {
        let score = event_target_value(&event) == "score";
        let sort = if score { Sort::Score } else { Sort::Digest };
        state.go(|route| route.sort = sort);
    };
    view! {
        <div class="order">
            <button
                id=FILTERS
                class="link filters-button"
                aria-expanded=live(move || state.rail_open.get().to_string())
                aria-controls="rail"
                on:click=act(move |_| state.toggle_rail())
            >
                "Filters"
            </button>
            <select aria-label="Sort" on:change=act(chosen)>
                <option value="digest" prop:selected=live(move || !by_score.get())>
                    {as_listed}
                </option>
                <option value="score" prop:selected=live(move || by_score.get())>
                    "Score, highest first"
                </option>
            </select>
        </div>
    }
    .into_any()
}

fn feed(state: State) -> AnyView {
    let feed = state.feed;
    let spacer = move |height: RwSignal<u32>| {
        let pixels = move || format!("{}px", height.get());
        view! { <div class="spacer" style:height=live(pixels)></div> }.into_any()
    };
    let cards = list(move || {
        let card = |row: Row| Part::new(row.id, move || view! { <PaperCard row=row /> }.into_any());
        feed.rows.get().into_iter().map(card).collect()
    });
    view! {
        <div
            id="papers"
            role="feed"
            class:unscored=live(move || !state.answer.with(|answer| answer.scored))
            aria-label="Papers"
            aria-busy=live(move || (feed.growing.get() || state.busy.get()).to_string())
            // A feed without articles is none.
            hidden=live(move || !feed.growing.get() && feed.rows.with(Vec::is_empty))
        >
            {spacer(feed.before)}
            {cards}
            {spacer(feed.after)}
        </div>
    }
    .into_any()
}

/// What stands in place of papers when there are none to show.
fn nothing(state: State) -> AnyView {
    let (shown, total) = state.answer.with(|answer| (answer.shown, answer.total));
    if shown > 0 || state.feed.growing.get() {
        return ().into_any();
    }
    if total > 0 {
        let words = element("p", "", vec![text("No paper passes these filters.")]);
        return element("div", "nothing", vec![words, crate::app::rail::clear(state)]);
    }
    view! {
        <div class="nothing">
            <p>
                "No bookmarks yet. Star a paper (" <kbd>"s"</kbd>
                ") and it stays here with its full text, whatever becomes of the digest."
            </p>
        </div>
    }
    .into_any()
}
