//! The ledger: how much of the text was read, and every line that was not.

use leptos::prelude::*;

use crate::app::state::use_state;
use crate::app::ui::live::handler;
use skimmark_paper::words;
use skimmark_protocol::{LeftoverLine, PartReading, Reading};

/// The ledger in words; it opens the list of what was left over.
#[component]
pub fn Ledger() -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let count = move |of: fn(&Reading) -> String| {
        state.digest.reading.with(|reading| reading.as_ref().map(of).unwrap_or_default())
    };
    let is_whole = move || {
        state.digest.reading.with(|reading| reading.as_ref().is_some_and(|it| it.left_over == 0))
    };
    view! {
        <div
            class="ledger"
            role="status"
            // There is no account until everything is read.
            hidden=move || state.digest.reading.with(Option::is_none)
        >
            <button
                class="link"
                title="What was read"
                aria-expanded=move || open.get().to_string()
                on:click=handler(move |_| open.update(|open| *open = !*open))
            >
                // The number of papers is beside it already, for those who see it; that no line is left over
                // goes without saying.
                <span class="unseen">
                    {move || count(|reading| words::ledger(reading.papers, reading.left_over))} ": "
                </span>
                <span aria-hidden=move || is_whole().then_some("true")>{move || count(in_short)}</span>
            </button>
        </div>
        {move || {
            let reading = state.digest.reading.get().filter(|_| open.get());
            reading.map(|reading| account(&reading))
        }}
    }
}

fn in_short(reading: &Reading) -> String {
    match reading.left_over {
        0 => "ⓘ".to_owned(),
        lines => words::count(lines, "line") + " not recognized",
    }
}

#[inline(never)]
fn account(reading: &Reading) -> AnyView {
    let parts: Vec<AnyView> = reading.parts.iter().map(part).collect();
    view! {
        <section class="account" aria-label="What was read">
            <p>{reading.summary.clone()}</p>
            {parts}
        </section>
    }
    .into_any()
}

/// Returns the account of one part of the input, and its left-over lines with their numbers.
pub fn part(part: &PartReading) -> AnyView {
    let leftovers = (!part.leftovers.is_empty()).then(|| leftovers(&part.leftovers));
    view! {
        <p>
            <strong dir="auto">{part.name.clone().unwrap_or_default()}</strong>
            " "
            {part.words.clone()}
        </p>
        {leftovers}
    }
    .into_any()
}

fn leftovers(lines: &[LeftoverLine]) -> AnyView {
    let line = |line: &LeftoverLine| {
        view! {
            <li>
                <span class="line-number">{words::grouped(line.number)}</span>
                <span dir="auto">{line.text.clone()}</span>
            </li>
        }
        .into_any()
    };
    let lines: Vec<AnyView> = lines.iter().map(line).collect();
    view! {
        <ol class="leftovers" tabindex="0" aria-label="Lines left over">
            {lines}
        </ol>
    }
    .into_any()
}
