//! Links that lead away from the page.

use leptos::prelude::*;

/// Returns a link that opens a new tab, which knows nothing of this page.
pub fn link(address: &str, class: &'static str, inner: AnyView) -> AnyView {
    view! {
        <a class=class href=address.to_owned() target="_blank" rel="noopener noreferrer">
            {inner}
        </a>
    }
    .into_any()
}
