//! The tags of a paper and the note on it: the dialog in which they are written.

use leptos::prelude::*;

use crate::app::ids::{NOTE_TAGS, NOTE_TEXT};
use crate::app::state::dialog::Topic;
use crate::app::state::{LoadedCard, State};
use crate::app::ui::button::button;
use crate::app::ui::live::{element, on_enter, phrase, pressed, stated, text};
use crate::browser::fields;
use skimmark_protocol::{FacetKind, Stretch};

/// What the dialog holds.
pub fn dialog(state: State, paper: &LoadedCard) -> Vec<AnyView> {
    let tags = paper.own.tags.join(", ");
    let save = move || {
        keep(state);
        state.dialog.close();
    };
    let tags = stated("input", on_enter(false, save), Vec::new(), move || {
        vec![
            ("id", NOTE_TAGS.into()),
            ("type", "text".into()),
            ("value", tags.clone()),
            ("placeholder", "later, to cite".into()),
            ("autocomplete", "off".into()),
            ("autocapitalize", "off".into()),
        ]
    });
    let note = paper.own.note.clone();
    let note = stated("textarea", on_enter(true, save), vec![text(note)], || {
        vec![("id", NOTE_TEXT.into()), ("dir", "auto".into())]
    });
    let title = text(Stretch::join(&paper.card.title));
    vec![
        phrase("p", "hint", title),
        element("label", "hint", vec![text("Tags, with commas between them"), tags]),
        known_tags(state),
        element("label", "hint", vec![text("Note"), note]),
        button("button primary", "Save", save),
    ]
}

/// The tags that other papers have, which a click adds.
fn known_tags(state: State) -> AnyView {
    let facet = untrack(move || state.search.facet(FacetKind::Tag));
    let tags = facet.values.iter().map(|value| {
        let name = value.name.clone();
        let add = move || {
            let typed = fields::text(NOTE_TAGS);
            let typed = typed.trim().trim_end_matches(',');
            let comma = if typed.is_empty() { "" } else { ", " };
            fields::set_text(NOTE_TAGS, &[typed, comma, &name].concat());
        };
        pressed("tag", text(["#", &value.name].concat()), add)
    });
    element("div", "tags", tags.collect())
}

/// Keeps what the dialog holds, however it is closed: what was typed is not lost, and a notice
/// offers to take it back.
pub fn keep(state: State) {
    if let Some(Topic::Note(paper)) = untrack(|| state.dialog.topic()) {
        state.note(&paper, fields::text(NOTE_TAGS), fields::text(NOTE_TEXT));
    }
}
