//! The progress of the engine in what it reads.

use leptos::prelude::*;

use crate::app::state::watched::{Watched, watched};

/// The progress of the engine in what it reads, be it one digest or all of them.
#[derive(Clone, Copy)]
pub struct Progress {
    /// Whether something is being read.
    pub busy: Watched<bool>,
    set_busy: RwSignal<bool>,
    /// The progress, in thousandths, and the number of papers found.
    pub done: Watched<(u32, u32)>,
    set_done: RwSignal<(u32, u32)>,
}

impl Progress {
    pub(super) fn new() -> Self {
        let (busy, set_busy) = watched(false);
        let (done, set_done) = watched((0, 0));
        Self { busy, set_busy, done, set_done }
    }

    /// Starts the progress of a reading.
    pub(super) fn begin(self) {
        self.set_done.set((0, 0));
        self.set_busy.set(true);
    }

    /// Records the progress of a reading, in thousandths, and the number of papers found.
    pub(super) fn advance(self, share: u32, papers: u32) {
        self.set_done.set((share, papers));
    }

    /// Records whether something is still being read.
    pub(super) fn set_busy(self, busy: bool) {
        self.set_busy.set(busy);
    }
}
