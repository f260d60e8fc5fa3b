//! Deleting everything: all digests, and what the reader decided where that is asked for, too.

use leptos::prelude::*;

use super::State;
use super::digest::open::OPEN;
use super::marks::store::MARK;
use super::rules::DECISIONS;
use super::settings::{BINDINGS, SETTINGS};
use super::show::FILTERS;
use crate::app::state::notices::{Notice, Offer};
use crate::browser::storage::{self, Lifetime};
use crate::browser::{clock, window};
use crate::page::route::Route;

/// Under this name stands when everything was deleted last, for other tabs to see.
pub(super) const ERASED: &str = "erased";

/// What is said there when all marks were deleted, too.
const MARKS: &str = "marks";

/// What is deleted beside all digests.
#[derive(Clone, Copy, Debug)]
pub struct EraseScope {
    /// Stars, read papers, tags and notes.
    pub marks: bool,
    /// Saved views, rules, settings and keys.
    pub decisions: bool,
}

impl State {
    /// Deletes all digests from this browser, and what else is asked for; then begins anew.
    pub fn erase(self, beside: EraseScope) {
        self.dialog.set(None);
        let Some(store) = self.store() else {
            return self.notify(Notice::trouble(
                "Nothing was deleted: this browser's database for the page could not be opened. \
                 Reload the page and try again.",
            ));
        };
        self.go(|route| *route = Route::default());
        // Nothing that is under way is to be kept behind it.
        self.link.set_value(None);
        self.unkept.update_value(Vec::clear);
        self.reading.set(None);
        leptos::task::spawn_local(async move {
            if let Err(error) = store.erase(beside.marks).await {
                return self.notify(Notice::trouble(format!(
                    "Nothing was deleted: {error}. Reload the page and try again.",
                )));
            }
            let mut starts = vec!["place:", OPEN, FILTERS];
            if beside.marks {
                starts.extend([MARK, "damaged:"]);
            }
            if beside.decisions {
                starts.extend([DECISIONS, SETTINGS, BINDINGS]);
            }
            storage::erase(&starts);
            // Other tabs still show what was deleted.
            let what = if beside.marks { MARKS } else { "" };
            let said = format!("{} {what}", clock::now().0);
            let _ = storage::set(Lifetime::Lasting, ERASED, &said);
            window::reload();
        });
    }

    /// Another tab has deleted everything, and says what.
    pub(super) fn erased_elsewhere(self, said: &str) {
        let words = match said.ends_with(MARKS) {
            true => {
                "The digests and all marks were deleted in another tab. Reload this one: what you \
                 mark in it may not be kept."
            }
            false => "The digests were deleted in another tab. This one shows what it had.",
        };
        let notice = Notice::question(words);
        self.notify(notice.offer("Reload", Offer::Reload));
    }
}
