//! The ledger: how much of the text was read, and every line that was not.

use leptos::prelude::*;

use crate::app::state::use_state;
use crate::protocol::Reading;
use crate::words;

/// The ledger in words; it opens the list of what was left over.
#[component]
pub fn Ledger() -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let words = move || {
        let reading = state.reading.get();
        reading.map(|reading| words::ledger(reading.papers, reading.left_over)).unwrap_or_default()
    };
    view! {
        <div class="ledger">
            <button
                class="link"
                aria-expanded=move || open.get().to_string()
                aria-controls="what-was-read"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span role="status">{words}</span>
            </button>
        </div>
        <Show when=move || open.get()>
            <section class="account" id="what-was-read" aria-label="What was read">
                {move || {
                    state
                        .reading
                        .get()
                        .map(|reading| {
                            let lines = words::count(reading.lines, "line");
                            let furniture = words::count(reading.furniture, "line");
                            view! {
                                <p>
                                    {format!(
                                        "Read as {}: {lines}, of which {furniture} of headings, \
                                         navigation or footers.",
                                        reading.format,
                                    )}
                                </p>
                                <Leftovers reading=reading />
                            }
                        })
                }}
            </section>
        </Show>
    }
}

/// The left-over lines of a text, with their numbers.
#[component]
pub fn Leftovers(reading: Reading) -> impl IntoView {
    let listed = u32::try_from(reading.leftovers.len()).unwrap_or(u32::MAX);
    let more = reading.left_over.saturating_sub(listed);
    if reading.left_over == 0 {
        return view! { <p class="nothing-left">"Every line found its place."</p> }.into_any();
    }
    view! {
        <p>{format!("{} left over:", words::count(reading.left_over, "line"))}</p>
        <ol class="leftovers" tabindex="0" aria-label="Lines left over">
            {reading
                .leftovers
                .into_iter()
                .map(|line| {
                    view! {
                        <li>
                            <span class="line-number">{words::grouped(line.number)}</span>
                            <span dir="auto">{line.text}</span>
                        </li>
                    }
                })
                .collect_view()}
        </ol>
        {(more > 0)
            .then(|| {
                let more = words::count(more, "more line");
                view! { <p>{format!("and {more} that are not listed here.")}</p> }
            })}
    }
    .into_any()
}
