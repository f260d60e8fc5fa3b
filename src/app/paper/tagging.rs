//! Tags for all selected papers: the dialog in which they are written.

use std::rc::Rc;

use leptos::prelude::*;

use super::note::tags_field;
use crate::app::ids::NOTE_TAGS;
use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::live::on_enter;
use crate::browser::fields;
use skimmark_paper::words;
use skimmark_protocol::SelectedChange;

/// Returns the contents of the dialog.
pub fn dialog(state: State) -> AnyView {
    let save = move || {
        let tags = fields::text(NOTE_TAGS);
        state.dialog.close();
        if !tags.trim().is_empty() {
            state.change_selected(SelectedChange::Tag(tags));
        }
    };
    let papers = untrack(move || state.selection.count.with(|count| count.all));
    view! {
        <p class="hint">
            {format!("Added to the tags that {} have.", words::count(papers, "paper"))}
        </p>
        {tags_field(state, String::new(), &(Rc::new(|| {}) as Rc<dyn Fn()>), on_enter(false, save))}
        {button("button primary", "Add", save)}
    }
    .into_any()
}
