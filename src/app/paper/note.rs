//! The tags of a paper and the note on it: the fields in which they are written.

use std::rc::Rc;

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use crate::app::ids::{NOTE_TAGS, NOTE_TEXT};
use crate::app::state::State;
use crate::app::state::dialog::{Noting, Origin, Topic};
use crate::app::ui::button::button;
use crate::app::ui::live::{Handler, handler, on_enter, watch};
use crate::browser::{events, fields, focus};
use skimmark_protocol::FacetKind;

/// The button on the same paper that opens them.
const OPENER: &str = "[data-command=\"note\"]";

/// Returns the fields for the tags and the note of a paper, in their place on it. They come with the rest of
/// the program: inlined, this would be of the first part.
#[inline(never)]
pub fn editor(state: State) -> AnyView {
    let Some(noting) = state.note.get_untracked() else { return ().into_any() };
    let shown = noting.clone();
    on_cleanup(move || state.finish_this_note(&shown));
    // The focus goes back to where it was.
    let by_button = focus::is_on_any(OPENER);
    let place = NodeRef::<html::Div>::new();
    watch(move || {
        if place.get().is_some() {
            focus::give(NOTE_TAGS);
        }
    });
    let done = move || {
        state.finish_note();
        match place.get_untracked() {
            Some(place) if by_button => focus::give_in(&place, OPENER),
            _ => {
                state.go_to_papers();
            }
        }
    };
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            done();
        }
    };
    let left = move |event: FocusEvent| {
        if !events::stays_within(&event) {
            state.save_typed();
        }
    };
    view! {
        <div
            node_ref=place
            class="noting"
            role="group"
            aria-label="Note and tags"
            on:keydown=handler(escape)
            on:focusout=handler(left)
        >
            {origin(state, &noting)}
            {note_fields(state, &noting, Rc::new(done))}
            {button("button primary", "Done", done)}
        </div>
    }
    .into_any()
}

/// Returns the contents of the dialog in which one of two notes is chosen.
pub fn dialog(state: State, noting: &Noting) -> AnyView {
    let save = move || {
        keep(state);
        state.dialog.close();
    };
    view! {
        <p class="hint" dir="auto">
            {noting.draft.title.clone()}
        </p>
        {origin(state, noting)}
        {note_fields(state, noting, Rc::new(save))}
        {button("button primary", "Save", save)}
    }
    .into_any()
}

/// Returns the two fields; `done` is called on Enter, in the note with Ctrl.
fn note_fields(state: State, noting: &Noting, done: Rc<dyn Fn()>) -> AnyView {
    let draft = &noting.draft;
    let changed: Rc<dyn Fn()> = Rc::new(move || keep_draft(state));
    let (of_tags, of_note) = (Rc::clone(&done), done);
    view! {
        {tags_field(state, draft.tags.clone(), &changed, on_enter(false, move || of_tags()))}
        <label class="hint">
            "Note"
            <textarea
                id=NOTE_TEXT
                dir="auto"
                on:input=handler(move |_| keep_draft(state))
                on:keydown=on_enter(true, move || of_note())
            >
                {draft.note.clone()}
            </textarea>
        </label>
    }
    .into_any()
}

/// Returns the field for tags, and below it the tags that other papers have; `changed` is called when
/// something is typed or added, and `enter` handles its keys.
pub fn tags_field(
    state: State,
    tags: String,
    changed: &Rc<dyn Fn()>,
    enter: Handler<KeyboardEvent>,
) -> AnyView {
    let typed = Rc::clone(changed);
    view! {
        <label class="hint">
            "Tags, separated by commas"
            <input
                id=NOTE_TAGS
                type="text"
                value=tags
                placeholder="for example: later, to cite"
                autocomplete="off"
                autocapitalize="off"
                on:input=handler(move |_| typed())
                on:keydown=enter
            />
        </label>
        {known_tags(state, changed)}
    }
    .into_any()
}

/// Says why the fields do not hold what is there, and what can be done about it.
fn origin(state: State, noting: &Noting) -> AnyView {
    let there = noting.draft.note_before.clone();
    match noting.origin {
        Origin::There => ().into_any(),
        Origin::Unsaved => {
            let noting = noting.clone();
            let discard = move || state.discard_draft(&noting);
            view! {
                <p class="hint">"This was typed before and not saved."</p>
                {button("button", "Discard it", discard)}
            }
            .into_any()
        }
        Origin::Clash => {
            let (joined, taken) = (there.clone(), there.clone());
            let join = move || {
                let mine = fields::text(NOTE_TEXT);
                write(state, &[mine.trim_end(), "\n\n", &joined].concat());
            };
            let take = move || write(state, &taken);
            view! {
                <p class="hint" role="alert">
                    "This note was changed in another tab meanwhile. Below is yours, which is not \
                     saved yet; there it says:"
                </p>
                <blockquote dir="auto">
                    {if there.is_empty() { "(nothing)".to_owned() } else { there }}
                </blockquote>
                {button("button", "Add that to mine", join)}
                {button("button", "Take that instead", take)}
            }
            .into_any()
        }
    }
}

/// Writes the note for the reader.
fn write(state: State, note: &str) {
    fields::set_text(NOTE_TEXT, note);
    keep_draft(state);
}

/// Returns the tags that other papers have, which a click adds.
fn known_tags(state: State, changed: &Rc<dyn Fn()>) -> AnyView {
    let facet = untrack(move || state.search.facet(FacetKind::Tag));
    let tag = |name: &String| {
        let shown = ["#", name].concat();
        let (name, changed) = (name.clone(), Rc::clone(changed));
        let add = handler(move |_| {
            add_tag(&name);
            changed();
        });
        view! { <button class="tag" on:click=add>{shown}</button> }.into_any()
    };
    let tags: Vec<AnyView> = facet.values.iter().map(|value| tag(&value.name)).collect();
    view! { <div class="tags known">{tags}</div> }.into_any()
}

/// Adds a tag to those that are typed.
fn add_tag(name: &str) {
    let typed = fields::text(NOTE_TAGS);
    let typed = typed.trim().trim_end_matches(',');
    let comma = if typed.is_empty() { "" } else { ", " };
    fields::set_text(NOTE_TAGS, &[typed, comma, name].concat());
}

/// Returns the note that the fields are of.
fn noting(state: State) -> Option<Noting> {
    match untrack(|| state.dialog.topic()) {
        Some(Topic::Clash(noting)) => Some(noting),
        _ => state.note.get_untracked(),
    }
}

/// Keeps what is typed until it is saved.
fn keep_draft(state: State) {
    if let Some(noting) = noting(state) {
        state.keep_draft(&noting, fields::text(NOTE_TAGS), fields::text(NOTE_TEXT));
    }
}

/// Handles that the dialog is closed in any way but by its button: what was typed would replace another tab's
/// note, and stays a draft.
pub fn closed(state: State) {
    if let Some(Topic::Clash(_)) = untrack(|| state.dialog.topic()) {
        keep_draft(state);
        state.tell_draft();
    }
}

/// Saves the contents of the dialog; a notice offers to undo it.
fn keep(state: State) {
    if let Some(noting) = noting(state) {
        state.keep_note(noting, fields::text(NOTE_TAGS), fields::text(NOTE_TEXT));
    }
}
