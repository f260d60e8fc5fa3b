//! One paper of the feed.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::live::{act, element, follow, live, memo, on, phrase, pressed, stated, text};
use crate::app::notice::button;
use crate::app::state::{Held, Row, State, use_state};
use crate::protocol::{BoundaryState, Card, Click, Fact, FactKind, Own, Stretch};

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
    let star = row.clone();
    let Row { id: paper, position, card, own } = row;
    let place = position.clone();
    let here = position.clone();
    let read = memo_of(&own, |own| own.read);
    let starred = memo_of(&own, |own| own.starred);
    let head = card.clone();
    view! {
        <article
            node_ref=article
            id=id
            class="card"
            class:current=live(move || state.feed.current.get() == Some(here.get()))
            class:unfolded=live(move || state.feed.is_unfolded(paper))
            class:read=live(move || read.get())
            tabindex="0"
            aria-labelledby=labelled_by
            aria-posinset=live(move || (place.get() + 1).to_string())
            aria-setsize=live(move || state.answer.with(|answer| answer.shown.to_string()))
            on:focusin=act(move |_| state.feed.make_current(position.get_untracked()))
        >
            {live(move || head.with(|card| margin(card)))}
            <div class="card-text">
                {live(move || card.with(|card| content(state, card, &title_id)))}
                {deeds}
            </div>
            <button
                class="star"
                aria-label="Star"
                aria-pressed=live(move || starred.get().to_string())
                title="Star (s)"
                on:click=act(move |_| on_paper(&star, state, State::toggle_star))
            >
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 16.9l-5.4 3 1.1-6.1-4.5-4.2 6.1-.8z" />
                </svg>
            </button>
        </article>
    }
}

/// Something that follows what the reader decided, and is told when it changes.
fn memo_of(own: &ArcRwSignal<Own>, what: fn(&Own) -> bool) -> Memo<bool> {
    let own = own.clone();
    memo(move || own.with(what))
}

/// Does something to the paper of a row.
fn on_paper(row: &Row, state: State, deed: fn(State, &Held)) {
    let (card, own) = (row.card.get_untracked(), row.own.get_untracked());
    deed(state, &Held { card, own });
}

/// What stands in the margin, and above it.
fn margin(card: &Card) -> AnyView {
    vec![heading(&card.heading), highlighted(card), score(card.score)].into_any()
}

/// The text of a card: nothing of it is the reader's.
fn content(state: State, card: &Arc<Card>, title_id: &str) -> AnyView {
    view! {
        <h2 id=title_id.to_owned() dir="auto">{link(&state.address(card), "", rich(&card.title))}</h2>
        {about(state, card)}
        {abstract_of(card)}
    }
    .into_any()
}

/// Tags and note, and what can be done with the paper. It stays while the card stays, whatever is
/// drawn anew of its text.
fn deeds(state: State, row: &Row) -> AnyView {
    let is = |what: fn(&Card) -> bool| {
        let card = row.card.clone();
        memo(move || card.with(|card| what(card)))
    };
    let (long, why) = (is(is_long), is(|card| card.why));
    let paper = row.id;
    let button = |shown: &'static str, name: &'static str, deed: fn(State, &Held)| {
        let row = row.clone();
        let press = on("click", move |_| on_paper(&row, state, deed));
        stated("button", press, vec![text(shown)], move || {
            vec![("class", "deed".into()), ("aria-label", name.into())]
        })
    };
    let toggle = |name: &'static str, deed: fn(State, &Held), is: fn(&Own) -> bool| {
        let (row, own) = (row.clone(), row.own.clone());
        let press = on("click", move |_| on_paper(&row, state, deed));
        stated("button", press, vec![text(name)], move || {
            vec![("class", "deed".into()), ("aria-pressed", own.with(is).to_string())]
        })
    };
    let mut all = vec![
        live(move || if long.get() { unfold(state, paper) } else { ().into_any() }).into_any(),
        toggle("Read", State::toggle_read, |own| own.read),
        button("Note", "Note and tags", State::ask_note),
    ];
    if state.hides() {
        all.push(toggle("Hide", State::toggle_hidden, |own| own.hidden));
    }
    all.push(button("More", "More", State::ask_more));
    let (asked, said) = (row.card.clone(), row.card.clone());
    let ask = on("click", move |_| state.ask_why(&asked.get_untracked()));
    // It keeps its place where there is nothing to say, so that no filter moves the papers.
    let ask = stated("button", ask, vec![text("Why")], move || {
        let class = if why.get() { "deed" } else { "deed away" };
        vec![("class", class.into()), ("aria-label", "Why is this here".into())]
    });
    all.push(ask);
    let words = live(move || {
        let number = said.with(|card| card.paper);
        state.why.with(|why| if why.paper == number { why.words.clone() } else { String::new() })
    });
    let own = row.own.clone();
    vec![
        live(move || own.with(|own| notes(state, own))).into_any(),
        element("div", "card-deeds", all),
        view! { <p class="reasons" role="status">{words}</p> }.into_any(),
    ]
    .into_any()
}

/// Tags, each a filter, and the note.
fn notes(state: State, own: &Own) -> AnyView {
    let tag = |tag: &String| {
        let filter = format!("tag:\"{tag}\"");
        pressed("tag", text(["#", tag].concat()), move || {
            state.click_filter(filter.clone(), Click::Want);
        })
    };
    let mut parts = Vec::new();
    if !own.tags.is_empty() {
        parts.push(element("div", "tags", own.tags.iter().map(tag).collect()));
    }
    if !own.note.is_empty() {
        parts.push(phrase("p", "note", text(own.note.as_str())));
    }
    parts.into_any()
}

/// A word for those who do not see the colour.
fn highlighted(card: &Card) -> AnyView {
    let Some(colour) = card.highlight else { return ().into_any() };
    element("span", colour.name(), vec![element("span", "unseen", vec![text("Highlighted")])])
}

/// The name of the group that begins with this paper.
fn heading(words: &str) -> AnyView {
    if words.is_empty() {
        return ().into_any();
    }
    phrase("p", "group-heading", text(words))
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

/// A link that opens a new tab, which knows nothing of this page.
pub fn link(address: &str, class: &'static str, inner: AnyView) -> AnyView {
    view! {
        <a class=class href=address.to_owned() target="_blank" rel="noopener noreferrer">
            {inner}
        </a>
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
    element("span", "authors", vec![names.into_any(), text(" "), span("et-al", &card.more_authors)])
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
    if fact.link.is_empty() {
        span(class, &fact.text)
    } else {
        link(&fact.link, class, text(fact.text.as_str()))
    }
}

/// The abstract is long enough to be folded.
fn is_long(card: &Card) -> bool {
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

/// What shows the whole abstract, and folds it again.
fn unfold(state: State, paper: (u32, u32)) -> AnyView {
    let unfolded = move || state.feed.is_unfolded(paper);
    let press = on("click", move |_| state.feed.toggle_unfolded_of(paper));
    let name = live(move || String::from(if unfolded() { "Fold" } else { "Whole abstract" }));
    stated("button", press, vec![name.into_any()], move || {
        vec![("class", "deed".into()), ("aria-expanded", unfolded().to_string())]
    })
}

/// Text with its matches marked and its addresses as links.
fn rich(stretches: &[Stretch]) -> AnyView {
    let views: Vec<AnyView> = stretches.iter().map(stretch).collect();
    views.into_any()
}

fn stretch(stretch: &Stretch) -> AnyView {
    let words = if stretch.math.is_empty() {
        text(stretch.text.as_str())
    } else {
        // MathML that the engine made of a fixed list of elements; the source is for copying.
        let (math, tex) = (stretch.math.clone(), stretch.text.clone());
        view! { <span class="math" data-tex=tex inner_html=math></span> }.into_any()
    };
    let marked = if stretch.hit { element("mark", "", vec![words]) } else { words };
    if stretch.url.is_empty() { marked } else { link(&stretch.url, "", marked) }
}
