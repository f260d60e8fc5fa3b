//! The line to the engine: questions with what becomes of their answers, and its events.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::State;
use super::digest::open::Pending;
use super::notices::{Notice, Offer};
use crate::browser::engine_link::{EngineLink, FromEngine};
use crate::browser::window;
use skimmark_protocol::{Ask, Event};

impl State {
    /// Starts the engine.
    pub fn start_engine(self) {
        let script = window::meta("skimmark-engine").unwrap_or_default();
        let started = EngineLink::start(&script, move |message| match message {
            FromEngine::Event(event, attachment) => self.hear(event, attachment),
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

    fn hear(self, event: Event, attachment: JsValue) {
        match event {
            Event::Ready => {}
            Event::Progress { share, papers, first, .. } => self.progressed(share, papers, first),
            Event::Compressed { digest, seen } => self.keep_digest(digest, seen, attachment),
        }
    }

    /// Asks the engine, and calls `then` with the answer; an engine that has stopped answers
    /// nothing.
    pub(super) fn ask<Q: Ask>(self, question: Q, then: impl FnOnce(Q::Answer) + 'static) {
        self.ask_about(question, &JsValue::UNDEFINED, then);
    }

    /// Asks the engine about an attachment.
    pub(super) fn ask_about<Q: Ask>(
        self,
        question: Q,
        attachment: &JsValue,
        then: impl FnOnce(Q::Answer) + 'static,
    ) {
        self.link.with_value(|link| {
            if let Some(link) = link {
                link.ask(question, attachment, then);
            }
        });
    }

    /// Tells the engine something to which there is no answer.
    pub(super) fn tell(self, statement: impl Ask<Answer = ()>) {
        self.ask(statement, |()| {});
    }
}
