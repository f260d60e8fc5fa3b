//! The settings, which the style sheet follows by attributes of the page.

use leptos::prelude::*;

use super::choices::Choices;
use super::notices::Notices;
use super::storage::Storage;
use crate::browser::dom;
use crate::page::settings::{CHOICES, Setting, Settings};
use skimmark_protocol::stored::SETTINGS;
use skimmark_protocol::{Card, Millis};

/// How the reader wants the page.
#[derive(Clone, Copy)]
pub struct ReaderSettings {
    settings: RwSignal<Settings>,
    choices: Choices,
}

impl ReaderSettings {
    pub(super) fn new(storage: Storage, notices: Notices) -> Self {
        let choices = Choices::new(SETTINGS, storage, notices);
        Self { settings: RwSignal::new(Settings::default()), choices }
    }

    /// Shows the settings as they are kept.
    pub(super) fn restore(self) {
        self.settings.set(Settings::restore(&self.choices.text()));
        self.apply();
    }

    /// Returns how they are kept.
    pub(super) fn choices(self) -> Choices {
        self.choices
    }

    /// Returns the settings, whatever becomes of them.
    pub(super) fn get_untracked(self) -> Settings {
        self.settings.get_untracked()
    }

    /// Chooses all settings again.
    pub(super) fn set(self, settings: Settings) {
        self.change(|known| *known = settings);
    }

    /// Returns the settings.
    pub fn get(self) -> Settings {
        self.settings.get()
    }

    /// Returns whether the key that stars a paper goes on to the next.
    pub fn goes_on(self) -> bool {
        self.settings.with_untracked(Settings::goes_on)
    }

    /// Chooses an option by its index.
    pub fn choose(self, setting: Setting, option: usize) {
        self.change(|settings| settings.choose(setting, option));
    }

    /// Turns from cards to rows of a list, or back.
    pub fn toggle_list(self) {
        let list = !self.settings.with_untracked(Settings::is_list);
        self.change(|settings| settings.set_list(list));
    }

    /// Learns what the reader likes only from what is decided after this moment. Returns the settings
    /// before that.
    pub(super) fn forget_likes(self, now: Millis) -> Settings {
        let before = self.settings.get_untracked();
        self.change(|settings| settings.forget_likes(now));
        before
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
        self.choices.store(&self.settings.with_untracked(Settings::store));
    }

    fn apply(self) {
        let settings = self.settings.get_untracked();
        for choice in CHOICES {
            dom::describe_page(choice.key, settings.chosen(choice.setting));
        }
    }
}
