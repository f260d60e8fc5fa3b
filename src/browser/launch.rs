//! What the system hands to the installed page: text that is shared with it, and files that are opened
//! with it. The manifest says that it takes them.

use js_sys::{Array, Function, JsString, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::files::Input;
use super::window;

/// The parameters of the manifest's `share_target`.
const SHARED: [&str; 3] = ["title", "text", "url"];

/// Takes what was shared out of the address, so that a reload does not bring it again.
pub fn take_shared() -> Option<Input> {
    let shared: Vec<String> =
        SHARED.iter().filter_map(|name| window::take_parameter(name)).collect();
    let shared = shared.join("\n");
    (!shared.trim().is_empty()).then(|| Input::Text(JsString::from(shared)))
}

/// Calls `take` with the files that the page is opened with, now and while it is open. Only Chromium
/// has a launch queue.
pub fn on_files(take: impl Fn(Vec<Input>) + Clone + 'static) {
    let Some(window) = window::window() else { return };
    let Ok(queue) = Reflect::get(&window, &"launchQueue".into()) else { return };
    let set = Reflect::get(&queue, &"setConsumer".into()).and_then(JsCast::dyn_into::<Function>);
    let Ok(set) = set else { return };
    let consumer = Closure::<dyn Fn(JsValue)>::new(move |launch: JsValue| {
        let take = take.clone();
        leptos::task::spawn_local(async move {
            let handles = Reflect::get(&launch, &"files".into()).unwrap_or_default();
            let mut files = Vec::new();
            for handle in Array::from(&handles) {
                files.extend(file_of(&handle).await);
            }
            if !files.is_empty() {
                take(files);
            }
        });
    });
    let _ = set.call1(&queue, consumer.as_ref());
    // The queue calls it as long as the page is there.
    consumer.forget();
}

/// Returns the file that a handle stands for, if it can be read.
async fn file_of(handle: &JsValue) -> Option<Input> {
    let get: Function = Reflect::get(handle, &"getFile".into()).ok()?.dyn_into().ok()?;
    let file: Promise = get.call0(handle).ok()?.dyn_into().ok()?;
    JsFuture::from(file).await.ok()?.dyn_into().ok().map(Input::File)
}
