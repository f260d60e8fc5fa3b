//! Keeping marks: `localStorage` holds one value for each marked paper, the journal in IndexedDB
//! holds each change until it is known to have outlived the browser. Marks that say only that a
//! paper was read or hidden stay in the journal: there are thousands of them, and `localStorage`
//! holds five million characters for all pages of the host. The engine holds the marks themselves
//! and says what to store.

use leptos::prelude::*;
use web_sys::PageTransitionEvent;

use crate::app::state::State;
use crate::app::state::notices::{Notice, Offer};
use crate::browser::channel::Channel;
use crate::browser::storage::{self, Lifetime, StoreError};
use crate::browser::{clock, events, files};
use crate::page::erase::Erased;
use skimmark_paper::words;
use skimmark_protocol::stored::{BINDINGS, DAMAGED, DECISIONS, ERASED, MARK, SETTINGS};
use skimmark_protocol::{
    Imported, Marked, MergeMarks, RestoreMarks, Restored, StoredMark, WriteBackup,
};

impl State {
    /// Takes over the changed marks.
    pub(in crate::app::state) fn marked(self, marked: Marked) {
        self.marks.set_bookmarks.set(marked.bookmarks);
        self.feed.take_states(&marked.states);
        self.keep(marked.store, marked.brief);
        if marked.blocked > 0 {
            self.notify(Notice::trouble(
                "A newer version of Skimmark has marked this paper, so the change is not saved. \
                 Reload the page to get that version.",
            ));
        }
    }

    /// Stores marks in both places, and brief ones in the journal; shows a notice if that fails.
    fn keep(self, mut marks: Vec<StoredMark>, brief: Vec<StoredMark>) {
        let store = self.storage.database();
        let changes = [marks.clone(), brief.clone()].concat();
        if changes.is_empty() {
            return;
        }
        if store.is_none() {
            // Without a database the small storage holds what it can.
            marks.extend(brief);
        }
        let mut refused = None;
        for mark in &marks {
            refused = store_mark(mark).err().or(refused);
        }
        self.storage.tell_other_tabs(&changes);
        let only_there = marks.len() < changes.len();
        leptos::task::spawn_local(async move {
            let journaled = match &store {
                Some(store) => store.journal(&changes).await.map_err(|error| error.to_string()),
                None => Err(String::new()),
            };
            match (refused, journaled) {
                (Some(reason), Ok(())) => self.tell_full(reason),
                (Some(reason), Err(_)) => self.tell_unsaved(&reason.to_string()),
                (None, Err(reason)) if only_there => self.tell_unsaved(&reason),
                (None, _) => {}
            }
        });
    }

    fn tell_full(self, reason: StoreError) {
        self.tell_to_save(format!(
            "What you mark goes to this browser's database, because {reason}. Save a backup to be \
             sure of it.",
        ));
    }

    fn tell_unsaved(self, reason: &str) {
        self.tell_to_save(format!(
            "What you marked is not saved: {reason}. It lasts until this page is closed; save a \
             backup before that.",
        ));
    }

    fn tell_to_save(self, text: String) {
        self.notify(Notice::trouble(text).offer("Save a backup", Offer::SaveBackup));
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
        let journal = match self.storage.database() {
            // A journal that cannot be read counts as empty; what is stored still counts.
            Some(store) => store.journaled().await.unwrap_or_default(),
            None => Vec::new(),
        };
        let restore = RestoreMarks { stored, journal, now: clock::now() };
        self.ask(restore, move |restored| self.restored(restored));
        self.restore_decisions();
    }

    /// Takes over what the engine made of it: damaged values are set aside, newer ones stay.
    fn restored(self, restored: Restored) {
        let Restored { marked, damaged, newer, settled } = restored;
        for name in &damaged {
            set_aside(&format!("{MARK}{name}"));
        }
        self.tell_unread(newer, words::to_u32(damaged.len()));
        self.marks.set_bookmarks.set(marked.bookmarks);
        for mark in marked.store {
            // The journal holds it, so a full storage loses nothing.
            let _ = store_mark(&mark);
        }
        let Some(store) = self.storage.database() else { return };
        leptos::task::spawn_local(async move {
            for change in settled {
                // What stays in the journal is replayed again and changes nothing.
                let _ = store.settle(&change).await;
            }
        });
    }

    fn tell_unread(self, newer: u32, damaged: u32) {
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
                self.decide_again(text);
            } else if key == SETTINGS {
                self.settings.restore();
            } else if key == BINDINGS {
                self.keys.restore();
            } else if key == ERASED {
                self.erased_elsewhere(Erased::restore(&text.unwrap_or_default()));
            }
        });
        self.storage.set_channel(Channel::open(move |marks| {
            self.ask(MergeMarks(marks), move |marked| self.marked(marked));
            self.show();
        }));
    }

    /// Saves everything marked as a file.
    pub fn export_bookmarks(self) {
        if self.engine.is_there() {
            let backup = WriteBackup { made: clock::today() };
            self.ask(backup, move |text| self.save_backup(&text));
        } else {
            // Without the engine, `boot.js` makes the file of what is stored.
            events::announce("skimmark-backup");
        }
    }

    fn save_backup(self, text: &str) {
        let name = format!("skimmark-bookmarks-{}.json", clock::today());
        if let Err(reason) = files::save(&name, "application/json", text) {
            self.notify(Notice::trouble(format!(
                "The backup could not be saved: {reason}. Allow downloads and try again.",
            )));
        }
    }

    pub(in crate::app::state) fn imported(self, imported: Imported) {
        let Imported { marks, problem, marked } = imported;
        self.marked(marked);
        self.show();
        if marks > 0 {
            let count = words::count(marks, "paper");
            self.notify(Notice::news(format!("Imported {count} from the backup.")));
        }
        if let Some(problem) = problem {
            self.notify(Notice::trouble(problem));
        }
    }
}

fn store_mark(mark: &StoredMark) -> Result<(), StoreError> {
    storage::set(Lifetime::Lasting, &format!("{MARK}{}", mark.name), &mark.text)
}

fn stored_mark(key: &str) -> Option<StoredMark> {
    let text = storage::get(Lifetime::Lasting, key)?;
    Some(StoredMark { name: key.strip_prefix(MARK)?.to_owned(), text })
}

fn set_aside(key: &str) {
    let Some(text) = storage::get(Lifetime::Lasting, key) else { return };
    let aside = format!("{DAMAGED}{key}:{}", clock::now().0);
    if storage::set(Lifetime::Lasting, &aside, &text).is_ok() {
        storage::remove(Lifetime::Lasting, key);
    }
}
