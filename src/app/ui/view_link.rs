//! Links from one screen to another.

use leptos::prelude::*;

use super::live::handler;

/// Returns a link to the screen of this address: `here` says whether it is shown, `go` turns to it.
pub fn view_link(
    href: String,
    name: &'static str,
    more: AnyView,
    here: Memo<bool>,
    go: impl Fn() + 'static,
) -> AnyView {
    let go = move |event: leptos::ev::MouseEvent| {
        // With a modifier the browser opens a tab or a window, as for any link.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        go();
    };
    view! {
        <a
            href=href
            aria-current=move || here.get().then_some("page")
            on:click=handler(go)
        >
            {name}
            {more}
        </a>
    }
    .into_any()
}
