//! The tags of a paper and the note on it: the dialog in which they are written.

use leptos::prelude::*;

use crate::app::ids::{NOTE_TAGS, NOTE_TEXT};
use crate::app::state::dialog::Topic;
use crate::app::state::{LoadedCard, State};
use crate::app::ui::button::button;
use crate::app::ui::live::{handler, on_enter};
use crate::browser::fields;
use skimmark_protocol::{FacetKind, Stretch};

/// Returns the contents of the dialog.
pub fn dialog(state: State, paper: &LoadedCard) -> AnyView {
    let save = move || {
        keep(state);
        state.dialog.close();
    };
    view! {
        <p class="hint" dir="auto">
            {Stretch::join(&paper.card.title)}
        </p>
        <label class="hint">
            "Tags, with commas between them"
            <input
                id=NOTE_TAGS
                type="text"
                value=paper.own.tags.join(", ")
                placeholder="later, to cite"
                autocomplete="off"
                autocapitalize="off"
                on:keydown=on_enter(false, save)
            />
        </label>
        {known_tags(state)}
        <label class="hint">
            "Note"
            <textarea id=NOTE_TEXT dir="auto" on:keydown=on_enter(true, save)>
                {paper.own.note.clone()}
            </textarea>
        </label>
        {button("button primary", "Save", save)}
    }
    .into_any()
}

/// Returns the tags that other papers have, which a click adds.
fn known_tags(state: State) -> AnyView {
    let facet = untrack(move || state.search.facet(FacetKind::Tag));
    let tag = |name: &String| {
        let shown = ["#", name].concat();
        let name = name.clone();
        let add = handler(move |_| add_tag(&name));
        view! { <button class="tag" on:click=add>{shown}</button> }.into_any()
    };
    let tags: Vec<AnyView> = facet.values.iter().map(|value| tag(&value.name)).collect();
    view! { <div class="tags">{tags}</div> }.into_any()
}

/// Adds a tag to those that are typed.
fn add_tag(name: &str) {
    let typed = fields::text(NOTE_TAGS);
    let typed = typed.trim().trim_end_matches(',');
    let comma = if typed.is_empty() { "" } else { ", " };
    fields::set_text(NOTE_TAGS, &[typed, comma, name].concat());
}

/// Saves the contents of the dialog, however it is closed: what was typed is not lost, and a notice
/// offers to undo it.
pub fn keep(state: State) {
    if let Some(Topic::Note(paper)) = untrack(|| state.dialog.topic()) {
        state.note(&paper, fields::text(NOTE_TAGS), fields::text(NOTE_TEXT));
    }
}
