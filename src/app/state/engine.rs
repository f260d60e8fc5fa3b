//! The line to the engine: what is asked of it, and what becomes of each of its replies.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::State;
use super::digest::open::Pending;
use super::notices::{Notice, Offer};
use crate::browser::engine_link::{EngineLink, FromEngine};
use crate::browser::window;
use skimmark_protocol::{Reply, Request};

impl State {
    /// Starts the engine.
    pub fn start_engine(self) {
        let script = window::meta("skimmark-engine").unwrap_or_default();
        let started = EngineLink::start(&script, move |message| match message {
            FromEngine::Reply(reply, attachment) => self.hear(reply, attachment),
            FromEngine::Stopped(reason) => self.engine_stopped(&reason),
        });
        match started {
            Ok(link) => self.link.set_value(Some(link)),
            Err(reason) => self.engine_stopped(&reason),
        }
    }

    fn engine_stopped(self, reason: &str) {
        self.busy.set(false);
        self.link.set_value(None);
        self.feed.give_up_print(self);
        // A digest that stopped it must not be what the next start opens.
        if self.pending.with_value(|pending| pending.iter().any(Pending::is_kept)) {
            self.forget_open();
        }
        self.notify(
            Notice::trouble(format!(
                "The part of Skimmark that reads digests has stopped ({reason}). Reload the page \
                 to go on.",
            ))
            .offer("Reload", Offer::Reload)
            .offer("Save a backup", Offer::SaveBackup),
        );
    }

    fn hear(self, reply: Reply, attachment: JsValue) {
        match reply {
            Reply::Ready => {}
            Reply::Progress { share, papers, first, .. } => self.progressed(share, papers, first),
            Reply::Opened(reading) => self.opened(reading),
            Reply::Compressed { digest, seen } => self.keep_digest(digest, seen, attachment),
            Reply::NoPapers(reading) => self.no_papers(reading),
            Reply::Failed { digest, message } => self.open_failed(digest, message),
            Reply::Imported { digest, marks, problem, marked } => {
                self.imported(digest, marks, &problem, marked);
            }
            Reply::Restored { marked, damaged, newer, settled } => {
                self.restored(marked, &damaged, newer, settled);
            }
            Reply::Marked(marked) => self.marked(marked),
            Reply::ReadAll { papers, set_at, marked } => self.all_read(papers, set_at, marked),
            Reply::SplitChoices(rivals) => self.offer_rivals(rivals),
            Reply::Placed { done, marked } => self.placed(done, marked),
            Reply::Backup(text) => self.save_backup(&text),
            Reply::Gathered { turn, papers, problem } => self.gathered(turn, papers, &problem),
            Reply::Merged { turn } => self.merged(turn),
            Reply::Toggled { query } => self.go(|route| route.query = query),
            Reply::Shown(shown) => self.shown(shown),
            Reply::Completions(completions) => self.completions(completions),
            Reply::Decided(decided) => self.decided(decided),
            Reply::Copied(text) => self.copied(text),
            Reply::Why(why) => self.why.set(why),
            Reply::Cards { turn, from, cards } => self.feed.take_cards(self, turn, from, cards),
        }
    }

    pub(super) fn send(self, request: &Request) {
        self.send_with(request, &JsValue::UNDEFINED);
    }

    pub(super) fn send_with(self, request: &Request, attachment: &JsValue) {
        self.link.with_value(|link| {
            if let Some(link) = link {
                link.send(request, attachment);
            }
        });
    }
}
