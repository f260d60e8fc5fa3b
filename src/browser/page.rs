//! The window and the document: path, listeners, scrolling, focus, frames.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, Event, HtmlDocument, HtmlElement, HtmlInputElement, KeyboardEvent,
    ScrollBehavior, ScrollToOptions, Window,
};

/// The window; a page always has one.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The folder that the page is served from, `/` or `/some/path/`: it names what the page
/// stores, so that two copies on one host keep apart.
pub fn path() -> String {
    let path = window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]);
    folder.to_owned()
}

/// The content of `<meta name="...">`.
pub fn meta(name: &str) -> Option<String> {
    let element = document()?.query_selector(&format!("meta[name=\"{name}\"]")).ok()??;
    element.get_attribute("content")
}

/// Adds a listener to the window.
pub fn listen_window(event: &str, listener: &js_sys::Function) {
    if let Some(window) = window() {
        let _ = window.add_event_listener_with_callback(event, listener);
    }
}

/// Calls `handler` on each `event` of the window, for as long as the page lives.
pub fn on_window<E: JsCast + 'static>(event: &str, handler: impl Fn(E) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if let Ok(event) = event.dyn_into::<E>() {
            handler(event);
        }
    });
    listen_window(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Calls `handler` on each `event` of `element`, for as long as the element lives.
pub fn on(element: &HtmlElement, event: &str, handler: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(handler).into_js_value();
    let _ = element.add_event_listener_with_callback(event, listener.unchecked_ref());
}

/// Sets attributes, and properties, whose names begin with a dot: `.value` and `.textContent` to
/// the text, others to whether it is `true`. Attributes that are as in `known`, the list of the
/// same names before, are not touched; properties are compared with what the reader may have made
/// of them.
pub fn describe(
    element: &Element,
    attributes: &[(&'static str, String)],
    known: &[(&'static str, String)],
) {
    for (at, (name, value)) in attributes.iter().enumerate() {
        let Some(property) = name.strip_prefix('.') else {
            if known.get(at).is_none_or(|(_, before)| before != value) {
                let _ = element.set_attribute(name, value);
            }
            continue;
        };
        let text = ["value", "textContent"].contains(&property);
        let value = if text { JsValue::from_str(value) } else { (value == "true").into() };
        let known = js_sys::Reflect::get(element, &property.into());
        if known.is_ok_and(|known| known != value) {
            let _ = js_sys::Reflect::set(element, &property.into(), &value);
        }
    }
}

/// Sets attributes and properties of the first element in `element` that `selector` selects.
pub fn describe_in(element: &Element, selector: &str, attributes: &[(&'static str, String)]) {
    if let Ok(Some(found)) = element.query_selector(selector) {
        describe(&found, attributes, &[]);
    }
}

/// Has `list` hold these elements, of which some may be in it already, in their order. What has the
/// focus is not moved, as that would lose it.
pub fn arrange<'a>(list: &Element, elements: impl Iterator<Item = &'a Element>) {
    let focused = document().and_then(|document| document.active_element());
    let mut next = list.first_child();
    for element in elements {
        let is_in = element.parent_node().is_some_and(|it| it.is_same_node(Some(list)));
        if is_in && element.contains(focused.as_deref()) {
            while let Some(other) = next.take_if(|next| !element.is_same_node(Some(next))) {
                next = other.next_sibling();
                // Its turn comes later.
                let _ = list.append_child(&other);
            }
        }
        if next.as_ref().is_some_and(|next| element.is_same_node(Some(next))) {
            next = element.next_sibling();
        } else {
            let _ = list.insert_before(element, next.as_ref());
        }
    }
}

/// The text in the field of this `id`.
pub fn text_of(id: &str) -> String {
    by_id(id).and_then(|field| value(&field)).unwrap_or_default()
}

fn value(field: &JsValue) -> Option<String> {
    js_sys::Reflect::get(field, &"value".into()).ok()?.as_string()
}

/// Has the field of this `id` hold `text`, and gives it the focus.
pub fn set_text(id: &str, text: &str) {
    if let Some(field) = by_id(id) {
        let _ = js_sys::Reflect::set(&field, &"value".into(), &text.into());
        let _ = field.focus();
    }
}

/// The box of this `id` is ticked.
pub fn is_checked(id: &str) -> bool {
    let input = by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| input.checked())
}

/// The value of the field that an event is of.
pub fn value_of(event: &Event) -> String {
    event.target().and_then(|target| value(&target)).unwrap_or_default()
}

/// Fires an event without data on the window.
pub fn announce(name: &str) {
    if let (Some(window), Ok(event)) = (window(), Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Calls `then` in the next frame, before it is painted.
pub fn next_frame(then: impl FnOnce() + 'static) {
    let closure = once(Box::new(then));
    if let Some(window) = window() {
        let _ = window.request_animation_frame(closure.unchecked_ref());
    }
}

/// Calls `then` after `millis`; the number cancels it.
pub fn after(millis: i32, then: impl FnOnce() + 'static) -> i32 {
    let closure = once(Box::new(then));
    window()
        .and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    closure.unchecked_ref(),
                    millis,
                )
                .ok()
        })
        .unwrap_or(0)
}

/// Calls the steps in turn, each in a task of its own, so that the browser can answer and paint
/// between them.
pub fn one_by_one(steps: Vec<Box<dyn FnOnce()>>) {
    go_on(steps.into_iter());
}

fn go_on(mut steps: std::vec::IntoIter<Box<dyn FnOnce()>>) {
    after(0, move || {
        if let Some(step) = steps.next() {
            step();
            go_on(steps);
        }
    });
}

/// A function that can be called once; boxed, all of them share the code of one type.
fn once(then: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(then)
}

/// Cancels what [`after`] planned.
pub fn cancel(timer: i32) {
    if let Some(window) = window() {
        window.clear_timeout_with_handle(timer);
    }
}

/// How far the page is scrolled, in CSS pixels.
pub fn scroll_top() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or(0.0)
}

/// The height of the window, in CSS pixels.
pub fn viewport_height() -> f64 {
    let height = window().and_then(|window| window.inner_height().ok());
    height.and_then(|height| height.as_f64()).unwrap_or(800.0)
}

/// The window is as this media query says.
pub fn is_media(query: &str) -> bool {
    let media = window().and_then(|window| window.match_media(query).ok().flatten());
    media.is_some_and(|media| media.matches())
}

/// Scrolls the page at once, whatever the style sheet says of smoothness.
pub fn scroll_to(top: f64) {
    if let Some(window) = window() {
        let options = ScrollToOptions::new();
        options.set_top(top);
        options.set_behavior(ScrollBehavior::Instant);
        window.scroll_to_with_scroll_to_options(&options);
    }
}

/// Where `element` begins, from the top of the page, in CSS pixels.
pub fn top_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().top() + scroll_top()
}

/// The element of this id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Gives the focus to the element of this id; says whether it exists.
pub fn focus(id: &str) -> bool {
    let found = by_id(id);
    if let Some(element) = &found {
        let _ = element.focus();
    }
    found.is_some()
}

/// Gives the focus to what an event is heard on: Safari gives none to a button that is clicked.
pub fn focus_on(event: &Event) {
    let heard = event.current_target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(element) = heard {
        let _ = element.focus();
    }
}

/// Gives the focus to the field of this id and selects its text; says whether it exists.
pub fn select(id: &str) -> bool {
    let field = by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = &field {
        let _ = field.focus();
        field.select();
    }
    field.is_some()
}

/// A modal dialog is open.
pub fn dialog_is_open() -> bool {
    document()
        .is_some_and(|document| matches!(document.query_selector("dialog[open]"), Ok(Some(_))))
}

/// The element of this id, or something in it, has the focus.
pub fn has_focus(id: &str) -> bool {
    let focused = document().and_then(|document| document.active_element());
    by_id(id).is_some_and(|element| element.contains(focused.as_deref()))
}

/// Takes the focus from the element of this id.
pub fn blur(id: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.blur();
    }
}

/// Something that takes typed text has the focus, or `target` is such a thing.
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

/// Where the cursor stands in the text field of this id, in UTF-16 units. Where the field holds
/// other than `text`, which input methods can bring about, it gets that back, and nothing is said.
pub fn cursor(id: &str, text: &str) -> Option<usize> {
    let field = by_id(id)?.into();
    let held = js_sys::Reflect::get(&field, &"value".into()).ok()?;
    if held.as_string().as_deref() != Some(text) {
        let _ = js_sys::Reflect::set(&field, &"value".into(), &text.into());
        return None;
    }
    caret(id).map(|units| units as usize)
}

/// Where the cursor stands in the text field of this id, in UTF-16 units.
pub fn caret(id: &str) -> Option<u32> {
    let field = by_id(id)?.into();
    let cursor = js_sys::Reflect::get(&field, &"selectionStart".into()).ok()?;
    cursor.as_f64().map(|units| units as u32)
}

/// Writes `text` in place of the UTF-16 units `from..to` of the field of this id, which has the
/// focus, as if it were typed: the field fires `input`, and the browser can undo it.
pub fn write(id: &str, from: u32, to: u32, text: &str) {
    let field = by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let (Some(field), Some(document)) = (field, document()) else { return };
    let _ = field.set_selection_range(from, to);
    let document: HtmlDocument = document.unchecked_into();
    let _ = document.exec_command_with_show_ui_and_value("insertText", false, text);
}

/// The event is Enter, and of no text that is being composed; with Ctrl or Meta, if they are asked
/// for.
pub fn is_enter(event: &Event, with_ctrl: bool) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|key| {
        let held = key.ctrl_key() || key.meta_key();
        key.key() == "Enter" && !key.is_composing() && (held || !with_ctrl)
    })
}

/// The event is of text that an input method composes.
pub fn is_composing(event: &Event) -> bool {
    let composing = js_sys::Reflect::get(event, &"isComposing".into());
    composing.is_ok_and(|composing| composing == JsValue::TRUE)
}

/// Scrolls the box of this id, to which the other's place refers, so far that this other
/// element in it is seen.
pub fn scroll_in(id: &str, inner: &str) {
    if let (Some(list), Some(inner)) = (by_id(id), by_id(inner)) {
        let above = (list.client_height() - inner.offset_height()) / 2;
        list.set_scroll_top(inner.offset_top() - above);
    }
}

/// Scrolls the element of this id to its top.
pub fn scroll_up(id: &str) {
    if let Some(element) = by_id(id) {
        element.set_scroll_top(0);
    }
}

/// The keys are those of a Mac.
pub fn is_mac() -> bool {
    let platform = window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|platform| platform.starts_with("Mac"))
}

/// Has the browser print the page.
pub fn print() {
    if let Some(window) = window() {
        // Where it can't, it says so itself.
        let _ = window.print();
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Opens `url` in a new tab that knows nothing of this page.
pub fn open(url: &str) {
    if let Some(window) = window() {
        let _ = window.open_with_url_and_target_and_features(url, "_blank", "noopener,noreferrer");
    }
}

/// Says something of the whole page, as `data-<name>`, which the style sheet follows.
pub fn describe_page(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(&["data-", name].concat(), value);
    }
}

/// What `boot.js` says of the page where a digest is to be reopened; the empty state is hidden then.
const OPENING: &str = "data-opening";

/// A digest is to be reopened.
pub fn is_opening() -> bool {
    root().is_some_and(|root| root.has_attribute(OPENING))
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// Sets the name of the page as tabs show it.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// An element that is not on the page.
pub fn aside() -> Option<HtmlElement> {
    document()?.create_element("div").ok()?.dyn_into().ok()
}

/// Shows what was drawn in `aside` in place of what the page showed before the program ran.
pub fn show_all(aside: &HtmlElement) {
    let Some(body) = document().and_then(|document| document.body()) else { return };
    body.replace_children_with_node(&Array::from(&aside.child_nodes()));
    if let Some(root) = root() {
        let _ = root.remove_attribute(OPENING);
    }
}
