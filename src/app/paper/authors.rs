//! The question where a paper's authors begin.

use leptos::ev::InputEvent;
use leptos::prelude::*;

use crate::app::ids::GLUED_LINE;
use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::heading::heading;
use crate::app::ui::live::{act, element, phrase, pressed, text};
use crate::browser::{fields, focus};
use skimmark_protocol::SplitChoices;

/// The ways to part a title from its authors, and the line itself.
pub fn dialog(state: State, rivals: &SplitChoices) -> AnyView {
    let choices = rivals
        .readings
        .iter()
        .map(|(title, authors)| choice(state, *title == rivals.title, title, authors));
    let hint = "The digest gave title and authors as one line. Choose how it reads:";
    let mut parts = vec![
        heading("Where do the authors begin?"),
        element("p", "hint", vec![text(hint)]),
        element("ul", "rivals", choices.collect()),
        line(state, &rivals.line),
    ];
    if rivals.placed {
        parts.push(button("button", "Leave it to Skimmark", move || {
            state.place_authors(None);
        }));
    }
    parts.into_any()
}

fn choice(state: State, present: bool, title: &str, authors: &str) -> AnyView {
    let (class, now) = if present { ("rival present", "Now: ") } else { ("rival", "") };
    let authors = if authors.is_empty() { "No authors" } else { authors };
    let words = vec![
        element("span", "unseen", vec![text(now)]),
        phrase("span", "rival-title", text(title)),
        text(" "),
        phrase("span", "rival-authors", text(authors)),
    ];
    let title = title.to_owned();
    let choose = move || state.place_authors(Some(title.clone()));
    element("li", "", vec![pressed(class, words.into_any(), choose)])
}

/// The line, in which the cursor can say where the authors begin. Nothing can be typed into it.
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
    // Nothing is typed; a new line means the place.
    let typed = move |event: InputEvent| {
        event.prevent_default();
        if event.input_type() == "insertLineBreak" {
            begin();
        }
    };
    let text_box = view! {
        <textarea id=GLUED_LINE inputmode="none" on:beforeinput=act(typed)>
            {line.to_owned()}
        </textarea>
    };
    let hint = text("Or put the cursor before the first author:");
    vec![
        element("label", "hint", vec![hint, text_box.into_any()]),
        button("button", "Authors begin at the cursor", place),
    ]
    .into_any()
}
