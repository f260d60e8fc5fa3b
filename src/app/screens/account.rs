//! The ledger: how much of the text was read, and every line that was not.

use leptos::prelude::*;

use crate::app::state::use_state;
use crate::app::ui::live::{act, element, live, phrase, text};
use skimmark_paper::words;
use skimmark_protocol::{PartReading, Reading};

/// The ledger in words; it opens the list of what was left over.
#[component]
pub fn Ledger() -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let count = move |of: fn(&Reading) -> String| {
        live(move || {
            state.digest.reading.with(|reading| reading.as_ref().map(of).unwrap_or_default())
        })
    };
    view! {
        <div
            class="ledger"
            role="status"
            // Until all is read there is no account.
            hidden=live(move || state.digest.reading.with(Option::is_none))
        >
            <button
                class="link"
                aria-expanded=live(move || open.get().to_string())
                on:click=act(move |_| open.update(|open| *open = !*open))
            >
                // The number of papers stands beside it already, for those who see it.
                <span class="unseen">
                    {count(|reading| words::count(reading.papers, "paper"))} ", "
                </span>
                {count(|reading| words::left_over(reading.left_over))}
            </button>
        </div>
        {live(move || {
            let reading = state.digest.reading.get().filter(|_| open.get());
            reading.map_or_else(|| ().into_any(), |reading| account(&reading))
        })}
    }
}

fn account(reading: &Reading) -> AnyView {
    let parts = reading.parts.iter().map(part);
    let mut inner = vec![element("p", "", vec![text(reading.summary.as_str())])];
    inner.extend(parts);
    view! {
        <section class="account" aria-label="What was read">
            {inner}
        </section>
    }
    .into_any()
}

/// What was read of one part of what was brought, and its left-over lines with their numbers.
pub fn part(part: &PartReading) -> AnyView {
    let name = phrase("strong", "", text(part.name.clone().unwrap_or_default()));
    let words = element("p", "", vec![name, text(" "), text(part.words.as_str())]);
    if part.leftovers.is_empty() {
        return words;
    }
    let lines: Vec<AnyView> = part
        .leftovers
        .iter()
        .map(|line| {
            let number = element("span", "line-number", vec![text(words::grouped(line.number))]);
            element("li", "", vec![number, phrase("span", "", text(line.text.as_str()))])
        })
        .collect();
    view! {
        {words}
        <ol class="leftovers" tabindex="0" aria-label="Lines left over">
            {lines}
        </ol>
    }
    .into_any()
}
