//! Giving and taking the focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusOptions, HtmlElement, HtmlInputElement};

use super::{dom, window};

/// Gives the focus to the element with this id; returns whether it exists.
pub fn give(id: &str) -> bool {
    let found = dom::by_id(id);
    if let Some(element) = &found {
        let _ = element.focus();
    }
    found.is_some()
}

/// Gives the focus to the element with this id, and scrolls nothing.
pub fn give_in_place(id: &str) {
    if let Some(element) = dom::by_id(id) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Returns whether the element with this id itself has the focus.
pub fn is_on(id: &str) -> bool {
    let focused = window::document().and_then(|document| document.active_element());
    focused.is_some_and(|focused| focused.id() == id)
}

/// Gives the focus to the element that listens to `event`. Safari does not focus a button that is
/// clicked (WebKit bug 22261).
pub fn give_to_target(event: &Event) {
    let listener = event.current_target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(element) = listener {
        let _ = element.focus();
    }
}

/// Gives the focus to the first element that a selector finds in the paper, or the part of the page, that
/// holds `inside`.
pub fn give_in(inside: &Element, selector: &str) {
    let frame = inside.closest("article, aside").ok().flatten();
    let found = frame.and_then(|frame| frame.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Gives the focus to the field with this id, with the cursor after its text; returns whether it exists.
pub fn give_at_end(id: &str) -> bool {
    let field = dom::by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = &field {
        let _ = field.focus();
        // Beyond the end is the end.
        let _ = field.set_selection_range(u32::MAX, u32::MAX);
    }
    field.is_some()
}

/// Gives the focus to the field with this id and selects its text, as a browser's own search does; returns
/// whether it exists.
pub fn select(id: &str) -> bool {
    let is_there = give_at_end(id);
    if let Some(field) = dom::by_id(id).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
    is_there
}

/// Returns whether the element with this id, or one within it, has the focus.
pub fn is_within(id: &str) -> bool {
    let focused = window::document().and_then(|document| document.active_element());
    dom::by_id(id).is_some_and(|element| element.contains(focused.as_deref()))
}

/// Returns whether a selector finds the element that has the focus.
pub fn is_on_any(selector: &str) -> bool {
    let focused = window::document().and_then(|document| document.active_element());
    focused.is_some_and(|focused| focused.matches(selector).unwrap_or(false))
}

/// Takes the focus from the element that has it.
pub fn leave() {
    let focused = window::document().and_then(|document| document.active_element());
    if let Some(element) = focused.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}
