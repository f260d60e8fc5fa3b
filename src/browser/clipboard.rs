//! The clipboard.

use js_sys::{Array, Function, JsString, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Clipboard, ClipboardEvent, ClipboardItem, Element, HtmlElement, Response,
};

use super::files::Input;
use super::{describe, events, window};

/// The type of plain text.
const PLAIN: &str = "text/plain";

/// Reads the clipboard; fails if the browser or the reader denies it, or if it holds no text.
pub async fn read() -> Result<Option<Input>, String> {
    let window = window::window().ok_or("no window")?;
    let clipboard = window.navigator().clipboard();
    if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
        return Err("this browser lets pages read the clipboard on Ctrl+V only".into());
    }
    let items = JsFuture::from(clipboard.read()).await.map_err(|error| describe(&error))?;
    let item = Array::from(&items).get(0).dyn_into::<ClipboardItem>();
    let Ok(item) = item else { return Ok(None) };
    let (text, html) = (of_type(&item, PLAIN).await, of_type(&item, "text/html").await);
    Ok(Input::of(text, html))
}

/// A write to the clipboard that has begun, and waits for its text.
///
/// Safari lets a page write only while it handles a key or a click, and refuses what is written
/// when the engine has answered; it takes a promise of the text, made in time (WebKit's "Async
/// Clipboard API" of 2020 says so).
#[derive(Debug)]
pub struct Write {
    clipboard: Clipboard,
    give: Option<Function>,
    /// `None` in a browser without `ClipboardItem` (Firefox before 127), which lets pages write
    /// some seconds later, too.
    written: Option<Promise>,
}

/// Begins to write to the clipboard; fails if the browser has none for this page.
pub fn begin_write() -> Result<Write, String> {
    let clipboard = window::window().map(|window| window.navigator().clipboard());
    let there = clipboard.filter(|it| !AsRef::<JsValue>::as_ref(it).is_undefined());
    let clipboard = there.ok_or("this browser lets pages write to it over HTTPS only")?;
    let mut give = None;
    let text = Promise::new(&mut |resolve, _| give = Some(resolve));
    let record = Object::new();
    let _ = Reflect::set(&record, &PLAIN.into(), &text);
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&record).ok();
    let written = item.map(|item| clipboard.write(&Array::of1(&item)));
    Ok(Write { clipboard, give, written })
}

impl Write {
    /// Writes this text; fails if the browser denies it.
    pub async fn finish(self, text: &str) -> Result<(), String> {
        let options = BlobPropertyBag::new();
        options.set_type(PLAIN);
        let parts = Array::of1(&text.into());
        let written = match self.written {
            Some(written) => {
                let blob = Blob::new_with_str_sequence_and_options(&parts, &options);
                let blob = blob.map_err(|error| describe(&error))?;
                if let Some(give) = self.give {
                    let _ = give.call1(&JsValue::UNDEFINED, &blob);
                }
                written
            }
            None => self.clipboard.write_text(text),
        };
        JsFuture::from(written).await.map(drop).map_err(|error| describe(&error))
    }
}

/// Gives the reader who copies math its source: the selection is copied as it is shown, with the
/// text of `data-tex` in place of the elements that have it.
pub fn copy_sources() {
    events::on_window("copy", |event: ClipboardEvent| {
        if let Some(text) = selected_sources()
            && let Some(data) = event.clipboard_data()
            && data.set_data(PLAIN, &text).is_ok()
        {
            event.prevent_default();
        }
    });
}

/// Returns the selected text, if it holds an element with a source.
fn selected_sources() -> Option<String> {
    let selection = window::window()?.get_selection().ok()??;
    let range = (selection.range_count() > 0).then(|| selection.get_range_at(0).ok()).flatten()?;
    let holder = window::document()?.create_element("div").ok()?;
    let selected = range.clone_contents().ok()?;
    holder.append_child(selected.as_ref()).ok()?;
    let with_source = holder.query_selector_all("[data-tex]").ok()?;
    for at in 0..with_source.length() {
        let element: Element = with_source.get(at)?.dyn_into().ok()?;
        element.set_text_content(element.get_attribute("data-tex").as_deref());
    }
    if with_source.length() == 0 {
        return None;
    }
    // Only while it is laid out does its text have the line breaks of the page.
    let holder: HtmlElement = holder.dyn_into().ok()?;
    holder.set_class_name("unseen");
    let body = window::document()?.body()?;
    body.append_child(&holder).ok()?;
    let text = holder.inner_text();
    holder.remove();
    Some(text)
}

/// Returns the text of this type that an item holds.
async fn of_type(item: &ClipboardItem, kind: &str) -> JsString {
    let text = async {
        let blob: Blob = JsFuture::from(item.get_type(kind)).await?.dyn_into()?;
        JsFuture::from(Response::new_with_opt_blob(Some(&blob))?.text()?).await
    };
    let text: Result<JsValue, JsValue> = text.await;
    text.ok().and_then(|text| text.dyn_into().ok()).unwrap_or_default()
}
