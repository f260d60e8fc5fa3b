//! While a digest is being read: its first papers, and cancelling.

use leptos::prelude::*;

use super::Stage;
use super::open::Pending;
use crate::app::state::State;
use crate::app::state::feed;
use crate::app::state::notices::Notice;
use crate::app::state::search::Answer;
use crate::browser::hash::Step;
use crate::browser::store::DigestMeta;
use crate::browser::{storage, timers};
use crate::page::route::{Route, Screen};
use skimmark_paper::words;
use skimmark_protocol::stored::OPEN;
use skimmark_protocol::{Card, Shown, Sort};

impl State {
    /// Records the progress of reading a digest, and shows its first papers.
    pub(in crate::app::state) fn progressed(self, share: u32, papers: u32, first: Vec<Card>) {
        self.progress.advance(share, papers);
        let route = self.navigation.route.get_untracked();
        let before = self.before();
        // Of a kept digest the first papers are what is shown of it only where the reader was at
        // its beginning, without a query.
        let at_beginning = |one: &Pending| {
            one.kept.as_ref().is_none_or(|query| {
                let here = route.screen == Screen::Digest && route.query.is_empty();
                here && query.is_empty() && !feed::has_place(one.id)
            })
        };
        let fresh = self.digest.pending.try_update_value(|pending| {
            let one = pending.first_mut().filter(|one| !first.is_empty() && at_beginning(one))?;
            one.before = before;
            Some(())
        });
        if fresh.flatten().is_none() || route.sort != Sort::Digest {
            return;
        }
        let count = words::to_u32(first.len());
        self.digest.previewed.set_value(true);
        self.digest.set_reading.set(None);
        self.show_digest(String::new());
        self.feed.clear();
        let known = first.iter().filter_map(|card| card.score);
        let scores = known.clone().min().zip(known.max());
        self.search.set_answer(Answer { shown: count, total: count, scores, ..Answer::default() });
        // After the feed has been created, so that it can be drawn into.
        timers::next_frame(move || {
            // A hidden page has no frames: by now everything may be read, or canceled.
            let elsewhere =
                self.navigation.route.with_untracked(|route| route.screen != Screen::Digest);
            if elsewhere || !self.digest.previewed.get_value() || !self.feed.is_fresh() {
                return;
            }
            let shown = Shown { shown: count, total: count, cards: first, ..Shown::default() };
            self.feed.take_order(self, shown);
        });
    }

    /// Returns whether the first papers of the digest that is being read are shown.
    pub fn previews(self) -> bool {
        self.progress.busy.get() && self.digest.previewed.get_value()
    }

    /// Cancels the reading of a digest: the engine is stopped in the middle of it, and a new one
    /// opens what was open before.
    pub fn cancel(self) {
        if !self.digest.is_pending() && self.library.is_gathering() {
            return self.stop_gathering();
        }
        self.forget_all();
        self.engine.stop();
        if self.digest.stage.get_untracked() == Stage::Starting {
            // What takes too long at the start must not begin again.
            self.forget_open();
        }
        let pending = self.digest.pending.try_update_value(std::mem::take).unwrap_or_default();
        let before = pending.into_iter().find_map(|one| one.before);
        if self.digest.previewed.try_update_value(std::mem::take) == Some(true) {
            let query = before.map(|(_, query)| query).unwrap_or_default();
            let route = Route { query, ..self.navigation.route.get_untracked() };
            self.set_route(route, Step::Same);
        }
        self.progress.set_busy(false);
        self.search.forget_pending();
        self.digest.set_reading.set(None);
        self.feed.clear();
        self.digest.set_stage.set(Stage::Starting);
        self.start_engine();
        self.tell_library();
        leptos::task::spawn_local(async move {
            self.restore_marks().await;
            if !self.read_unkept() {
                self.reopen_last().await;
            }
            self.notify(Notice::news("Reading was cancelled. Nothing of it was kept."));
        });
    }

    /// Asks again for the digests whose text the engine that was stopped had not compressed yet;
    /// returns whether the open one is among them.
    fn read_unkept(self) -> bool {
        let open = storage::noted(OPEN);
        let unkept = self.digest.unkept.try_update_value(std::mem::take).unwrap_or_default();
        let mut found = false;
        for (DigestMeta { id, name, .. }, input) in unkept {
            found |= open.as_ref() == Some(&id.to_string());
            self.read(Pending { id, name, input, kept: None, link: None, before: None });
        }
        found
    }
}
