//! Keeping marks: the journal in IndexedDB holds each change, and `localStorage` mirrors what is
//! more than that a paper was read or hidden, as far as there is room: it holds five million
//! characters for all pages of the host. The engine holds the marks themselves and says what to
//! store.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::PageTransitionEvent;

use crate::app::state::State;
use crate::app::state::notices::Notice;
use crate::browser::channel::Channel;
use crate::browser::storage::{self, Lifetime, StoreError};
use crate::browser::store::Journal;
use crate::browser::{clock, events, timers};
use crate::page::erase::Erased;
use skimmark_paper::words;
use skimmark_protocol::stored::{BINDINGS, DECISIONS, ERASED, MARK, PENDING, SETTINGS};
use skimmark_protocol::{
    Decided, FoldJournal, Marked, MergeMarks, Pending, RestoreMarks, Restored, StoredMark,
};

/// As long as the page takes fewer characters of `localStorage` than this, marks are mirrored with their papers; then without
/// them, up to the page's share of it.
const WHOLE_MARKS: usize = 2_000_000;

/// A log of more entries than this is folded.
const MOST_ENTRIES: usize = 100;

/// How long after the start the log is folded, in milliseconds: the page has more urgent work.
const FOLDED_AFTER: i32 = 5_000;

impl State {
    /// Takes over the changed marks.
    pub(in crate::app::state) fn marked(self, marked: Marked) {
        self.marked_then(marked, |_| {});
    }

    /// Takes over the changed marks; calls `then` with whether they are kept when that is known.
    pub(in crate::app::state) fn marked_then(
        self,
        marked: Marked,
        then: impl FnOnce(bool) + 'static,
    ) {
        self.keep_marked(marked, false, then);
    }

    /// The same of a step that changes `more` than marks.
    fn keep_marked(self, marked: Marked, more: bool, then: impl FnOnce(bool) + 'static) {
        self.marks.set_bookmarks.set(marked.bookmarks);
        self.feed.take_states(&marked.states);
        let blocked = marked.blocked > 0;
        let then = Box::new(move |kept| then(kept && !blocked));
        self.keep(marked.store, marked.small, marked.brief, more, then);
        if let Some(decided) = marked.decided {
            self.decided(*decided);
        }
        if blocked {
            self.notify(Notice::trouble(
                "A newer version of Skimmark has marked this paper, so the change is not saved. \
                 Reload the page to get that version.",
            ));
        }
    }

    /// Takes over the views, the rules and the marks that one step has changed; calls `then` with
    /// whether all are kept when that is known. Both wait in the queue before any of it is written,
    /// so that one transaction takes both: a browser that is killed leaves all of the step or none. `more`
    /// says that the step changes more than these.
    pub(in crate::app::state) fn changed_then(
        self,
        decided: Option<Decided>,
        marked: Marked,
        more: bool,
        then: impl FnOnce(bool) + 'static,
    ) {
        let (known, then) = (Cell::new(None), Cell::new(Some(then)));
        let one = Rc::new(move |kept: bool| match (known.replace(Some(kept)), then.take()) {
            (Some(other), Some(then)) => then(kept && other),
            (_, waiting) => then.set(waiting),
        });
        let other = Rc::clone(&one);
        let more = more || decided.is_some();
        if let Some(decided) = decided {
            self.keep_decisions(decided, true, Box::new(move |kept| one(kept)));
        } else {
            one(true);
        }
        self.keep_marked(marked, more, move |kept| other(kept));
    }

    /// Commits changed marks to the journal, and mirrors those that are not brief, whole or `small`;
    /// shows a notice if they are in neither place.
    fn keep(
        self,
        marks: Vec<StoredMark>,
        small: Vec<String>,
        brief: Vec<StoredMark>,
        more: bool,
        then: Box<dyn FnOnce(bool)>,
    ) {
        let whole = marks.len();
        let mut changes = marks;
        changes.extend(brief);
        if changes.is_empty() {
            return then(true);
        }
        // Without a database the small storage holds what it can.
        let alone = self.storage.database().is_none();
        let refused = if alone {
            let refused = changes.iter().map(|mark| store_mark(mark).err());
            refused.fold(None, |known, refused| refused.or(known))
        } else {
            None
        };
        // The small storage may have room for only some of many marks. They are mirrored after the
        // commit, and other tabs are told after it, so that leaving the page before it never keeps half of a
        // step.
        let is_late = more || changes.len() > 1;
        if !alone && !is_late {
            mirror(&changes[..whole], &small);
        }
        // One that is not mirrored is noted until it is committed, as the page may be left before.
        let noted = !alone && !is_late && whole == 0 && store_mark(&changes[0]).is_ok();
        if !is_late {
            self.storage.tell_other_tabs(&changes);
        }
        leptos::task::spawn_local(async move {
            let journaled = self.storage.journal(&changes).await;
            if noted && journaled.is_ok() {
                storage::remove(Lifetime::Lasting, &[MARK, &changes[0].name].concat());
            }
            if !alone && is_late {
                mirror(&changes[..whole], &small);
            }
            if is_late {
                self.storage.tell_other_tabs(&changes);
            }
            let kept = match (journaled, refused) {
                (Ok(()), _) => true,
                (Err(_), None) if alone => true,
                (Err(reason), _) => {
                    self.storage.tell_unsaved("What you marked is", &reason);
                    false
                }
            };
            then(kept);
        });
    }

    /// Gives the engine what is stored of marks and what the journal holds.
    pub(in crate::app::state) async fn restore_marks(self) {
        let stored = match storage::keys(MARK) {
            Ok(keys) => keys.iter().filter_map(|key| stored_mark(key)).collect(),
            Err(reason) => {
                self.notify(Notice::trouble(format!(
                    "Stars last until this page is closed, because {reason}. Save a backup \
                     before that.",
                )));
                Vec::new()
            }
        };
        let journal = self.read_journal().await;
        let emptied = match &journal {
            Some(journal) => self.storage.find_emptied(journal).await,
            None => None,
        };
        let has_journal = journal.is_some();
        let (keys, pending) = pending();
        let restore = RestoreMarks {
            stored,
            pending,
            journal: Vec::new(),
            has_journal,
            room: words::to_u32(WHOLE_MARKS.saturating_sub(storage::used())),
        };
        let entries = journal.as_ref().map_or(0, Journal::entries);
        let journal = journal.map_or(JsValue::UNDEFINED, |journal| journal.to_js());
        self.ask_about(restore, &journal, move |restored| {
            self.tell_emptied(emptied, restored.marked.bookmarks);
            self.restored(restored, keys, has_journal);
            if entries > MOST_ENTRIES {
                timers::after(FOLDED_AFTER, move || leptos::task::spawn_local(self.fold_journal()));
            }
        });
        self.restore_decisions();
    }

    /// Takes over what the engine made of it: damaged values are set aside, newer ones stay. The
    /// changes that were `noted` under these keys need be no longer when they are kept.
    fn restored(self, restored: Restored, noted: Vec<String>, has_journal: bool) {
        let Restored { marked, unjournaled, pending, damaged, damaged_changes, newer, choices } =
            restored;
        leptos::task::spawn_local(async move { drop(self.storage.journal(&unjournaled).await) });
        self.marked_then(pending, move |kept| {
            if kept {
                noted.iter().for_each(|key| storage::remove(Lifetime::Lasting, key));
            }
        });
        if has_journal {
            self.settings.choices().take_journal(&choices);
            self.keys.choices().take_journal(&choices);
            self.show_choices();
        }
        for name in &damaged {
            let key = format!("{MARK}{name}");
            if storage::set_aside(&key, clock::now()) {
                storage::remove(Lifetime::Lasting, &key);
            }
        }
        self.tell_unread(newer, words::to_u32(damaged.len()), damaged_changes);
        self.marks.set_bookmarks.set(marked.bookmarks);
        mirror(&marked.store, &marked.small);
    }

    /// Puts in the place of the journal's log what it comes to.
    async fn fold_journal(self) {
        let Some(store) = self.storage.database() else { return };
        // A log that cannot be folded now is folded at a later start.
        let Ok(log) = store.log().await else { return };
        let (names, journal) = log.to_fold();
        let fold = FoldJournal { names, journal: Vec::new() };
        self.ask_about(fold, &journal.to_js(), move |folded| {
            leptos::task::spawn_local(async move {
                let _ = store.fold(&log, &folded).await;
            });
        });
    }

    fn tell_unread(self, newer: u32, damaged: u32, damaged_changes: u32) {
        if damaged_changes > 0 {
            self.notify(Notice::trouble(format!(
                "{} in this browser's database could not be read: the stored text is damaged. It \
                 stays there as it is.",
                words::count(damaged_changes, "change"),
            )));
        }
        if damaged > 0 {
            self.notify(Notice::trouble(format!(
                "{} could not be read: the stored text is damaged. It is set aside in this \
                 browser's storage under a name that holds \"damaged\".",
                words::count(damaged, "stored mark"),
            )));
        }
        if newer > 0 {
            self.notify(Notice::trouble(format!(
                "{} of a newer version of Skimmark: left as they are. Reload the page to get \
                 that version.",
                words::count(newer, "stored mark"),
            )));
        }
    }

    /// Takes over marks from other tabs.
    pub(in crate::app::state) fn follow_other_tabs(self) {
        // A page that the reader comes back to may have missed messages while it was suspended.
        events::on_window("pageshow", move |event: PageTransitionEvent| {
            if event.persisted() {
                leptos::task::spawn_local(async move {
                    self.restore_marks().await;
                    self.show();
                });
            }
        });
        storage::on_other_tab(move |key, text| {
            if key == DECISIONS {
                self.follow_decisions(text.as_deref());
            } else if key == SETTINGS {
                self.settings.choices().follow(text.as_deref());
                self.settings.restore();
            } else if key == BINDINGS {
                self.keys.choices().follow(text.as_deref());
                self.keys.restore();
            } else if key == ERASED {
                self.erased_elsewhere(Erased::restore(&text.unwrap_or_default()));
            }
        });
        self.storage.set_channel(Channel::open(move |marks| {
            self.hear_choices(&marks);
            self.ask(MergeMarks(marks), move |marked| self.marked(marked));
            self.show();
        }));
    }
}

fn store_mark(mark: &StoredMark) -> Result<(), StoreError> {
    storage::set(Lifetime::Lasting, &format!("{MARK}{}", mark.name), &mark.text)
}

/// Returns the changes that may not have been committed, with their keys. What another version wrote
/// stays.
fn pending() -> (Vec<String>, Vec<String>) {
    let keys = storage::keys(PENDING).unwrap_or_default();
    let texts = keys.into_iter().filter_map(|key| {
        let text = storage::get(Lifetime::Lasting, &key)?;
        Pending::restore(&text).map(|_| (key, text))
    });
    texts.unzip()
}

/// Stores marks that the journal holds, too: whole, or without their papers, until the page has its
/// share of the storage. The journal loses nothing by what is refused.
fn mirror(marks: &[StoredMark], small: &[String]) {
    for (mark, small) in marks.iter().zip(small) {
        let key = format!("{MARK}{}", mark.name);
        let fits = storage::set_within(WHOLE_MARKS, &key, &mark.text).is_ok_and(|fits| fits)
            || storage::set_within(storage::OWN_SHARE, &key, small).is_ok_and(|fits| fits);
        if !fits {
            return;
        }
    }
}

fn stored_mark(key: &str) -> Option<StoredMark> {
    let text = storage::get(Lifetime::Lasting, key)?;
    Some(StoredMark { name: key.strip_prefix(MARK)?.to_owned(), text })
}
