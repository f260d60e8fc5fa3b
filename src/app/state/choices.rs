//! The settings and the keys as they are kept: `localStorage` has them at once, for the next page, as far
//! as there is room; the journal keeps them, and the other tabs follow.

use leptos::prelude::*;

use super::notices::{Notice, Notices};
use super::storage::Storage;
use crate::browser::clock;
use crate::browser::storage::{self, Lifetime};
use crate::page::chosen::Chosen;
use skimmark_protocol::StoredMark;
use skimmark_protocol::choice::replayed;
use skimmark_protocol::stored::SHORT_TEXT;

/// How the settings, or the keys, are kept.
#[derive(Clone, Copy)]
pub(super) struct Choices {
    name: &'static str,
    chosen: StoredValue<Chosen>,
    storage: Storage,
    notices: Notices,
}

impl Choices {
    pub(super) fn new(name: &'static str, storage: Storage, notices: Notices) -> Self {
        let chosen = StoredValue::new(Chosen::new(name, &stored(name)));
        Self { name, chosen, storage, notices }
    }

    /// Returns all that was chosen.
    pub(super) fn text(self) -> String {
        self.chosen.with_value(Chosen::text)
    }

    /// Returns what a backup holds of it, if that is newer.
    pub(super) fn newer_in(self, choices: &[StoredMark]) -> Option<StoredMark> {
        let text = replayed(self.name, self.own(choices));
        let is_newer = self.chosen.with_value(|chosen| chosen.is_newer(&text));
        is_newer.then(|| StoredMark { name: self.name.to_owned(), text })
    }

    /// Stores all that is chosen now; shows a notice if that fails.
    pub(super) fn store(self, all: &str) {
        if self.is_newer_version() {
            return self.notices.tell(Notice::trouble(
                "A newer version of Skimmark has stored the settings: they stay as they are. \
                 Reload the page to get that version.",
            ));
        }
        let now = clock::now().0;
        let text = self.chosen.try_update_value(|chosen| chosen.choose(all, now));
        let Some(text) = text else { return };
        let refused = storage::set(Lifetime::Lasting, self.name, &text).err();
        let choice = [StoredMark { name: self.name.to_owned(), text }];
        // `localStorage` may have no room, and then it tells them nothing.
        self.storage.tell_other_tabs(&choice);
        leptos::task::spawn_local(async move {
            let journaled = self.storage.journal(&choice).await;
            if let (Some(reason), Err(_)) = (refused, journaled) {
                self.notices.tell(Notice::trouble(format!(
                    "The settings last until this page is closed, because {reason}.",
                )));
            }
        });
    }

    /// Takes over what another tab has chosen, or what a backup holds.
    pub(super) fn hear(self, choices: &[StoredMark]) {
        self.chosen.update_value(|chosen| {
            self.own(choices).for_each(|text| chosen.hear(text));
        });
    }

    /// Takes over what another tab has put into `localStorage`, or that it has deleted it.
    pub(super) fn follow(self, stored: Option<&str>) {
        self.chosen.update_value(|chosen| chosen.follow(stored));
    }

    /// Takes over what the journal holds, and adds to it what it lacks.
    pub(super) fn take_journal(self, choices: &[StoredMark]) {
        let texts: Vec<&str> = self.own(choices).collect();
        let lacking = self.chosen.try_update_value(|chosen| chosen.take_journal(&texts));
        let lacking = lacking.into_iter().flatten();
        let lacking: Vec<StoredMark> =
            lacking.map(|text| StoredMark { name: self.name.to_owned(), text }).collect();
        self.storage.tell_other_tabs(&lacking);
        leptos::task::spawn_local(async move { drop(self.storage.journal(&lacking).await) });
        self.mirror();
    }

    /// Puts what was chosen into `localStorage`, if there is room.
    pub(super) fn mirror(self) {
        let text = self.text();
        if !text.is_empty() && !self.is_newer_version() && text != stored(self.name) {
            let _ = storage::set(Lifetime::Lasting, self.name, &text);
        }
    }

    fn own(self, choices: &[StoredMark]) -> impl Iterator<Item = &str> {
        let own = choices.iter().filter(move |choice| choice.name == self.name);
        own.map(|choice| choice.text.as_str()).filter(|text| text.starts_with(SHORT_TEXT))
    }

    fn is_newer_version(self) -> bool {
        let stored = stored(self.name);
        !stored.is_empty() && !stored.starts_with(SHORT_TEXT)
    }
}

fn stored(name: &str) -> String {
    storage::get(Lifetime::Lasting, name).unwrap_or_default()
}
