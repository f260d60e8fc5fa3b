//! The notices of the page: news that pass quietly, and trouble that stays until it is seen; and
//! the steps that the reader can undo.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::State;
use crate::app::ids::NOTICES;
use crate::browser::{events, focus, timers, window};
use skimmark_protocol::{ChangeMark, DigestId, Millis, PaperRef};

/// News stay on the screen for this many milliseconds.
const NEWS: i32 = 12_000;

/// The most steps that can be undone.
const UNDOS: usize = 100;

/// Something to tell, and what can be done about it.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its number, to dismiss it by.
    pub id: u32,
    /// What happened, and what to do.
    pub text: String,
    /// Whether it is about something that went wrong.
    pub trouble: bool,
    /// Whether it stays until it is dismissed.
    pub stays: bool,
    /// Buttons: what they say and do.
    pub offers: Vec<(&'static str, Offer)>,
    /// How to undo what the notice reports.
    pub undo: Option<Undo>,
}

/// What the button of a notice does.
#[derive(Clone, Copy, Debug)]
pub enum Offer {
    /// Reload the page.
    Reload,
    /// Switch to the new version that waits.
    Update,
    /// Save the bookmarks as a file.
    SaveBackup,
    /// Put the text that was not understood into the text box.
    ShowText,
}

/// How to undo something that the reader did.
#[derive(Clone, Debug)]
pub enum Undo {
    /// Decide about a paper as before.
    Mark(ChangeMark),
    /// Papers that were read at this moment are unread again.
    ReadAll(Millis),
    /// The authors of a paper begin where they began before.
    Placing(Placing),
    /// Restore views and rules from this stored form.
    Decisions(Option<String>),
    /// Open a digest of the library again, with the query that it had.
    Opening(DigestId, String),
    /// Keep the digest that was deleted last.
    Deletion(DigestId),
}

/// A paper, and the title after which its authors are to begin; without one, the program finds
/// it.
#[derive(Clone, Debug)]
pub struct Placing {
    pub(super) paper: PaperRef,
    pub(super) title: Option<String>,
}

/// The notices on the screen, and the steps that can be undone.
#[derive(Clone, Copy)]
pub struct Notices {
    shown: RwSignal<Vec<Notice>>,
    /// The newest last, each with the notice that offers it, if one does.
    undos: StoredValue<Vec<(Option<u32>, Undo)>>,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Notice {
    /// Returns news, which pass.
    pub fn news(text: impl Into<String>) -> Self {
        Self::new(text.into(), false)
    }

    /// Returns news that wait for an answer.
    pub fn question(text: impl Into<String>) -> Self {
        Self { stays: true, ..Self::new(text.into(), false) }
    }

    /// Returns trouble, which stays.
    pub fn trouble(text: impl Into<String>) -> Self {
        Self::new(text.into(), true)
    }

    fn new(text: String, trouble: bool) -> Self {
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Self { id, text, trouble, stays: trouble, offers: Vec::new(), undo: None }
    }

    /// Adds a button.
    #[must_use]
    pub fn offer(mut self, label: &'static str, offer: Offer) -> Self {
        self.offers.push((label, offer));
        self
    }

    /// Adds how to undo what the notice reports.
    #[must_use]
    pub fn undo(self, undo: Undo) -> Self {
        Self { undo: Some(undo), ..self }
    }
}

impl Notices {
    pub(super) fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), undos: StoredValue::new(Vec::new()) }
    }

    /// Returns the notices on the screen, the newest last.
    pub fn shown(self) -> Vec<Notice> {
        self.shown.get()
    }

    /// Shows a notice; the same text is not shown twice at once. News make room for newer news and
    /// pass by themselves, trouble stays.
    pub fn tell(self, notice: Notice) {
        self.expect(&notice);
        self.show_notice(notice);
    }

    fn show_notice(self, notice: Notice) {
        let Notice { id, stays, .. } = notice;
        self.shown.update(|shown| {
            shown.retain(|other| other.text != notice.text && (stays || other.stays));
            shown.push(notice);
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

    /// Remembers how to undo a step that the notice will report when it is kept, see
    /// [`Notices::tell_kept`].
    pub(super) fn expect(self, notice: &Notice) {
        if let Some(undo) = notice.undo.clone() {
            self.push_undo(Some(notice.id), undo);
        }
    }

    /// Shows a notice that was expected, unless the step was undone meanwhile.
    pub(super) fn tell_kept(self, notice: Notice) {
        let known =
            |undos: &Vec<(Option<u32>, Undo)>| undos.iter().any(|(of, _)| *of == Some(notice.id));
        if self.undos.with_value(known) {
            self.show_notice(notice);
        }
    }

    /// Removes a notice.
    pub fn dismiss(self, id: u32) {
        self.shown.update(|shown| shown.retain(|notice| notice.id != id));
    }

    /// Remembers how to undo a step that no notice reports.
    pub(super) fn remember(self, undo: Undo) {
        self.push_undo(None, undo);
    }

    fn push_undo(self, notice: Option<u32>, undo: Undo) {
        self.undos.update_value(|undos| {
            undos.push((notice, undo));
            let excess = undos.len().saturating_sub(UNDOS);
            undos.drain(..excess);
        });
    }

    /// Removes a notice, with the step that it offers to undo.
    fn settle(self, id: u32) {
        self.dismiss(id);
        self.undos.update_value(|undos| undos.retain(|(notice, _)| *notice != Some(id)));
    }

    /// Returns how to undo the newest step that was not undone yet.
    fn pop_undo(self) -> Option<Undo> {
        let (notice, undo) = self.undos.try_update_value(Vec::pop).flatten()?;
        if let Some(notice) = notice {
            self.dismiss(notice);
        }
        Some(undo)
    }
}

impl State {
    /// Shows a notice.
    pub fn notify(self, notice: Notice) {
        self.notices.tell(notice);
    }

    /// Undoes the reader's last step in this tab that was not undone yet.
    pub fn undo(self) {
        match self.notices.pop_undo() {
            Some(undo) => self.take_back(undo),
            None => self.notify(Notice::news("There is nothing to undo.")),
        }
    }

    /// Undoes what a notice reports.
    pub fn undo_of(self, notice: u32, undo: Undo) {
        self.notices.settle(notice);
        self.take_back(undo);
    }

    fn take_back(self, undo: Undo) {
        match undo {
            Undo::Mark(undo) => self.mark_back(undo),
            Undo::ReadAll(set_at) => self.unread(set_at),
            Undo::Placing(before) => self.place_again(before),
            Undo::Decisions(before) => self.decide_again(before),
            Undo::Opening(digest, query) => self.reopen(digest, query),
            Undo::Deletion(digest) => self.keep_again(digest),
        }
    }

    /// Does what a notice offers.
    pub fn accept(self, notice: u32, offer: Offer) {
        self.notices.settle(notice);
        match offer {
            Offer::Reload => window::reload(),
            Offer::Update => events::announce("skimmark-apply-update"),
            Offer::SaveBackup => self.export_bookmarks(),
            Offer::ShowText => self.show_draft(),
        }
    }
}
