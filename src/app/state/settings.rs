//! The settings: kept in `localStorage`, and passed to the style sheet by attributes of the page.

use leptos::prelude::*;

use super::notices::{Notice, Notices};
use crate::browser::storage::{self, Lifetime};
use crate::browser::{dom, window};
use crate::page::settings::{CHOICES, Setting, Settings};
use crate::page::widths::WIDE;
use skimmark_protocol::Card;
use skimmark_protocol::stored::{SETTINGS, SHORT_TEXT};

/// How the reader wants the page.
#[derive(Clone, Copy)]
pub struct ReaderSettings {
    settings: RwSignal<Settings>,
    notices: Notices,
}

impl ReaderSettings {
    pub(super) fn new(notices: Notices) -> Self {
        Self { settings: RwSignal::new(Settings::default()), notices }
    }

    /// Takes over the settings as they are stored.
    pub(super) fn restore(self) {
        let stored = storage::get(Lifetime::Lasting, SETTINGS).unwrap_or_default();
        self.settings.set(Settings::restore(&stored));
        self.apply();
    }

    /// Returns the settings.
    pub fn get(self) -> Settings {
        self.settings.get()
    }

    /// Chooses an option by its index.
    pub fn choose(self, setting: Setting, option: usize) {
        self.change(|settings| settings.choose(setting, option));
    }

    /// Shows the current paper in full beside the list, or no longer.
    pub fn toggle_beside(self) {
        let beside = !self.settings.with_untracked(Settings::is_beside);
        self.change(|settings| settings.set_beside(beside));
        if beside && !window::is_media(WIDE) {
            self.notices.tell(Notice::news(
                "The paper is shown beside the list as soon as the window is wide enough.",
            ));
        }
    }

    /// Returns where the title of a paper leads.
    pub fn address(self, card: &Card) -> String {
        let site = self.get().title_site();
        let place = card.places.iter().find(|(known, _)| Some(*known) == site);
        place.map_or_else(|| card.address.clone(), |(_, address)| address.clone())
    }

    fn change(self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        self.apply();
        let stored = self.settings.with_untracked(Settings::store);
        store_choice(self.notices, SETTINGS, &stored);
    }

    fn apply(self) {
        let settings = self.settings.get_untracked();
        for choice in CHOICES {
            dom::describe_page(choice.key, settings.chosen(choice.setting));
        }
    }
}

/// Stores settings or keys, and shows a notice if that fails.
pub(super) fn store_choice(notices: Notices, key: &str, stored: &str) {
    let known = storage::get(Lifetime::Lasting, key).unwrap_or_default();
    if !known.is_empty() && !known.starts_with(SHORT_TEXT) {
        return notices.tell(Notice::trouble(
            "A newer version of Skimmark has stored the settings: they stay as they are. \
             Reload the page to get that version.",
        ));
    }
    if let Err(reason) = storage::set(Lifetime::Lasting, key, stored) {
        notices.tell(Notice::trouble(format!(
            "The settings last until this page is closed, because {reason}.",
        )));
    }
}
