//! The empty state: one large target to bring a digest to.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::ids::TEXT_BOX;
use crate::app::screens::account::part;
use crate::app::state::digest::paste::paste;
use crate::app::state::notices::Notice;
use crate::app::state::{State, use_state};
use crate::app::ui::button::button;
use crate::app::ui::live::handler;
use crate::browser::files::{self, Input};
use crate::browser::timers;

/// An invented digest to try the page with: a file of the build, so that only those who want it
/// wait for it.
const SAMPLE: &str = "sample.txt";

/// Text that was typed is read this many milliseconds after the last key.
const PAUSE: i32 = 700;

/// The place to paste, drop, choose or type a digest.
#[component]
pub fn Start() -> impl IntoView {
    let state = use_state();
    let timer = StoredValue::new(0);
    let typed = move |event| {
        state.digest.type_draft(event_target_value(&event));
        timers::cancel(timer.get_value());
        timer.set_value(timers::after(PAUSE, move || read_draft(state)));
    };
    let submit = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            timers::cancel(timer.get_value());
            read_draft(state);
        }
    };
    let sample = move || {
        leptos::task::spawn_local(async move {
            match files::own(SAMPLE).await {
                Ok(text) => state.bring(vec![Input::Text(text)]),
                Err(reason) => state.notify(Notice::trouble(format!(
                    "The sample could not be fetched: {reason}. Check the connection and try \
                     again.",
                ))),
            }
        });
    };
    view! {
        <section class="start" aria-busy=move || state.progress.busy.get().to_string()>
            <h1>"Paste a digest"</h1>
            <p class="lead">
                "Paste an arXiv mail, a Scholar alert, a .bib file or any list of papers. Skimmark \
                 turns it into a list you can skim, filter and star."
            </p>
            <textarea
                id=TEXT_BOX
                aria-label="Digest text"
                placeholder="Paste here, or drop a file anywhere on the page"
                rows="7"
                spellcheck="false"
                prop:value=move || state.digest.draft.get()
                on:input=handler(typed)
                on:keydown=handler(submit)
            ></textarea>
            <div class="start-deeds">
                {button("button primary", "Paste", move || paste(state))}
                <FileButton name="Open file" class="button" />
                {button("button", "Try the sample", sample)}
            </div>
            <div role="status">{move || refused(state)}</div>
            <p class="promise">
                "Private by design: your text never leaves this device. It works offline, and keeps \
                 your stars in this browser."
            </p>
        </section>
    }
}

fn read_draft(state: State) {
    let text = state.digest.draft.get_untracked();
    if !text.trim().is_empty() {
        state.bring(vec![Input::Text(text.into())]);
    }
}

/// A button that brings files: digests are opened, backups merged.
#[component]
pub fn FileButton(name: &'static str, class: &'static str) -> impl IntoView {
    let state = use_state();
    let input = NodeRef::<leptos::html::Input>::new();
    let choose = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event: leptos::ev::Event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(input) = target {
            state.bring(files::chosen(&input));
        }
    };
    view! {
        {button(class, name, choose)}
        <input node_ref=input type="file" hidden multiple on:change=handler(chosen) />
    }
}

/// Returns the message about a text that holds no papers.
fn refused(state: State) -> Option<AnyView> {
    let reading = state.digest.refused.get()?;
    let parts: Vec<AnyView> = reading.parts.iter().map(part).collect();
    let refused = view! {
        <div class="refused">
            <p>
                <strong>"No papers found in that text."</strong>
                {format!(" Skimmark reads lists of papers: {}, and any lines that hold an arXiv id, a \
                 DOI or a link to a paper. Copy from the start of a paper and try again; your \
                 text stays here.", reading.readable)}
            </p>
            {parts}
        </div>
    };
    Some(refused.into_any())
}
