//! The modal dialog, whatever it is about.

use leptos::html;
use leptos::prelude::*;

use super::settings;
use crate::app::filters::views;
use crate::app::ids::DIALOG_TITLE;
use crate::app::keys;
use crate::app::paper::{authors, more, note};
use crate::app::state::dialog::Topic;
use crate::app::state::use_state;
use crate::app::ui::heading::titled;
use crate::app::ui::live::{act, follow, live};

/// The dialog; closed where the state holds nothing for it.
#[component]
pub fn Dialog() -> impl IntoView {
    let state = use_state();
    let dialog = NodeRef::<html::Dialog>::new();
    follow(move || {
        let Some(dialog) = dialog.get() else { return };
        let wanted = state.dialog.is_open();
        if wanted && !dialog.open() {
            // It fails only for a dialog that is not in the page, and this one is.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let content = move || match state.dialog.topic() {
        Some(Topic::Keys) => titled("Keys", keys::dialog::dialog(state)),
        Some(Topic::Authors(rivals)) => authors::dialog(state, &rivals),
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
            aria-labelledby=DIALOG_TITLE
            on:close=act(move |_| {
                note::keep(state);
                state.dialog.close();
            })
        >
            {live(content)}
            <form method="dialog">
                <button class="button">"Close"</button>
            </form>
        </dialog>
    }
}
