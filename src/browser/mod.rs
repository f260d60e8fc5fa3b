//! The only code that touches the browser: small functions over `web-sys` and `gloo`, which return
//! what can go wrong as a value.

pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod dom;
pub mod engine_link;
pub mod events;
pub mod fields;
pub mod files;
pub mod focus;
pub mod focus_keeper;
pub mod hash;
pub mod idb;
pub mod later;
pub mod launch;
pub mod picked;
pub mod rest;
pub mod roving;
pub mod sender;
pub mod share;
pub mod sizes;
pub mod squeezed;
pub mod storage;
pub mod store;
pub mod timers;
pub mod touch;
pub mod window;

use wasm_bindgen::JsValue;

/// Returns what a browser's exception says, for a person.
pub fn describe(error: &JsValue) -> String {
    // Some exceptions have a name and no message.
    let said = |part: &str| js_sys::Reflect::get(error, &part.into()).ok()?.as_string();
    said("message")
        .filter(|message| !message.is_empty())
        .or_else(|| said("name"))
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "the browser does not say why".to_owned())
}
