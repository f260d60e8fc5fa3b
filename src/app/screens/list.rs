//! Papers as rows of a list, beside the reading pane. The rows are the cards of the feed; the style sheet
//! shows what a row has room for.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::live::{derived, handler};

/// Returns the button that turns from cards to a list, or back.
pub fn button(state: State) -> AnyView {
    let is_list = derived(move || state.settings.get().is_list());
    view! {
        <button class="link" on:click=handler(move |_| state.toggle_list())>
            {move || if is_list.get() { "Cards" } else { "List" }}
        </button>
    }
    .into_any()
}
