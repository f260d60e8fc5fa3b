//! How far the engine is with what it reads.

use leptos::prelude::*;

/// How far the engine is with what it reads, be it one digest or all of them.
#[derive(Clone, Copy)]
pub struct Progress {
    /// Something is being read.
    pub busy: ReadSignal<bool>,
    set_busy: WriteSignal<bool>,
    /// How far that has come, in thousandths, and how many papers were found.
    pub done: ReadSignal<(u32, u32)>,
    set_done: WriteSignal<(u32, u32)>,
}

impl Progress {
    pub(super) fn new() -> Self {
        let (busy, set_busy) = signal(false);
        let (done, set_done) = signal((0, 0));
        Self { busy, set_busy, done, set_done }
    }

    /// Something is read from the start.
    pub(super) fn begin(self) {
        self.set_done.set((0, 0));
        self.set_busy.set(true);
    }

    /// Reading has come this far, in thousandths, and found this many papers.
    pub(super) fn advance(self, share: u32, papers: u32) {
        self.set_done.set((share, papers));
    }

    /// Something is still being read, or nothing is any more.
    pub(super) fn set_busy(self, busy: bool) {
        self.set_busy.set(busy);
    }
}
