//! A drawn card, and the data that it was drawn from.
//!
//! A card whose paper goes out of what is drawn is filled with another one: to change an element takes the
//! browser a fraction of the time in which it removes one and makes another.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::state::watched::{ArcWatched, arc_watched};

use crate::app::ids;
use skimmark_protocol::{Card, ReaderState};

/// A drawn card.
#[derive(Clone)]
pub struct Row {
    /// What distinguishes its element from all others: a number.
    pub shell: u32,
    /// The feed's epoch, by which its papers differ from those of other digests.
    pub epoch: u32,
    /// Its position in the order, from 0.
    pub position: ArcWatched<usize>,
    set_position: ArcRwSignal<usize>,
    /// What it shows.
    pub card: ArcWatched<Arc<Card>>,
    set_card: ArcRwSignal<Arc<Card>>,
    /// What the reader decided about it.
    pub own: ArcWatched<ReaderState>,
    set_own: ArcRwSignal<ReaderState>,
}

/// A card as received from the engine. What the reader decided is kept apart from it, so that
/// changing that draws only the parts it concerns.
#[derive(Clone, Debug)]
pub struct LoadedCard {
    /// What is drawn, without what the reader decided.
    pub card: Arc<Card>,
    /// What the reader decided.
    pub own: ReaderState,
}

impl Row {
    /// Returns what distinguishes its paper from all others ever drawn: the feed's epoch and the paper.
    pub fn id(&self) -> (u32, u32) {
        (self.epoch, self.card.with(|card| card.paper))
    }

    /// The same, and does not follow it.
    pub fn id_untracked(&self) -> (u32, u32) {
        (self.epoch, self.card.with_untracked(|card| card.paper))
    }

    /// Returns the `id` of its element, and does not follow it.
    pub fn element_id(&self) -> String {
        ids::card(self.id_untracked())
    }

    /// Returns the paper with what the reader decided about it.
    pub fn paper(&self) -> LoadedCard {
        LoadedCard { card: self.card.get_untracked(), own: self.own.get_untracked() }
    }

    pub(super) fn new(shell: u32, epoch: u32, position: usize, paper: &LoadedCard) -> Self {
        let (position, set_position) = arc_watched(position);
        let (card, set_card) = arc_watched(Arc::clone(&paper.card));
        let (own, set_own) = arc_watched(paper.own.clone());
        Self { shell, epoch, position, set_position, card, set_card, own, set_own }
    }

    /// Brings the row up to its paper as it has come last, or to another paper.
    pub(super) fn update(&self, position: usize, paper: &LoadedCard) {
        if self.position.get_untracked() != position {
            self.set_position.set(position);
        }
        if self.card.with_untracked(|known| *known != paper.card) {
            self.set_card.set(Arc::clone(&paper.card));
        }
        self.take_state(&paper.own);
    }

    /// Takes over what the reader decided.
    pub(super) fn take_state(&self, own: &ReaderState) {
        if self.own.with_untracked(|known| known != own) {
            self.set_own.set(own.clone());
        }
    }
}
