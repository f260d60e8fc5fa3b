//! The buttons that remove all filters.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::live::derived;

/// Returns the button that removes all filters, shown while there are any.
pub fn clear(state: State) -> AnyView {
    shown(state, "button", "Clear filters")
}

/// Returns the one beside the count.
pub fn clear_counted(state: State) -> AnyView {
    shown(state, "link", "Clear")
}

fn shown(state: State, class: &'static str, name: &'static str) -> AnyView {
    let any = derived(move || state.navigation.route.with(|route| !route.query.trim().is_empty()));
    view! { {move || any.get().then(|| button(class, name, move || state.clear_query()))} }
        .into_any()
}
