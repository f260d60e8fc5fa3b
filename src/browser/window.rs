//! The window: where the page is served from, how it is scrolled, and what it asks the browser for.

use wasm_bindgen::JsValue;
use web_sys::{Document, ScrollBehavior, ScrollToOptions, UrlSearchParams, Window};

/// Returns the window; a page always has one.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// Returns the document of the page.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// Returns the folder that the page is served from, `/` or `/some/path/`. It names what the page
/// stores, so that two copies on one host keep apart.
pub fn path() -> String {
    let path = window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]);
    folder.to_owned()
}

/// Returns the content of `<meta name="...">`.
pub fn meta(name: &str) -> Option<String> {
    let element = document()?.query_selector(&format!("meta[name=\"{name}\"]")).ok()??;
    element.get_attribute("content")
}

/// Returns how far the page is scrolled, in CSS pixels.
pub fn scroll_top() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or(0.0)
}

/// Returns the height of the window, in CSS pixels.
pub fn viewport_height() -> f64 {
    let height = window().and_then(|window| window.inner_height().ok());
    height.and_then(|height| height.as_f64()).unwrap_or(800.0)
}

/// Returns whether the window matches a media query.
pub fn is_media(query: &str) -> bool {
    let media = window().and_then(|window| window.match_media(query).ok().flatten());
    media.is_some_and(|media| media.matches())
}

/// Scrolls the page at once, whatever the style sheet says about smoothness.
pub fn scroll_to(top: f64) {
    if let Some(window) = window() {
        let options = ScrollToOptions::new();
        options.set_top(top);
        options.set_behavior(ScrollBehavior::Instant);
        window.scroll_to_with_scroll_to_options(&options);
    }
}

/// Returns whether nothing of the page is seen.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Returns whether the keyboard is that of a Mac.
pub fn is_mac() -> bool {
    let platform = window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|platform| platform.starts_with("Mac"))
}

/// Asks the browser to print the page.
pub fn print() {
    if let Some(window) = window() {
        // A browser that cannot print says so itself.
        let _ = window.print();
    }
}

/// Reloads the page.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Returns the origin that the page is served from: `https://example.org`.
pub fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Takes a parameter out of the query of the address, so that a reload does not bring it again.
pub fn take_parameter(name: &str) -> Option<String> {
    let window = window()?;
    let location = window.location();
    let search = UrlSearchParams::new_with_str(&location.search().ok()?).ok()?;
    let value = search.get(name)?;
    search.delete(name);
    let left = String::from(search.to_string());
    let mark = if left.is_empty() { "" } else { "?" };
    let url = [&location.pathname().ok()?, mark, &left, &location.hash().ok()?].concat();
    let _ = window.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    Some(value)
}

/// Opens `url` in a new tab that knows nothing of this page.
pub fn open(url: &str) {
    if let Some(window) = window() {
        let _ = window.open_with_url_and_target_and_features(url, "_blank", "noopener,noreferrer");
    }
}

/// Sets the title of the page, which tabs show.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}
