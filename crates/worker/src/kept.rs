//! What is kept of a digest: for each text or file an array of its name, its type, how its bytes are
//! encoded, and these. Not a `File` or `Blob`, because WebKit's private windows refuse to store
//! those; earlier versions stored them, and they are still read.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, Response};

use crate::streams::{GZIP, bytes, through, unpacked};
use skimmark_digest::intake::{IntakeError, MOST_BYTES};
use skimmark_engine::engine::{Content, QUICK, Source};
use skimmark_protocol::PackedText;

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

/// A part as it was kept, by this or an earlier version.
struct Kept {
    name: String,
    kind: String,
    encoding: String,
    blob: Blob,
}

fn kept(item: &JsValue) -> Result<Kept, IntakeError> {
    if let Some(blob) = item.dyn_ref::<Blob>() {
        let name = item.dyn_ref::<File>().map(File::name).unwrap_or_default();
        return Ok(Kept { name, kind: blob.type_(), encoding: GZIP.into(), blob: blob.clone() });
    }
    let part: &Array = item.dyn_ref().ok_or(IntakeError::Damaged)?;
    let [name, kind, encoding] =
        [0, 1, 2].map(|place| part.get(place).as_string().unwrap_or_default());
    let bytes: ArrayBuffer = part.get(3).dyn_into().map_err(|_| IntakeError::Damaged)?;
    Ok(Kept { name, kind, encoding, blob: blob(&bytes).map_err(|_| IntakeError::Damaged)? })
}

fn blob(bytes: &JsValue) -> Result<Blob, JsValue> {
    Blob::new_with_buffer_source_sequence(&Array::of1(bytes))
}

/// Reads a part that was kept.
pub async fn read(item: &JsValue) -> Result<Source, IntakeError> {
    let Kept { name, kind, encoding, blob } = kept(item)?;
    let bytes = match encoding.as_str() {
        GZIP => unpacked(&blob, GZIP, MOST_BYTES).await,
        _ => bytes(&blob).await,
    };
    let bytes = bytes.map_err(|_| IntakeError::Damaged)?;
    let content = match kind.as_str() {
        HTML => Content::Html(String::from_utf8_lossy(&bytes).into_owned()),
        _ => Content::Bytes(bytes),
    };
    Ok(Source { name, content })
}

/// Returns the first bytes, `most` of them or somewhat more, of a part that is long even as it is packed.
pub async fn beginning(item: &JsValue, most: usize) -> Option<Vec<u8>> {
    let Kept { kind, encoding, blob, .. } = kept(item).ok()?;
    #[allow(clippy::cast_precision_loss)]
    let is_long = blob.size() >= QUICK as f64;
    if kind == HTML || encoding != GZIP || !is_long {
        return None;
    }
    unpacked(&blob, GZIP, most).await.ok()
}

/// Returns a part that was kept as it is, for a backup.
pub async fn packed(item: &JsValue) -> Result<PackedText, IntakeError> {
    let Kept { name, kind, encoding, blob } = kept(item)?;
    let bytes = bytes(&blob).await.map_err(|_| IntakeError::Damaged)?;
    Ok(PackedText { name, kind, encoding, bytes })
}

/// Returns whether a part that comes from a backup can be read: its checksum tells.
pub async fn is_whole(text: &PackedText) -> bool {
    match blob(&Uint8Array::from(text.bytes.as_slice())) {
        Ok(blob) if text.encoding == GZIP => unpacked(&blob, GZIP, MOST_BYTES).await.is_ok(),
        _ => text.encoding.is_empty(),
    }
}
