//! The connection to the engine: questions, the handling of their answers, and its events.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::State;
use super::notices::{Notice, Offer};
use crate::browser::engine_link::{EngineLink, FromEngine};
use crate::browser::later::{Later, later};
use crate::browser::window;
use skimmark_protocol::{Ask, Done, Event};

/// The running engine.
#[derive(Clone, Copy)]
pub(super) struct Engine {
    link: StoredValue<Option<EngineLink>, LocalStorage>,
}

impl Engine {
    pub(super) fn new() -> Self {
        Self { link: StoredValue::new_local(None) }
    }

    /// Returns whether there is an engine to ask.
    pub(super) fn is_there(self) -> bool {
        self.link.with_value(Option::is_some)
    }

    /// Stops listening to the engine.
    pub(super) fn forget(self) {
        self.link.set_value(None);
    }

    /// Stops the engine in the middle of what it does.
    pub(super) fn stop(self) {
        if let Some(link) = self.link.try_update_value(Option::take).flatten() {
            link.stop();
        }
    }
}

impl State {
    /// Starts the engine.
    pub fn start_engine(self) {
        let script = window::meta("skimmark-engine").unwrap_or_default();
        let started = EngineLink::start(&script, move |message| match message {
            FromEngine::Event(event, attachment) => self.hear(event, attachment),
            FromEngine::Missing => self.engine_missing(),
            FromEngine::Stopped(reason) => self.engine_stopped(&reason),
        });
        match started {
            Ok(link) => self.engine.link.set_value(Some(link)),
            Err(reason) => self.engine_stopped(&reason),
        }
    }

    /// Says that the engine could not be loaded: another tab may have let a new version take over,
    /// whose files have other names, or there is no connection at a first visit.
    fn engine_missing(self) {
        self.end_engine();
        self.digest.give_up();
        self.notify(
            Notice::trouble(
                "The part of Skimmark that reads digests could not be loaded. A new version may \
                 have taken its place, or the connection is gone: reload the page.",
            )
            .offer("Reload", Offer::Reload)
            .offer("Save a backup", Offer::SaveBackup),
        );
    }

    fn end_engine(self) {
        self.progress.set_busy(false);
        self.engine.forget();
        self.feed.give_up_print(self);
    }

    fn engine_stopped(self, reason: &str) {
        self.end_engine();
        // A digest that stopped it must not be what the next start opens.
        if self.digest.reads_kept() {
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
        self.engine.link.with_value(|link| {
            if let Some(link) = link {
                link.ask(question, attachment, then);
            }
        });
    }

    /// Asks the engine about an attachment, and returns what waits for the answer; none comes if there
    /// is no engine.
    pub(super) fn answer<Q: Ask>(self, question: Q, attachment: &JsValue) -> Later<Q::Answer>
    where
        Q::Answer: 'static,
    {
        let (told, answer) = later();
        self.ask_about(question, attachment, move |answer| told.give(answer));
        answer
    }

    /// Sends the engine a message without an answer.
    pub(super) fn tell(self, statement: impl Ask<Answer = Done>) {
        self.ask(statement, |Done| {});
    }
}
