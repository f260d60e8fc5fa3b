//! The part of the address after `#`, as a string; [`crate::page::route`] gives it its meaning.

use wasm_bindgen::JsValue;

use super::{events, window};

/// Returns the hash without its `#`.
pub fn read() -> String {
    let hash =
        window::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// How the history takes a change of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// As a new step.
    New,
    /// In place of the present one.
    Same,
}

/// Writes the hash, unless the address has it already.
pub fn write(hash: &str, step: Step) {
    if read() == hash {
        return;
    }
    let Some(window) = window::window() else { return };
    let (Ok(history), Ok(path), Ok(search)) =
        (window.history(), window.location().pathname(), window.location().search())
    else {
        return;
    };
    let mark = if hash.is_empty() { "" } else { "#" };
    let url = format!("{path}{search}{mark}{hash}");
    let state = JsValue::NULL;
    // Browsers refuse too many steps in a short time (Safari more than 100 in 30 seconds); the page
    // works without them.
    let _ = match step {
        Step::New => history.push_state_with_url(&state, "", Some(&url)),
        Step::Same => history.replace_state_with_url(&state, "", Some(&url)),
    };
}

/// Leaves it to the page where to scroll after a reload or a step back.
pub fn scroll_by_hand() {
    if let Some(Ok(history)) = window::window().map(|window| window.history()) {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
}

/// Calls `changed` when the reader steps through the history or edits the hash.
pub fn on_change(changed: impl Fn() + Clone + 'static) {
    let stepped = changed.clone();
    events::on_window("popstate", move |_: web_sys::Event| stepped());
    events::on_window("hashchange", move |_: web_sys::Event| changed());
}
