//! Messages between tabs of the page.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use super::storage;
use skimmark_protocol::StoredMark;

/// The channel on which tabs send each other marks.
#[derive(Debug)]
pub struct Channel(BroadcastChannel);

impl Channel {
    /// Opens the channel, and calls `heard` with what other tabs send, for as long as the page
    /// lives. Returns `None` if the browser has no channels.
    pub fn open(heard: impl Fn(Vec<StoredMark>) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(&storage::page_name()).ok()?;
        let handler = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(message) = event.data().dyn_into::<Array>() {
                heard(message.iter().filter_map(|pair| mark(&pair.dyn_into().ok()?)).collect());
            }
        });
        channel.set_onmessage(Some(handler.into_js_value().unchecked_ref()));
        Some(Self(channel))
    }

    /// Sends the other tabs marks that were stored.
    pub fn tell(&self, marks: &[StoredMark]) {
        let pairs: Array = marks
            .iter()
            .map(|mark| Array::of2(&mark.name.as_str().into(), &mark.text.as_str().into()))
            .collect();
        // What another tab does not receive now it finds stored at its next start.
        let _ = self.0.post_message(&pairs);
    }
}

fn mark(pair: &Array) -> Option<StoredMark> {
    Some(StoredMark { name: pair.get(0).as_string()?, text: pair.get(1).as_string()? })
}
