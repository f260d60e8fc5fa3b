//! The settings: kept in `localStorage`, and passed to the style sheet by attributes of the page.

use leptos::prelude::*;

use super::notices::{Notice, Notices};
use super::storage::Storage;
use crate::browser::storage::{self, Lifetime};
use crate::browser::{clock, dom, window};
use crate::page::settings::{CHOICES, Setting, Settings};
use crate::page::stamped::stamped;
use crate::page::widths::WIDE;
use skimmark_protocol::stored::{FILTERS, SETTINGS, SHORT_TEXT, stamp};
use skimmark_protocol::{Card, StoredMark};

/// How the reader wants the page.
#[derive(Clone, Copy)]
pub struct ReaderSettings {
    settings: RwSignal<Settings>,
    storage: Storage,
    notices: Notices,
}

impl ReaderSettings {
    pub(super) fn new(storage: Storage, notices: Notices) -> Self {
        Self { settings: RwSignal::new(Settings::default()), storage, notices }
    }

    /// Takes over the settings as they are stored.
    pub(super) fn restore(self) {
        self.show_stored(&storage::get(Lifetime::Lasting, SETTINGS).unwrap_or_default());
    }

    fn show_stored(self, stored: &str) {
        self.settings.set(Settings::restore(stored));
        self.apply();
    }

    /// Returns the settings, whatever becomes of them.
    pub(super) fn get_untracked(self) -> Settings {
        self.settings.get_untracked()
    }

    /// Chooses all settings again.
    pub(super) fn set(self, settings: Settings) {
        self.change(|known| *known = settings);
    }

    /// Takes over what the journal or a backup holds of them, if that is newer.
    pub(super) fn take(self, choices: &[StoredMark]) {
        if let Some(newest) = newest_choice(self.storage, SETTINGS, choices) {
            self.show_stored(newest);
        }
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
        store_choice(self.storage, self.notices, SETTINGS, &stored, '&');
    }

    fn apply(self) {
        let settings = self.settings.get_untracked();
        for choice in CHOICES {
            dom::describe_page(choice.key, settings.chosen(choice.setting));
        }
    }
}

/// Stores settings or keys, whose parts are separated by `separator`, and shows a notice if that
/// fails. `localStorage` has them at once, for the next page; the journal keeps them.
pub(super) fn store_choice(
    storage: Storage,
    notices: Notices,
    key: &'static str,
    stored: &str,
    separator: char,
) {
    let known = storage::get(Lifetime::Lasting, key).unwrap_or_default();
    if !known.is_empty() && !known.starts_with(SHORT_TEXT) {
        return notices.tell(Notice::trouble(
            "A newer version of Skimmark has stored the settings: they stay as they are. \
             Reload the page to get that version.",
        ));
    }
    let now = clock::now().0.max(storage.latest_stamp(stamp(&known)) + 1);
    let text = stamped(stored, separator, storage.latest_stamp(now));
    let refused = storage::set(Lifetime::Lasting, key, &text).err();
    leptos::task::spawn_local(async move {
        let choice = StoredMark { name: key.to_owned(), text };
        let journaled = storage.journal(&[choice]).await;
        if let (Some(reason), Err(_)) = (refused, journaled) {
            notices.tell(Notice::trouble(format!(
                "The settings last until this page is closed, because {reason}.",
            )));
        }
    });
}

/// Returns whether a choice is newer than what is stored, which a newer version may have written; of
/// filters, whether there are none.
pub(super) fn is_newer_choice(choice: &StoredMark) -> bool {
    let known = storage::get(Lifetime::Lasting, &choice.name).unwrap_or_default();
    let is_later = known.starts_with(SHORT_TEXT)
        && choice.name != FILTERS
        && stamp(&choice.text) > stamp(&known);
    choice.text.starts_with(SHORT_TEXT) && (known.is_empty() || is_later)
}

/// Returns the newest of what the journal holds of a choice, if it is newer than what is stored, and
/// stores it for the next start; where there is no room for it, the journal has it still.
pub(super) fn newest_choice<'c>(
    storage: Storage,
    key: &str,
    choices: &'c [StoredMark],
) -> Option<&'c str> {
    let texts = choices.iter().filter(|choice| choice.name == key && is_newer_choice(choice));
    let newest = texts.map(|choice| choice.text.as_str()).max_by_key(|text| stamp(text))?;
    storage.latest_stamp(stamp(newest));
    let _ = storage::set(Lifetime::Lasting, key, newest);
    Some(newest)
}
