//! The heading of the dialog.

use leptos::prelude::*;

use crate::app::ids::DIALOG_TITLE;

/// Returns the heading of the dialog.
pub fn heading(words: &'static str) -> AnyView {
    view! { <h2 id=DIALOG_TITLE>{words}</h2> }.into_any()
}
