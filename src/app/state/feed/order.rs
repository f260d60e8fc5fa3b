//! The order of the papers and their cards, as they come from the engine.

use std::sync::Arc;

use leptos::prelude::*;

use super::passing::NOWHERE;
use super::{Feed, LoadedCard, REST, Settling};
use crate::app::ids::FEED;
use crate::app::state::State;
use crate::browser::{focus, timers, window};
use crate::page::heights::Heights;
use skimmark_protocol::{Card, Cards, OrderId, ReaderState, Shown};

impl Feed {
    /// Takes a new order, with the cards around the reader's place.
    pub(in crate::app::state) fn take_order(self, state: State, shown: Shown) {
        if shown.unchanged {
            // Cards that were requested in the previous order will not come.
            self.inner.update_value(|inner| {
                inner.order = shown.order;
                inner.asked = None;
            });
            if self.inner.with_value(|inner| inner.brief) {
                self.draw_rest(state, shown.order);
            }
            return self.draw(state);
        }
        self.give_up_print(state);
        let mut lost_place = false;
        let mut was_current = false;
        self.inner.update_value(|inner| {
            let anchor = std::mem::take(&mut inner.anchor);
            inner.order = shown.order;
            inner.fresh = false;
            inner.heights = Heights::new(shown.shown as usize, inner.heights.typical());
            inner.cards = vec![None; shown.shown as usize];
            inner.asked = None;
            inner.waiting.clear();
            inner.rested = NOWHERE;
            let place = shown.place.map(|(which, at)| (which as usize, at as usize));
            was_current =
                place.is_some_and(|(which, _)| anchor.get(which).is_some_and(|it| it.is_current));
            // A focus that was still to be given follows its paper; one on a paper that is no longer
            // shown goes to the next paper.
            let follows = |which| inner.focus.is_some() || which > 0 && focus::is_within(FEED);
            inner.focus = place.filter(|(which, _)| was_current && follows(*which)).map(|it| it.1);
            inner.settling =
                place.and_then(|(which, at)| Some(Settling::new(at, anchor.get(which)?.offset, 4)));
            lost_place = inner.settling.is_none();
            // On the way to a place, the heights of what is above it count at once.
            inner.brief = lost_place;
        });
        if lost_place {
            self.draw_rest(state, shown.order);
        }
        self.current.set(shown.place.filter(|_| was_current).map(|(_, at)| at as usize));
        self.add_cards(shown.from, shown.cards);
        if lost_place && window::scroll_top() > 0.0 {
            window::scroll_to(0.0);
        }
        self.draw(state);
    }

    /// Draws what is around the window, when the keys rest.
    fn draw_rest(self, state: State, order: OrderId) {
        timers::after(REST, move || {
            if self.inner.with_value(|inner| inner.brief && inner.order == order) {
                self.inner.update_value(|inner| inner.brief = false);
                self.draw(state);
            }
        });
    }

    /// Takes cards that were asked for, unless they are of a previous order.
    pub(super) fn take_cards(self, state: State, order: OrderId, cards: Cards) {
        if self.inner.with_value(|inner| inner.order) == order {
            self.inner.update_value(|inner| inner.asked = None);
            self.add_cards(cards.from, cards.cards);
            self.draw(state);
            self.go_on(state);
        }
    }

    fn add_cards(self, from: u32, cards: Vec<Card>) {
        self.inner.update_value(|inner| {
            for (position, card) in (from as usize..).zip(cards) {
                let known = inner.known.iter().find(|(paper, _)| *paper == card.paper);
                if let Some((_, height)) = known {
                    inner.heights.measure(position, *height);
                }
                let mut card = card;
                let own = std::mem::take(&mut card.reader);
                if let Some(place) = inner.cards.get_mut(position) {
                    *place = Some(LoadedCard { card: Arc::new(card), own });
                }
            }
        });
    }

    /// Takes over what the reader decided about papers, in the order of their numbers.
    pub(in crate::app::state) fn take_states(self, states: &[(u32, ReaderState)]) {
        let take = |paper: u32, own: &mut ReaderState| {
            if let Ok(at) = states.binary_search_by_key(&paper, |(paper, _)| *paper) {
                own.clone_from(&states[at].1);
            }
        };
        self.inner.update_value(|inner| {
            inner.cards.iter_mut().flatten().for_each(|held| take(held.card.paper, &mut held.own));
        });
        // The one beside may be the same row, or may not be drawn.
        for row in self.rows.get_untracked().into_iter().chain(self.beside.get_untracked()) {
            let mut own = row.own.get_untracked();
            take(row.id_untracked().1, &mut own);
            row.take_state(&own);
        }
    }
}
