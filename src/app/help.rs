//! The list of keys.

use leptos::html;
use leptos::prelude::*;

use crate::app::keys::{KEYS, KeyRow};
use crate::app::live::{act, element, follow, text};
use crate::app::state::use_state;

/// A modal dialog that lists the keys.
#[component]
pub fn Help() -> impl IntoView {
    let state = use_state();
    let dialog = NodeRef::<html::Dialog>::new();
    follow(move || {
        let Some(dialog) = dialog.get() else { return };
        if state.help_open.get() && !dialog.open() {
            // It fails only for a dialog that is not in the page, and this one is.
            let _ = dialog.show_modal();
        } else if !state.help_open.get() && dialog.open() {
            dialog.close();
        }
    });
    let rows: Vec<AnyView> = KEYS.iter().map(row).collect();
    view! {
        <dialog
            node_ref=dialog
            class="help"
            aria-labelledby="help-title"
            on:close=act(move |_| state.help_open.set(false))
        >
            <h2 id="help-title">"Keys"</h2>
            <dl>{rows}</dl>
            <form method="dialog">
                <button class="button primary">"Close"</button>
            </form>
        </dialog>
    }
}

fn row(key: &KeyRow) -> AnyView {
    let caps = key.shown.iter().map(|cap| element("kbd", "", vec![text(*cap)])).collect();
    let row = vec![element("dt", "", caps), element("dd", "", vec![text(key.what)])];
    element("div", "", row)
}
