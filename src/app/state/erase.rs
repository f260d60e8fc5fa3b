//! Deleting everything: all digests, and what the reader decided if that is asked for, too.

use leptos::prelude::*;

use super::State;
use super::dialog::Topic;
use crate::app::state::notices::{Notice, Offer};
use crate::browser::storage::{self, Lifetime};
use crate::browser::{clock, window};
use crate::page::erase::{EraseScope, Erased};
use crate::page::route::Route;
use skimmark_protocol::stored::{
    BACKED_UP, BINDINGS, DAMAGED, DECISIONS, ERASED, FILTERS, MARK, OPEN, PLACE, SETTINGS, is_mark,
};

impl State {
    /// Deletes all digests from this browser, and whatever else is asked for, if they are still as many as
    /// the question said; then starts again.
    pub fn erase(self, scope: EraseScope, digests: u32) {
        leptos::task::spawn_local(async move {
            // Another tab may have kept one since.
            self.load_library().await;
            if untrack(|| self.library.count()) == digests {
                self.erase_now(scope);
            } else {
                self.notify(Notice::news(
                    "Nothing was deleted: another tab has just changed what is kept.",
                ));
                self.dialog.open(Topic::Erase);
            }
        });
    }

    fn erase_now(self, scope: EraseScope) {
        self.dialog.close();
        let Some(store) = self.storage.database() else {
            return self.notify(Notice::trouble(
                "Nothing was deleted: this browser's database for the page could not be opened. \
                 Reload the page and try again.",
            ));
        };
        self.go(|route| *route = Route::default());
        // Nothing that is under way may be kept after this.
        self.engine.forget();
        self.digest.forget();
        leptos::task::spawn_local(async move {
            let erased = |name: &str| if is_mark(name) { scope.marks } else { scope.decisions };
            if let Err(error) = store.erase(&erased).await {
                return self.notify(Notice::trouble(format!(
                    "Nothing was deleted: {error}. Reload the page and try again.",
                )));
            }
            let mut starts = vec![PLACE, OPEN, FILTERS];
            if scope.marks {
                starts.extend([MARK, DAMAGED, BACKED_UP]);
            }
            if scope.decisions {
                starts.extend([DECISIONS, SETTINGS, BINDINGS]);
            }
            storage::erase(&starts);
            // Other tabs still show what was deleted.
            let erased = Erased::of(scope).store(clock::now().0);
            let _ = storage::set(Lifetime::Lasting, ERASED, &erased);
            window::reload();
        });
    }

    /// Tells what another tab has deleted.
    pub(super) fn erased_elsewhere(self, erased: Erased) {
        let words = match erased {
            Erased::DigestsAndMarks => {
                "The digests and all marks were deleted in another tab. Reload this one: what you \
                 mark in it may not be kept."
            }
            Erased::Digests => {
                "The digests were deleted in another tab. This one shows what it had."
            }
        };
        let notice = Notice::question(words);
        self.notify(notice.offer("Reload", Offer::Reload));
    }
}
