//! The bytes of blobs, as they are or through the browser's streams that pack and unpack, which
//! `web-sys` lacks.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, Response};

/// The streams' name of the form in which texts are kept.
pub const GZIP: &str = "gzip";

/// Returns the bytes of a blob.
pub async fn bytes(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(Response::new_with_opt_blob(Some(blob))?.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Returns what is packed in a blob in this form; of more than `most` bytes, somewhat more than
/// those.
pub async fn unpacked(blob: &Blob, form: &str, most: usize) -> Result<Vec<u8>, JsValue> {
    let mut bytes = Vec::new();
    let Some(body) = through(blob, "DecompressionStream", form)?.body() else { return Ok(bytes) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    while bytes.len() <= most {
        let chunk = JsFuture::from(reader.read()).await?;
        let Ok(value) = Reflect::get(&chunk, &"value".into())?.dyn_into::<Uint8Array>() else {
            return Ok(bytes);
        };
        bytes.extend_from_slice(&value.to_vec());
    }
    // Nobody waits for the rest, and whether that can be stopped makes no difference.
    drop(reader.cancel());
    Ok(bytes)
}

/// Sends the blob through the browser's stream of this name, for this form.
pub fn through(blob: &Blob, stream: &str, form: &str) -> Result<Response, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &stream.into())?.dyn_into()?;
    let pair = Reflect::construct(&class, &Array::of1(&form.into()))?;
    let changed = blob.stream().pipe_through(pair.unchecked_ref());
    Response::new_with_opt_readable_stream(Some(&changed))
}
