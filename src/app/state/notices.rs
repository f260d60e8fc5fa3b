//! What the page has to tell: news that pass quietly, and trouble that stays until it is seen; and
//! what takes back what the reader did.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::State;
use super::boundary::Placing;
use crate::app::ids::NOTICES;
use crate::browser::{events, focus, timers, window};
use skimmark_protocol::{ChangeMark, DigestId, Millis};

/// News stay on the screen for so many milliseconds.
const NEWS: i32 = 12_000;

/// So many steps can be taken back.
const UNDOS: usize = 100;

/// Something to tell, and what can be done about it.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its name, to dismiss it by.
    pub id: u32,
    /// What happened, and what to do.
    pub text: String,
    /// It is about something that went wrong.
    pub trouble: bool,
    /// It stays until it is dismissed.
    pub stays: bool,
    /// Buttons: what they say and do.
    pub offers: Vec<(&'static str, Offer)>,
}

/// What the button of a notice does.
#[derive(Clone, Debug)]
pub enum Offer {
    /// Load the page again.
    Reload,
    /// Switch to the new version that waits.
    Update,
    /// Save the bookmarks as a file.
    SaveBackup,
    /// Take back a change of what was decided about a paper.
    MarkBack(ChangeMark),
    /// Take back that papers were read at this moment.
    Unread(Millis),
    /// Have the authors of a paper begin where they began before.
    PlaceAgain(Placing),
    /// Have views and rules be as this stored form says.
    DecideAgain(Option<String>),
    /// Open a digest of the library again, with the query it had.
    Reopen(DigestId, String),
    /// Keep this digest again, which was deleted last.
    KeepAgain(DigestId),
    /// Put the text that was not understood into the text box.
    ShowText,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Notice {
    /// News.
    pub fn news(text: impl Into<String>) -> Self {
        Self::new(text.into(), false)
    }

    /// News that wait for an answer.
    pub fn question(text: impl Into<String>) -> Self {
        Self { stays: true, ..Self::new(text.into(), false) }
    }

    /// Trouble.
    pub fn trouble(text: impl Into<String>) -> Self {
        Self::new(text.into(), true)
    }

    fn new(text: String, trouble: bool) -> Self {
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Self { id, text, trouble, stays: trouble, offers: Vec::new() }
    }

    /// With a button.
    #[must_use]
    pub fn offer(mut self, label: &'static str, offer: Offer) -> Self {
        self.offers.push((label, offer));
        self
    }
}

impl State {
    /// Tells the reader something; the same text is not said twice at once. News make room for
    /// newer news and pass by themselves, trouble stays.
    pub fn notify(self, notice: Notice) {
        let Notice { id, stays, .. } = notice;
        for (_, undo) in notice.offers.iter().filter(|(label, _)| *label == "Undo") {
            self.remember_undo(id, undo.clone());
        }
        self.notices.update(|notices| {
            notices.retain(|other| other.text != notice.text && (stays || other.stays));
            notices.push(notice);
        });
        if !stays {
            timers::after(NEWS, move || {
                // Not out of the hand of someone who is about to press its button.
                if !focus::is_within(NOTICES) {
                    self.dismiss(id);
                }
            });
        }
    }

    /// Takes a notice away.
    pub fn dismiss(self, id: u32) {
        self.notices.update(|notices| notices.retain(|notice| notice.id != id));
    }

    pub(super) fn remember_undo(self, id: u32, undo: Offer) {
        self.undos.update_value(|undos| {
            undos.push((id, undo));
            let most = undos.len().saturating_sub(UNDOS);
            undos.drain(..most);
        });
    }

    /// Takes back what the reader did last in this tab, and no undoing did yet.
    pub fn undo(self) {
        match self.undos.try_update_value(Vec::pop).flatten() {
            Some((id, undo)) => self.accept(id, undo),
            None => self.notify(Notice::news("There is nothing to undo.")),
        }
    }

    /// Does what a notice offers.
    pub fn accept(self, id: u32, offer: Offer) {
        self.dismiss(id);
        self.undos.update_value(|undos| undos.retain(|(other, _)| *other == 0 || *other != id));
        match offer {
            Offer::Reload => window::reload(),
            Offer::Update => events::announce("skimmark-apply-update"),
            Offer::SaveBackup => self.export_bookmarks(),
            Offer::MarkBack(undo) => self.mark_back(undo),
            Offer::Unread(set_at) => self.unread(set_at),
            Offer::PlaceAgain(before) => self.place_again(before),
            Offer::DecideAgain(before) => self.decide_again(before),
            Offer::Reopen(digest, query) => self.reopen(digest, query),
            Offer::KeepAgain(digest) => self.keep_again(digest),
            Offer::ShowText => self.show_draft(),
        }
    }
}
