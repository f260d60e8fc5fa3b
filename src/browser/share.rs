//! The system's own way of giving something to others, where the browser knows one (Web Share).

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag, Navigator, ShareData};

use super::{describe, window};

/// Something that is being shared.
#[derive(Debug)]
pub struct Begun(Option<Promise>);

/// Returns whether the browser can share at all.
pub fn is_there() -> bool {
    navigator().is_some_and(|navigator| Reflect::has(&navigator, &"share".into()).unwrap_or(false))
}

fn navigator() -> Option<Navigator> {
    window::window().map(|window| window.navigator())
}

/// Shares an address.
pub fn link(url: &str) -> Begun {
    let data = ShareData::new();
    data.set_url(url);
    share(&data)
}

/// Shares a file of this name, whose text is in `parts`; its text, if the browser shares no such files.
pub fn file(name: &str, mime: &str, parts: &Array) -> Begun {
    let data = ShareData::new();
    let options = FilePropertyBag::new();
    options.set_type(mime);
    if let Ok(file) = File::new_with_str_sequence_and_options(parts, name, &options) {
        data.set_files(&Array::of1(&file));
    }
    if !navigator().is_some_and(|navigator| can_share(&navigator, &data)) {
        data.set_files(&JsValue::UNDEFINED);
        data.set_text(&String::from(parts.join("")));
    }
    share(&data)
}

/// Asks whether this can be shared; older browsers can't be asked.
fn can_share(navigator: &Navigator, data: &ShareData) -> bool {
    Reflect::has(navigator, &"canShare".into()).unwrap_or(false)
        && navigator.can_share_with_data(data)
}

fn share(data: &ShareData) -> Begun {
    Begun(navigator().map(|navigator| navigator.share_with_data(data)))
}

impl Begun {
    /// Waits until it is shared. That the reader has changed their mind is no failure.
    pub async fn finish(self) -> Result<(), String> {
        let Some(promise) = self.0 else { return Err("no window".into()) };
        match JsFuture::from(promise).await {
            Err(error) if !is_abort(&error) => Err(describe(&error)),
            _ => Ok(()),
        }
    }
}

fn is_abort(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "AbortError")
}
