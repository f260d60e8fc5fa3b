//! The tags of a paper and the note on it: the dialog in which they are written.

use leptos::prelude::*;

use crate::app::dialog::Topic;
use crate::app::live::{element, phrase, stated, text};
use crate::app::notice::button;
use crate::app::state::State;
use crate::browser::page;
use crate::protocol::{Card, FacetKind, Own, Stretch};

/// The `id` of the field for the tags.
const TAGS: &str = "note-tags";

/// The `id` of the field for the note.
const NOTE: &str = "note-text";

/// A paper of the present view that is being noted on.
#[derive(Clone, Debug)]
pub struct Noting {
    /// The paper.
    pub card: Card,
    /// What the reader decided about it before.
    pub own: Own,
}

/// What the dialog holds.
pub fn dialog(state: State, noting: &Noting) -> Vec<AnyView> {
    let tags = noting.own.tags.join(", ");
    let tags = stated("input", Vec::new(), Vec::new(), move || {
        vec![
            ("id", TAGS.into()),
            ("type", "text".into()),
            ("value", tags.clone()),
            ("placeholder", "later, to cite".into()),
            ("autocomplete", "off".into()),
            ("autocapitalize", "off".into()),
        ]
    });
    let note = noting.own.note.clone();
    let note = stated("textarea", Vec::new(), vec![text(note)], || {
        vec![("id", NOTE.into()), ("dir", "auto".into())]
    });
    let title = text(Stretch::join(&noting.card.title));
    let save = button("button primary", "Save", move || {
        keep(state);
        state.dialog.set(None);
    });
    vec![
        phrase("p", "hint", title),
        element("label", "hint", vec![text("Tags, with commas between them"), tags]),
        known_tags(state),
        element("label", "hint", vec![text("Note"), note]),
        save,
    ]
}

/// The tags that other papers have, which a click adds.
fn known_tags(state: State) -> AnyView {
    let facet = untrack(move || state.facet(FacetKind::Tag));
    let tags = facet.values.iter().map(|value| {
        let name = value.name.clone();
        let add = move || {
            let typed = page::text_of(TAGS);
            let typed = typed.trim().trim_end_matches(',');
            let comma = if typed.is_empty() { "" } else { ", " };
            page::set_text(TAGS, &[typed, comma, &name].concat());
        };
        crate::app::live::pressed("tag", text(["#", &value.name].concat()), add)
    });
    element("div", "tags", tags.collect())
}

/// Keeps what the dialog holds, however it is closed: what was typed is not lost, and a notice
/// offers to take it back.
pub fn keep(state: State) {
    if let Some(Topic::Note(noting)) = state.dialog.get_untracked() {
        state.note(&noting, page::text_of(TAGS), page::text_of(NOTE));
    }
}
