//! The ledger: how much of the text was read, and every line that was not.

use leptos::prelude::*;

use crate::app::live::{act, element, live, phrase, text};
use crate::app::state::use_state;
use crate::protocol::Reading;
use crate::words;

/// The ledger in words; it opens the list of what was left over.
#[component]
pub fn Ledger() -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let count = move |of: fn(&Reading) -> String| {
        live(move || state.reading.with(|reading| reading.as_ref().map(of).unwrap_or_default()))
    };
    view! {
        <div class="ledger" role="status">
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
            let reading = state.reading.get().filter(|_| open.get());
            reading.map_or_else(|| ().into_any(), |reading| account(&reading))
        })}
    }
}

fn account(reading: &Reading) -> AnyView {
    let lines = words::count(reading.lines, "line");
    let furniture = words::count(reading.furniture, "line");
    let words = format!(
        "Read as {}: {lines}, of which {furniture} of headings, navigation or footers.",
        reading.format,
    );
    view! {
        <section class="account" aria-label="What was read">
            <p>{words}</p>
            {leftovers(reading)}
        </section>
    }
    .into_any()
}

/// The left-over lines of a text, with their numbers.
pub fn leftovers(reading: &Reading) -> AnyView {
    if reading.left_over == 0 {
        return view! { <p class="nothing-left">"Every line found its place."</p> }.into_any();
    }
    let listed = u32::try_from(reading.leftovers.len()).unwrap_or(u32::MAX);
    let more = match reading.left_over.saturating_sub(listed) {
        0 => String::new(),
        more => format!("and {} that are not listed here.", words::count(more, "more line")),
    };
    let lines: Vec<AnyView> = reading
        .leftovers
        .iter()
        .map(|line| {
            let number = element("span", "line-number", vec![text(words::grouped(line.number))]);
            element("li", "", vec![number, phrase("span", "", text(line.text.as_str()))])
        })
        .collect();
    view! {
        <p>{format!("{} left over:", words::count(reading.left_over, "line"))}</p>
        <ol class="leftovers" tabindex="0" aria-label="Lines left over">
            {lines}
        </ol>
        <p>{more}</p>
    }
    .into_any()
}
