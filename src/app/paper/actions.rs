//! What the reader can do with a paper, and what of that is seen: the row of buttons, the tags and
//! the note.

use leptos::prelude::*;

use crate::app::paper::card::is_long;
use crate::app::state::{LoadedCard, Row, State};
use crate::app::ui::live::{element, live, memo, on, phrase, pressed, stated, text};
use crate::page::commands::{self, Button, Command};
use skimmark_protocol::{Card, Click, ReaderState};

/// Gives a command about the paper of a row.
fn run(state: State, command: Command, row: &Row) {
    let (card, own) = (row.card.get_untracked(), row.own.get_untracked());
    state.run_on(command, &LoadedCard { card, own });
}

/// Tags and note, and what can be done with the paper of a card. It stays while the card stays,
/// whatever is drawn anew of its text.
pub fn deeds(state: State, row: &Row) -> AnyView {
    let card = row.card.clone();
    let long = memo(move || card.with(|card| is_long(card)));
    let paper = row.id;
    let mut all = vec![
        live(move || if long.get() { unfold(state, paper) } else { ().into_any() }).into_any(),
    ];
    all.extend(buttons(state, row, |_| true));
    all.push(ask_why(state, row));
    let said = row.card.clone();
    let words = live(move || {
        let number = said.with(|card| card.paper);
        state.rules.why.with(|why| {
            let said = why.as_ref().filter(|(paper, _)| *paper == number);
            said.map(|(_, words)| words.clone()).unwrap_or_default()
        })
    });
    vec![
        notes(state, row),
        element("div", "card-deeds", all),
        view! { <p class="reasons" role="status">{words}</p> }.into_any(),
    ]
    .into_any()
}

/// The star of a paper.
pub fn star(state: State, row: &Row) -> AnyView {
    let (row, own) = (row.clone(), row.own.clone());
    let press = on("click", move |_| run(state, Command::Star, &row));
    let drawn = view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 16.9l-5.4 3 1.1-6.1-4.5-4.2 6.1-.8z" />
        </svg>
    };
    stated("button", press, vec![drawn.into_any()], move || {
        vec![
            ("class", "star".into()),
            ("aria-label", "Star".into()),
            ("title", "Star".into()),
            ("aria-pressed", own.with(|own| own.starred).to_string()),
        ]
    })
}

/// The buttons for what can be done with a paper, in the column beside the list.
pub fn usual(state: State, row: &Row) -> Vec<AnyView> {
    buttons(state, row, |button| button.beside)
}

fn buttons(state: State, row: &Row, wanted: impl Fn(&Button) -> bool) -> Vec<AnyView> {
    commands::buttons()
        .into_iter()
        .filter(|(command, button)| wanted(button) && state.offers(*command))
        .map(|(command, button)| one(state, row, command, button))
        .collect()
}

/// A button that gives a command; a toggle says whether what it does is done.
fn one(state: State, row: &Row, command: Command, button: Button) -> AnyView {
    let (row, own) = (row.clone(), row.own.clone());
    let press = on("click", move |_| run(state, command, &row));
    stated("button", press, vec![text(button.text)], move || {
        let is = match button.pressed {
            Some(pressed) => ("aria-pressed", own.with(pressed).to_string()),
            None => ("aria-label", button.name.into()),
        };
        vec![("class", "deed".into()), is]
    })
}

/// Asks why the paper is shown. It keeps its place where there is nothing to say, so that no
/// filter moves the papers.
fn ask_why(state: State, row: &Row) -> AnyView {
    let (card, asked) = (row.card.clone(), row.card.clone());
    let why = memo(move || card.with(|card: &std::sync::Arc<Card>| card.why));
    let ask = on("click", move |_| state.ask_why(&asked.get_untracked()));
    stated("button", ask, vec![text("Why")], move || {
        let class = if why.get() { "deed" } else { "deed away" };
        vec![("class", class.into()), ("aria-label", "Why is this here".into())]
    })
}

/// Tags, each a filter, and the note.
pub fn notes(state: State, row: &Row) -> AnyView {
    let own = row.own.clone();
    live(move || own.with(|own| noted(state, own))).into_any()
}

fn noted(state: State, own: &ReaderState) -> AnyView {
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

/// What shows the whole abstract, and folds it again.
fn unfold(state: State, paper: (u32, u32)) -> AnyView {
    let unfolded = move || state.feed.is_unfolded(paper);
    let press = on("click", move |_| state.feed.toggle_unfolded_of(paper));
    let name = live(move || String::from(if unfolded() { "Fold" } else { "Whole abstract" }));
    stated("button", press, vec![name.into_any()], move || {
        vec![("class", "deed".into()), ("aria-expanded", unfolded().to_string())]
    })
}
