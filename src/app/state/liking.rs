//! Papers that are like one, why a paper is where it is, and forgetting what the reader likes.

use std::sync::Arc;

use leptos::prelude::*;

use super::notices::Notice;
use super::steps::{Reverse, Undo};
use super::{LoadedCard, State};
use crate::app::state::watched::{Watched, watched};
use crate::browser::clock;
use crate::page::route::Route;
use skimmark_protocol::{Card, Explain, Sort};

/// What the page says about likes.
#[derive(Clone, Copy)]
pub struct Liking {
    /// The paper in the reading pane, and why it is where it is in the order.
    pub why: Watched<Option<(u32, String)>>,
    set_why: RwSignal<Option<(u32, String)>>,
    /// The order before the query asked for papers like another one.
    order_before: StoredValue<Sort>,
}

impl Liking {
    pub(super) fn new() -> Self {
        let (why, set_why) = watched(None);
        Self { why, set_why, order_before: StoredValue::new(Sort::default()) }
    }

    /// Papers that are like another one have an order of their own, if no other is chosen then. Where the
    /// query asks for them no longer, the order before that comes back.
    pub(super) fn turn_order(self, before: &Route, after: &mut Route) {
        match (before.asks_for_like(), after.asks_for_like()) {
            (false, true) => {
                self.order_before.set_value(after.sort);
                after.sort = Sort::default();
            }
            (true, false) if before.screen == after.screen && after.sort == Sort::default() => {
                after.sort = self.order_before.get_value();
            }
            _ => {}
        }
    }
}

impl State {
    /// Shows the papers that are like this one.
    pub(super) fn more_like(self, paper: &LoadedCard) {
        let query = paper.card.like.clone();
        self.go(move |route| route.query = query);
    }

    /// Asks why the paper in the reading pane is where it is, if it is there by what the reader likes, or by
    /// what it is like.
    pub fn explain_place(self, card: &Arc<Card>) {
        let route = untrack(|| self.navigation.route.get());
        let (paper, asks) = (card.paper, route.asks_for_like());
        let Some(view) = self.view().filter(|_| asks || card.likely.is_some()) else {
            return self.liking.set_why.set(None);
        };
        let query = if asks { route.query } else { String::new() };
        self.ask(Explain { view, paper, query }, move |words| {
            self.liking.set_why.set(words.map(|words| (paper, words)));
        });
    }

    /// Forgets what was learned of the reader: only what is decided from now on counts.
    pub fn forget_likes(self) {
        let step = self.steps.begin();
        let before = self.settings.forget_likes(clock::now());
        let undo = Reverse { settings: Some(before), ..Reverse::default() };
        self.end_step(step, Some(Undo::Import(Box::new(undo))));
        let words = "Forgotten: \"For you\" learns from what you mark from now on.";
        self.notify(Notice::news(words).step(step));
        self.show();
    }
}
