//! The dialog that asks where a paper's authors begin.

use leptos::ev::InputEvent;
use leptos::prelude::*;

use crate::app::ids::GLUED_LINE;
use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::live::handler;
use crate::browser::{fields, focus};
use skimmark_protocol::SplitChoices;

/// Returns the contents of the dialog: the ways to split a title from its authors, and the line
/// itself.
pub fn dialog(state: State, split: &SplitChoices) -> AnyView {
    let choices = split
        .readings
        .iter()
        .map(|(title, authors)| choice(state, *title == split.title, title, authors));
    let leave = move || state.place_authors(None);
    let leave = split.placed.then(|| button("button", "Leave it to Skimmark", leave));
    view! {
        <p class="hint">
            "The digest gave title and authors as one line. Choose how it reads:"
        </p>
        <ul class="rivals">{choices.collect::<Vec<_>>()}</ul>
        {line(state, &split.line)}
        {leave}
    }
    .into_any()
}

fn choice(state: State, present: bool, title: &str, authors: &str) -> AnyView {
    let (class, now) = if present { ("rival present", "Now: ") } else { ("rival", "") };
    let authors = if authors.is_empty() { "No authors" } else { authors };
    let (title, authors) = (title.to_owned(), authors.to_owned());
    let chosen = title.clone();
    let choose = move |_| state.place_authors(Some(chosen.clone()));
    view! {
        <li>
            <button class=class on:click=handler(choose)>
                <span class="unseen">{now}</span>
                <span class="rival-title" dir="auto">
                    {title}
                </span>
                " "
                <span class="rival-authors" dir="auto">
                    {authors}
                </span>
            </button>
        </li>
    }
    .into_any()
}

/// Returns the line, in which the cursor can mark where the authors begin. Nothing can be typed into
/// it.
fn line(state: State, line: &str) -> AnyView {
    let whole = line.to_owned();
    let place = move || {
        let cursor = fields::cursor(GLUED_LINE, &whole).unwrap_or(0);
        let mut units = 0;
        let before = whole.chars().take_while(|c| {
            units += c.len_utf16();
            units <= cursor
        });
        let title: String = before.collect();
        if title.trim().is_empty() {
            focus::give(GLUED_LINE);
        } else {
            state.place_authors(Some(title.trim_end().to_owned()));
        }
    };
    let begin = place.clone();
    // No text is typed; a line break chooses the position of the cursor.
    let typed = move |event: InputEvent| {
        event.prevent_default();
        if event.input_type() == "insertLineBreak" {
            begin();
        }
    };
    view! {
        <label class="hint">
            "Or put the cursor before the first author:"
            <textarea id=GLUED_LINE inputmode="none" on:beforeinput=handler(typed)>
                {line.to_owned()}
            </textarea>
        </label>
        {button("button", "Authors begin at the cursor", place)}
    }
    .into_any()
}
