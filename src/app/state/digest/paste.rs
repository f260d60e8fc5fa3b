//! Pasting by a button.

use crate::app::ids::TEXT_BOX;
use crate::app::state::State;
use crate::app::state::notices::Notice;
use crate::browser::{clipboard, focus, window};

/// Says how to paste without the button, which browsers let read the clipboard only if the reader allows it.
fn by_hand() -> &'static str {
    match (window::is_media("(pointer: coarse)"), window::is_mac()) {
        (true, _) => "Touch and hold the box, then tap Paste.",
        (false, true) => "This browser keeps the clipboard from the button. Press ⌘V instead.",
        (false, false) => "This browser keeps the clipboard from the button. Press Ctrl+V instead.",
    }
}

/// Reads the clipboard. If that is denied, tells how to paste, and gives the text box the focus.
pub fn paste(state: State) {
    leptos::task::spawn_local(async move {
        match clipboard::read().await {
            Ok(Some(input)) => state.bring(vec![input]),
            Ok(None) => state.notify(Notice::news("The clipboard is empty, or holds no text.")),
            Err(_) => {
                state.notify(Notice::news(by_hand()));
                focus::give(TEXT_BOX);
            }
        }
    });
}
