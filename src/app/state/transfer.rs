//! Bookmarks out as a file and in again.

use leptos::prelude::*;

use super::State;
use crate::app::notice::{Notice, Offer};
use crate::browser::clock;
use crate::browser::files::{self, Brought};
use crate::export::backup;
use crate::protocol::Request;
use crate::words;

/// The first bytes of a file that tell whether it is a backup.
const ENOUGH: i32 = 512;

impl State {
    /// Gives the reader everything marked, as a file.
    pub fn export_bookmarks(self) {
        let made = clock::today().to_string();
        let text = self.marks.with_untracked(|marks| backup::write(marks, &made));
        let name = format!("skimmark-bookmarks-{made}.json");
        if let Err(reason) = files::save(&name, "application/json", &text) {
            self.notify(Notice::trouble(format!(
                "The backup could not be saved: {reason}. Allow downloads and try again.",
            )));
        }
    }

    /// Takes what the reader brought: backups are merged, the first other thing is opened.
    pub fn bring(self, brought: Vec<Brought>) {
        leptos::task::spawn_local(async move {
            let mut digests = Vec::new();
            for one in brought {
                match backup_text(&one).await {
                    Some(text) => self.import(&text),
                    None => digests.push(one),
                }
            }
            let more = digests.len().saturating_sub(1);
            if let Some(first) = digests.into_iter().next() {
                self.open(first);
            }
            if more > 0 {
                self.notify(Notice::trouble(format!(
                    "One digest is opened at a time: {} not read. Drop the others one by one.",
                    words::count(u32::try_from(more).unwrap_or(u32::MAX), "file"),
                )));
            }
        });
    }

    /// Merges a backup into the marks: of two marks of a paper the newer one stays.
    pub fn import(self, text: &str) {
        let backup = match backup::read(text) {
            Ok(backup) => backup,
            Err(error) => return self.notify(Notice::trouble(error.to_string())),
        };
        let count = words::count(u32::try_from(backup.marks.len()).unwrap_or(u32::MAX), "paper");
        for mark in backup.marks {
            let mut merged = None;
            self.marks.update(|marks| merged = Some(marks.insert(mark).clone()));
            if let Some(mark) = merged {
                self.keep(&mark);
            }
        }
        self.send(&Request::Marks(
            self.marks.with_untracked(|marks| marks.iter().cloned().collect()),
        ));
        self.show();
        self.notify(Notice::news(format!("Imported {count} from the backup.")));
        if !backup.damaged.is_empty() {
            let count = u32::try_from(backup.damaged.len()).unwrap_or(u32::MAX);
            self.notify(
                Notice::trouble(format!(
                    "{} of the backup could not be read and was passed over: {}",
                    words::count(count, "mark"),
                    damaged_marks(&backup.damaged),
                ))
                .offer("Save a backup", Offer::SaveBackup),
            );
        }
    }
}

fn damaged_marks(damaged: &[backup::Damaged]) -> String {
    let first = damaged.iter().take(3);
    let said = first.map(|one| format!("number {}, {}", one.number, one.reason));
    said.collect::<Vec<_>>().join("; ")
}

/// The whole text, where this is a backup.
async fn backup_text(brought: &Brought) -> Option<String> {
    match brought {
        Brought::Text(text) => backup::is_backup(text).then(|| text.clone()),
        Brought::File(file) => {
            let beginning = files::beginning(file, ENOUGH).await.ok()?;
            if !backup::is_backup(&beginning) {
                return None;
            }
            files::text_of(file).await.ok()
        }
    }
}
