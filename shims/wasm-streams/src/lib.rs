//! Stands in for `wasm-streams` in the page's program.
//!
//! Leptos always brings its client of server functions, which streams over that crate. The page
//! has no server and calls none, so the linker drops the client; but it cannot drop the classes
//! that `wasm-streams` exports to JavaScript, some 15 KB that every visit would load. This crate
//! has the part of its interface that the client is compiled against and exports nothing.

use futures_util::stream::{Empty, Stream};
use wasm_bindgen::JsValue;

/// A stream of the browser. There is none of this type: making one throws.
#[derive(Debug)]
pub enum ReadableStream {}

impl ReadableStream {
    /// Throws: nothing of this program streams.
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        wasm_bindgen::throw_str("streams are not part of this program")
    }

    /// Throws: nothing of this program streams.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        wasm_bindgen::throw_str("streams are not part of this program")
    }

    /// What the stream gives.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        match self {}
    }

    /// The browser's own object.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self {}
    }
}
