//! The filters, as they are opened on a narrow screen.

use leptos::prelude::*;

use crate::app::ids::{FILTERS_BUTTON, RAIL};
use crate::browser::{focus, timers};

/// Whether the filters are open on a narrow screen.
#[derive(Clone, Copy)]
pub struct Rail {
    open: RwSignal<bool>,
}

impl Rail {
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false) }
    }

    /// Returns whether the filters are open.
    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// Opens the filters and gives them the focus, or closes them.
    pub fn toggle(self) {
        if self.open.get_untracked() {
            return self.close();
        }
        self.open.set(true);
        timers::next_frame(|| {
            focus::give(RAIL);
        });
    }

    /// Closes the filters and gives the focus back to their button.
    pub fn close(self) {
        self.leave();
        focus::give(FILTERS_BUTTON);
    }

    /// Closes the filters, as the focus or the reader has gone elsewhere.
    pub fn leave(self) {
        if self.open.get_untracked() {
            self.open.set(false);
        }
    }
}
