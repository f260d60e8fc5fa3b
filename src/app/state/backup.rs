//! The backup: everything that the reader decided, and the digests, as one file.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::State;
use super::notices::{Notice, Offer};
use crate::browser::storage::{self, Lifetime};
use crate::browser::store::DigestMeta;
use crate::browser::{clock, events, files, timers};
use skimmark_paper::words;
use skimmark_protocol::choice::stamped;
use skimmark_protocol::stored::{
    BACKED_UP, BACKUP_END, BINDINGS, FILTERS, SETTINGS, SHORT_TEXT, stamp,
};
use skimmark_protocol::{BackupDigest, CountChanges, Millis, PackDigest, StoredMark, WriteBackup};

/// How long after the start the page may remind of the backup, in milliseconds.
const REMINDED_AFTER: i32 = 3_000;

/// Who marked fewer papers than this is not reminded.
const FEW_MARKS: u32 = 20;

/// This many papers that were marked since the last backup are worth one.
const MANY_CHANGES: u32 = 100;

/// And so is any, after these milliseconds: 30 days.
const LONG: u64 = 30 * 86_400_000;

impl State {
    /// Saves everything that the reader decided as a file, with the digests if that is chosen.
    pub fn save_backup(self) {
        if !self.engine.is_there() {
            // Without the engine, `boot.js` makes the file of what is stored.
            return events::announce("skimmark-backup");
        }
        let saving = self.storage.begin_step("Writing the backup");
        leptos::task::spawn_local(async move {
            let Some((parts, unread)) = self.backup().await else { return };
            drop(saving);
            let name = format!("skimmark-backup-{}.json", clock::today());
            if let Err(reason) = files::save(&name, "application/json", &parts) {
                return self.notify(Notice::trouble(format!(
                    "The backup could not be saved: {reason}. Allow downloads and try again.",
                )));
            }
            self.note_backup();
            if unread > 0 {
                let unread = words::count(unread, "digest");
                let lacks = " could not be read from this browser's database. All else is in the \
                             backup.";
                self.notify(Notice::trouble(unread + lacks));
            }
        });
    }

    /// Returns the parts of a backup file, and how many digests could not be read.
    pub(super) async fn backup(self) -> Option<(Array, u32)> {
        let filters = storage::get(Lifetime::Lasting, FILTERS).unwrap_or_default();
        let choices = [
            (SETTINGS, self.settings.choices().text()),
            (BINDINGS, self.keys.choices().text()),
            (FILTERS, filters),
        ];
        let choices = choices.into_iter().filter(|(_, text)| !text.is_empty());
        let choices =
            choices.map(|(name, text)| StoredMark { name: name.to_owned(), text }).collect();
        let write = WriteBackup { made: clock::today(), choices };
        let beginning = self.answer(write, &JsValue::UNDEFINED).wait().await?;
        let parts = Array::of1(&beginning.into());
        let mut unread = 0;
        let with_digests = self.settings.get_untracked().has_digests_in_backups();
        let list = self.library.list.get_untracked();
        for meta in list.into_iter().filter(|_| with_digests) {
            match self.packed(&meta).await {
                Some(digest) => {
                    parts.push(&(if parts.length() == 1 { "\n" } else { ",\n" }).into());
                    parts.push(&digest.into());
                }
                None => unread += 1,
            }
        }
        parts.push(&BACKUP_END.into());
        Some((parts, unread))
    }

    /// Returns a digest as a piece of a backup.
    async fn packed(self, meta: &DigestMeta) -> Option<String> {
        let texts = self.storage.database()?.digest_text(meta.id).await.ok()??;
        let about = BackupDigest {
            id: meta.id,
            name: meta.name.clone(),
            named: Millis(meta.named),
            format: meta.format.clone(),
            papers: meta.papers,
            left_over: meta.left_over,
            seen: meta.seen.to_vec(),
        };
        self.answer(PackDigest { about, texts: Vec::new() }, &texts).wait().await?
    }

    /// Notes that a backup was saved, or that the reader was reminded of one.
    pub(super) fn note_backup(self) {
        let text = stamped(SHORT_TEXT, '&', clock::now().0);
        // If there is no room for it, the reader is reminded once more.
        let _ = storage::set(Lifetime::Lasting, BACKED_UP, &text);
    }

    /// Reminds of the backup if much was marked, or something long ago, since the last one.
    pub(super) fn remind_of_backup(self) {
        let since = storage::get(Lifetime::Lasting, BACKED_UP).map_or(0, |text| stamp(&text));
        if since == 0 {
            // The time from which it is counted at a first visit.
            return self.note_backup();
        }
        timers::after(REMINDED_AFTER, move || {
            self.ask(CountChanges(Millis(since)), move |count| {
                let is_long = clock::now().0.saturating_sub(since) > LONG && count.changed > 0;
                if count.marked < FEW_MARKS || count.changed < MANY_CHANGES && !is_long {
                    return;
                }
                // Once: from here on it is counted again.
                self.note_backup();
                let papers = words::count(count.changed, "paper");
                let since = words::date(clock::day_at(since));
                let words = [&papers, " marked since ", &since, ": kept in this browser alone."];
                let notice = Notice::question(words.concat());
                self.notify(notice.offer("Save a backup", Offer::SaveBackup));
            });
        });
    }
}
