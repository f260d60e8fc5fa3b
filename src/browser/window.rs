//! The window: where the page is served from, how it is scrolled, and what it asks the browser for.

use web_sys::{Document, ScrollBehavior, ScrollToOptions, Window};

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
