//! The papers: counts, order, and the feed of cards.

use leptos::prelude::*;

use crate::app::filters::chips::chips;
use crate::app::filters::clear::{clear, clear_counted};
use crate::app::filters::muted::{ALSO_MUTED, muted};
use crate::app::ids::{FEED, FEED_END, FILTERS_BUTTON, LIST_HEAD, RAIL};
use crate::app::paper::card::PaperCard;
use crate::app::screens::account::Ledger;
use crate::app::screens::list;
use crate::app::screens::selection::selection;
use crate::app::screens::start::FileButton;
use crate::app::state::{Feed, MOST_PRINTED, Row, State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::choice::{choice, option};
use crate::app::ui::list::{Part, list as parts};
use crate::app::ui::live::{derived, handler};
use crate::page::commands::Command;
use crate::page::route::Screen;
use skimmark_paper::words;
use skimmark_protocol::{Click, FacetKind, Group, Sort};

/// The column of papers of the digest or the bookmarks.
#[component]
pub fn Papers(screen: Screen) -> impl IntoView {
    let state = use_state();
    let name = derived(move || name(state, screen));
    let beside_counts = match screen {
        Screen::Bookmarks => bookmark_actions(),
        Screen::All => view! { <p class="all">{move || all(state)}</p> }.into_any(),
        _ => view! { <Ledger /> }.into_any(),
    };
    view! {
        <section class="papers">
            <p class="print-head">{move || print_head(state, name.get())}</p>
            <div class="bar" id=LIST_HEAD tabindex="-1">
                <div class="list-name">
                    <h1 dir="auto" title=move || name.get()>
                        {move || name.get()}
                    </h1>
                    {chips(state)}
                </div>
                <p class="counts" role="status">
                    {move || counts(state)}
                </p>
                {clear_counted(state)}
                <p class="left">{move || left(state)}</p>
                {keep(state, screen)}
                {beside_counts}
                {export(state, screen)}
                {order(state, screen)}
            </div>
            {muted(state)}
            {move || likes_missing(state)}
            {feed(state)}
            {nothing(state, screen)}
            {ending(state, screen)}
            {selection(state)}
        </section>
    }
}

/// Returns the name of what is listed.
fn name(state: State, screen: Screen) -> String {
    match screen {
        Screen::Bookmarks => "Bookmarks".to_owned(),
        Screen::All => "All digests".to_owned(),
        _ => state.name_of_open().unwrap_or_else(|| "Digest".to_owned()),
    }
}

/// Returns the button that keeps a digest that came by a link.
fn keep(state: State, screen: Screen) -> impl IntoView {
    move || {
        let is_offered = screen == Screen::Digest && state.is_passing();
        is_offered.then(|| button("link", "Keep in the library", move || state.keep_link()))
    }
}

fn bookmark_actions() -> AnyView {
    view! {
        <div class="bookmark-deeds">
            <FileButton name="Import" class="link" />
        </div>
    }
    .into_any()
}

/// Says what the order "For you" waits for.
fn likes_missing(state: State) -> Option<AnyView> {
    let missing = state.search.answer.with(|answer| answer.likes_missing);
    let words = || {
        let papers = words::count(missing, "more paper");
        format!("Star, tag or note {papers}: from then on yours come first, and \"Why\" says why.")
    };
    (missing > 0).then(|| view! { <p class="muted">{words()}</p> }.into_any())
}

/// Returns the button that gives papers away. An empty list has none, but for the bookmarks, which give
/// a backup away; if papers are selected it is in their bar.
fn export(state: State, screen: Screen) -> AnyView {
    let any = derived(move || {
        let papers = state.search.answer.with(|answer| answer.total);
        (papers > 0 || screen == Screen::Bookmarks) && !state.selection.is_any()
    });
    view! { {move || any.get().then(|| button("link", "Export", move || state.open_export()))} }
        .into_any()
}

/// Returns out of how many digests these papers are, in words.
fn all(state: State) -> String {
    let digests = state.library.count();
    words::count(digests, "digest")
}

fn counts(state: State) -> String {
    let (shown, total) = state.search.answer.with(|answer| (answer.shown, answer.total));
    if total == 0 && state.feed.is_growing() {
        return String::new();
    }
    let of = if state.previews() { "The first".into() } else { words::grouped(shown) + " of" };
    format!("{of} {}", words::count(total, "paper"))
}

/// Says how many of the papers shown are not read.
fn left(state: State) -> String {
    let (shown, left) = state.search.answer.with(|answer| (answer.shown, answer.left));
    match left {
        _ if shown == 0 || state.feed.is_growing() && state.previews() => String::new(),
        0 => "all read".to_owned(),
        left => words::grouped(left) + " left",
    }
}

/// Returns what stands after the last paper: what is left, or what came of it.
fn ending(state: State, screen: Screen) -> AnyView {
    let ends = derived(move || {
        let (shown, left) = state.search.answer.with(|answer| (answer.shown, answer.left));
        (screen != Screen::Bookmarks && shown > 0 && !state.feed.is_growing()).then_some(left)
    });
    let starred = move || {
        let shows = state.search.facet(FacetKind::Show);
        let starred = shows.values.iter().find(|value| value.filter == STARRED);
        starred.map_or(0, |value| value.count)
    };
    let open = move |id| move || state.reopen(id, String::new());
    let done = move || {
        view! {
            <p>{move || format!("Done: {} starred", words::grouped(starred()))}</p>
            {button("link", "Export", move || state.open_export())}
            {move || {
                let next = state.next_digest().filter(|_| screen == Screen::Digest);
                next.map(|id| button("link", "Next digest", open(id)))
            }}
        }
        .into_any()
    };
    let unread = move || {
        view! {
            <p>{move || left(state)}</p>
            {button("link", "Show unread", move || state.click_filter(UNREAD.into(), Click::Want))}
        }
        .into_any()
    };
    view! {
        {move || {
            let inside = match ends.get()? {
                0 => done(),
                _ => unread(),
            };
            Some(view! { <div class="ending">{inside}</div> })
        }}
    }
    .into_any()
}

/// Returns the heading of a print. On the page, what is around the papers says the same.
fn print_head(state: State, name: String) -> String {
    let (shown, drawn) =
        (state.search.answer.with(|answer| answer.shown), state.feed.drawn_count());
    let query = state.navigation.route.with(|route| route.query.trim().to_owned());
    let mut words = vec![name, counts(state)];
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

/// The filters of the facet "Show" that the page itself speaks of.
const STARRED: &str = "is:starred";
const UNREAD: &str = "is:unread";

/// The orders, as people say them.
const SORTS: &[(Sort, &str)] = &[
    (Sort::Digest, "Digest order"),
    // What that is if the query asks for papers like another one.
    (Sort::Digest, "Likeness"),
    (Sort::Score, "Score"),
    (Sort::Date, "Date"),
    (Sort::Title, "Title"),
    (Sort::Relevance, "Relevance"),
    (Sort::Marked, "Newest marked"),
    (Sort::ForYou, "For you"),
    (Sort::Random, "Random"),
];

/// The place of the order that there is if the query asks for papers like another one.
const LIKENESS: usize = 1;

/// And the groups.
const GROUPS: &[(Group, &str)] = &[
    (Group::None, "No groups"),
    (Group::Category, "By category"),
    (Group::Day, "By day"),
    (Group::Digest, "By digest"),
];

fn order(state: State, screen: Screen) -> AnyView {
    let sorts = SORTS.iter().enumerate().map(|(at, (sort, name))| {
        let name = match (screen, at) {
            (Screen::Bookmarks, 0) => "Newest star",
            (Screen::All, 0) => "Newest digest",
            _ => name,
        };
        option(at, name, move || {
            let route = state.navigation.route.get();
            let chosen = route.sort == *sort;
            // If no paper has a score, only an address can ask for that order.
            let offered = match sort {
                Sort::Digest if route.asks_for_like() != (at == LIKENESS) => return (false, false),
                Sort::Score => state.search.answer.with(|answer| answer.scores.is_some()),
                Sort::ForYou => state.settings.get().has_for_you(),
                _ => true,
            };
            (chosen, chosen || offered)
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
    view! {
        <div class="order">
            <button
                id=FILTERS_BUTTON
                class="link filters-button"
                aria-expanded=move || state.rail.is_open().to_string()
                aria-controls=RAIL
                on:click=handler(move |_| state.rail.toggle())
            >
                "Filters"
            </button>
            {choice("Sort", sorts.collect(), Box::new(sort_by))}
            {choice("Group", groups.collect(), Box::new(group_by))}
            {list::button(state)}
        </div>
    }
    .into_any()
}

fn feed(state: State) -> AnyView {
    let feed = state.feed;
    let cards = parts("div", "", move || {
        let card = |row: Row| {
            Part::new(row.shell.to_string(), move || view! { <PaperCard row=row /> }.into_any())
        };
        feed.rows().into_iter().map(card).collect()
    });
    view! {
        <div
            id=FEED
            role="feed"
            class:unscored=move || state.search.answer.with(|answer| answer.scores.is_none())
            aria-label="Papers"
            aria-busy=move || (feed.is_growing() || state.progress.busy.get()).to_string()
            // A feed must contain articles.
            hidden=move || !feed.is_growing() && feed.drawn_count() == 0
        >
            {spacer(feed, Feed::height_before)}
            {cards}
            {spacer(feed, Feed::height_after)}
        </div>
        <p id=FEED_END class="unseen" tabindex="-1">
            "End of the papers"
        </p>
    }
    .into_any()
}

/// Returns the space of the cards that are not drawn.
fn spacer(feed: Feed, height: fn(Feed) -> u32) -> AnyView {
    view! { <div class="spacer" style:height=move || format!("{}px", height(feed))></div> }
        .into_any()
}

/// The message in place of papers when there are none to show. Its elements stay while it says the
/// same, so that no answer of the engine takes its button away from under a click.
fn nothing(state: State, screen: Screen) -> AnyView {
    let none = move || {
        let shown = state.search.answer.with(|answer| answer.shown);
        shown == 0 && !state.feed.is_growing()
    };
    let filtered = derived(move || none() && state.search.answer.with(|answer| answer.total > 0));
    let empty = derived(move || none() && state.search.answer.with(|answer| answer.total == 0));
    view! {
        {move || match (filtered.get(), empty.get()) {
            (true, _) => Some(nothing_passes(state)),
            (_, true) => Some(view_is_empty(state, screen)),
            _ => None,
        }}
    }
    .into_any()
}

fn nothing_passes(state: State) -> AnyView {
    view! {
        <div class="nothing">
            <p>"No papers match"</p>
            {move || state.search.answer.with(|answer| answer.meant.clone()).map(|it| meant(state, it))}
            {clear(state)}
        </div>
    }
    .into_any()
}

/// Returns what was probably meant by the query, to be searched for by one click.
fn meant(state: State, query: String) -> AnyView {
    let name = query.clone();
    let search = move |_| {
        let query = query.clone();
        state.go(move |route| route.query = query);
    };
    view! {
        <p>
            "Did you mean " <button class="link" on:click=handler(search)>
                {name}
            </button> "?"
        </p>
    }
    .into_any()
}

fn view_is_empty(state: State, screen: Screen) -> AnyView {
    if screen == Screen::All {
        return view! {
            <div class="nothing">
                <p>"No digest is kept yet. What you paste is found here."</p>
            </div>
        }
        .into_any();
    }
    if screen == Screen::Digest {
        return view! {
            <div class="nothing">
                <p>"All papers here are hidden or muted."</p>
                {button("button", "Show them", move || {
                    state.click_filter(ALSO_MUTED.into(), Click::Want);
                })}
            </div>
        }
        .into_any();
    }
    view! {
        <div class="nothing">
            <p>
                "No bookmarks yet. Star a paper (" <kbd>{move || state.keys.first_of(Command::Star)}</kbd>
                ") and it stays here with its full text, whatever becomes of the digest."
            </p>
        </div>
    }
    .into_any()
}
