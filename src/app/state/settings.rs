//! The settings and the keys: kept in `localStorage`; the settings are said to the style sheet by
//! attributes of the page.

use leptos::prelude::*;

use super::State;
use crate::app::state::keys::{KEYS, bounds};
use crate::app::state::notices::Notice;
use crate::browser::storage::{self, Lifetime};
use crate::browser::{dom, window};
use crate::page::bindings::Bindings;
use crate::page::settings::{CHOICES, FORM, Settings};
use skimmark_paper::sites::Site;
use skimmark_protocol::Card;

/// Under this name the settings are stored. `boot.js` reads them, too, before the first paint.
pub(super) const SETTINGS: &str = "settings";

/// Under this name the keys that the reader chose are stored.
pub(super) const BINDINGS: &str = "keys";

/// In such a window there is room for a paper beside the list; the style sheet says it, too.
const WIDE: &str = "(min-width: 80rem)";

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
        self.store_choice(SETTINGS, &self.settings.with_untracked(Settings::store));
    }

    fn store_choice(self, key: &str, stored: &str) {
        let known = storage::get(Lifetime::Lasting, key).unwrap_or_default();
        if !known.is_empty() && !known.starts_with(FORM) {
            return self.notify(Notice::trouble(
                "A newer version of Skimmark has stored the settings: they stay as they are. \
                 Reload the page to get that version.",
            ));
        }
        if let Err(reason) = storage::set(Lifetime::Lasting, key, stored) {
            self.notify(Notice::trouble(format!(
                "The settings last until this page is closed, because {reason}.",
            )));
        }
    }

    fn apply_settings(self) {
        let settings = self.settings.get_untracked();
        for (at, choice) in CHOICES.iter().enumerate() {
            dom::describe_page(choice.key, settings.chosen(at));
        }
    }

    /// The current paper is shown in full beside the list, where there is room.
    pub fn is_beside(self) -> bool {
        self.settings.with(|settings| settings.of("beside")) == "on"
    }

    /// Has the current paper be shown in full beside the list, or no longer.
    pub fn turn_beside(self) {
        let on = !untrack(move || self.is_beside());
        if let Some(choice) = CHOICES.iter().position(|choice| choice.key == "beside") {
            self.choose(choice, usize::from(on));
        }
        if on && !window::is_media(WIDE) {
            self.notify(Notice::news(
                "The paper is shown beside the list as soon as the window is wide enough.",
            ));
        }
    }

    /// Takes over the keys as they are stored.
    pub(super) fn restore_bindings(self) {
        let stored = storage::get(Lifetime::Lasting, BINDINGS).unwrap_or_default();
        self.bindings.set(Bindings::restore(&stored));
    }

    /// Has `key` do what stands at `place` of [`KEYS`]; says what that changes.
    pub fn bind(self, place: usize, key: &str) -> String {
        let other = self
            .bindings
            .try_update(|bindings| bindings.bind(&bounds(), place, key))
            .flatten()
            .map(|other| &KEYS[other]);
        self.store_choice(BINDINGS, &self.bindings.with_untracked(Bindings::store));
        let said = format!("{key}: {}.", KEYS[place].what);
        let Some(other) = other else { return said };
        let keys = self.bindings.with_untracked(|known| known.keys(&other.bound).join(", "));
        format!("{said} {keys}: {}.", other.what)
    }

    /// Has all keys do what they did.
    pub fn unbind(self) {
        self.bindings.set(Bindings::default());
        self.store_choice(BINDINGS, &Bindings::default().store());
    }

    /// Where the title of a paper leads, by the settings.
    pub fn address(self, card: &Card) -> String {
        let site = Site::of_setting(self.settings.with(|settings| settings.of("titles")));
        let place = card.places.iter().find(|(known, _)| Some(*known) == site);
        place.map_or_else(|| card.address.clone(), |(_, address)| address.clone())
    }
}
