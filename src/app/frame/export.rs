//! The dialog in which papers are given away.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::field::radio;
use crate::app::ui::live::derived;
use crate::page::exports::{self, SCOPES};
use skimmark_paper::words;

/// Returns the contents of the dialog.
pub fn dialog(state: State) -> AnyView {
    let is_backup = derived(move || state.export_form().form.is_none());
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
        {move || (!is_backup.get()).then(|| button("button", "Copy", move || state.copy_export()))}
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
        <div class="export-preview" role="region" aria-label="First record" tabindex="0" dir="auto">
            {move || state.exports.preview.get()}
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
    let Some((written, total)) = state.exports.written.get() else { return String::new() };
    ["Writing: ", &words::grouped(written), " of ", &words::count(total, "paper")].concat()
}
