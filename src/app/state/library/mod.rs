//! The library: the digests that are kept, and their names.

mod all;

use js_sys::Array;
use leptos::prelude::*;

use crate::app::state::watched::{Watched, watched};
use wasm_bindgen::JsCast;

use super::State;
use super::notices::{Notice, Notices};
use super::steps::Undo;
use super::storage::AGAIN;
use crate::browser::idb::DatabaseError;
use crate::browser::store::{DigestMeta, Store};
use crate::browser::{clock, focus, timers};
use all::All;
use skimmark_paper::words;
use skimmark_protocol::{CountLibrary, DigestCount, DigestId, KeptDigest, Millis, SetLibrary};

/// How many papers the deleted digests that can be kept again hold, at most, beside the last one:
/// the text of that many takes some tens of megabytes.
const MOST_DELETED: u32 = 50_000;

/// Returns the title under which a digest is listed.
pub fn title(meta: &DigestMeta) -> String {
    if meta.name.is_empty() {
        return ["Pasted ", &when_added(meta)].concat();
    }
    meta.name.clone()
}

/// Returns when a digest was added, in words.
pub fn when_added(meta: &DigestMeta) -> String {
    let day = words::date(clock::day_at(meta.id));
    [&day, ", ", &clock::time_of_day(meta.id)].concat()
}

/// Returns the title of a digest among those of `list`: if another has the same, it says when it was
/// added, so that a query can tell them apart.
fn title_among(meta: &DigestMeta, list: &[DigestMeta]) -> String {
    let title = title(meta);
    let is_rival =
        |other: &DigestMeta| other.id != meta.id && other.name.eq_ignore_ascii_case(&meta.name);
    if !meta.name.is_empty() && list.iter().any(is_rival) {
        return [&title, ", ", &when_added(meta)].concat();
    }
    title
}

/// The digests kept in this browser.
#[derive(Clone, Copy)]
pub struct Library {
    /// The digests, the newest first.
    pub list: Watched<Vec<DigestMeta>>,
    set_list: RwSignal<Vec<DigestMeta>>,
    /// How much of each is starred and read, as far as that was counted.
    pub counts: Watched<Vec<DigestCount>>,
    set_counts: RwSignal<Vec<DigestCount>>,
    /// How far the engine is with all of them.
    all: StoredValue<All>,
    /// The digests that were deleted in this tab and can be kept again, the newest last, with their
    /// texts.
    deleted: StoredValue<Vec<(DigestMeta, Array)>, LocalStorage>,
    /// The digests that wait for the database, with their texts.
    waiting: StoredValue<Vec<(DigestMeta, Array)>, LocalStorage>,
}

impl Library {
    pub(super) fn new() -> Self {
        let (list, set_list) = watched(Vec::new());
        let (counts, set_counts) = watched(Vec::new());
        let all = StoredValue::new(All::default());
        let (deleted, waiting) =
            (StoredValue::new_local(Vec::new()), StoredValue::new_local(Vec::new()));
        Self { list, set_list, counts, set_counts, all, deleted, waiting }
    }

    /// Remembers a digest that was deleted, and forgets the oldest of too many.
    fn remember_deleted(self, meta: DigestMeta, texts: Array) {
        self.deleted.update_value(|deleted| {
            deleted.push((meta, texts));
            let mut papers = 0;
            let kept = deleted.iter().rev().enumerate().take_while(|(place, (meta, _))| {
                papers += meta.papers;
                *place == 0 || papers <= MOST_DELETED
            });
            let excess = deleted.len() - kept.count();
            deleted.drain(..excess);
        });
    }

    fn take_deleted(self, id: DigestId) -> Option<(DigestMeta, Array)> {
        let mut found = None;
        self.deleted.update_value(|deleted| {
            let place = deleted.iter().position(|(meta, _)| meta.id == id);
            found = place.map(|place| deleted.remove(place));
        });
        found
    }

    /// Returns whether a digest waits for the database.
    pub(super) fn is_waiting(self) -> bool {
        self.waiting.with_value(|waiting| !waiting.is_empty())
    }

    fn tell_unkept(self, notices: Notices, error: &DatabaseError) -> u32 {
        let notice = Notice::trouble(format!(
            "This digest is not kept: {error}. Keep its text elsewhere, or delete old digests in \
             the library and paste it again.",
        ));
        let id = notice.id;
        notices.tell(notice);
        id
    }

    /// Returns the title of a digest, if it is kept.
    fn title_of(self, id: DigestId) -> Option<String> {
        self.list.with(|list| list.iter().find(|meta| meta.id == id).map(title))
    }

    /// Returns how many digests are kept.
    pub fn count(self) -> u32 {
        self.list.with(|list| words::to_u32(list.len()))
    }
}

impl State {
    /// Reads the library, which another tab may have changed.
    pub(super) async fn load_library(self) {
        let Some(store) = self.storage.database() else { return };
        match store.digests().await {
            Ok(list) => self.set_library(list),
            Err(error) => self.notify(Notice::trouble(format!(
                "The library could not be read: {error}. Reload the page to try again.",
            ))),
        }
    }

    /// Counts what is starred and read of each digest, for the library's screen.
    pub fn count_library(self) {
        self.ask(CountLibrary, move |counts| self.library.set_counts.set(counts));
    }

    /// Takes over what the library holds now.
    pub(super) fn set_library(self, list: Vec<DigestMeta>) {
        if self.library.list.with_untracked(|known| *known != list) {
            self.library.set_list.set(list);
            self.storage.note_change();
            self.forget_all();
            self.tell_library();
            self.show();
        }
    }

    /// Returns what the open digest is called, or the one whose first papers are shown.
    pub fn name_of_open(self) -> Option<String> {
        let own = self
            .digest
            .reading
            .with(|reading| reading.as_ref().map(|reading| (reading.digest, reading.name.clone())));
        let (id, own) = own.or_else(|| self.digest.first_pending())?;
        let name = self.library.title_of(id).unwrap_or(own);
        Some(name).filter(|name| !name.is_empty())
    }

    /// Returns the digest of the library that was added before the open one.
    pub fn next_digest(self) -> Option<DigestId> {
        let open = self.digest.reading.with(|reading| reading.as_ref().map(|open| open.digest))?;
        let older = |meta: &&DigestMeta| meta.id < open;
        self.library.list.with(|list| list.iter().find(older).map(|meta| meta.id))
    }

    /// Tells the engine the names of all digests.
    pub(super) fn tell_library(self) {
        let named = |meta: &DigestMeta, list: &[DigestMeta]| {
            let name = Some(meta.name.clone()).filter(|name| !name.is_empty());
            let title = title_among(meta, list);
            KeptDigest {
                id: meta.id,
                title,
                name,
                named: Millis(meta.named),
                seen: meta.seen.to_vec(),
            }
        };
        let library = self
            .library
            .list
            .with_untracked(|list| list.iter().map(|meta| named(meta, list)).collect());
        self.tell(SetLibrary(library));
    }

    /// Renames a digest of the library; an empty name gives it back its own. The element `focus` gets
    /// the focus when it is listed so.
    pub fn rename_digest(self, id: DigestId, name: &str, focus: String) {
        let mut list = self.library.list.get_untracked();
        let (Some(store), Some(meta)) =
            (self.storage.database(), list.iter_mut().find(|it| it.id == id))
        else {
            return;
        };
        meta.name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        meta.named = clock::now().0.max(meta.named + 1);
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

    /// Deletes a digest of the library; what was marked in it stays. A notice says so and can undo
    /// it.
    pub fn delete_digest(self, id: DigestId) {
        let Some(store) = self.storage.database() else { return };
        leptos::task::spawn_local(async move {
            let meta = self
                .library
                .list
                .with_untracked(|list| list.iter().find(|it| it.id == id).cloned());
            // That its text cannot be read is no reason to keep it.
            let texts = store.digest_text(id).await.ok().flatten();
            if let Err(error) = self.forget_digest(&store, id).await {
                return self.notify(Notice::trouble(format!(
                    "The digest could not be deleted: {error}. Reload the page and try again.",
                )));
            }
            let notice = Notice::news("The digest is deleted. What you marked in it stays.");
            match meta.zip(texts) {
                Some((meta, texts)) => {
                    self.library.remember_deleted(meta, texts.unchecked_into());
                    self.notify_done(notice, Undo::Deletion(id));
                }
                None => self.notify(notice),
            }
        });
    }

    /// Forgets a digest of the library.
    pub(super) async fn forget_digest(
        self,
        store: &Store,
        id: DigestId,
    ) -> Result<(), DatabaseError> {
        store.forget_digest(id).await?;
        let mut list = self.library.list.get_untracked();
        list.retain(|meta| meta.id != id);
        self.set_library(list);
        self.feed.forget_place(id);
        if self.digest.reading.get_untracked().is_some_and(|open| open.digest == id) {
            self.close();
        }
        Ok(())
    }

    /// Keeps a digest again that was deleted.
    pub(super) fn keep_again(self, id: DigestId) {
        match self.library.take_deleted(id) {
            Some((meta, texts)) => self.keep_texts(meta, texts),
            None => self.notify(Notice::news(
                "That digest can't be brought back any more, as too much was deleted after it. \
                 Paste it again.",
            )),
        }
    }

    /// Keeps a digest with its texts. What cannot be kept now is kept when the database is there.
    pub(super) fn keep_texts(self, meta: DigestMeta, texts: Array) {
        let Some(store) = self.storage.database() else {
            return self.library.waiting.update_value(|waiting| waiting.push((meta, texts)));
        };
        let step = self.storage.hold();
        let mut about = meta.clone();
        leptos::task::spawn_local(async move {
            let kept = store.keep_digest(&mut about, &texts).await;
            drop(step);
            match kept {
                Ok(()) => self.listed(meta.id, about),
                Err(error) => {
                    let notice = self.library.tell_unkept(self.notices, &error);
                    if error.may_pass() {
                        self.library.waiting.update_value(|waiting| waiting.push((meta, texts)));
                        timers::after(AGAIN, move || {
                            self.notices.dismiss(notice);
                            self.keep_waiting();
                        });
                    }
                }
            }
        });
    }

    /// Keeps the digests that could not be kept before.
    pub(super) fn keep_waiting(self) {
        let waiting = self.library.waiting.try_update_value(std::mem::take).unwrap_or_default();
        for (meta, texts) in waiting {
            self.keep_texts(meta, texts);
        }
    }

    /// Lists a digest that is kept, and was read under the name `id`.
    fn listed(self, id: DigestId, meta: DigestMeta) {
        if meta.id != id && self.before().is_some_and(|(open, _)| open == id) {
            // Everything about the open digest has the name of another by now.
            let query = self.navigation.route.with_untracked(|route| route.query.clone());
            self.reopen(meta.id, query);
        }
        let mut list = self.library.list.get_untracked();
        let at = list.partition_point(|other| other.id > meta.id);
        list.insert(at, meta);
        self.set_library(list);
        self.link_kept(id);
    }
}
