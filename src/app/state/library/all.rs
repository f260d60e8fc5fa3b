//! All digests as one catalog.
//!
//! The engine reads all digests only when their papers are to be shown, one after the other, so
//! that the page can do anything else meanwhile. They stay until the library changes or another
//! digest is read, and are read again when they are next shown.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{Library, title};
use crate::app::state::State;
use crate::app::state::notices::Notice;
use crate::app::state::search::Answer;
use crate::browser::clock;
use crate::browser::store::DigestMeta;
use crate::page::route::Screen;
use skimmark_protocol::{Done, ForgetAll, Gather, Gathered, MergeGathered};

/// The part of reading on the way to all papers, in thousandths; the rest is merging.
const READING: usize = 800;

/// How far the engine is with all digests.
#[derive(Clone, Debug, Default)]
pub(super) struct All {
    /// Counts up with each time that they are read or forgotten.
    turn: u32,
    stage: Stage,
    /// Those that are still to be read, the newest last.
    left: Vec<DigestMeta>,
    /// Those whose text is not there or cannot be read.
    unread: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Unread,
    Reading,
    Read,
}

impl Library {
    /// Returns whether the papers of all digests are there to be shown.
    pub(in crate::app::state) fn has_all(self) -> bool {
        self.all.with_value(|all| all.stage == Stage::Read)
    }

    /// Returns whether all digests are being read.
    pub(in crate::app::state) fn is_gathering(self) -> bool {
        self.all.with_value(|all| all.stage == Stage::Reading)
    }
}

impl State {
    /// Makes the engine forget all papers, as they are no longer all, or room is needed for others.
    pub(in crate::app::state) fn forget_all(self) {
        let known = self.library.all.with_value(|all| all.stage != Stage::Unread);
        if known {
            self.library
                .all
                .update_value(|all| *all = All { turn: all.turn + 1, ..All::default() });
            self.settle_busy();
            self.tell(ForgetAll);
        }
    }

    /// Makes the engine read all digests, the newest first.
    pub(in crate::app::state) fn gather(self) {
        if self.library.is_gathering() {
            return;
        }
        let turn = self.library.all.try_update_value(|all| {
            all.turn += 1;
            all.stage = Stage::Reading;
            all.turn
        });
        self.search.set_answer(Answer::default());
        self.progress.begin();
        leptos::task::spawn_local(async move {
            // Another tab may have changed it.
            self.load_library().await;
            // If it has, all digests were forgotten, and are being read in another turn.
            if self.library.all.with_value(|all| Some(all.turn) != turn) {
                return;
            }
            let mut left = self.library.list.get_untracked();
            left.reverse();
            self.library.all.update_value(|all| all.left = left);
            self.progress.set_busy(true);
            self.gather_next();
        });
    }

    /// Makes the engine read the next digest; after the last they are merged.
    fn gather_next(self) {
        let next = self.library.all.try_update_value(|all| (all.turn, all.left.pop()));
        let Some((turn, next)) = next else { return };
        let Some(meta) = next else {
            return self.ask(MergeGathered, move |Done| self.merged(turn));
        };
        leptos::task::spawn_local(async move {
            let Some(store) = self.storage.database() else { return };
            let text = store.digest_text(meta.id).await.ok().flatten();
            if self.library.all.with_value(|all| all.turn) != turn {
                return;
            }
            let pasted = clock::day_at(meta.id);
            let gather = Gather { digest: meta.id, pasted };
            self.library.all.update_value(|all| all.unread.push(title(&meta)));
            let text = text.unwrap_or(JsValue::NULL);
            self.ask_about(gather, &text, move |gathered| self.gathered(turn, &gathered));
        });
    }

    /// Handles that one of all digests was read.
    fn gathered(self, turn: u32, gathered: &Gathered) {
        if self.library.all.with_value(|all| all.turn) != turn {
            return;
        }
        let all = self.library.list.with_untracked(Vec::len).max(1);
        let left = self.library.all.try_update_value(|all| {
            if gathered.problem.is_none() {
                all.unread.pop();
            }
            all.left.len()
        });
        let read = all.saturating_sub(left.unwrap_or(0));
        let share = u32::try_from(read * READING / all).unwrap_or(0);
        self.progress.advance(share, gathered.papers);
        self.gather_next();
    }

    /// Handles that all digests are read.
    fn merged(self, turn: u32) {
        if self.library.all.with_value(|all| all.turn) != turn {
            return;
        }
        let unread = self.library.all.try_update_value(|all| {
            all.stage = Stage::Read;
            std::mem::take(&mut all.unread)
        });
        self.settle_busy();
        let unread = unread.unwrap_or_default();
        if !unread.is_empty() {
            self.notify(Notice::trouble(format!(
                "Not among these papers, as no papers could be read from what is kept: {}. Paste \
                 that again, or delete it.",
                unread.join("; "),
            )));
        }
        self.show();
    }

    /// Cancels reading all digests.
    pub(in crate::app::state) fn stop_gathering(self) {
        self.go(|route| route.screen = Screen::Library);
        self.forget_all();
    }

    /// Updates whether anything is still being read.
    pub(in crate::app::state) fn settle_busy(self) {
        self.progress.set_busy(self.digest.is_pending() || self.library.is_gathering());
    }
}
