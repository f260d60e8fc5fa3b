//! The notices of the page: news that pass quietly, and trouble that stays until it is seen.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::State;
use super::steps::{StepId, Undo};
use crate::app::ids::NOTICES;
use crate::browser::{events, focus, timers, window};

/// News stay on the screen for this many milliseconds.
const NEWS: i32 = 12_000;

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
    /// The step that the notice reports, while it can be undone.
    pub step: Option<StepId>,
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
    /// Ask whether the file may be kept up to date.
    AllowFile,
    /// Take in what that file holds.
    TakeInFile,
    /// Put the text that was not understood into the text box.
    ShowText,
}

/// The notices on the screen.
#[derive(Clone, Copy)]
pub struct Notices {
    shown: RwSignal<Vec<Notice>>,
    /// What was said last and is not shown.
    said: RwSignal<String>,
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
        Self { id, text, trouble, stays: trouble, offers: Vec::new(), step: None }
    }

    /// Adds a button.
    #[must_use]
    pub fn offer(mut self, label: &'static str, offer: Offer) -> Self {
        self.offers.push((label, offer));
        self
    }

    /// Adds the step that the notice reports, which it can undo.
    #[must_use]
    pub fn step(self, step: StepId) -> Self {
        Self { step: Some(step), ..self }
    }
}

impl Notices {
    pub(super) fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), said: RwSignal::new(String::new()) }
    }

    /// Returns what was said last to those who do not see the page.
    pub fn said(self) -> String {
        self.said.get()
    }

    /// Says something to those who do not see it; the same again, too.
    pub(super) fn say(self, words: &str) {
        self.said.update(|said| {
            let again = if said == words { "\u{a0}" } else { "" };
            *said = [words, again].concat();
        });
    }

    /// Returns the notices on the screen, the newest last.
    pub fn shown(self) -> Vec<Notice> {
        self.shown.get()
    }

    /// Shows a notice; the same text is not shown twice at once. News make room for newer news and
    /// pass by themselves, trouble stays.
    pub fn tell(self, notice: Notice) {
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

    /// Removes a notice.
    pub fn dismiss(self, id: u32) {
        self.shown.update(|shown| shown.retain(|notice| notice.id != id));
    }

    /// Removes the notice that reports a step, which was undone.
    pub(super) fn dismiss_step(self, step: StepId) {
        self.shown.update(|shown| shown.retain(|notice| notice.step != Some(step)));
    }
}

impl State {
    /// Shows a notice, unless the step that it reports was undone before it is kept.
    pub fn notify(self, notice: Notice) {
        if notice.step.is_none_or(|step| self.steps.has(step)) {
            self.notices.tell(notice);
        }
    }

    /// Shows a notice of a step that was done, and can be undone.
    pub(super) fn notify_done(self, notice: Notice, undo: Undo) {
        let step = self.steps.begin();
        self.end_step(step, Some(undo));
        self.notify(notice.step(step));
    }

    /// Does what a notice offers.
    pub fn accept(self, notice: u32, offer: Offer) {
        self.notices.dismiss(notice);
        match offer {
            Offer::Reload => window::reload(),
            Offer::Update => events::announce("skimmark-apply-update"),
            Offer::SaveBackup => self.save_backup(),
            Offer::AllowFile => self.allow_file(),
            Offer::TakeInFile => self.take_in_file(),
            Offer::ShowText => self.show_draft(),
        }
    }
}
