//! Pasting by a button.

use crate::app::ids::TEXT_BOX;
use crate::app::state::State;
use crate::app::state::notices::Notice;
use crate::browser::{clipboard, focus};

/// Reads the clipboard. If that is denied, tells how to paste, and gives the text box the focus.
pub fn paste(state: State) {
    leptos::task::spawn_local(async move {
        match clipboard::read().await {
            Ok(input) => state.bring(vec![input]),
            Err(reason) => {
                state.notify(Notice::news(format!(
                    "The clipboard could not be read: {reason}. Press Ctrl+V (⌘V) anywhere on \
                     the page instead.",
                )));
                focus::give(TEXT_BOX);
            }
        }
    });
}
