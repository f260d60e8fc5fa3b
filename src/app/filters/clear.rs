//! What takes all filters away.

use leptos::prelude::*;

use crate::app::state::State;
use crate::app::ui::button::button;
use crate::app::ui::live::{live, memo};

/// The button that takes all filters away, where there are any.
pub fn clear(state: State) -> AnyView {
    let any = memo(move || state.navigation.route.with(|route| !route.query.trim().is_empty()));
    let draw = move || match any.get() {
        false => ().into_any(),
        true => button("button", "Clear filters", move || state.go(|route| route.query.clear())),
    };
    live(draw).into_any()
}
