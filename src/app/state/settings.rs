//! The settings: kept in `localStorage`, and passed to the style sheet by attributes of the page.

use leptos::prelude::*;

use super::notices::{Notice, Notices};
use super::storage::Storage;
use crate::browser::storage::{self, Lifetime};
use crate::browser::{clock, dom};
use crate::page::settings::{CHOICES, Setting, Settings};
use crate::page::stamped::{merged, stamped};
use skimmark_protocol::stored::{FILTERS, SETTINGS, SHORT_TEXT, stamp};
use skimmark_protocol::{Card, StoredMark};

/// Stands between the parts of the stored text.
const SEPARATOR: char = '&';

/// How the reader wants the page.
#[derive(Clone, Copy)]
pub struct ReaderSettings {
    settings: RwSignal<Settings>,
    /// Until the journal was read.
    early: StoredValue<Option<Early>>,
    storage: Storage,
    notices: Notices,
}

impl ReaderSettings {
    pub(super) fn new(storage: Storage, notices: Notices) -> Self {
        let early = StoredValue::new(Some(Early::of(SETTINGS)));
        Self { settings: RwSignal::new(Settings::default()), early, storage, notices }
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
        let early = self.early.try_update_value(Option::take).flatten();
        let newest = newest_choice(self.storage, SETTINGS, choices, early, SEPARATOR);
        let Some((text, is_merged)) = newest else { return };
        self.show_stored(&text);
        if is_merged {
            self.store();
        }
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

    /// Returns where the title of a paper leads.
    pub fn address(self, card: &Card) -> String {
        let site = self.get().title_site();
        let place = card.places.iter().find(|(known, _)| Some(*known) == site);
        place.map_or_else(|| card.address.clone(), |(_, address)| address.clone())
    }

    fn change(self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        self.apply();
        self.store();
    }

    fn store(self) {
        let stored = self.settings.with_untracked(Settings::store);
        let text = store_choice(self.storage, self.notices, SETTINGS, &stored, SEPARATOR);
        Early::note(self.early, text);
    }

    fn apply(self) {
        let settings = self.settings.get_untracked();
        for choice in CHOICES {
            dom::describe_page(choice.key, settings.chosen(choice.setting));
        }
    }
}

/// Stores settings or keys, whose parts are separated by `separator`, and shows a notice if that
/// fails. `localStorage` has them at once, for the next page; the journal keeps them. Returns the text that was
/// stored.
pub(super) fn store_choice(
    storage: Storage,
    notices: Notices,
    key: &'static str,
    stored: &str,
    separator: char,
) -> Option<String> {
    let known = storage::get(Lifetime::Lasting, key).unwrap_or_default();
    if !known.is_empty() && !known.starts_with(SHORT_TEXT) {
        notices.tell(Notice::trouble(
            "A newer version of Skimmark has stored the settings: they stay as they are. \
             Reload the page to get that version.",
        ));
        return None;
    }
    let now = clock::now().0.max(storage.latest_stamp(stamp(&known)) + 1);
    let text = stamped(stored, separator, storage.latest_stamp(now));
    let refused = storage::set(Lifetime::Lasting, key, &text).err();
    let choice = StoredMark { name: key.to_owned(), text: text.clone() };
    leptos::task::spawn_local(async move {
        let journaled = storage.journal(&[choice]).await;
        if let (Some(reason), Err(_)) = (refused, journaled) {
            notices.tell(Notice::trouble(format!(
                "The settings last until this page is closed, because {reason}.",
            )));
        }
    });
    Some(text)
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

/// What a tab does with a choice before it knows what the journal holds of it, which may be more than
/// `localStorage` had room for.
#[derive(Clone, Debug, Default)]
pub(super) struct Early {
    /// What `localStorage` held when the page started.
    began: String,
    /// What the tab has stored since.
    written: Vec<String>,
}

impl Early {
    /// Begins with what is stored under this key.
    pub(super) fn of(key: &str) -> Self {
        let began = storage::get(Lifetime::Lasting, key).unwrap_or_default();
        Self { began, written: Vec::new() }
    }

    /// Notes what was stored.
    pub(super) fn note(early: StoredValue<Option<Self>>, text: Option<String>) {
        early.update_value(|early| {
            if let Some(early) = early {
                early.written.extend(text);
            }
        });
    }

    /// Returns the newest of what the journal holds of the choice, if it is newer than what the page
    /// started with. What was chosen since is merged into it, so that it has to be stored; then the second
    /// value is true.
    fn newest(
        self,
        storage: Storage,
        key: &str,
        choices: &[StoredMark],
        separator: char,
    ) -> Option<(String, bool)> {
        let Self { began, written } = self;
        if !began.is_empty() && !began.starts_with(SHORT_TEXT) {
            return None;
        }
        let is_theirs = |choice: &&StoredMark| {
            let StoredMark { name, text } = choice;
            name == key
                && text.starts_with(SHORT_TEXT)
                && (began.is_empty() || stamp(text) > stamp(&began))
                && !written.contains(text)
        };
        let theirs = choices.iter().filter(is_theirs).map(|choice| &choice.text);
        let theirs = theirs.max_by_key(|text| stamp(text))?;
        storage.latest_stamp(stamp(theirs));
        if let Some(mine) = written.last() {
            return Some((merged(&began, mine, theirs, separator), true));
        }
        let _ = storage::set(Lifetime::Lasting, key, theirs);
        Some((theirs.clone(), false))
    }
}

/// Returns the newest of what the journal or a backup holds of a choice, if it is newer than what is known,
/// and whether it has to be stored. `early` is `None` but for the first time.
pub(super) fn newest_choice(
    storage: Storage,
    key: &str,
    choices: &[StoredMark],
    early: Option<Early>,
    separator: char,
) -> Option<(String, bool)> {
    early.unwrap_or_else(|| Early::of(key)).newest(storage, key, choices, separator)
}
