//! The library: the digests kept in this browser.

use leptos::prelude::*;

use crate::app::state::{DigestMeta, use_state};
use crate::words;

/// The list of digests.
#[component]
pub fn Library() -> impl IntoView {
    let state = use_state();
    view! {
        <section class="library">
            <h1>"Library"</h1>
            <Show
                when=move || state.library.with(|list| !list.is_empty())
                fallback=|| {
                    view! { <p>"No digest is kept yet. What you paste is listed here."</p> }
                }
            >
                <ul>
                    <For each=move || state.library.get() key=|meta| meta.id let(meta)>
                        <Kept meta=meta />
                    </For>
                </ul>
            </Show>
        </section>
    }
}

#[component]
fn Kept(meta: DigestMeta) -> impl IntoView {
    let state = use_state();
    let asking = RwSignal::new(false);
    let id = meta.id;
    let title = meta.title();
    let open = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        state.reopen(id, String::new());
    };
    view! {
        <li class="kept">
            <a href="#" on:click=open>{title.clone()}</a>
            <span class="kept-about">
                {meta.format.clone()} ", " {words::ledger(meta.papers, meta.left_over)}
            </span>
            <Show
                when=move || asking.get()
                fallback=move || {
                    view! {
                        <button
                            class="link"
                            aria-label=format!("Delete {title}")
                            on:click=move |_| asking.set(true)
                        >
                            "Delete"
                        </button>
                    }
                }
            >
                <span class="question" role="alert">
                    "Delete this digest? What you starred stays. "
                    <button class="link" on:click=move |_| state.delete_digest(id)>
                        "Delete it"
                    </button>
                    " "
                    <button class="link" on:click=move |_| asking.set(false)>"Keep it"</button>
                </span>
            </Show>
        </li>
    }
}
