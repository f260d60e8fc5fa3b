//! The modal dialog, whatever it is about.

use leptos::html;
use leptos::prelude::*;

use super::{export, import, settings};
use crate::app::filters::views;
use crate::app::ids::DIALOG_TITLE;
use crate::app::keys;
use crate::app::paper::{authors, more, note, revised, tagging};
use crate::app::state::dialog::Topic;
use crate::app::state::{State, use_state};
use crate::app::ui::heading::heading;
use crate::app::ui::live::{handler, watch};

/// The dialog; closed if the state holds nothing for it.
#[component]
pub fn Dialog() -> impl IntoView {
    let state = use_state();
    let dialog = NodeRef::<html::Dialog>::new();
    watch(move || {
        let Some(dialog) = dialog.get() else { return };
        let wanted = state.dialog.is_open();
        if wanted && !dialog.open() {
            // It fails only for a dialog that is not in the page, and this one is.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let close = move |_| {
        // The event comes a moment after the closing: a key in between has opened the dialog again.
        if dialog.get_untracked().is_some_and(|dialog| dialog.open()) {
            return;
        }
        note::closed(state);
        state.decline_import();
        state.dialog.close();
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            class:wide=move || matches!(state.dialog.topic(), Some(Topic::Keys))aria-labelledby=DIALOG_TITLE
            on:close=handler(close)
        >
            {move || state.dialog.topic().map(|topic| content(state, &topic))}
            <form method="dialog">
                <button class="button">{move || closing(state)}</button>
            </form>
        </dialog>
    }
}

/// Returns the words of the button that closes the dialog.
fn closing(state: State) -> &'static str {
    if matches!(state.dialog.topic(), Some(Topic::Import(_))) { "Cancel" } else { "Close" }
}

/// Returns what the dialog shows of a topic. The dialogs come with the rest of the program: inlined, this
/// would be of the first part.
#[inline(never)]
fn content(state: State, topic: &Topic) -> AnyView {
    let (title, body) = match topic {
        Topic::Keys => ("Keyboard shortcuts", keys::dialog::dialog(state)),
        Topic::Authors(rivals) => ("Fix title and authors", authors::dialog(state, rivals)),
        Topic::Revised(revision) => ("What has changed", revised::dialog(revision)),
        Topic::SaveView => ("Save this view", views::save_view(state)),
        Topic::Highlight => ("Highlight matches", views::highlight(state)),
        Topic::Rules => ("Rules", views::rules(state)),
        Topic::More(paper) => ("More", more::dialog(state, paper)),
        Topic::Settings => ("Settings", settings::dialog(state)),
        Topic::Erase => ("Delete everything", settings::erase(state)),
        Topic::Import(offer) => ("Import", import::dialog(state, offer)),
        Topic::Export => ("Export", export::dialog(state)),
        Topic::Tag => ("Tag the selected papers", tagging::dialog(state)),
        Topic::Clash(noting) | Topic::Note(noting) => {
            ("Note and tags", note::dialog(state, noting))
        }
    };
    view! {
        {heading(title)}
        {body}
    }
    .into_any()
}
