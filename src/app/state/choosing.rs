//! The settings: kept in `localStorage`, and said to the style sheet by attributes of the page.

use leptos::prelude::*;

use super::State;
use crate::app::notice::Notice;
use crate::browser::page;
use crate::browser::storage::{self, Lifetime};
use crate::places::Site;
use crate::protocol::Card;
use crate::settings::{CHOICES, Settings};

/// Under this name the settings are stored. `boot.js` reads them, too, before the first paint.
pub(super) const SETTINGS: &str = "settings";

impl State {
    /// Takes over the settings as they are stored.
    pub(super) fn restore_settings(self) {
        let stored = storage::get(Lifetime::Lasting, SETTINGS).unwrap_or_default();
        self.settings.set(Settings::restore(&stored));
        self.apply_settings();
    }

    /// Chooses an option for a choice of [`CHOICES`], both by their numbers.
    pub fn choose(self, choice: usize, option: usize) {
        self.settings.update(|settings| settings.choose(choice, option));
        self.apply_settings();
        let stored = self.settings.with_untracked(Settings::store);
        if let Err(reason) = storage::set(Lifetime::Lasting, SETTINGS, &stored) {
            self.notify(Notice::trouble(format!(
                "The settings last until this page is closed, because {reason}.",
            )));
        }
    }

    fn apply_settings(self) {
        let settings = self.settings.get_untracked();
        for (at, choice) in CHOICES.iter().enumerate() {
            page::describe_page(choice.key, settings.chosen(at));
        }
    }

    /// Where the title of a paper leads, by the settings.
    pub fn address(self, card: &Card) -> String {
        let site = Site::of_setting(self.settings.with(|settings| settings.of("titles")));
        let place = card.places.iter().find(|(known, _)| Some(*known) == site);
        place.map_or_else(|| card.address.clone(), |(_, address)| address.clone())
    }
}
