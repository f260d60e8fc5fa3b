//! The heading of the dialog.

use leptos::prelude::*;

use crate::app::ids::DIALOG_TITLE;

/// The parts of the dialog below this heading.
pub fn titled(words: &'static str, mut parts: Vec<AnyView>) -> AnyView {
    parts.insert(0, heading(words));
    parts.into_any()
}

/// The heading of the dialog.
pub fn heading(words: &'static str) -> AnyView {
    view! { <h2 id=DIALOG_TITLE>{words}</h2> }.into_any()
}
