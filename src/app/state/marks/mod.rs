//! What the reader decides about papers.

mod change;
pub(super) mod store;

use leptos::prelude::*;

/// What the page knows of all marks; the engine holds the marks themselves.
#[derive(Clone, Copy)]
pub struct Marks {
    /// How many papers are starred, in all digests.
    pub bookmarks: ReadSignal<u32>,
    set_bookmarks: WriteSignal<u32>,
}

impl Marks {
    pub(super) fn new() -> Self {
        let (bookmarks, set_bookmarks) = signal(0);
        Self { bookmarks, set_bookmarks }
    }
}
