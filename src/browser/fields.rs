//! Fields: their text, their cursor, and whether the reader types into one.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlDocument, HtmlElement, HtmlInputElement};

use super::{dom, window};

/// Returns the text in the field with this id.
pub fn text(id: &str) -> String {
    dom::by_id(id).and_then(|field| value(&field)).unwrap_or_default()
}

fn value(field: &JsValue) -> Option<String> {
    js_sys::Reflect::get(field, &"value".into()).ok()?.as_string()
}

/// Writes `text` into the field with this id and gives it the focus.
pub fn set_text(id: &str, text: &str) {
    if let Some(field) = dom::by_id(id) {
        let _ = js_sys::Reflect::set(&field, &"value".into(), &text.into());
        let _ = field.focus();
    }
}

/// Returns whether the box with this id is ticked.
pub fn is_checked(id: &str) -> bool {
    let input = dom::by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| input.checked())
}

/// Returns the value of the field that an event comes from.
pub fn value_of(event: &Event) -> String {
    event.target().and_then(|target| value(&target)).unwrap_or_default()
}

/// Returns whether `target` is something that takes typed text.
pub fn takes_text(target: Option<&JsValue>) -> bool {
    let Some(element) = target.and_then(|target| target.dyn_ref::<HtmlElement>()) else {
        return false;
    };
    let tag = element.tag_name();
    let typed = element.get_attribute("type").unwrap_or_default();
    element.is_content_editable()
        || tag == "TEXTAREA"
        || tag == "SELECT"
        || (tag == "INPUT" && !["checkbox", "radio", "button"].contains(&typed.as_str()))
}

/// Returns where the cursor is in the text field with this id, in UTF-16 units. If the field does
/// not hold `text`, because of an input method, the text is put back and the result is `None`.
pub fn cursor(id: &str, text: &str) -> Option<usize> {
    let field = dom::by_id(id)?.into();
    let present = js_sys::Reflect::get(&field, &"value".into()).ok()?;
    if present.as_string().as_deref() != Some(text) {
        let _ = js_sys::Reflect::set(&field, &"value".into(), &text.into());
        return None;
    }
    caret(id).map(|units| units as usize)
}

/// Returns where the cursor is in the text field with this id, in UTF-16 units.
pub fn caret(id: &str) -> Option<u32> {
    let field = dom::by_id(id)?.into();
    let cursor = js_sys::Reflect::get(&field, &"selectionStart".into()).ok()?;
    cursor.as_f64().map(|units| units as u32)
}

/// Returns whether the cursor is at the end of the text field with this id.
pub fn is_cursor_at_end(id: &str) -> bool {
    caret(id).is_some_and(|units| units as usize == text(id).encode_utf16().count())
}

/// Writes `text` in place of the UTF-16 units `from..to` of the field with this id, which has the
/// focus, as if it were typed: the field fires `input`, and the browser can undo it.
pub fn write(id: &str, from: u32, to: u32, text: &str) {
    let field = dom::by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let (Some(field), Some(document)) = (field, window::document()) else { return };
    let _ = field.set_selection_range(from, to);
    // Deprecated, but nothing else writes text so that the browser's own undo knows it.
    let document: HtmlDocument = document.unchecked_into();
    let _ = document.exec_command_with_show_ui_and_value("insertText", false, text);
}
