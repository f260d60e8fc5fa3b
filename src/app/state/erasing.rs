//! Deleting everything: all digests, and what the reader decided where that is asked for, too.

use super::State;
use super::choosing::{BINDINGS, SETTINGS};
use super::deciding::DECISIONS;
use super::keeping::MARK;
use super::opening::OPEN;
use super::showing::FILTERS;
use crate::app::notice::{Notice, Offer};
use crate::browser::storage::{self, Lifetime};
use crate::browser::{clock, page};
use crate::route::Route;

/// Under this name stands when everything was deleted last, for other tabs to see.
pub(super) const ERASED: &str = "erased";

/// What is deleted beside all digests.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// Stars, read papers, tags and notes.
    pub marks: bool,
    /// Saved views, rules, settings and keys.
    pub decisions: bool,
}

impl State {
    /// Deletes all digests from this browser, and what else is asked for; then begins anew.
    pub fn erase(self, beside: Beside) {
        self.go(|route| *route = Route::default());
        leptos::task::spawn_local(async move {
            if let Some(store) = self.store()
                && let Err(error) = store.erase(beside.marks).await
            {
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
            let _ = storage::set(Lifetime::Lasting, ERASED, &clock::now().to_string());
            page::reload();
        });
    }

    /// Another tab has deleted everything.
    pub(super) fn erased_elsewhere(self) {
        let words = "The digests were deleted in another tab. This one shows what it had.";
        let notice = Notice::question(words);
        self.notify(notice.offer("Reload", Offer::Reload));
    }
}
