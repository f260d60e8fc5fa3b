//! What the reader can do with a paper, and how it is shown: the row of buttons, the tags and the
//! note.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::note::editor;
use crate::app::ids::BESIDE;
use crate::app::state::{Row, State};
use crate::app::ui::live::{derived, handler};
use crate::browser::dom;
use crate::page::abstracts::is_long;
use crate::page::commands::{self, Button, Command};
use skimmark_protocol::Click;

/// Gives a command about the paper of a row.
fn run(state: State, command: Command, row: &Row) {
    state.run_on(command, &row.paper());
}

/// Returns tags and note, and the buttons for the paper of a card. They stay as long as the card,
/// whatever part of its text is drawn again.
pub fn deeds(state: State, row: &Row) -> AnyView {
    let (card, asked, unfolds) = (row.card.clone(), row.card.clone(), row.clone());
    let long = derived(move || card.with(|card| is_long(card)));
    let reasons = move || {
        let number = asked.with(|card| card.paper);
        state.rules.why.with(|why| {
            let said = why.as_ref().filter(|(paper, _)| *paper == number);
            said.map(|(_, words)| words.clone()).unwrap_or_default()
        })
    };
    view! {
        {notes(state, row, false)}
        <div class="card-deeds" role="toolbar" aria-label="Actions">
            {move || long.get().then(|| unfold(state, &unfolds))}
            {buttons(state, row)}
            {ask_why(state, row)}
        </div>
        <p class="reasons" role="status">
            {move || reasons()}
        </p>
    }
    .into_any()
}

/// Returns the star of a paper.
pub fn star(state: State, row: &Row) -> AnyView {
    let (row, own, card) = (row.clone(), row.own.clone(), row.card.clone());
    view! {
        <button
            class="star"
            aria-label="Star"
            title="Star"
            aria-pressed=move || own.with(|own| own.starred).to_string()
            on:click=handler(move |_| run(state, Command::Star, &row))
        >
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 16.9l-5.4 3 1.1-6.1-4.5-4.2 6.1-.8z" />
            </svg>
            {move || card.with(|card| card.likely.map(likely))}
        </button>
    }
    .into_any()
}

/// Returns the bar that shows how likely the reader likes a paper; the text of the paper says it, too.
fn likely(hundredths: u32) -> AnyView {
    view! {
        <span class="likely" aria-hidden="true" title=likely_in_words(hundredths)>
            <span style:width=format!("{hundredths}%")></span>
        </span>
    }
    .into_any()
}

/// Says how likely the reader likes a paper.
pub fn likely_in_words(hundredths: u32) -> String {
    format!("Likely for you: {}.{:02}", hundredths / 100, hundredths % 100)
}

/// Returns the box that selects a paper; with Shift, all from the one that was selected last. The
/// keyboard has keys for it, so it is no stop of its own.
pub fn pick(state: State, row: &Row) -> AnyView {
    let (row, own) = (row.clone(), row.own.clone());
    let clicked = handler(move |event: MouseEvent| {
        // It is ticked when the engine has answered.
        event.prevent_default();
        match event.shift_key() {
            true => state.select_up_to(&row.paper()),
            false => state.toggle_selected(&row.paper()),
        }
    });
    view! {
        <label class="pick">
            <input
                type="checkbox"
                aria-label="Select"
                tabindex="-1"
                prop:checked=move || own.with(|own| own.selected)
                on:click=clicked
            />
        </label>
    }
    .into_any()
}

/// Returns the buttons for what can be done with the paper in the reading pane, with their keys.
pub fn of_pane(state: State, row: &Row) -> Vec<AnyView> {
    let offered = commands::OF_PANE.into_iter().filter(|(command, _)| offers(state, *command));
    offered.map(|(command, button)| one(state, row, command, button)).collect()
}

/// Returns whether a command is offered on this screen, whose cards are drawn again for another.
fn offers(state: State, command: Command) -> bool {
    untrack(|| state.offers(command))
}

fn buttons(state: State, row: &Row) -> Vec<AnyView> {
    commands::buttons()
        .into_iter()
        .filter(|(command, _)| offers(state, *command))
        .map(|(command, button)| one(state, row, command, button))
        .collect()
}

/// Returns a button that gives a command; a toggle shows whether it is pressed, and its text is its
/// name. The style sheet may show its key.
fn one(state: State, row: &Row, command: Command, button: Button) -> AnyView {
    let (row, own) = (row.clone(), row.own.clone());
    let name = button.pressed.is_none().then_some(button.name);
    view! {
        <button
            class="deed"
            data-command=command.row().bound.name
            data-key=move || state.keys.first_of(command)
            aria-label=name
            aria-pressed=move || button.pressed.map(|pressed| own.with(pressed).to_string())
            on:click=handler(move |_| run(state, command, &row))
        >
            {button.text}
        </button>
    }
    .into_any()
}

/// Returns the button that asks why the paper is shown. It keeps its place if there is nothing to
/// say, so that no filter moves the papers.
fn ask_why(state: State, row: &Row) -> AnyView {
    let (card, asked) = (row.card.clone(), row.card.clone());
    let why = derived(move || card.with(|card| card.why));
    view! {
        <button
            class=move || if why.get() { "deed" } else { "deed away" }
            aria-label="Why is this here"
            on:click=handler(move |_| state.ask_why(&asked.get_untracked()))
        >
            "Why"
        </button>
    }
    .into_any()
}

/// Returns the tags, each a filter, and the note; or the fields in which they are written, if the reader
/// writes them here: on the card, or in the reading pane where that is in sight.
pub fn notes(state: State, row: &Row, in_pane: bool) -> AnyView {
    let (own, card) = (row.own.clone(), row.card.clone());
    let written = derived(move || {
        let origin = card.with(|card| state.note.origin_of(&card.key));
        origin.filter(|_| untrack(has_pane) == in_pane)
    });
    let shown = move || own.with(|own| (tags(state, &own.tags), note(&own.note)).into_any());
    view! { {move || if written.get().is_some() { editor(state) } else { shown() }} }.into_any()
}

fn has_pane() -> bool {
    dom::by_id(BESIDE).is_some_and(|pane| pane.client_width() > 0)
}

fn tags(state: State, tags: &[String]) -> Option<AnyView> {
    if tags.is_empty() {
        return None;
    }
    let tag = |tag: &String| {
        let filter = format!("tag:\"{tag}\"");
        let show = handler(move |_| state.click_filter(filter.clone(), Click::Want));
        let name = ["#", tag].concat();
        view! { <button class="tag" on:click=show>{name}</button> }.into_any()
    };
    let tags: Vec<AnyView> = tags.iter().map(tag).collect();
    Some(view! { <div class="tags">{tags}</div> }.into_any())
}

fn note(note: &str) -> Option<AnyView> {
    if note.is_empty() {
        return None;
    }
    Some(view! { <p class="note" dir="auto">{note.to_owned()}</p> }.into_any())
}

/// Returns the button that shows the whole abstract, and folds it again.
fn unfold(state: State, row: &Row) -> AnyView {
    let (asked, row) = (row.clone(), row.clone());
    let unfolded = derived(move || state.feed.is_unfolded(asked.id()));
    view! {
        <button
            class="deed"
            aria-expanded=move || unfolded.get().to_string()
            on:click=handler(move |_| state.feed.toggle_unfolded_of(row.id_untracked()))
        >
            {move || if unfolded.get() { "Show less" } else { "Show more" }}
        </button>
    }
    .into_any()
}
