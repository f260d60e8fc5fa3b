//! The dialog in which papers are given away.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::field::radio;
use crate::app::ui::live::derived;
use crate::browser::share;
use crate::page::exports::{self, SCOPES};
use skimmark_paper::words;
use skimmark_protocol::ExportForm;

/// Returns the contents of the dialog.
pub fn dialog(state: State) -> AnyView {
    let is_backup = derived(move || state.export_form().form.is_none());
    let goes = derived(move || match state.export_form().form {
        None => false,
        Some(ExportForm::Link) => matches!(state.exports.link.get(), Some(Ok(_))),
        Some(_) => true,
    });
    let forms: Vec<AnyView> = untrack(|| state.export_forms())
        .iter()
        .map(|offered| {
            let chosen = move || state.export_form().key == offered.key;
            radio("form", offered.label, String::new(), chosen, move || state.choose_form(offered))
        })
        .collect();
    view! {
        <div class="choices" role="group" aria-label="What" hidden=move || is_backup.get()>
            <p>"What"</p>
            {scopes(state)}
        </div>
        <div class="choices" role="group" aria-label="Format">
            <p>"Format"</p>
            {forms}
        </div>
        {move || if is_backup.get() { about_backup() } else { preview(state) }}
        <p class="hint" role="status">{move || progress(state)}</p>
        {button("button primary", "Download", move || state.download_export())}
        {move || goes.get().then(|| button("button", "Copy", move || state.copy_export()))}
        {move || {
            (goes.get() && share::is_there())
                .then(|| button("button", "Share", move || state.share_export()))
        }}
    }
    .into_any()
}

fn scopes(state: State) -> Vec<AnyView> {
    let (offered, _) = exports::scopes(untrack(|| state.export_counts()));
    let scope = |(at, count): (usize, u32)| {
        let (scope, name, _) = SCOPES[at];
        let chosen = move || state.exports.scope.get() == scope;
        radio("scope", name, words::grouped(count), chosen, move || state.choose_scope(scope))
    };
    offered.into_iter().map(scope).collect()
}

fn preview(state: State) -> AnyView {
    view! {
        <div
            class="export-preview"
            role="region"
            aria-label=move || if state.gives_link() { "Link" } else { "First record" }
            tabindex="0"
            dir="auto"
        >
            {move || match state.export_form().form {
                Some(ExportForm::Link) => {
                    state.exports.link.get().and_then(Result::ok).unwrap_or_default()
                }
                _ => state.exports.preview.get(),
            }}
        </div>
    }
    .into_any()
}

fn about_backup() -> AnyView {
    view! {
        <p class="hint">
            "Everything you decided, with the papers you starred, and your digests unless the settings \
             leave them out. Open the file, here or elsewhere, to take it in again."
        </p>
    }
    .into_any()
}

fn progress(state: State) -> String {
    if state.export_form().form == Some(ExportForm::Link) {
        return match state.exports.link.get() {
            None => "Making the link".to_owned(),
            Some(Ok(link)) => about_link(&link),
            Some(Err(problem)) => problem,
        };
    }
    let Some((written, total)) = state.exports.written.get() else { return String::new() };
    ["Writing: ", &words::grouped(written), " of ", &words::count(total, "paper")].concat()
}

fn about_link(link: &str) -> String {
    let length = words::count(words::to_u32(link.len()), "character");
    let hint = ". The link itself holds the papers, without your notes and tags: whoever has it can \
                read them. Skimmark has no server that sees them.";
    length + hint
}
