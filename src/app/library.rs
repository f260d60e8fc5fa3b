//! The library: the digests kept in this browser.

use leptos::prelude::*;

use crate::app::live::{act, element, live};
use crate::app::notice::button;
use crate::app::state::{State, use_state};
use crate::browser::database::DigestMeta;
use crate::browser::{clock, page};
use crate::protocol::DigestId;
use crate::words;

/// The list of digests.
#[component]
pub fn Library() -> impl IntoView {
    let state = use_state();
    let list = move || {
        let list = state.library.get();
        if list.is_empty() {
            return view! { <p>"No digest is kept yet. What you paste is listed here."</p> }
                .into_any();
        }
        element("ul", "", list.iter().map(|meta| kept(state, meta)).collect())
    };
    view! {
        <section class="library">
            <h1>"Library"</h1>
            {live(list)}
        </section>
    }
}

/// What a digest is listed under.
fn title(meta: &DigestMeta) -> String {
    let day = words::date(clock::day_at(meta.id));
    let when = format!("{day}, {}", clock::time_of_day(meta.id));
    if meta.name.is_empty() { format!("Pasted {when}") } else { format!("{}, {when}", meta.name) }
}

fn question_id(id: DigestId) -> String {
    format!("question-{id}")
}

fn delete_id(id: DigestId) -> String {
    format!("delete-{id}")
}

fn kept(state: State, meta: &DigestMeta) -> AnyView {
    let asking = RwSignal::new(false);
    let id = meta.id;
    let title = title(meta);
    let about = format!("{}, {}", meta.format, words::ledger(meta.papers, meta.left_over));
    let name = format!("Delete {title}");
    // The button that was pressed goes away with the question, so the focus is handed on.
    let ask = move |asked: bool| {
        asking.set(asked);
        page::next_frame(move || {
            page::focus(&if asked { question_id(id) } else { delete_id(id) });
        });
    };
    let delete = move || {
        state.delete_digest(id);
        page::focus("main");
    };
    let question = move || {
        if asking.get() {
            view! {
                <span class="question" id=question_id(id) tabindex="-1">
                    "Delete this digest? What you starred stays. "
                    {button("link", "Delete it", delete)} " "
                    {button("link", "Keep it", move || ask(false))}
                </span>
            }
            .into_any()
        } else {
            view! {
                <button
                    class="link"
                    id=delete_id(id)
                    aria-label=name.clone()
                    on:click=act(move |_| ask(true))
                >
                    "Delete"
                </button>
            }
            .into_any()
        }
    };
    view! {
        <li class="kept">
            <button class="kept-title" on:click=act(move |_| state.reopen(id, String::new()))>
                {title}
            </button>
            <span class="kept-about">{about}</span>
            {live(question)}
        </li>
    }
    .into_any()
}
