//! One paper of the feed.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::state::{Row, use_state};
use crate::entry::{Score, safe_url};
use crate::protocol::{Card, TextSpan};
use crate::words;

/// Abstracts shorter than this, in bytes, are never folded.
const SHORT: usize = 240;

/// The card of a paper.
#[component]
pub fn PaperCard(row: Row) -> impl IntoView {
    let state = use_state();
    let element = NodeRef::<html::Article>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            state.feed.watch(&element);
        }
    });
    let id = row.element_id();
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let paper = row.id;
    let Row { position, card, .. } = row;
    let place = position.clone();
    let is_current = position.clone();
    let took_focus = position;
    let current = move || state.feed.current.get() == Some(is_current.get());
    let content = card.clone();
    let starred = card.clone();
    let starred = Memo::new(move |_| starred.with(|card| state.is_starred(&card.keys)));
    let star = card.clone();
    let unfolded = move || state.feed.is_unfolded(paper);
    view! {
        <article
            node_ref=element
            id=id
            class="card"
            class:current=current
            class:unfolded=unfolded
            tabindex="0"
            aria-labelledby=labelled_by
            aria-posinset=move || (place.get() + 1).to_string()
            aria-setsize=move || state.counts.get().shown.to_string()
            on:focusin=move |_| {
                let position = took_focus.get_untracked();
                if state.feed.current.get_untracked() != Some(position) {
                    state.feed.current.set(Some(position));
                }
            }
        >
            {move || score(content.with(|card| card.entry.score))}
            <div class="card-text">
                {
                    let card = card.clone();
                    move || card.with(|card| heading(card, title_id.clone()))
                }
                {
                    let card = card.clone();
                    move || card.with(|card| about(state, card))
                }
                {move || card.with(|card| abstract_of(state, card, paper))}
            </div>
            <button
                class="star"
                aria-label="Star"
                aria-pressed=move || starred.get().to_string()
                title="Star (s)"
                on:click=move |_| star.with_untracked(|card| state.toggle_star(card))
            >
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 16.9l-5.4 3 1.1-6.1-4.5-4.2 6.1-.8z" />
                </svg>
            </button>
        </article>
    }
}

fn score(score: Option<Score>) -> impl IntoView {
    match score {
        Some(score) => view! {
            <div class="score">
                <span class="unseen">"Score "</span>
                {score.to_string()}
                <span class="score-bar" aria-hidden="true">
                    <span style:width=format!("{score}%")></span>
                </span>
            </div>
        }
        .into_any(),
        None => view! { <div class="score none" aria-hidden="true">"–"</div> }.into_any(),
    }
}

fn heading(card: &Arc<Card>, id: String) -> impl IntoView + use<> {
    let href = safe_url(&card.entry.address());
    view! {
        <h2 id=id dir="auto">
            <a href=href target="_blank" rel="noopener noreferrer">
                {rich(&card.entry.title, &card.title_spans, false)}
            </a>
        </h2>
    }
}

/// Authors, affiliation, category, date and code.
fn about(state: crate::app::state::State, card: &Arc<Card>) -> impl IntoView + use<> {
    let entry = &card.entry;
    let authors = entry
        .authors
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let spans = card.author_spans.get(index).map(Vec::as_slice).unwrap_or_default();
            let shown = rich(name, spans, false);
            let last = index + 1 == entry.authors.len();
            let filter = name.clone();
            view! {
                <button
                    class="author"
                    dir="auto"
                    title="Show this author's papers"
                    on:click=move |_| state.toggle_filter("author", &filter)
                >
                    {shown}
                </button>
                {if last { "" } else { ", " }}
            }
        })
        .collect_view();
    let more = entry.more_authors.then(|| view! { <span class="et-al">" et al."</span> });
    let affiliation = entry.affiliation.clone().map(|name| {
        view! { <span class="affiliation" dir="auto">{name}</span> }
    });
    let code = entry.has_code.then(|| code(entry.code_url().map(safe_url)));
    view! {
        <div class="about">
            {(!entry.authors.is_empty())
                .then(|| view! { <span class="authors">{authors} {more}</span> })}
            {affiliation}
            {categories(card)}
            {date(card)}
            {code}
        </div>
    }
}

fn categories(card: &Arc<Card>) -> impl IntoView + use<> {
    let names = card.category_names.clone();
    card.entry
        .categories
        .iter()
        .zip(names)
        .map(|(category, name)| {
            view! {
                <span class="category">
                    {category.0.clone()} " " <span class="category-name">{name}</span>
                </span>
            }
        })
        .collect_view()
}

fn date(card: &Arc<Card>) -> impl IntoView + use<> {
    let inferred = card.entry.date_inferred;
    card.entry.date.map(|date| {
        let explained = "The digest gives no year; this one is inferred from the day of the paste";
        view! {
            <span class="date">
                <time datetime=date.to_string()>{words::date(date)}</time>
                {inferred
                    .then(|| {
                        view! {
                            <span class="inferred" title=explained>
                                "year inferred"
                            </span>
                        }
                    })}
            </span>
        }
    })
}

fn code(url: Option<String>) -> impl IntoView {
    match url {
        Some(url) => view! {
            <a class="code" href=url target="_blank" rel="noopener noreferrer">"Code"</a>
        }
        .into_any(),
        None => view! { <span class="code" title="The digest says that code exists">"Code"</span> }
            .into_any(),
    }
}

fn abstract_of(
    state: crate::app::state::State,
    card: &Arc<Card>,
    paper: (u32, u32),
) -> impl IntoView + use<> {
    let text = card.entry.abstract_text.as_deref()?;
    let long = text.len() > SHORT;
    let body = rich(text, &card.abstract_spans, true);
    let unfold = move || state.feed.is_unfolded(paper);
    Some(view! {
        <p class="abstract" class:folds=long dir="auto">{body}</p>
        {long
            .then(|| {
                view! {
                    <button
                        class="link unfold"
                        aria-expanded=move || unfold().to_string()
                        on:click=move |_| state.feed.toggle_unfolded_of(paper)
                    >
                        {move || if unfold() { "Fold" } else { "Whole abstract" }}
                    </button>
                }
            })}
    })
}

/// Text with its matches marked and, where `linked`, its addresses as links. Spans that do not
/// fit the text are passed over: the text is shown whatever they say.
fn rich(text: &str, spans: &[TextSpan], linked: bool) -> Vec<AnyView> {
    let mut views = Vec::new();
    let mut end = 0;
    for span in spans {
        let (Some(before), Some(inside)) =
            (text.get(end..span.start), text.get(span.start..span.end))
        else {
            continue;
        };
        views.push(before.to_owned().into_any());
        views.push(stretch(inside.to_owned(), span, linked));
        end = span.end;
    }
    views.push(text.get(end..).unwrap_or_default().to_owned().into_any());
    views
}

fn stretch(text: String, span: &TextSpan, linked: bool) -> AnyView {
    let inner = if span.hit { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() };
    match span.url.as_deref().filter(|_| linked) {
        Some(url) => view! {
            <a href=safe_url(url) target="_blank" rel="noopener noreferrer">{inner}</a>
        }
        .into_any(),
        None => inner,
    }
}
