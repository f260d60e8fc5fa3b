//! The button that removes all filters.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::live::derived;

/// Returns the button that removes all filters, shown while there are any.
pub fn clear(state: State) -> AnyView {
    let any = derived(move || state.navigation.route.with(|route| !route.query.trim().is_empty()));
    let clear = move || state.go(|route| route.query.clear());
    view! { {move || any.get().then(|| button("button", "Clear filters", clear))} }.into_any()
}
