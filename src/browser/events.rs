//! Events: listening to them, firing them, and telling which key they are of.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, FocusEvent, KeyboardEvent, Node};

use super::window;

/// Adds a listener to the window.
pub fn listen_window(event: &str, listener: &js_sys::Function) {
    if let Some(window) = window::window() {
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

/// Fires an event without data on the window.
pub fn announce(name: &str) {
    if let (Some(window), Ok(event)) = (window::window(), Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Returns whether the event is Enter, outside of text that is being composed; with `with_ctrl`,
/// whether it is Enter with Ctrl or Meta.
pub fn is_enter(event: &Event, with_ctrl: bool) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|key| {
        let held = key.ctrl_key() || key.meta_key();
        key.key() == "Enter" && !key.is_composing() && (held || !with_ctrl)
    })
}

/// Returns whether the event belongs to text that an input method is composing.
pub fn is_composing(event: &Event) -> bool {
    let composing = js_sys::Reflect::get(event, &"isComposing".into());
    composing.is_ok_and(|composing| composing == JsValue::TRUE)
}

/// Returns whether the focus goes to another element within the one that listens to `event`.
pub fn stays_within(event: &FocusEvent) -> bool {
    let frame = event.current_target().and_then(|it| it.dyn_into::<Node>().ok());
    let to = event.related_target().and_then(|it| it.dyn_into::<Node>().ok());
    frame.zip(to).is_some_and(|(frame, to)| frame.contains(Some(&to)))
}

/// Sends an event of this name to the document, for what a reader's browser has added to it.
pub fn tell_document(name: &str) {
    if let (Some(document), Ok(event)) = (window::document(), Event::new(name)) {
        let _ = document.dispatch_event(&event);
    }
}
