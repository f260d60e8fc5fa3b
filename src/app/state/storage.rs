//! What the page keeps things in: the database, with the changes that are on their way to it, and
//! the channel to other tabs.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Event;

use super::State;
use super::digest::Stage;
use super::notices::{Notice, Notices, Offer};
use crate::browser::channel::Channel;
use crate::browser::idb::{DatabaseError, Opening};
use crate::browser::storage::{self, Lifetime};
use crate::browser::store::{Journal, Queue, Store};
use crate::browser::{events, timers};
use skimmark_paper::words;
use skimmark_protocol::stored::{PENDING, USED, USED_BOTH};
use skimmark_protocol::{ChangeMark, Pending, StoredMark};

/// What could not be written is tried again after this many milliseconds.
pub(super) const AGAIN: i32 = 10_000;

/// The pauses before a database that cannot be opened is tried again, in milliseconds.
const OPEN_AGAIN: [i32; 4] = [500, 3_000, 15_000, 60_000];

/// A step that takes longer than these milliseconds shows what it does.
const SOON: i32 = 300;

/// What keeps digests and marks, if this browser has it.
#[derive(Clone, Copy)]
pub(super) struct Storage {
    database: StoredValue<Option<Rc<Store>>, LocalStorage>,
    channel: StoredValue<Option<Channel>, LocalStorage>,
    queue: StoredValue<Rc<Queue>, LocalStorage>,
    /// The steps that are asked of the engine and not committed yet.
    steps: StoredValue<u32>,
    /// What is to be done after each change of what a backup holds.
    changed: StoredValue<Option<Rc<dyn Fn()>>, LocalStorage>,
    /// The notices that something is not saved.
    trouble: StoredValue<Vec<u32>>,
    /// Whether the database may still come.
    is_late: StoredValue<bool>,
    /// Whether the queue will be written again.
    writes_again: StoredValue<bool>,
    notices: Notices,
}

/// A storage that the browser has emptied.
#[derive(Clone, Copy)]
pub(super) enum Emptied {
    /// The database.
    Database,
    /// `localStorage`.
    Small,
}

/// A step of the reader that is not committed yet: while it lasts, leaving the page is asked about,
/// and if it lasts long, the page says what it is doing.
pub(super) struct Step {
    storage: Storage,
    /// The notice that says it.
    said: Rc<Cell<Option<u32>>>,
}

impl Drop for Step {
    fn drop(&mut self) {
        self.storage.steps.update_value(|steps| *steps = steps.saturating_sub(1));
        if let Some(notice) = self.said.get() {
            self.storage.notices.dismiss(notice);
        }
    }
}

impl Storage {
    pub(super) fn new(notices: Notices) -> Self {
        Self {
            database: StoredValue::new_local(None),
            channel: StoredValue::new_local(None),
            queue: StoredValue::new_local(Rc::default()),
            steps: StoredValue::new(0),
            changed: StoredValue::new_local(None),
            trouble: StoredValue::new(Vec::new()),
            is_late: StoredValue::new(false),
            writes_again: StoredValue::new(false),
            notices,
        }
    }

    /// Returns the database, if it could be opened.
    pub(super) fn database(self) -> Option<Rc<Store>> {
        self.database.with_value(Clone::clone)
    }

    /// Returns whether there is a database, or may be one soon.
    pub(super) fn may_keep(self) -> bool {
        self.database.with_value(Option::is_some) || self.is_late.get_value()
    }

    pub(super) fn set_channel(self, channel: Option<Channel>) {
        self.channel.set_value(channel);
    }

    /// Tells the other tabs what has changed.
    pub(super) fn tell_other_tabs(self, changes: &[StoredMark]) {
        self.channel.with_value(|channel| channel.iter().for_each(|it| it.tell(changes)));
    }

    /// Returns which of the two storages was emptied since the last visit. The browser empties them
    /// one by one, when it is short of room or when its files are damaged. The database gets its sign
    /// at a start that finds that of `localStorage`, which has outlived a browser by then: one that is
    /// killed loses the newest writes to that.
    pub(super) async fn find_emptied(self, journal: &Journal) -> Option<Emptied> {
        let (here, there) = (storage::get(Lifetime::Lasting, USED), journal.has(USED));
        let note = |value| storage::set(Lifetime::Lasting, USED, value).ok();
        let store = self.database()?;
        match here.as_deref() {
            Some(USED_BOTH) if there => None,
            Some(USED_BOTH) => {
                store.sign(USED).await.ok()?;
                Some(Emptied::Database)
            }
            Some(_) => {
                if !there {
                    store.sign(USED).await.ok()?;
                }
                note(USED_BOTH)?;
                None
            }
            None if there => note(USED_BOTH).map(|()| Emptied::Small),
            None => {
                note("")?;
                None
            }
        }
    }

    fn is_committed(self) -> bool {
        self.steps.get_value() == 0 && self.queue.with_value(|queue| queue.is_empty())
    }

    /// Begins a step that is committed when what is returned is dropped.
    pub(super) fn hold(self) -> Step {
        self.steps.update_value(|steps| *steps += 1);
        Step { storage: self, said: Rc::new(Cell::new(None)) }
    }

    /// Begins a step that may take long; `words` say what is being done.
    pub(super) fn begin_step(self, words: &'static str) -> Step {
        let step = self.hold();
        let lasting = Rc::downgrade(&step.said);
        timers::after(SOON, move || {
            if let Some(said) = lasting.upgrade() {
                let notice = Notice::question(words);
                said.set(Some(notice.id));
                self.notices.tell(notice);
            }
        });
        step
    }

    /// Writes down a change of a mark until it is committed; returns the key to remove it by. If
    /// there is no room for it, it is only lost when the page is left in these milliseconds.
    pub(super) fn note_pending(self, change: &ChangeMark) -> Option<String> {
        let key = format!("{PENDING}{}", self.queue.with_value(|queue| queue.unique()));
        storage::set(Lifetime::Lasting, &key, &Pending::store(change)).ok().map(|()| key)
    }

    /// Commits changes of one step to the journal.
    pub(super) async fn journal(self, changes: &[StoredMark]) -> Result<(), String> {
        if changes.is_empty() {
            return Ok(());
        }
        let commit = self.queue.with_value(|queue| queue.add(changes));
        leptos::task::spawn_local(self.write_journal());
        let committed = commit.wait().await;
        self.note_change();
        committed
    }

    /// Notes that something was committed that a backup holds.
    pub(super) fn note_change(self) {
        if let Some(changed) = self.changed.get_value() {
            changed();
        }
    }

    /// Calls this after each change of what a backup holds.
    pub(super) fn on_change(self, changed: impl Fn() + 'static) {
        self.changed.set_value(Some(Rc::new(changed)));
    }

    async fn write_journal(self) {
        let (queue, store) = (self.queue.get_value(), self.database());
        match queue.write(store.as_deref()).await {
            None => {}
            Some(true) => {
                let trouble = self.trouble.try_update_value(std::mem::take).unwrap_or_default();
                trouble.into_iter().for_each(|notice| self.notices.dismiss(notice));
            }
            Some(false) if self.writes_again.get_value() => {}
            Some(false) => {
                self.writes_again.set_value(true);
                timers::after(AGAIN, move || {
                    self.writes_again.set_value(false);
                    leptos::task::spawn_local(self.write_journal());
                });
            }
        }
    }

    /// Says that something is not saved, until it is: `what`, with its verb.
    pub(super) fn tell_unsaved(self, what: &str, reason: &str) {
        let notice = Notice::trouble(format!(
            "{what} not saved: {reason}. It lasts until this page is closed; save a backup before \
             that.",
        ));
        self.trouble.update_value(|trouble| trouble.push(notice.id));
        self.notices.tell(notice.offer("Save a backup", Offer::SaveBackup));
    }
}

impl State {
    /// Says that the browser has emptied a storage, and how many bookmarks are still there.
    pub(super) fn tell_emptied(self, emptied: Option<Emptied>, bookmarks: u32) {
        let Some(emptied) = emptied else { return };
        let bookmarks = words::count(bookmarks, "bookmark");
        let (what, gone) = match emptied {
            Emptied::Database => ("database", "The digests that it held are gone"),
            Emptied::Small => ("small storage", "Filters and places in digests are gone"),
        };
        self.notify(
            Notice::trouble(format!(
                "This browser has emptied its {what} for the page since your last visit. {gone}; \
                 {bookmarks} could be saved. If you have a backup, import it among the bookmarks.",
            ))
            .offer("Save a backup", Offer::SaveBackup),
        );
    }

    /// Opens the database. One that cannot be opened soon is taken over when it can.
    pub(super) async fn open_database(self) {
        let store = Rc::new(Store::default());
        let mut late = None;
        match store.open(|opening| late = Some(opening)).await {
            Ok(()) => self.storage.database.set_value(Some(store)),
            Err(error) => {
                let notice = self.tell_without_database(&error);
                if error != DatabaseError::Missing {
                    self.storage.is_late.set_value(true);
                    leptos::task::spawn_local(async move {
                        if open_again(&store, late).await {
                            self.take_over_database(store, notice).await;
                        }
                        self.storage.is_late.set_value(false);
                    });
                }
            }
        }
    }

    /// Returns everything in the journal. A database that does not answer is gone on without, and
    /// taken over when it answers.
    pub(super) async fn read_journal(self) -> Option<Journal> {
        let store = self.storage.database()?;
        match store.journal(false).await {
            Ok(journal) => Some(journal),
            Err(error) => {
                self.storage.database.set_value(None);
                self.storage.is_late.set_value(true);
                let notice = self.tell_without_database(&error);
                leptos::task::spawn_local(async move {
                    if store.journal(true).await.is_ok() {
                        self.take_over_database(store, notice).await;
                    }
                    self.storage.is_late.set_value(false);
                });
                None
            }
        }
    }

    /// Says that there is no database for now; returns the number of the notice.
    fn tell_without_database(self, error: &DatabaseError) -> u32 {
        let notice = Notice::trouble(format!(
            "Digests can't be kept in this browser: {error}. Stars are kept as long as its small \
             storage works; save a backup to be sure.",
        ));
        let id = notice.id;
        self.notify(notice);
        id
    }

    /// Takes over a database that was not there at the start, with what it holds.
    async fn take_over_database(self, store: Rc<Store>, notice: u32) {
        self.notices.dismiss(notice);
        self.storage.database.set_value(Some(store));
        self.restore_marks().await;
        self.storage.write_journal().await;
        self.keep_waiting();
        self.load_library().await;
        let is_idle = self.digest.stage.get_untracked() == Stage::Empty
            && !self.digest.is_pending()
            && self.digest.draft.with_untracked(String::is_empty);
        if is_idle {
            self.reopen_last().await;
        }
        self.show();
        self.look_for_file().await;
    }

    /// Has the browser ask before the page is left with something that is not committed.
    pub(super) fn guard_leaving(self) {
        events::on_window("beforeunload", move |event: Event| {
            if !self.storage.is_committed() || self.digest.is_unkept() || self.library.is_waiting()
            {
                event.prevent_default();
            }
        });
    }
}

async fn open_again(store: &Store, late: Option<Opening>) -> bool {
    if let Some(late) = late
        && store.open_late(&late).await.is_ok()
    {
        return true;
    }
    for pause in OPEN_AGAIN {
        timers::wait(pause).await;
        if store.open(drop).await.is_ok() {
            return true;
        }
    }
    false
}
