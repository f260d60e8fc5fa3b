//! Starring, and keeping stars: `localStorage` holds a value a marked paper, the journal in
//! IndexedDB holds each change until it is known to have outlived the browser.

use leptos::prelude::*;

use super::State;
use crate::app::notice::{Notice, Offer};
use crate::browser::clock;
use crate::browser::database::Store;
use crate::browser::storage::{self, Lifetime};
use crate::identity::Key;
use crate::marks::{Mark, RestoreError};
use crate::protocol::{Card, Request};
use crate::route::Screen;
use crate::words;

/// What the names of stored marks begin with.
const MARK: &str = "mark:";

/// A change this old is in `localStorage` for good when it is still found there.
const SETTLED_AFTER: u64 = 60_000;

impl State {
    /// Stars a paper, or takes its star away.
    pub fn toggle_star(self, card: &Card) {
        let now = clock::now();
        let known = self.marks.with_untracked(|marks| marks.get(&card.keys).cloned());
        let starred = !known.as_ref().is_some_and(|mark| mark.starred);
        let mut mark = Mark::starred(card.entry.clone(), card.keys.clone(), now);
        if let Some(known) = known {
            let entry = std::mem::replace(&mut mark, known).entry;
            mark.entry = if starred { entry } else { mark.entry };
            mark.set_starred(starred, now);
        } else {
            storage::ask_to_persist();
        }
        self.change(mark);
        if !starred && self.route.with_untracked(|route| route.screen == Screen::Bookmarks) {
            let text = format!("Removed from the bookmarks: {}", card.entry.title);
            let keys = card.keys.clone();
            self.notify(Notice::news(text).offer("Undo", Offer::StarAgain(keys)));
        }
    }

    /// Gives a star back that was just taken away, in its old place among the bookmarks.
    pub(super) fn star_again(self, keys: &[Key]) {
        if let Some(mut mark) = self.marks.with_untracked(|marks| marks.get(keys).cloned()) {
            let starred_at = mark.starred_at;
            mark.set_starred(true, clock::now());
            mark.starred_at = starred_at;
            self.change(mark);
        }
    }

    /// Takes a changed mark over everywhere: the page, the storage, the engine.
    fn change(self, mark: Mark) {
        let mut merged = None;
        self.marks.update(|marks| merged = Some(marks.insert(mark).clone()));
        if let Some(mark) = merged {
            self.keep(&mark);
            self.send(&Request::Mark(Box::new(mark)));
            self.show();
        }
    }

    /// Stores a mark in both places, and says so where that fails.
    pub(super) fn keep(self, mark: &Mark) {
        let Some(Key(name)) = mark.keys.first().cloned() else { return };
        let text = mark.store();
        let stored = storage::set(Lifetime::Lasting, &format!("{MARK}{name}"), &text);
        let store = self.store();
        leptos::task::spawn_local(async move {
            let journaled = match &store {
                Some(store) => store.journal(&name, &text).await.map_err(|e| e.to_string()),
                None => Err("there is no database".to_owned()),
            };
            match (stored, journaled) {
                (Ok(()), _) => {}
                (Err(reason), Ok(())) => self.notify(
                    Notice::trouble(format!(
                        "Stars go to this browser's database, because {reason}. Save a backup \
                         to be sure of them.",
                    ))
                    .offer("Save a backup", Offer::SaveBackup),
                ),
                (Err(reason), Err(_)) => self.notify(
                    Notice::trouble(format!(
                        "Your stars are not saved: {reason}. They last until this page is \
                         closed; save a backup before that.",
                    ))
                    .offer("Save a backup", Offer::SaveBackup),
                ),
            }
        });
    }

    /// Reads the marks that `localStorage` holds. A value of a newer version stays as it is; a
    /// damaged one is set aside. Neither keeps the others from being read.
    pub(super) fn load_marks(self) {
        let Ok(keys) = storage::keys(MARK) else {
            return self.notify(Notice::trouble(
                "This browser does not let the page store anything. Stars last until the page \
                 is closed; save a backup before that.",
            ));
        };
        let (mut newer, mut damaged) = (0, 0);
        let mut marks = self.marks.get_untracked();
        for key in keys {
            let Some(text) = storage::get(Lifetime::Lasting, &key) else { continue };
            match Mark::restore(&text) {
                Ok(mark) => {
                    marks.insert(mark);
                }
                Err(RestoreError::Newer { .. }) => newer += 1,
                Err(RestoreError::Damaged(_)) => {
                    damaged += 1;
                    set_aside(&key, &text);
                }
            }
        }
        self.marks.set(marks);
        self.tell_unread(newer, damaged);
    }

    fn tell_unread(self, newer: u32, damaged: u32) {
        if damaged > 0 {
            self.notify(Notice::trouble(format!(
                "{} could not be read: the stored text is damaged. It is set aside in this \
                 browser's storage under a name that holds \"damaged\".",
                words::count(damaged, "stored bookmark"),
            )));
        }
        if newer > 0 {
            self.notify(Notice::trouble(format!(
                "{} made by a newer version of Skimmark. They are left as they are; reload the \
                 page to get that version.",
                words::count(newer, "stored bookmark").replace("bookmark ", "bookmark was "),
            )));
        }
    }

    /// Brings the marks up to date with the journal, and takes out of it what is settled.
    pub(super) async fn replay_journal(self) {
        let Some(store) = self.store() else { return };
        let Ok(entries) = store.journaled().await else { return };
        for (name, text) in entries {
            self.replay(&store, &name, &text).await;
        }
    }

    async fn replay(self, store: &Store, name: &str, text: &str) {
        let Ok(mark) = Mark::restore(text) else { return };
        let key = format!("{MARK}{name}");
        let held = storage::get(Lifetime::Lasting, &key);
        let held_at = held.and_then(|held| Mark::restore(&held).ok()).map(|held| held.changed);
        if held_at.is_some_and(|held_at| held_at >= mark.changed) {
            if clock::now().saturating_sub(mark.changed) > SETTLED_AFTER {
                // Should it stay, it is replayed once more and changes nothing.
                let _ = store.settle(name).await;
            }
            return;
        }
        let mut merged = None;
        self.marks.update(|marks| merged = Some(marks.insert(mark).clone()));
        if let Some(mark) = merged {
            // A full storage is told of when something is marked; the journal still holds this.
            let _ = storage::set(Lifetime::Lasting, &key, &mark.store());
        }
    }

    /// Takes over what other tabs mark.
    pub(super) fn follow_other_tabs(self) {
        storage::on_other_tab(move |key, value| {
            let mark = value.filter(|_| key.starts_with(MARK));
            let Some(Ok(mark)) = mark.map(|text| Mark::restore(&text)) else { return };
            self.marks.update(|marks| {
                marks.insert(mark.clone());
            });
            self.send(&Request::Mark(Box::new(mark)));
            self.show();
        });
    }
}

fn set_aside(key: &str, text: &str) {
    let aside = format!("damaged:{key}:{}", clock::now());
    if storage::set(Lifetime::Lasting, &aside, text).is_ok() {
        storage::remove(Lifetime::Lasting, key);
    }
}
