//! Texts by gzip and in base64, as links hold them. The browser does both; `web-sys` lacks the first.

use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, Response};

use super::{describe, window};

/// Returns a text by gzip, in base64.
pub async fn squeezed(text: &str) -> Result<String, String> {
    squeeze(text).await.map_err(|error| describe(&error))
}

async fn squeeze(text: &str) -> Result<String, JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let class: Function =
        Reflect::get(&js_sys::global(), &"CompressionStream".into())?.dyn_into()?;
    let gzip = Reflect::construct(&class, &Array::of1(&"gzip".into()))?;
    let stream = blob.stream().pipe_through(gzip.unchecked_ref());
    let response = Response::new_with_opt_readable_stream(Some(&stream))?;
    let bytes: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.dyn_into()?;
    // The browser's base64 takes a text whose characters are the bytes.
    let text: String = Uint8Array::new(&bytes).to_vec().into_iter().map(char::from).collect();
    window::window().ok_or("no window")?.btoa(&text)
}

/// Returns the bytes that base64 stands for, if it is whole.
pub fn bytes(base64: &str) -> Option<Vec<u8>> {
    let text = window::window()?.atob(base64).ok()?;
    text.chars().map(|one| u8::try_from(one).ok()).collect()
}

/// Returns a file of this name with the bytes that base64 stands for.
pub fn file(base64: &str, name: &str) -> Option<File> {
    File::new_with_buffer_source_sequence(
        &Array::of1(&Uint8Array::from(bytes(base64)?.as_slice())),
        name,
    )
    .ok()
}
