//! The clipboard.

use js_sys::{Array, JsString};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ClipboardItem, Response};

use super::files::Brought;
use super::{describe, page};

/// What the clipboard holds; an error where the browser or the reader denies it, or where it
/// holds no text.
pub async fn read() -> Result<Brought, String> {
    let window = page::window().ok_or("no window")?;
    let clipboard = window.navigator().clipboard();
    if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
        return Err("this browser lets pages read the clipboard on Ctrl+V only".into());
    }
    let items = JsFuture::from(clipboard.read()).await.map_err(|error| describe(&error))?;
    let item = Array::from(&items).get(0).dyn_into::<ClipboardItem>();
    let item = item.map_err(|_| "the clipboard is empty")?;
    let (text, html) = (of_type(&item, "text/plain").await, of_type(&item, "text/html").await);
    Brought::of(text, html).ok_or_else(|| "the clipboard holds no text".into())
}

/// The text that an item holds of this type, or nothing.
async fn of_type(item: &ClipboardItem, kind: &str) -> JsString {
    let text = async {
        let blob: Blob = JsFuture::from(item.get_type(kind)).await?.dyn_into()?;
        JsFuture::from(Response::new_with_opt_blob(Some(&blob))?.text()?).await
    };
    let text: Result<JsValue, JsValue> = text.await;
    text.ok().and_then(|text| text.dyn_into().ok()).unwrap_or_default()
}
