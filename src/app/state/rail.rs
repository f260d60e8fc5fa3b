//! The filters, as they are opened on a narrow screen.

use leptos::prelude::*;

use super::State;
use crate::app::ids::{FILTERS_BUTTON, RAIL};
use crate::browser::{focus, timers};

impl State {
    /// Opens the filters on a narrow screen and gives them the focus, or closes them.
    pub fn toggle_rail(self) {
        if self.rail_open.get_untracked() {
            return self.close_rail();
        }
        self.rail_open.set(true);
        timers::next_frame(|| {
            focus::give(RAIL);
        });
    }

    /// Closes the filters and gives the focus back.
    pub fn close_rail(self) {
        self.rail_open.set(false);
        focus::give(FILTERS_BUTTON);
    }
}
