//! Files and texts that come in by paste, drop or choice, and files that go out.

use js_sys::{Array, Function, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, HtmlAnchorElement, HtmlInputElement, Response, Url,
};

use super::{describe, timers, window};

/// What the reader brings to be read. Texts stay in the browser, as the page's thread would take
/// long to copy a long one.
#[derive(Clone, Debug)]
pub enum Input {
    /// Text of the text box, or of a clipboard or a drag that holds no HTML.
    Text(JsString),
    /// Text and HTML of a clipboard or a drag.
    Copied(JsString, JsString),
    /// A file.
    File(File),
    /// What a link holds, in base64, and as a file.
    Link(String, File),
}

/// Returns what a paste or a drop holds: its files, else its text. Office programs add a picture of
/// what was copied, which is ignored if there is text.
pub fn inputs(data: &DataTransfer) -> Vec<Input> {
    let files = data.files().map(|files| list(&files)).unwrap_or_default();
    let picture =
        |one: &Input| matches!(one, Input::File(file) if file.type_().starts_with("image/"));
    if !files.iter().all(picture) {
        return files;
    }
    let [text, html] = ["text/plain", "text/html"].map(|kind| data_of(data, kind));
    Input::of(text, html).map_or(files, |copied| vec![copied])
}

/// Returns the text of this type that a paste or a drop holds. The binding of `web-sys` would copy
/// it.
fn data_of(data: &DataTransfer, kind: &str) -> JsString {
    let get = Reflect::get(data, &"getData".into()).and_then(JsCast::dyn_into::<Function>);
    let text = get.and_then(|get| get.call1(data, &kind.into()));
    text.ok().and_then(|text| text.dyn_into().ok()).unwrap_or_default()
}

impl Input {
    /// Returns what a clipboard brings, if it holds text.
    pub fn of(text: JsString, html: JsString) -> Option<Self> {
        match (text.trim().length() == 0, html.length() == 0) {
            (true, true) => None,
            (false, true) => Some(Self::Text(text)),
            _ => Some(Self::Copied(text, html)),
        }
    }

    /// Returns how many characters of text it holds.
    pub fn length(&self) -> u32 {
        match self {
            Self::Text(text) => text.length(),
            Self::Copied(text, html) => text.length().saturating_add(html.length()),
            Self::File(_) | Self::Link(..) => 0,
        }
    }

    /// Returns the form in which it is posted to the engine.
    pub fn to_js(&self) -> JsValue {
        match self {
            Self::Text(text) => text.into(),
            Self::Copied(text, html) => Array::of2(text, html).into(),
            Self::File(file) | Self::Link(_, file) => file.into(),
        }
    }
}

/// Returns what was chosen in a file input, and empties that, so that the same file can be chosen
/// again.
pub fn chosen(input: &HtmlInputElement) -> Vec<Input> {
    let files = input.files().map(|files| list(&files)).unwrap_or_default();
    input.set_value("");
    files
}

fn list(files: &web_sys::FileList) -> Vec<Input> {
    (0..files.length()).filter_map(|index| files.get(index)).map(Input::File).collect()
}

/// Fetches the text of a file of the page's own build.
pub async fn own(name: &str) -> Result<JsString, String> {
    let text = async {
        let window = window::window().ok_or("no window")?;
        let response: Response = JsFuture::from(window.fetch_with_str(name)).await?.dyn_into()?;
        if !response.ok() {
            return Err(JsValue::from_str("the server does not have it"));
        }
        JsFuture::from(response.text()?).await
    };
    let text = text.await.map_err(|error| describe(&error))?;
    text.dyn_into().map_err(|_| "it holds no text".into())
}

/// Gives the reader a file of this name, whose text is in `parts`.
pub fn save(name: &str, mime: &str, parts: &Array) -> Result<(), String> {
    let download = || -> Result<(), JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        let blob = Blob::new_with_str_sequence_and_options(parts, &options)?;
        let url = Url::create_object_url_with_blob(&blob)?;
        let document = window::document().ok_or("no document")?;
        let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
        // The download begins after this task; the address is kept until it surely has begun.
        timers::after(60_000, move || {
            let _ = Url::revoke_object_url(&url);
        });
        Ok(())
    };
    download().map_err(|error| describe(&error))
}
