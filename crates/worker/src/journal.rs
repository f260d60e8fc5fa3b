//! The journal, as it comes from the page: keys, and what stands under them.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use skimmark_protocol::StoredMark;

/// Reads the changes in a journal. Under a plain name stands a text; under the key of an entry of
/// the log, an array of names, each followed by its text. Anything else is of another version.
pub fn changes(attachment: &JsValue) -> Vec<StoredMark> {
    let Some(parts) = attachment.dyn_ref::<Array>() else { return Vec::new() };
    let [keys, values] = [0, 1].map(|part| Array::from(&parts.get(part)));
    let mut changes = Vec::new();
    for (key, value) in keys.iter().zip(values.iter()) {
        match value.dyn_ref::<Array>() {
            None => changes.extend(change(&key, &value)),
            Some(entry) => {
                let names = (0..entry.length()).step_by(2);
                changes.extend(names.filter_map(|at| change(&entry.get(at), &entry.get(at + 1))));
            }
        }
    }
    changes
}

fn change(name: &JsValue, text: &JsValue) -> Option<StoredMark> {
    Some(StoredMark { name: name.as_string()?, text: text.as_string()? })
}
