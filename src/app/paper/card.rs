//! One paper of the feed.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::paper::actions::{deeds, star};
use crate::app::state::{Row, State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::link::link;
use crate::app::ui::live::{act, element, follow, live, memo, phrase, text};
use skimmark_protocol::{BoundaryState, Card, Click, Fact, FactKind, Stretch};

/// Abstracts shorter than this, in bytes, are never folded.
const SHORT: usize = 240;

/// The card of a paper.
#[component]
pub fn PaperCard(row: Row) -> impl IntoView {
    let state = use_state();
    let article = NodeRef::<html::Article>::new();
    follow(move || {
        if let Some(article) = article.get() {
            state.feed.watch(&article);
        }
    });
    let id = row.element_id();
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let deeds = deeds(state, &row);
    let star = star(state, &row);
    let Row { id: paper, position, card, own } = row;
    let place = position.clone();
    let here = position.clone();
    let read = memo(move || own.with(|own| own.read));
    let head = card.clone();
    view! {
        <article
            node_ref=article
            id=id
            class="card"
            class:current=live(move || state.feed.current() == Some(here.get()))
            class:unfolded=live(move || state.feed.is_unfolded(paper))
            class:read=live(move || read.get())
            tabindex="0"
            aria-labelledby=labelled_by
            aria-posinset=live(move || (place.get() + 1).to_string())
            aria-setsize=live(move || state.search.answer.with(|answer| answer.shown.to_string()))
            on:focusin=act(move |_| state.feed.make_current(position.get_untracked()))
        >
            {live(move || head.with(|card| margin(card)))}
            <div class="card-text">
                {live(move || card.with(|card| content(state, card, &title_id)))}
                {deeds}
            </div>
            {star}
        </article>
    }
}

/// What stands in the margin, and above it.
fn margin(card: &Card) -> AnyView {
    vec![heading(card.heading.as_deref()), highlighted(card), score(card.score)].into_any()
}

/// The text of a paper: nothing of it is the reader's.
pub fn content(state: State, card: &Arc<Card>, title_id: &str) -> AnyView {
    view! {
        <h2 id=title_id.to_owned() dir="auto">{link(&state.settings.address(card), "", rich(&card.title))}</h2>
        {about(state, card)}
        {abstract_of(card)}
    }
    .into_any()
}

/// A word for those who do not see the color.
fn highlighted(card: &Card) -> AnyView {
    let Some(color) = card.highlight else { return ().into_any() };
    element("span", color.name(), vec![element("span", "unseen", vec![text("Highlighted")])])
}

/// The name of the group that begins with this paper.
fn heading(words: Option<&str>) -> AnyView {
    match words {
        Some(words) => phrase("p", "group-heading", text(words)),
        None => ().into_any(),
    }
}

fn score(tenths: Option<u16>) -> AnyView {
    let Some(tenths) = tenths else {
        return view! { <div class="score none" aria-hidden="true">"–"</div> }.into_any();
    };
    let score = format!("{}.{}", tenths / 10, tenths % 10);
    view! {
        <div class="score">
            <span class="unseen">"Score "</span>
            {score.clone()}
            <span class="score-bar" aria-hidden="true">
                <span style:width=format!("{score}%")></span>
            </span>
        </div>
    }
    .into_any()
}

/// Authors, and what else is known of the paper.
fn about(state: State, card: &Arc<Card>) -> AnyView {
    let mut about = vec![authors(state, card), boundary(state, card)];
    about.extend(card.facts.iter().map(fact));
    element("div", "about", about)
}

/// Text in a `<span>` of this class, or nothing.
fn span(class: &'static str, words: &str) -> AnyView {
    if words.is_empty() {
        return ().into_any();
    }
    phrase("span", class, text(words))
}

fn authors(state: State, card: &Arc<Card>) -> AnyView {
    let last = card.authors.len().saturating_sub(1);
    let names = card.authors.iter().enumerate().map(|(index, name)| {
        let filter = format!("author:\"{}\"", Stretch::join(name));
        view! {
            <button
                class="author"
                dir="auto"
                title="Show this author's papers"
                on:click=act(move |_| state.click_filter(filter.clone(), Click::Want))
            >
                {rich(name)}
            </button>
            {if index == last { "" } else { ", " }}
        }
        .into_any()
    });
    let names: Vec<AnyView> = names.collect();
    if names.is_empty() {
        return ().into_any();
    }
    element(
        "span",
        "authors",
        vec![
            names.into_any(),
            text(" "),
            span("et-al", card.more_authors.as_deref().unwrap_or_default()),
        ],
    )
}

/// Says quietly that it is uncertain where the authors begin, or that the reader has said it.
fn boundary(state: State, card: &Arc<Card>) -> AnyView {
    let words = match card.boundary {
        BoundaryState::Sure => return ().into_any(),
        BoundaryState::Doubtful => "Uncertain authors",
        BoundaryState::Placed => "Authors placed by you",
    };
    let card = card.clone();
    button("doubt", words, move || state.ask_authors(&card))
}

/// Something known of a paper.
fn fact(fact: &Fact) -> AnyView {
    let class = match fact.kind {
        FactKind::Affiliation => "affiliation",
        FactKind::Category => "category",
        FactKind::Announced => "announced",
        FactKind::Date => {
            return view! { <time class="date" datetime=fact.link.clone()>{fact.text.clone()}</time> }
                .into_any();
        }
        FactKind::Inferred => "inferred",
        FactKind::Code => "code",
        FactKind::Venue => "venue",
        FactKind::Comments => "comments",
        FactKind::Seen => "seen",
    };
    match &fact.link {
        Some(address) => link(address, class, text(fact.text.as_str())),
        None => span(class, &fact.text),
    }
}

/// The abstract is long enough to be folded.
pub fn is_long(card: &Card) -> bool {
    let length: usize = card.abstract_text.iter().map(|stretch| stretch.text.len()).sum();
    length > SHORT
}

fn abstract_of(card: &Card) -> AnyView {
    if card.abstract_text.is_empty() {
        return ().into_any();
    }
    let class = if is_long(card) { "abstract folds" } else { "abstract" };
    phrase("p", class, rich(&card.abstract_text))
}

/// Text with its matches marked and its addresses as links.
fn rich(stretches: &[Stretch]) -> AnyView {
    let views: Vec<AnyView> = stretches.iter().map(stretch).collect();
    views.into_any()
}

fn stretch(stretch: &Stretch) -> AnyView {
    let words = match stretch.math.clone() {
        None => text(stretch.text.as_str()),
        // MathML that the engine made of a fixed list of elements; the source is for copying.
        Some(math) => {
            let tex = stretch.text.clone();
            view! { <span class="math" data-tex=tex inner_html=math></span> }.into_any()
        }
    };
    let marked = if stretch.hit { element("mark", "", vec![words]) } else { words };
    match &stretch.url {
        Some(url) => link(url, "", marked),
        None => marked,
    }
}
