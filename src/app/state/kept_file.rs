//! The backup file that is kept up to date: written after changes, and taken in when another machine has
//! written to it.

use std::rc::Rc;

use js_sys::Array;
use leptos::prelude::*;

use super::State;
use super::digest::Stage;
use super::notices::{Notice, Offer};
use super::watched::{Watched, watched};
use crate::browser::files::Input;
use crate::browser::picked::{self, Choosing, Picked, Seen};
use crate::browser::storage::{self, Lifetime};
use crate::browser::store::Store;
use crate::browser::{clock, events, timers, window};
use skimmark_protocol::Millis;

/// How long after a change the file is written, in milliseconds: what is changed meanwhile goes along.
const PAUSE: i32 = 2_000;

/// What a new file is called.
const NAME: &str = "skimmark-backup.json";

/// Stored while there are changes that the file lacks.
const LACKING: &str = "file-lacks";

/// How the file stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// There is none.
    #[default]
    Nowhere,
    /// The browser wants to be asked before it is written.
    Asks,
    /// It holds what this page has not taken in.
    Newer,
    /// It was written at this time.
    Written(Millis),
    /// It could not be written.
    Failed(String),
}

/// The file that is kept up to date.
#[derive(Clone, Copy)]
pub struct KeptFile {
    /// What it is called, and how it stands.
    pub about: Watched<(String, Standing)>,
    set_about: RwSignal<(String, Standing)>,
    /// A timer will write it.
    is_due: StoredValue<bool>,
    is_writing: StoredValue<bool>,
    /// Counts how often another one was chosen, or none.
    turn: StoredValue<u32>,
    /// How the file was that is being taken in.
    taken: StoredValue<Option<Seen>>,
}

impl KeptFile {
    pub(super) fn new() -> Self {
        let (about, set_about) = watched(Default::default());
        Self {
            about,
            set_about,
            is_due: StoredValue::new(false),
            is_writing: StoredValue::new(false),
            turn: StoredValue::new(0),
            taken: StoredValue::new(None),
        }
    }

    /// Forgets that the file was to be taken in.
    pub(super) fn forget_taken(self) {
        self.taken.set_value(None);
    }
}

impl State {
    /// Writes the file after changes from now on.
    pub(super) fn follow_file(self) {
        if picked::is_there() {
            self.storage.on_change(move || {
                let _ = storage::set(Lifetime::Lasting, LACKING, "");
                self.write_file_soon();
            });
            events::on_window("visibilitychange", move |_: web_sys::Event| {
                // A page that is left may not come back.
                if window::is_hidden() && storage::get(Lifetime::Lasting, LACKING).is_some() {
                    self.write_file();
                }
            });
        }
    }

    /// Looks how the file stands, and writes what it lacks.
    pub(super) async fn look_for_file(self) {
        let Some(store) = self.storage.database().filter(|_| picked::is_there()) else { return };
        if let Ok(Some(file)) = store.kept_file().await
            && self.look_at_file(file).await
            && storage::get(Lifetime::Lasting, LACKING).is_some()
        {
            self.write_file();
        }
    }

    fn write_file_soon(self) {
        if !self.kept_file.is_due.get_value() {
            self.kept_file.is_due.set_value(true);
            timers::after(PAUSE, move || {
                self.kept_file.is_due.set_value(false);
                self.write_file();
            });
        }
    }

    /// Lets the reader choose the file. What one that is there holds is offered before it is written.
    pub fn choose_file(self, choosing: Choosing) {
        leptos::task::spawn_local(async move {
            let file = match picked::choose(choosing, NAME).await {
                Ok(Some(file)) => file,
                Ok(None) => return,
                Err(reason) => return self.file_failed(NAME.into(), &reason),
            };
            let Some(store) = self.storage.database() else { return };
            if choosing == Choosing::There && !file.is_allowed(true).await {
                let words =
                    "The file is not used, because the browser was not allowed to write to it.";
                return self.notify(Notice::news(words));
            }
            self.kept_file.turn.update_value(|turn| *turn += 1);
            // Nothing of one that is there is known yet.
            let seen = match choosing {
                Choosing::New => file.seen().await.unwrap_or_default(),
                Choosing::There => Seen::default(),
            };
            let file = (file, seen);
            if let Err(error) = store.note_file(Some(&file)).await {
                return self.file_failed(file.0.name(), &error.to_string());
            }
            if self.look_at_file(file).await {
                self.write_file();
            }
        });
    }

    /// Writes the file no more. What it holds stays.
    pub fn leave_file(self) {
        self.kept_file.turn.update_value(|turn| *turn += 1);
        self.kept_file.forget_taken();
        leptos::task::spawn_local(async move {
            let Some(store) = self.storage.database() else { return };
            if store.note_file(None).await.is_ok() {
                self.kept_file.set_about.set(Default::default());
            }
        });
    }

    /// Asks the browser whether the file may be written, while the page handles a click.
    pub fn allow_file(self) {
        leptos::task::spawn_local(async move {
            let Some(store) = self.storage.database() else { return };
            if let Ok(Some((file, seen))) = store.kept_file().await
                && file.is_allowed(true).await
                && self.look_at_file((file, seen)).await
            {
                self.write_file();
            }
        });
    }

    /// Opens what the file holds as a backup, which says what it would change.
    pub fn take_in_file(self) {
        leptos::task::spawn_local(async move {
            let Some(store) = self.storage.database() else { return };
            let Ok(Some((picked, _))) = store.kept_file().await else { return };
            match picked.file().await {
                Ok(file) => {
                    let seen = Seen::of(&file);
                    self.bring(vec![Input::File(file)]);
                    self.kept_file.taken.set_value(Some(seen));
                }
                Err(reason) => self.file_failed(picked.name(), &reason),
            }
        });
    }

    /// Notes that a backup was taken in, if it was the file: from here on that may be written over.
    pub(super) fn file_taken(self) {
        let taken = self.kept_file.taken.try_update_value(Option::take).flatten();
        let Some(taken) = taken else { return };
        leptos::task::spawn_local(async move {
            let Some(store) = self.storage.database() else { return };
            if let Ok(Some((file, _))) = store.kept_file().await
                && store.note_file(Some(&(file, taken))).await.is_ok()
            {
                self.write_file();
            }
        });
    }

    /// Finds out how the file stands, and says so if something is to be done. Returns whether it may be
    /// written.
    async fn look_at_file(self, (picked, known): (Picked, Seen)) -> bool {
        let name = picked.name();
        let (standing, notice) = if !picked.is_allowed(false).await {
            let words = [&name, " is not kept up to date until you allow it."].concat();
            (Standing::Asks, Some(Notice::question(words).offer("Allow", Offer::AllowFile)))
        } else {
            match picked.seen().await {
                Ok(seen) if seen.differs(known) => {
                    let words = [&name, " holds changes made elsewhere."].concat();
                    let notice = Notice::question(words).offer("Take them in", Offer::TakeInFile);
                    (Standing::Newer, Some(notice))
                }
                Ok(seen) => (Standing::Written(clock::moment(seen.modified)), None),
                Err(reason) => {
                    self.file_failed(name, &reason);
                    return false;
                }
            }
        };
        let is_known = self.kept_file.about.with_untracked(|(_, known)| *known == standing);
        self.kept_file.set_about.set((name, standing));
        let may_write = notice.is_none();
        if let Some(notice) = notice.filter(|_| !is_known) {
            self.notify(notice);
        }
        may_write
    }

    /// Writes the file, unless something in it would be lost.
    fn write_file(self) {
        // While the page starts, or the engine does again, what a backup holds is not there yet.
        let starts = self.digest.stage.get_untracked() == Stage::Starting;
        if starts || self.kept_file.is_writing.get_value() {
            return self.write_file_soon();
        }
        self.kept_file.is_writing.set_value(true);
        leptos::task::spawn_local(async move {
            let store = self.storage.database();
            // Another tab may have written it, or chosen another.
            let file = match &store {
                Some(store) => store.kept_file().await.ok().flatten(),
                None => None,
            };
            match store.zip(file) {
                Some((store, (picked, seen))) => self.write_file_now(store, picked, seen).await,
                None => self.kept_file.set_about.set(Default::default()),
            }
            self.kept_file.is_writing.set_value(false);
        });
    }

    /// Of the rest of the program: most readers have no such file.
    async fn write_file_now(self, store: Rc<Store>, picked: Picked, seen: Seen) {
        let turn = self.kept_file.turn.get_value();
        if !self.look_at_file((picked.clone(), seen)).await {
            return;
        }
        storage::remove(Lifetime::Lasting, LACKING);
        let Some(parts) = self.whole_backup(&picked).await else {
            let _ = storage::set(Lifetime::Lasting, LACKING, "");
            return;
        };
        // To make it took a while.
        if !self.look_at_file((picked.clone(), seen)).await
            || self.kept_file.turn.get_value() != turn
        {
            return;
        }
        let name = picked.name();
        let written = match picked.write(&parts).await {
            Ok(seen) if self.kept_file.turn.get_value() == turn => {
                let modified = clock::moment(seen.modified);
                let noted = store.note_file(Some(&(picked, seen))).await;
                noted.map(|()| modified).map_err(|error| error.to_string())
            }
            Ok(_) => return,
            Err(reason) => Err(reason),
        };
        match written {
            Ok(modified) => {
                self.note_backup();
                self.kept_file.set_about.set((name, Standing::Written(modified)));
            }
            Err(reason) => {
                let _ = storage::set(Lifetime::Lasting, LACKING, "");
                self.file_failed(name, &reason);
            }
        }
    }

    /// Returns the parts of a backup; says so if a digest is missing in it, as a file with it must not be
    /// written over by one without.
    async fn whole_backup(self, picked: &Picked) -> Option<Array> {
        let (parts, unread) = self.backup().await?;
        if unread > 0 {
            self.file_failed(picked.name(), "a digest could not be read");
            return None;
        }
        Some(parts)
    }

    /// Says that the file could not be written. It is tried again at the next change.
    fn file_failed(self, name: String, reason: &str) {
        let reason = reason.trim_end_matches('.');
        let words = [
            &name,
            " could not be written: ",
            reason,
            ". It is tried again at the next change; save a backup, or choose another file in the \
             settings.",
        ];
        let failed = Standing::Failed(reason.to_owned());
        if self.kept_file.about.with_untracked(|(_, known)| *known != failed) {
            self.notify(Notice::trouble(words.concat()));
        }
        self.kept_file.set_about.set((name, failed));
    }
}
