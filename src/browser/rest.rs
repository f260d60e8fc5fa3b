//! The rest of the program, which the first screen does without.
//!
//! The build parts the program in two (`xtask/src/rest.rs`), so that nobody waits for dialogs to see papers.
//! The second part is fetched when the first runs, some tenths of a second before anybody can open
//! something; what is called earlier waits for it. A build that does not part it has nothing to fetch.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/rest.js")]
extern "C" {
    #[wasm_bindgen(js_name = fetchRest)]
    fn fetch_rest(exports: &JsValue);
}

/// Has the rest fetched.
pub fn fetch() {
    fetch_rest(&wasm_bindgen::exports());
}
