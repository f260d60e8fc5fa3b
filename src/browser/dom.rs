//! Elements of the document.

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node};

use super::window;

/// Makes `list` hold these elements, some of which may be in it already, in their order. The focus
/// stays where it is.
///
/// An element that is taken out and put back loses the focus. `moveBefore` keeps it (Chrome 133,
/// Firefox 144); in other browsers the element with the focus stays and the others move around it.
pub fn arrange<'a>(list: &Element, elements: impl Iterator<Item = &'a Element>) {
    let move_before = js_sys::Reflect::get(list, &"moveBefore".into()).ok();
    let move_before = move_before.and_then(|it| it.dyn_into::<Function>().ok());
    let focused = window::document().and_then(|document| document.active_element());
    let mut next = list.first_child();
    for element in elements {
        let is_next = |next: &Node| element.is_same_node(Some(next));
        if next.as_ref().is_some_and(is_next) {
            next = element.next_sibling();
            continue;
        }
        let is_in = element.parent_node().is_some_and(|it| it.is_same_node(Some(list)));
        match &move_before {
            Some(move_before) if is_in => {
                let before = next.as_ref().map_or(JsValue::NULL, JsValue::from);
                let _ = move_before.call2(list, element, &before);
            }
            None if is_in && element.contains(focused.as_deref()) => {
                while let Some(other) = next.take_if(|next| !is_next(next)) {
                    next = other.next_sibling();
                    // Its turn comes later.
                    let _ = list.append_child(&other);
                }
                next = element.next_sibling();
            }
            _ => {
                let _ = list.insert_before(element, next.as_ref());
            }
        }
    }
}

/// Returns where `element` begins, from the top of the page, in CSS pixels.
pub fn top_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().top() + window::scroll_top()
}

/// Returns the element with this id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    window::document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Returns whether the element with this id stays in the window when what it belongs to is scrolled.
pub fn is_sticky(id: &str) -> bool {
    let style =
        by_id(id).and_then(|element| window::window()?.get_computed_style(&element).ok()?);
    style.is_some_and(|style| style.get_property_value("position").is_ok_and(|it| it == "sticky"))
}

/// Returns whether a modal dialog is open.
pub fn dialog_is_open() -> bool {
    window::document()
        .is_some_and(|document| matches!(document.query_selector("dialog[open]"), Ok(Some(_))))
}

/// Scrolls the box with this id until `inner`, an element that is positioned within it, is in
/// its middle.
pub fn scroll_in(id: &str, inner: &str) {
    if let (Some(list), Some(inner)) = (by_id(id), by_id(inner)) {
        let above = (list.client_height() - inner.offset_height()) / 2;
        list.set_scroll_top(inner.offset_top() - above);
    }
}

/// Scrolls the element with this id to its top.
pub fn scroll_up(id: &str) {
    if let Some(element) = by_id(id) {
        element.set_scroll_top(0);
    }
}

/// Scrolls the element with this id by most of what of it is in sight, down or up; returns whether there was
/// more to see. `None` if it is not in sight.
pub fn scroll_page(id: &str, down: bool) -> Option<bool> {
    let element = by_id(id).filter(|element| element.client_height() > 0)?;
    let before = element.scroll_top();
    let page = element.client_height() * 4 / 5;
    element.set_scroll_top(if down { before + page } else { before - page });
    Some(element.scroll_top() != before)
}

/// Sets `data-<name>` of the root element, which the style sheet follows.
pub fn describe_page(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(&["data-", name].concat(), value);
    }
}

/// What `boot.js` sets if a digest is to be reopened; the style sheet hides the empty state then.
const OPENING: &str = "data-opening";

/// Returns whether a digest is to be reopened.
pub fn is_opening() -> bool {
    root().is_some_and(|root| root.has_attribute(OPENING))
}

fn root() -> Option<Element> {
    window::document()?.document_element()
}

/// Creates an element that is not on the page.
pub fn detached() -> Option<HtmlElement> {
    window::document()?.create_element("div").ok()?.dyn_into().ok()
}

/// Shows what was drawn in `drawn` in place of what the page showed before the program ran.
pub fn replace_body(drawn: &HtmlElement) {
    let Some(body) = window::document().and_then(|document| document.body()) else { return };
    body.replace_children_with_node(&Array::from(&drawn.child_nodes()));
    if let Some(root) = root() {
        let _ = root.remove_attribute(OPENING);
    }
}
