//! What the reader decides about papers.

mod change;
pub(super) mod store;

use leptos::prelude::*;

use crate::app::state::watched::{Watched, watched};

/// What the page knows of all marks; the engine holds the marks themselves.
#[derive(Clone, Copy)]
pub struct Marks {
    /// How many papers are starred, in all digests.
    pub bookmarks: Watched<u32>,
    set_bookmarks: RwSignal<u32>,
}

impl Marks {
    pub(super) fn new() -> Self {
        let (bookmarks, set_bookmarks) = watched(0);
        Self { bookmarks, set_bookmarks }
    }
}
