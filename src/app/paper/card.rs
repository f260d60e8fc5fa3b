//! One paper of the feed.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::ids;
use crate::app::paper::actions::{deeds, likely_in_words, pick, star};
use crate::app::state::{ArcWatched, Row, State, use_state};
use crate::app::ui::link::{REL, TARGET, link};
use crate::app::ui::live::{derived, handler, watch};
use crate::page::abstracts::is_long;
use skimmark_protocol::{BoundaryState, Card, Click, Fact, FactKind, Stretch};

/// How long the bar of the lowest score is, in percent.
const LEAST_BAR: u32 = 6;

/// The card of a paper.
#[component]
pub fn PaperCard(row: Row) -> impl IntoView {
    let state = use_state();
    let article = NodeRef::<html::Article>::new();
    watch(move || {
        if let Some(article) = article.get() {
            state.feed.watch(&article);
        }
    });
    let (named, unfolds) = (row.clone(), row.clone());
    let id = derived(move || ids::card(named.id()));
    let title_id = move || id.with(|id| [id, "-title"].concat());
    let actions = deeds(state, &row);
    let (star, pick) = (star(state, &row), pick(state, &row));
    let text = row.clone();
    let Row { position, card, own, .. } = row;
    let chosen = own.clone();
    let read = derived(move || own.with(|own| own.read));
    let selected = derived(move || chosen.with(|own| own.selected));
    let muted = card.clone();
    let muted = derived(move || muted.with(|card| card.muted));
    let (compared, counted) = (position.clone(), position.clone());
    let coins = card.clone();
    let beside_text = part(&card, |one, other| {
        (&one.heading, one.highlight, one.score) == (&other.heading, other.highlight, other.score)
    });
    view! {
        <article
            node_ref=article
            id=move || id.get()
            class="card"
            class:current=move || state.feed.current() == Some(compared.get())
            class:unfolded=move || state.feed.is_unfolded(unfolds.id())
            class:read=move || read.get()
            class:selected=move || selected.get()
            class:set-aside=move || muted.get()
            tabindex="0"
            aria-labelledby=title_id
            aria-posinset=move || (counted.get() + 1).to_string()
            aria-setsize=move || state.search.answer.with(|answer| answer.shown.to_string())
            on:focusin=handler(move |_| state.feed.make_current(position.get_untracked()))
        >
            {move || beside_text.with(|part| margin(state, &part.card))}
            <span class="Z3988" prop:title=move || coins.with(|card| card.coins.clone())></span>
            <div class="card-text">
                {content(state, &text, title_id)}
                {actions}
            </div>
            {star}
            {pick}
        </article>
    }
}

/// Returns the parts in the margin of a card, and above it.
fn margin(state: State, card: &Card) -> AnyView {
    view! {
        {heading(card.heading.clone())}
        {highlighted(card)}
        {score(state, card.score)}
    }
    .into_any()
}

/// A card, of which only some fields count: what is drawn from them is drawn again when one of these changes.
/// While a query is typed, that is where its words are marked.
struct Part {
    card: Arc<Card>,
    is_same: fn(&Card, &Card) -> bool,
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.card, &other.card) || (self.is_same)(&self.card, &other.card)
    }
}

/// Returns the part of a row's card by the fields that `is_same` compares.
fn part(card: &ArcWatched<Arc<Card>>, is_same: fn(&Card, &Card) -> bool) -> Memo<Part> {
    let card = card.clone();
    derived(move || Part { card: card.get(), is_same })
}

/// Returns the text of a paper: what the digest says, not what the reader decided.
pub fn content(state: State, row: &Row, title_id: impl Fn() -> String + Send + 'static) -> AnyView {
    let title = part(&row.card, |one, other| {
        (&one.title, &one.address, &one.places) == (&other.title, &other.address, &other.places)
    });
    let address = move || title.with(|part| state.settings.address(&part.card));
    let known = part(&row.card, |one, other| {
        let facts =
            |card: &Card| (card.paper, card.muted, card.likely, card.boundary, card.revised);
        facts(one) == facts(other)
            && (&one.authors, &one.more_authors, &one.facts, &one.key)
                == (&other.authors, &other.more_authors, &other.facts, &other.key)
    });
    let text = part(&row.card, |one, other| one.abstract_text == other.abstract_text);
    let is_any = derived(move || text.with(|part| !part.card.abstract_text.is_empty()));
    view! {
        <h2 id=title_id dir="auto">
            <a href=address target=TARGET rel=REL>
                {move || title.with(|part| rich(&part.card.title))}
            </a>
        </h2>
        <div class="about">
            {move || known.with(|part| (about(state, &part.card), likely(&part.card)).into_any())}
        </div>
        {move || is_any.get().then(|| abstract_of(text))}
    }
    .into_any()
}

fn abstract_of(text: Memo<Part>) -> AnyView {
    let long = derived(move || text.with(|part| is_long(&part.card)));
    view! {
        <p class="abstract" class:folds=move || long.get() dir="auto">
            {move || text.with(|part| rich(&part.card.abstract_text))}
        </p>
    }
    .into_any()
}

/// Returns how likely the reader likes the paper, for those who do not see its bar.
fn likely(card: &Card) -> Option<AnyView> {
    let words = likely_in_words(card.likely?);
    Some(view! { <span class="unseen">{words}</span> }.into_any())
}

/// Returns what tells the paper apart, part by part. The spaces between them are wide, and are dropped where
/// a line ends.
fn about(state: State, card: &Arc<Card>) -> Vec<AnyView> {
    let is_said = |fact: &&Fact| fact.link.is_some() || !fact.text.is_empty();
    let facts = card.facts.iter().filter(is_said).map(fact);
    let said = muted(card).into_iter().chain(authors(state, card)).chain(boundary(state, card));
    let parts = said.chain(facts);
    let parts = parts.chain(revised(state, card));
    let spaced = parts.enumerate().flat_map(|(place, part)| {
        let space = (place > 0).then(|| view! { <span class="gap">" "</span> }.into_any());
        space.into_iter().chain([part])
    });
    spaced.collect()
}

/// Says that a paper is hidden otherwise.
fn muted(card: &Card) -> Option<AnyView> {
    card.muted.then(|| view! { <span class="set-aside-word">"Muted"</span> }.into_any())
}

/// Returns the bar of a highlighted paper, with a word for readers who do not see its color.
fn highlighted(card: &Card) -> Option<AnyView> {
    let color = card.highlight?.name();
    Some(view! { <span class=color><span class="unseen">"Highlighted"</span></span> }.into_any())
}

/// Returns the name of the group that begins with this paper.
fn heading(words: Option<String>) -> Option<AnyView> {
    let words = words?;
    Some(view! { <p class="group-heading" dir="auto">{words}</p> }.into_any())
}

/// Returns the score, and a bar by which those of the list can be compared: it begins at the lowest of them,
/// as they may all be close together.
fn score(state: State, tenths: Option<u32>) -> AnyView {
    let Some(tenths) = tenths else {
        return view! { <div class="score none" aria-hidden="true">"–"</div> }.into_any();
    };
    // More than 100 is a count, of votes or citations, and has no measure to be drawn against.
    let is_share = tenths <= 1000;
    let score = match is_share {
        true => format!("{}.{}", tenths / 10, tenths % 10),
        false => (tenths / 10).to_string(),
    };
    let bar = is_share.then(|| {
        let width = derived(move || {
            let (low, high) = state.search.answer.with(|answer| answer.scores).unwrap_or_default();
            let (above, span) = (tenths.saturating_sub(low), high.saturating_sub(low).max(1));
            format!("{}%", LEAST_BAR + (100 - LEAST_BAR) * above.min(span) / span)
        });
        view! {
            <span class="score-bar" aria-hidden="true">
                <span style:width=move || width.get()></span>
            </span>
        }
    });
    view! {
        <div class="score">
            <span class="unseen">"Score "</span>
            {score}
            {bar}
        </div>
    }
    .into_any()
}

/// Returns the authors, each a button that filters by them.
fn authors(state: State, card: &Card) -> Option<AnyView> {
    let last = card.authors.len().checked_sub(1)?;
    let names = card.authors.iter().enumerate().map(|(index, name)| {
        let filter = format!("author:\"{}\"", Stretch::join(name));
        // The comma stays with the name: none begins a line.
        view! {
            {if index == 0 { "" } else { " " }}
            <span class="named">
                <button
                    class="author"
                    dir="auto"
                    title="Show this author's papers"
                    on:click=handler(move |_| state.click_filter(filter.clone(), Click::Want))
                >
                    {rich(name)}
                </button>
                {if index == last { "" } else { "," }}
            </span>
        }
        .into_any()
    });
    let names: Vec<AnyView> = names.collect();
    let more = card
        .more_authors
        .clone()
        .map(|more| view! { " " <span class="et-al" dir="auto">{more}</span> });
    Some(view! { <span class="authors">{names} {more}</span> }.into_any())
}

/// Returns the button that says that the beginning of the authors is uncertain, or that the reader
/// has set it.
fn boundary(state: State, card: &Arc<Card>) -> Option<AnyView> {
    let words = match card.boundary {
        BoundaryState::Sure => return None,
        BoundaryState::Doubtful => "Uncertain authors",
        BoundaryState::Placed => "Authors placed by you",
    };
    let card = card.clone();
    let ask = handler(move |_| state.ask_authors(&card));
    Some(view! { <button class="doubt" on:click=ask>{words}</button> }.into_any())
}

/// Returns the button that says that the paper was revised since it was saved, and shows how.
fn revised(state: State, card: &Arc<Card>) -> Option<AnyView> {
    let paper = card.revised.then(|| card.clone())?;
    let show = handler(move |_| state.show_revision(&paper));
    let words = "Revised since you saved it";
    Some(view! { <button class="doubt revised" on:click=show>{words}</button> }.into_any())
}

/// Returns a fact about a paper.
fn fact(fact: &Fact) -> AnyView {
    let text = fact.text.clone();
    let class = match fact.kind {
        FactKind::Affiliation => "affiliation",
        FactKind::Category => return category(&fact.text),
        FactKind::Announced => "announced",
        FactKind::Date => {
            return view! { <time class="date" datetime=fact.link.clone()>{text}</time> }
                .into_any();
        }
        FactKind::Inferred => "inferred",
        FactKind::Code => "code",
        FactKind::Venue => "venue",
        FactKind::Comments => "comments",
        FactKind::Seen => return seen(&fact.text),
    };
    match &fact.link {
        Some(address) => link(address, class, text.into_any()),
        None => view! { <span class=class dir="auto">{text}</span> }.into_any(),
    }
}

/// Returns where a paper was before, which rows of a list have no room for.
fn seen(text: &str) -> AnyView {
    let before = text.find("before").map_or(text.len(), |at| at + "before".len());
    let (seen, digest) = text.split_at(before);
    view! {
        <span class="seen" dir="auto">
            {seen.to_owned()}
            <span class="seen-where">{digest.to_owned()}</span>
        </span>
    }
    .into_any()
}

/// Returns a category with its name, which rows of a list have no room for.
fn category(text: &str) -> AnyView {
    let (code, name) = text.split_once(' ').unwrap_or((text, ""));
    view! {
        <span class="category">
            {code.to_owned()}
            <span class="category-name">" " {name.to_owned()}</span>
        </span>
    }
    .into_any()
}

/// Returns text with its matches marked and its addresses as links.
fn rich(stretches: &[Stretch]) -> AnyView {
    let views: Vec<AnyView> = stretches.iter().map(stretch).collect();
    views.into_any()
}

fn stretch(stretch: &Stretch) -> AnyView {
    let words = stretch.text.clone();
    let words = match stretch.math.clone() {
        None => words.into_any(),
        // MathML that the engine made of a fixed list of elements; the source is for copying.
        Some(math) => {
            view! { <span class="math" data-tex=words inner_html=math></span> }.into_any()
        }
    };
    let words = if stretch.hit { view! { <mark>{words}</mark> }.into_any() } else { words };
    match &stretch.url {
        Some(address) => link(address, "", words),
        None => words,
    }
}
