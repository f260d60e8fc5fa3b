//! What is kept of a digest: for each text or file an array of its name, its type, how its bytes are
//! encoded, and these. Not a `File` or `Blob`, because WebKit's private windows refuse to store
//! those; earlier versions stored them, and they are still read.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, Response};

use crate::streams::{GZIP, through, unpacked};
use skimmark_digest::intake::{IntakeError, MOST_BYTES};
use skimmark_engine::engine::{Content, Source};

/// The type of a part that was pasted as HTML.
const HTML: &str = "text/html";

/// A text or file that is to be kept.
pub struct Part {
    /// Its content.
    pub blob: Blob,
    /// Whether it was pasted as HTML.
    pub is_html: bool,
}

impl Part {
    /// Returns it as an array of its name, its type and a `Blob`, which [`compress`] takes.
    pub fn to_js(&self, name: &str) -> Array {
        let kind = if self.is_html { HTML } else { "" };
        Array::of3(&name.into(), &kind.into(), &self.blob)
    }
}

/// Returns the parts in the form in which they are kept: compressed, or as they are if this browser
/// cannot do that.
pub async fn compress(parts: &Array) -> Result<JsValue, JsValue> {
    let kept = Array::new();
    for part in parts.iter() {
        let part: Array = part.unchecked_into();
        let blob: Blob = part.get(2).unchecked_into();
        let (encoding, response) = match through(&blob, "CompressionStream", GZIP) {
            Ok(compressed) => (GZIP, compressed),
            Err(_) => ("", Response::new_with_opt_blob(Some(&blob))?),
        };
        let bytes = JsFuture::from(response.array_buffer()?).await?;
        kept.push(&Array::of4(&part.get(0), &part.get(1), &encoding.into(), &bytes));
    }
    Ok(kept.into())
}

/// Reads a part that was kept, by this or an earlier version.
pub async fn read(item: &JsValue) -> Result<Source, IntakeError> {
    let (name, kind, bytes) = match item.dyn_ref::<Blob>() {
        Some(blob) => {
            let name = item.dyn_ref::<File>().map(File::name).unwrap_or_default();
            (name, blob.type_(), unpacked(blob, GZIP, MOST_BYTES).await)
        }
        None => {
            let part: &Array = item.dyn_ref().ok_or(IntakeError::Damaged)?;
            let [name, kind, encoding] =
                [0, 1, 2].map(|place| part.get(place).as_string().unwrap_or_default());
            let bytes: ArrayBuffer = part.get(3).dyn_into().map_err(|_| IntakeError::Damaged)?;
            let bytes = if encoding == GZIP {
                match Blob::new_with_buffer_source_sequence(&Array::of1(&bytes)) {
                    Ok(blob) => unpacked(&blob, GZIP, MOST_BYTES).await,
                    Err(error) => Err(error),
                }
            } else {
                Ok(Uint8Array::new(&bytes).to_vec())
            };
            (name, kind, bytes)
        }
    };
    let bytes = bytes.map_err(|_| IntakeError::Damaged)?;
    let content = match kind.as_str() {
        HTML => Content::Html(String::from_utf8_lossy(&bytes).into_owned()),
        _ => Content::Bytes(bytes),
    };
    Ok(Source { name, content })
}
