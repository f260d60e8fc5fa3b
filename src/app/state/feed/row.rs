//! A drawn card, and the card that it was drawn of.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::ids;
use skimmark_protocol::{Card, ReaderState};

/// A drawn card.
#[derive(Clone)]
pub struct Row {
    /// What tells it from all others that were ever drawn: the feed's epoch and the paper.
    pub id: (u32, u32),
    /// Its position in the order, from 0.
    pub position: ArcRwSignal<usize>,
    /// What it shows.
    pub card: ArcRwSignal<Arc<Card>>,
    /// What the reader decided about it.
    pub own: ArcRwSignal<ReaderState>,
}

/// A card that has come from the engine. What the reader decided is kept apart from it, so that a
/// change of that draws only what it is about.
#[derive(Clone, Debug)]
pub struct LoadedCard {
    /// What is drawn, without what the reader decided.
    pub card: Arc<Card>,
    /// What the reader decided.
    pub own: ReaderState,
}

impl Row {
    /// Returns the `id` of its element.
    pub fn element_id(&self) -> String {
        ids::card(self.id)
    }
}
