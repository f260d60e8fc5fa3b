//! What another window sends to this one, which its bookmarklet has opened. It is data like any paste.

use std::cell::Cell;

use js_sys::{JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use super::files::Input;
use super::{events, window};
use crate::page::send::{OPENED, READY};

/// The most characters that are taken.
const MOST: u32 = 64_000_000;

/// If the page was opened to be sent something: takes that out of the address, says that it is ready, and
/// calls `take` once with the name of the host and what it has sent. Returns false if nothing can be sent,
/// because the site keeps its windows apart from those of others (by `Cross-Origin-Opener-Policy`).
pub fn on_sent(take: impl FnOnce(String, Input) + 'static) -> bool {
    if window::take_parameter(OPENED.0).as_deref() != Some(OPENED.1) {
        return true;
    }
    let opener = window::window().and_then(|window| window.opener().ok());
    let Some(opener) = opener.filter(JsValue::is_object) else { return false };
    let (from, take) = (opener.clone(), Cell::new(Some(take)));
    events::on_window("message", move |event: MessageEvent| {
        // Only what the opener itself sends, and only once.
        let is_opener = event.source().is_some_and(|source| Object::is(&source, &from));
        let Some(input) = input(&event.data()).filter(|_| is_opener) else { return };
        if let Some(take) = take.take() {
            let origin = event.origin();
            let host = origin.split_once("://").map_or(origin.as_str(), |(_, host)| host);
            take(host.to_owned(), input);
        }
    });
    // It has no secret in it, and the opener's origin is not known.
    let _ = opener.unchecked_into::<Window>().post_message(&READY.into(), "*");
    true
}

/// Returns what a message holds, if the bookmarklet has made it and it is not too long.
fn input(data: &JsValue) -> Option<Input> {
    let part = |name: &str| Reflect::get(data, &name.into()).ok();
    part("skimmark").filter(|version| version.as_f64() == Some(1.0))?;
    let text: JsString = part("text")?.dyn_into().ok()?;
    let html: JsString = part("html")?.dyn_into().ok()?;
    Input::of(text, html).filter(|input| input.length() <= MOST)
}
