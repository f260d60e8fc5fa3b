//! The library: what is kept, its names, and all of it as one catalog.
//!
//! The engine reads all digests only when their papers are to be shown, one after the other, so
//! that the page can do anything else meanwhile. They stay until the library changes or another
//! digest is read, and are read anew when they are next shown.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{Answer, State};
use crate::app::state::notices::Notice;
use crate::browser::store::DigestMeta;
use crate::browser::{clock, focus, timers};
use crate::page::route::Screen;
use skimmark_paper::words;
use skimmark_protocol::{
    DigestId, ForgetAll, Gather, Gathered, KeptDigest, MergeGathered, SetLibrary,
};

/// Of the way to all papers, in thousandths, reading is so much; the rest is merging.
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

/// What a digest is listed under.
pub fn title(meta: &DigestMeta) -> String {
    let day = words::date(clock::day_at(meta.id));
    let when = format!("{day}, {}", clock::time_of_day(meta.id));
    if meta.name.is_empty() { format!("Pasted {when}") } else { format!("{}, {when}", meta.name) }
}

impl State {
    pub(super) async fn load_library(self) {
        let Some(store) = self.store() else { return };
        match store.digests().await {
            Ok(list) => self.set_library(list),
            Err(error) => self.notify(Notice::trouble(format!(
                "The library could not be read: {error}. Reload the page to try again.",
            ))),
        }
    }

    /// Takes over what the library holds now.
    pub(super) fn set_library(self, list: Vec<DigestMeta>) {
        if self.library.with_untracked(|known| *known != list) {
            self.library.set(list);
            self.forget_all();
            self.tell_library();
            self.show();
        }
    }

    /// Tells the engine the names of all digests.
    pub(super) fn tell_library(self) {
        let named = |meta: &DigestMeta| {
            let name = Some(meta.name.clone()).filter(|name| !name.is_empty());
            let title = title(meta);
            KeptDigest { id: meta.id, title, name, seen: meta.seen.to_vec() }
        };
        let library = self.library.with_untracked(|list| list.iter().map(named).collect());
        self.tell(SetLibrary(library));
    }

    /// Calls a digest of the library `name`; nothing gives it the name that it has of itself. The
    /// element `focus` has the focus when it is listed so.
    pub fn rename_digest(self, id: DigestId, name: &str, focus: String) {
        let mut list = self.library.get_untracked();
        let (Some(store), Some(meta)) = (self.store(), list.iter_mut().find(|it| it.id == id))
        else {
            return;
        };
        meta.name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let meta = meta.clone();
        leptos::task::spawn_local(async move {
            match store.rename_digest(&meta).await {
                Ok(()) => {
                    self.load_library().await;
                    timers::next_frame(move || {
                        focus::give(&focus);
                    });
                }
                Err(error) => self.notify(Notice::trouble(format!(
                    "The new name could not be kept: {error}. Reload the page and try again.",
                ))),
            }
        });
    }

    /// The papers of all digests are there to be shown.
    pub(super) fn has_all(self) -> bool {
        self.all.with_value(|all| all.stage == Stage::Read)
    }

    /// All digests are being read.
    pub(super) fn gathers(self) -> bool {
        self.all.with_value(|all| all.stage == Stage::Reading)
    }

    /// Has all papers forgotten, as they are no longer all, or room is needed for others.
    pub(super) fn forget_all(self) {
        let known = self.all.with_value(|all| all.stage != Stage::Unread);
        if known {
            self.all.update_value(|all| *all = All { turn: all.turn + 1, ..All::default() });
            self.settle_busy();
            self.tell(ForgetAll);
        }
    }

    /// Has the engine read all digests, the newest first.
    pub(super) fn gather(self) {
        if self.gathers() {
            return;
        }
        self.all.update_value(|all| all.stage = Stage::Reading);
        self.answer.set(Answer::default());
        self.progress.set((0, 0));
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            // Another tab may have changed it.
            self.load_library().await;
            if !self.gathers() {
                return;
            }
            let mut left = self.library.get_untracked();
            left.reverse();
            let unread = Vec::new();
            self.all.update_value(|all| {
                *all = All { turn: all.turn + 1, stage: Stage::Reading, left, unread };
            });
            self.busy.set(true);
            self.gather_next();
        });
    }

    /// Has the next digest read; behind the last they are merged.
    fn gather_next(self) {
        let next = self.all.try_update_value(|all| (all.turn, all.left.pop()));
        let Some((turn, next)) = next else { return };
        let Some(meta) = next else {
            return self.ask(MergeGathered, move |()| self.merged(turn));
        };
        leptos::task::spawn_local(async move {
            let Some(store) = self.store() else { return };
            let text = store.digest_text(meta.id).await.ok().flatten();
            if self.all.with_value(|all| all.turn) != turn {
                return;
            }
            let pasted = clock::day_at(meta.id);
            let gather = Gather { digest: meta.id, pasted };
            self.all.update_value(|all| all.unread.push(title(&meta)));
            let text = text.unwrap_or(JsValue::NULL);
            self.ask_about(gather, &text, move |gathered| self.gathered(turn, &gathered));
        });
    }

    /// A digest was read, of all.
    fn gathered(self, turn: u32, gathered: &Gathered) {
        if self.all.with_value(|all| all.turn) != turn {
            return;
        }
        let all = self.library.with_untracked(Vec::len).max(1);
        let left = self.all.try_update_value(|all| {
            if gathered.problem.is_none() {
                all.unread.pop();
            }
            all.left.len()
        });
        let read = all.saturating_sub(left.unwrap_or(0));
        self.progress.set((u32::try_from(read * READING / all).unwrap_or(0), gathered.papers));
        self.gather_next();
    }

    /// All digests are there.
    fn merged(self, turn: u32) {
        if self.all.with_value(|all| all.turn) != turn {
            return;
        }
        let unread = self.all.try_update_value(|all| {
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

    /// Gives up reading all digests.
    pub(super) fn stop_gathering(self) {
        self.go(|route| route.screen = Screen::Library);
        self.forget_all();
    }

    /// Says whether anything is still being read.
    pub(super) fn settle_busy(self) {
        let pending = self.pending.with_value(|pending| !pending.is_empty());
        self.busy.set(pending || self.gathers());
    }
}
