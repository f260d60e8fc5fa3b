//! The modal dialog, whatever it is about, and the question where a paper's authors begin.

use leptos::ev::InputEvent;
use leptos::html;
use leptos::prelude::*;

use crate::app::live::{act, element, follow, live, phrase, pressed, text};
use crate::app::notice::button;
use crate::app::state::{Held, State, use_state};
use crate::app::views;
use crate::app::{key_list, more, note, settings};
use crate::browser::page;
use skimmark_protocol::SplitChoices;

/// What the dialog shows.
#[derive(Clone, Debug)]
pub enum Topic {
    /// The keys.
    Keys,
    /// Where the authors of a paper begin.
    Authors(SplitChoices),
    /// The name for the present view.
    SaveView,
    /// The colour for the papers of the present query.
    Highlight,
    /// The rules.
    Rules,
    /// The tags of a paper and the note on it.
    Note(Held),
    /// What else can be done with a paper.
    More(Held),
    /// The settings.
    Settings,
    /// What is to be deleted of all that is kept.
    Erase,
}

/// The `id` of the line in which the cursor says where the authors begin.
const LINE: &str = "glued-line";

/// The dialog; closed where the state holds nothing for it.
#[component]
pub fn Dialog() -> impl IntoView {
    let state = use_state();
    let dialog = NodeRef::<html::Dialog>::new();
    follow(move || {
        let Some(dialog) = dialog.get() else { return };
        let wanted = state.dialog.with(Option::is_some);
        if wanted && !dialog.open() {
            // It fails only for a dialog that is not in the page, and this one is.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let content = move || match state.dialog.get() {
        Some(Topic::Keys) => titled("Keys", key_list::dialog(state)),
        Some(Topic::Authors(rivals)) => authors(state, &rivals),
        Some(Topic::SaveView) => titled("Save this view", views::save_view(state)),
        Some(Topic::Highlight) => titled("Highlight these", views::highlight(state)),
        Some(Topic::Rules) => titled("Rules", views::rules(state)),
        Some(Topic::More(paper)) => titled("More", more::dialog(state, &paper)),
        Some(Topic::Settings) => titled("Settings", settings::dialog(state)),
        Some(Topic::Erase) => titled("Delete everything", settings::erase(state)),
        Some(Topic::Note(paper)) => titled("Note and tags", note::dialog(state, &paper)),
        None => ().into_any(),
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            aria-labelledby="dialog-title"
            on:close=act(move |_| {
                note::keep(state);
                state.dialog.set(None);
            })
        >
            {live(content)}
            <form method="dialog">
                <button class="button">"Close"</button>
            </form>
        </dialog>
    }
}

fn titled(words: &'static str, mut parts: Vec<AnyView>) -> AnyView {
    parts.insert(0, heading(words));
    parts.into_any()
}

fn heading(words: &'static str) -> AnyView {
    view! { <h2 id="dialog-title">{words}</h2> }.into_any()
}

/// The ways to part a title from its authors, and the line itself.
fn authors(state: State, rivals: &SplitChoices) -> AnyView {
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
            state.place_authors(String::new());
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
    let choose = move || state.place_authors(title.clone());
    element("li", "", vec![pressed(class, words.into_any(), choose)])
}

/// The line, in which the cursor can say where the authors begin. Nothing can be typed into it.
fn line(state: State, line: &str) -> AnyView {
    let whole = line.to_owned();
    let place = move || {
        let cursor = page::cursor(LINE, &whole).unwrap_or(0);
        let mut units = 0;
        let before = whole.chars().take_while(|c| {
            units += c.len_utf16();
            units <= cursor
        });
        let title: String = before.collect();
        if title.trim().is_empty() {
            page::focus(LINE);
        } else {
            state.place_authors(title.trim_end().to_owned());
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
        <textarea id=LINE inputmode="none" on:beforeinput=act(typed)>
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
