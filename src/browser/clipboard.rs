//! The clipboard.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{describe, page};

/// The clipboard's text; an error where the browser or the reader denies it.
pub async fn read_text() -> Result<String, String> {
    let window = page::window().ok_or("no window")?;
    let clipboard = window.navigator().clipboard();
    if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
        return Err("this browser lets pages read the clipboard on Ctrl+V only".into());
    }
    let text = JsFuture::from(clipboard.read_text()).await.map_err(|error| describe(&error))?;
    text.as_string().ok_or_else(|| "the clipboard holds no text".into())
}
