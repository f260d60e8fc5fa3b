//! The papers: counts, order, and the feed of cards.

use leptos::prelude::*;

use crate::app::filters::clear::clear;
use crate::app::filters::muted::muted;
use crate::app::ids::{FEED, FEED_END, FILTERS_BUTTON, RAIL};
use crate::app::paper::card::PaperCard;
use crate::app::screens::account::Ledger;
use crate::app::screens::start::FileButton;
use crate::app::state::{Feed, MOST_PRINTED, Row, State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::choice::{choice, option};
use crate::app::ui::list::{Part, list};
use crate::app::ui::live::{act, element, live, memo, text};
use crate::page::commands::Command;
use crate::page::route::Screen;
use skimmark_paper::words;
use skimmark_protocol::{Group, Sort};

/// The column of papers of the digest or the bookmarks.
#[component]
pub fn Papers(screen: Screen) -> impl IntoView {
    let state = use_state();
    let (name, deeds) = match screen {
        Screen::Bookmarks => {
            let export = button("link", "Export", move || state.export_bookmarks());
            let import = view! { <FileButton name="Import" class="link" /> }.into_any();
            ("Bookmarks", element("div", "bookmark-deeds", vec![export, import]))
        }
        Screen::All => {
            ("All digests", element("p", "all", vec![live(move || all(state)).into_any()]))
        }
        _ => ("Digest", view! { <Ledger /> }.into_any()),
    };
    view! {
        <section class="papers">
            <h1 class="unseen">{name}</h1>
            <p class="print-head">{live(move || print_head(state))}</p>
            <div class="bar">
                <p class="counts" role="status">
                    {live(move || counts(state))}
                </p>
                {deeds}
                {order(state, screen)}
            </div>
            {muted(state)}
            {feed(state)}
            {nothing(state, screen)}
        </section>
    }
}

/// Out of how many digests these papers are.
fn all(state: State) -> String {
    let digests = state.library.count();
    format!("All of {}", words::count(digests, "digest"))
}

fn counts(state: State) -> String {
    let (shown, total) = state.search.answer.with(|answer| (answer.shown, answer.total));
    if total == 0 && state.feed.is_growing() {
        return String::new();
    }
    let of = if state.previews() { "The first".into() } else { words::grouped(shown) + " of" };
    format!("{of} {}", words::count(total, "paper"))
}

/// What a print says at its head, where the page says it by what is around the papers.
fn print_head(state: State) -> String {
    let (shown, drawn) =
        (state.search.answer.with(|answer| answer.shown), state.feed.drawn_count());
    let query = state.navigation.route.with(|route| route.query.trim().to_owned());
    let mut words = vec![counts(state)];
    if !query.is_empty() {
        words.push(["found by ", &query].concat());
    }
    if drawn >= MOST_PRINTED && drawn < shown as usize {
        words.push(format!("of which these are the first {}", words::grouped(MOST_PRINTED as u32)));
    } else if drawn < shown as usize {
        words.push("of which these are some: press Ctrl+P on the page to print all".into());
    }
    words.join(", ")
}

/// The orders, as people say them.
const SORTS: &[(Sort, &str)] = &[
    (Sort::Digest, "Digest order"),
    (Sort::Score, "Score"),
    (Sort::Date, "Date"),
    (Sort::Title, "Title"),
    (Sort::Relevance, "Relevance"),
    (Sort::Marked, "Newest marked"),
    (Sort::Random, "Random"),
];

/// And the groups.
const GROUPS: &[(Group, &str)] = &[
    (Group::None, "No groups"),
    (Group::Category, "By category"),
    (Group::Day, "By day"),
    (Group::Digest, "By digest"),
];

fn order(state: State, screen: Screen) -> AnyView {
    let filters = view! {
        <button
            id=FILTERS_BUTTON
            class="link filters-button"
            aria-expanded=live(move || state.rail.is_open().to_string())
            aria-controls=RAIL
            on:click=act(move |_| state.rail.toggle())
        >
            "Filters"
        </button>
    };
    let sorts = SORTS.iter().enumerate().map(|(at, (sort, name))| {
        let name = match (screen, at) {
            (Screen::Bookmarks, 0) => "Newest star",
            (Screen::All, 0) => "Newest digest",
            _ => name,
        };
        option(at, name, move || {
            let chosen = state.navigation.route.with(|route| route.sort) == *sort;
            // Where no paper has a score, only an address can ask for that order.
            let scored = *sort != Sort::Score || state.search.answer.with(|answer| answer.scored);
            (chosen, chosen || scored)
        })
    });
    let groups = GROUPS.iter().enumerate().map(|(at, (group, name))| {
        let offered = *group != Group::Digest || screen == Screen::All;
        option(at, name, move || {
            (state.navigation.route.with(|route| route.group) == *group, offered)
        })
    });
    let sort_by = move |at: usize| state.go(|route| route.sort = SORTS[at].0);
    let group_by = move |at: usize| state.go(|route| route.group = GROUPS[at].0);
    let sorts = choice("Sort", sorts.collect(), Box::new(sort_by));
    let groups = choice("Group", groups.collect(), Box::new(group_by));
    element("div", "order", vec![filters.into_any(), sorts, groups])
}

fn feed(state: State) -> AnyView {
    let feed = state.feed;
    let spacer = move |height: fn(Feed) -> u32| {
        let pixels = move || format!("{}px", height(feed));
        view! { <div class="spacer" style:height=live(pixels)></div> }.into_any()
    };
    let cards = list("div", "", move || {
        let card = |row: Row| {
            Part::new(row.element_id(), move || view! { <PaperCard row=row /> }.into_any())
        };
        feed.rows().into_iter().map(card).collect()
    });
    view! {
        <div
            id=FEED
            role="feed"
            class:unscored=live(move || !state.search.answer.with(|answer| answer.scored))
            aria-label="Papers"
            aria-busy=live(move || (feed.is_growing() || state.progress.busy.get()).to_string())
            // A feed without articles is none.
            hidden=live(move || !feed.is_growing() && feed.drawn_count() == 0)
        >
            {spacer(Feed::height_before)}
            {cards}
            {spacer(Feed::height_after)}
        </div>
        <p id=FEED_END class="unseen" tabindex="-1">"End of the papers"</p>
    }
    .into_any()
}

/// What stands in place of papers when there are none to show. It stays while it says the same,
/// so that no answer of the engine takes its button away from under a click.
fn nothing(state: State, screen: Screen) -> AnyView {
    let none = move || {
        let shown = state.search.answer.with(|answer| answer.shown);
        shown == 0 && !state.feed.is_growing()
    };
    let filtered = memo(move || none() && state.search.answer.with(|answer| answer.total > 0));
    let empty = memo(move || none() && state.search.answer.with(|answer| answer.total == 0));
    let draw = move || match (filtered.get(), empty.get()) {
        (true, _) => {
            let words = element("p", "", vec![text("No paper passes these filters.")]);
            element("div", "nothing", vec![words, clear(state)])
        }
        (_, true) => element("div", "nothing", vec![element("p", "", empty_words(state, screen))]),
        _ => ().into_any(),
    };
    live(draw).into_any()
}

/// What is said of a view without papers.
fn empty_words(state: State, screen: Screen) -> Vec<AnyView> {
    if screen == Screen::All {
        return vec![text("No digest is kept yet. What you paste is found here.")];
    }
    let key = element("kbd", "", vec![live(move || state.keys.first_of(Command::Star)).into_any()]);
    let rest = ") and it stays here with its full text, whatever becomes of the digest.";
    vec![text("No bookmarks yet. Star a paper ("), key, text(rest)]
}
