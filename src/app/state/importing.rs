//! Importing backups: what they would change is shown before anything is taken over.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::State;
use super::dialog::Topic;
use super::notices::Notice;
use super::steps::{Reverse, Undo};
use crate::browser::later::later;
use crate::browser::storage::{self, Lifetime};
use crate::browser::store::DigestMeta;
use crate::page::tally;
use skimmark_paper::words;
use skimmark_protocol::stored::{BINDINGS, FILTERS, SHORT_TEXT};
use skimmark_protocol::{
    BackupDigest, DigestId, DropImport, ImportOffer, Imported, Millis, PackedText, StoredMark,
    TakeDigest, TakeImport,
};

impl State {
    /// Imports what is offered. It is told when all of it is kept, and is undone as one step.
    pub fn import(self, choices: Vec<StoredMark>) {
        // Of a file that is damaged not all can be taken in.
        if let Some(Topic::Import(ImportOffer { problem: Some(_), .. })) =
            untrack(|| self.dialog.topic())
        {
            self.kept_file.forget_taken();
        }
        self.dialog.close();
        let saving = self.storage.begin_step("Importing");
        let step = self.steps.begin();
        self.ask(TakeImport, move |imported| {
            let Imported { marks, decisions, digests, renamed, marked, decided, undo } = imported;
            let mut reverse = Reverse { step: undo, ..Reverse::default() };
            let has_choices = self.take_choices(&choices, &mut reverse);
            let (told, kept) = later();
            self.changed_then(decided, marked, true, move |kept| told.give(kept));
            leptos::task::spawn_local(async move {
                let problem = self.take_digests(digests, renamed, &mut reverse).await;
                let kept = kept.wait().await == Some(true);
                drop(saving);
                match &problem {
                    None if kept => self.file_taken(),
                    _ => self.kept_file.forget_taken(),
                }
                let digests = words::to_u32(reverse.added.len() + reverse.renamed.len());
                let what = tally::imported(marks, decisions, digests, has_choices);
                let (notice, is_told) = match (problem, &what) {
                    (Some(problem), _) => (Notice::trouble(problem), true),
                    // Of marks that are not kept another notice tells.
                    (None, Some(what)) => {
                        (Notice::news(["Imported ", what, " from the backup."].concat()), kept)
                    }
                    (None, None) => {
                        (Notice::news("Everything in this backup is here already."), kept)
                    }
                };
                let notice = if what.is_some() { notice.step(step) } else { notice };
                self.end_step(step, what.map(|_| Undo::Import(Box::new(reverse))));
                if is_told {
                    self.notify(notice);
                }
                self.show();
            });
        });
    }

    /// Forgets what is offered, if the dialog is closed without an answer.
    pub fn decline_import(self) {
        if let Some(Topic::Import(_)) = untrack(|| self.dialog.topic()) {
            self.kept_file.forget_taken();
            self.tell(DropImport);
        }
    }

    /// Takes over the settings and the keys, if they are newer, and the filters, if there are none.
    /// Returns whether something has changed.
    fn take_choices(self, choices: &[StoredMark], reverse: &mut Reverse) -> bool {
        let settings = self.settings.choices().newer_in(choices);
        let bindings = self.keys.choices().newer_in(choices);
        reverse.settings = settings.is_some().then(|| self.settings.get_untracked());
        reverse.bindings = bindings.is_some().then(|| self.keys.get_untracked());
        let newer: Vec<StoredMark> = settings.into_iter().chain(bindings).collect();
        self.hear_choices(&newer);
        // The journal does not hold the filters.
        let has_filters =
            storage::get(Lifetime::Lasting, FILTERS).is_some_and(|text| !text.is_empty());
        let filters = choices.iter().find(|choice| {
            choice.name == FILTERS && choice.text.starts_with(SHORT_TEXT) && !has_filters
        });
        if let Some(filters) = filters {
            let _ = storage::set(Lifetime::Lasting, FILTERS, &filters.text);
        }
        let has_changed = !newer.is_empty();
        leptos::task::spawn_local(async move {
            drop(self.storage.journal(&newer).await);
            // After the commit of the whole import.
            if has_changed {
                self.settings.choices().mirror();
                self.keys.choices().mirror();
                self.storage.tell_other_tabs(&newer);
            }
        });
        has_changed
    }

    /// Returns whether what is offered under a name is newer than what is there; `None` if nothing is
    /// offered.
    pub fn is_newer(self, choices: &[StoredMark], name: &str) -> Option<bool> {
        let known = if name == BINDINGS { self.keys.choices() } else { self.settings.choices() };
        let is_offered = choices.iter().any(|choice| choice.name == name);
        is_offered.then(|| known.newer_in(choices).is_some())
    }

    /// Keeps the digests of an import, and gives those that are there their newer names. Returns what
    /// went wrong, for the reader.
    async fn take_digests(
        self,
        digests: Vec<BackupDigest>,
        renamed: Vec<(DigestId, String, Millis)>,
        reverse: &mut Reverse,
    ) -> Option<String> {
        if digests.is_empty() && renamed.is_empty() {
            return None;
        }
        let Some(store) = self.storage.database() else {
            return Some(
                "The digests of the backup are not kept, because this browser has no database for \
                 the page. Import it again when it has one."
                    .into(),
            );
        };
        let (mut damaged, mut failed, mut reason) = (0, 0, String::new());
        for (about, place) in digests.into_iter().zip(0..) {
            let texts = self.answer(TakeDigest(place), &JsValue::UNDEFINED).wait().await;
            let texts = texts.unwrap_or_default();
            if texts.is_empty() {
                damaged += 1;
                continue;
            }
            let (mut meta, texts) = (meta(about), to_js(&texts));
            match store.keep_digest(&mut meta, &texts).await {
                Ok(()) => reverse.added.push(meta.id),
                Err(error) => (failed, reason) = (failed + 1, error.to_string()),
            }
        }
        for (id, name, Millis(named)) in renamed {
            let list = self.library.list.get_untracked();
            let Some(before) = list.into_iter().find(|meta| meta.id == id) else { continue };
            let after = DigestMeta { name, named, ..before.clone() };
            if store.rename_digest(&after).await.is_ok() {
                reverse.renamed.push(before);
            }
        }
        self.load_library().await;
        tally::unkept(damaged, failed, &reason)
    }

    /// Undoes an import, but for what was decided again since.
    pub(super) fn take_back_import(self, reverse: Reverse) {
        let Reverse { step, settings, bindings, added, renamed } = reverse;
        if let Some(step) = step {
            self.take_back(Undo::Step(step));
        }
        if let Some(settings) = settings {
            self.settings.set(settings);
            // Since when likes count is one of them.
            self.show();
        }
        if let Some(bindings) = bindings {
            self.keys.set(bindings);
        }
        if added.is_empty() && renamed.is_empty() {
            return;
        }
        let saving = self.storage.begin_step("Undoing");
        leptos::task::spawn_local(async move {
            let Some(store) = self.storage.database() else { return };
            for before in renamed {
                let _ = store.rename_digest(&before).await;
            }
            for id in added {
                if let Err(error) = self.forget_digest(&store, id).await {
                    let reason = error.to_string();
                    let words = ["A digest could not be removed: ", &reason, ". Delete it here."];
                    self.notify(Notice::trouble(words.concat()));
                }
            }
            drop(saving);
            self.load_library().await;
        });
    }
}

/// Returns what is listed of a digest of a backup.
fn meta(about: BackupDigest) -> DigestMeta {
    let BackupDigest { id, name, named, format, papers, left_over, seen } = about;
    DigestMeta { id, name, named: named.0, format, papers, left_over, seen: seen.into() }
}

/// Returns the texts of a digest in the form in which they are kept.
pub(super) fn to_js(texts: &[PackedText]) -> Array {
    let part = |text: &PackedText| {
        let [name, kind, encoding] = [&text.name, &text.kind, &text.encoding];
        let bytes = Uint8Array::from(text.bytes.as_slice()).buffer();
        Array::of4(&name.into(), &kind.into(), &encoding.into(), &bytes)
    };
    texts.iter().map(part).collect()
}
