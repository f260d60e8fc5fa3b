//! Links that lead away from the page.

use leptos::prelude::*;

/// A link opens a new tab,
pub const TARGET: &str = "_blank";
/// which knows nothing of this page.
pub const REL: &str = "noopener noreferrer";

/// Returns a link to this address.
pub fn link(address: &str, class: &'static str, inner: AnyView) -> AnyView {
    view! {
        <a class=class href=address.to_owned() target=TARGET rel=REL>
            {inner}
        </a>
    }
    .into_any()
}
