//! The backup file that is kept up to date: written after each change, and taken in when another machine
//! has written to it.

use leptos::prelude::*;

use super::State;
use super::notices::{Notice, Offer};
use super::watched::{Watched, watched};
use crate::browser::files::Input;
use crate::browser::picked::{self, Choosing, Picked};
use crate::browser::{clock, timers};
use skimmark_protocol::Millis;

/// How long after a change the file is written, in milliseconds, so that many changes are one.
const PAUSE: i32 = 2_000;

/// What a new file is called.
const NAME: &str = "skimmark-backup.json";

/// How the file stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// There is none.
    #[default]
    Nowhere,
    /// The browser wants to be asked before it is written.
    Asks,
    /// Something else has written to it, and that has not been taken in.
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
    /// The timer of the next writing.
    timer: StoredValue<i32>,
    is_writing: StoredValue<bool>,
    /// When the file was changed that is being taken in.
    taken: StoredValue<Option<f64>>,
}

impl KeptFile {
    pub(super) fn new() -> Self {
        let (about, set_about) = watched(Default::default());
        Self {
            about,
            set_about,
            timer: StoredValue::new(0),
            is_writing: StoredValue::new(false),
            taken: StoredValue::new(None),
        }
    }

    /// Returns whether there is one.
    fn is_there(self) -> bool {
        self.about.with_untracked(|(_, standing)| *standing != Standing::Nowhere)
    }
}

impl State {
    /// Looks for the file at the start, and writes it after each change from now on.
    pub(super) async fn follow_file(self) {
        if !picked::is_there() {
            return;
        }
        self.storage.on_change(move || {
            if self.kept_file.is_there() {
                timers::cancel(self.kept_file.timer.get_value());
                self.kept_file.timer.set_value(timers::after(PAUSE, move || self.write_file()));
            }
        });
        let Some(store) = self.storage.database() else { return };
        if let Ok(Some(file)) = store.kept_file().await {
            self.look_at_file(file).await;
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
            let known = match choosing {
                Choosing::New => file.file().await.map_or(0.0, |file| file.last_modified()),
                Choosing::There if !file.is_allowed(true).await => return,
                Choosing::There => 0.0,
            };
            let file = (file, known);
            if let Err(error) = store.note_file(Some(&file)).await {
                return self.file_failed(file.0.name(), &error.to_string());
            }
            self.look_at_file(file).await;
            self.write_file();
        });
    }

    /// Writes the file no more. What it holds stays.
    pub fn leave_file(self) {
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
            if let Ok(Some((file, known))) = store.kept_file().await
                && file.is_allowed(true).await
            {
                self.look_at_file((file, known)).await;
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
                    self.kept_file.taken.set_value(Some(file.last_modified()));
                    self.bring(vec![Input::File(file)]);
                }
                Err(reason) => self.file_failed(picked.name(), &reason),
            }
        });
    }

    /// Notes that a backup was taken in, if it was the file: from here on it may be written over.
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

    /// Finds out how the file stands, and says so if something is to be done.
    async fn look_at_file(self, (picked, known): (Picked, f64)) -> bool {
        let name = picked.name();
        let (standing, notice) = if !picked.is_allowed(false).await {
            let words = [&name, " is not kept up to date until you allow it."].concat();
            (Standing::Asks, Some(Notice::question(words).offer("Allow", Offer::AllowFile)))
        } else {
            match picked.file().await {
                Ok(file) if file.last_modified() > known && file.size() > 0.0 => {
                    let words = [&name, " holds changes made elsewhere."].concat();
                    let notice = Notice::question(words).offer("Take them in", Offer::TakeInFile);
                    (Standing::Newer, Some(notice))
                }
                Ok(file) => (Standing::Written(clock::moment(file.last_modified())), None),
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
        if self.kept_file.is_writing.get_value() {
            return self.storage.note_change();
        }
        self.kept_file.is_writing.set_value(true);
        leptos::task::spawn_local(async move {
            self.write_file_now().await;
            self.kept_file.is_writing.set_value(false);
        });
    }

    async fn write_file_now(self) {
        let Some(store) = self.storage.database() else { return };
        // Another tab may have written it, or chosen another.
        let Ok(Some(file)) = store.kept_file().await else {
            return self.kept_file.set_about.set(Default::default());
        };
        if !self.look_at_file(file.clone()).await {
            return;
        }
        let Some((parts, _)) = self.backup().await else { return };
        let (picked, _) = file;
        let name = picked.name();
        match picked.write(&parts).await {
            Ok(changed) => {
                if let Err(error) = store.note_file(Some(&(picked, changed))).await {
                    return self.file_failed(name, &error.to_string());
                }
                self.note_backup();
                let written = Standing::Written(clock::moment(changed));
                self.kept_file.set_about.set((name, written));
            }
            Err(reason) => self.file_failed(name, &reason),
        }
    }

    /// Says that the file could not be written. It is tried again at the next change.
    fn file_failed(self, name: String, reason: &str) {
        let words = [
            &name,
            " could not be written: ",
            reason,
            ". Save a backup, or choose another file \
                     in the settings.",
        ];
        let failed = Standing::Failed(reason.to_owned());
        if self.kept_file.about.with_untracked(|(_, known)| *known != failed) {
            self.notify(Notice::trouble(words.concat()));
        }
        self.kept_file.set_about.set((name, failed));
    }
}
