//! The bar of what can be done with the selected papers.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::state::dialog::Topic;
use crate::app::ui::button::button;
use crate::app::ui::live::{derived, handler, watch};
use crate::browser::dom;
use skimmark_paper::words;
use skimmark_protocol::{ExportForm, ExportScope, SelectedChange, SelectedCount};

/// Returns the bar. What it says is there from the start, so that it is spoken.
pub fn selection(state: State) -> AnyView {
    let any = derived(move || state.selection.is_any());
    watch(move || dom::describe_page("selecting", if any.get() { "on" } else { "off" }));
    view! {
        <div class="selection">
            <p role="status">{move || said(state)}</p>
            {move || any.get().then(|| tools(state))}
        </div>
    }
    .into_any()
}

fn said(state: State) -> String {
    let SelectedCount { all, shown } = state.selection.count.get();
    match (all, all - shown) {
        (0, _) => String::new(),
        (_, 0) => [&words::grouped(all), " selected"].concat(),
        (_, away) => {
            [&words::grouped(all), " selected, ", &words::grouped(away), " not shown"].concat()
        }
    }
}

/// Returns the buttons, which come with the rest of the program.
#[inline(never)]
fn tools(state: State) -> AnyView {
    let change = |name, change: SelectedChange| {
        button("button quiet", name, move || state.change_selected(change.clone()))
    };
    let hides = untrack(move || state.hides());
    let copy = move || state.copy_papers(ExportScope::Selected, ExportForm::Markdown);
    view! {
        <div role="toolbar" aria-label="Selected papers">
            {change("Star", SelectedChange::Star)}
            {change("Mark read", SelectedChange::Read)}
            {hides.then(|| change("Hide", SelectedChange::Hide))}
            {button("button quiet", "Tag", move || state.dialog.open(Topic::Tag))}
            {button("button quiet", "Copy", copy)}
            {button("button quiet", "Export", move || state.open_export())}
            <button
                class="button quiet dismiss"
                aria-label="Select none"
                title="Select none"
                on:click=handler(move |_| state.select_none())
            >
                <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M6 6l12 12M18 6L6 18" />
                </svg>
            </button>
        </div>
    }
    .into_any()
}
