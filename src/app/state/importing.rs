//! Importing backups: what they would change is shown before anything is taken over.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::State;
use super::dialog::Topic;
use super::notices::Notice;
use super::settings::is_newer_choice;
use super::steps::{Reverse, Undo};
use crate::browser::later::later;
use crate::browser::storage::{self, Lifetime};
use crate::browser::store::{DigestMeta, Store};
use crate::page::tally;
use skimmark_paper::words;
use skimmark_protocol::stored::{BINDINGS, FILTERS, SETTINGS};
use skimmark_protocol::{
    BackupDigest, DigestId, DropImport, Imported, PackedText, StoredMark, TakeDigest, TakeImport,
};

/// The digests that came with an import, and those that it renamed, as they were before.
#[derive(Default)]
struct TakenDigests {
    added: Vec<DigestMeta>,
    before: Vec<DigestMeta>,
    /// What went wrong, for the reader.
    problems: Vec<String>,
}

impl State {
    /// Imports what is offered. It is told when all of it is kept, and is undone as one step.
    pub fn import(self, choices: Vec<StoredMark>) {
        self.dialog.close();
        let saving = self.storage.begin_step("Importing");
        let step = self.steps.begin();
        leptos::task::spawn_local(async move {
            let Some(mut imported) = self.answer(TakeImport, &JsValue::UNDEFINED).await else {
                return self.end_step(step, None);
            };
            let (marks, decisions) = (imported.marks, imported.decisions);
            let mut reverse = Reverse { step: imported.undo.take(), ..Reverse::default() };
            let (marked, decided) = (std::mem::take(&mut imported.marked), imported.decided.take());
            let has_choices = self.take_choices(choices, &mut reverse);
            let (told, kept) = later();
            self.changed_then(decided, marked, move |kept| told.give(kept));
            let TakenDigests { added, before, problems } = self.take_digests(imported).await;
            let digests = words::to_u32(added.len() + before.len());
            reverse.added = added.iter().map(|meta| meta.id).collect();
            reverse.renamed = before;
            if digests > 0 {
                self.load_library().await;
            }
            self.show();
            let kept = kept.wait().await == Some(true);
            drop(saving);
            let what = tally::imported(marks, decisions, digests, has_choices);
            let notice = match &what {
                Some(what) => Notice::news(format!("Imported {what} from the backup.")).step(step),
                None => Notice::news("Everything in this backup is here already."),
            };
            self.end_step(step, what.map(|_| Undo::Import(Box::new(reverse))));
            // What is not kept was told.
            if kept && problems.is_empty() {
                self.notify(notice);
            }
            problems.into_iter().for_each(|problem| self.notify(Notice::trouble(problem)));
        });
    }

    /// Forgets what is offered, if the dialog is closed without an answer.
    pub fn decline_import(self) {
        if let Some(Topic::Import(_)) = untrack(|| self.dialog.topic()) {
            self.tell(DropImport);
        }
    }

    /// Takes over the settings and the keys, if they are newer, and the filters, if there are none.
    /// Returns whether something has changed.
    fn take_choices(self, choices: Vec<StoredMark>, reverse: &mut Reverse) -> bool {
        let (newer, _): (Vec<StoredMark>, Vec<StoredMark>) =
            choices.into_iter().partition(is_newer_choice);
        let has = |name: &str| newer.iter().any(|choice| choice.name == name);
        reverse.settings = has(SETTINGS).then(|| self.settings.get_untracked());
        reverse.bindings = has(BINDINGS).then(|| self.keys.get_untracked());
        self.settings.take(&newer);
        self.keys.take(&newer);
        let has_any = !newer.is_empty();
        let (filters, lasting): (Vec<StoredMark>, Vec<StoredMark>) =
            newer.into_iter().partition(|choice| choice.name == FILTERS);
        for filters in filters {
            let _ = storage::set(Lifetime::Lasting, FILTERS, &filters.text);
        }
        leptos::task::spawn_local(async move { drop(self.storage.journal(&lasting).await) });
        has_any
    }

    /// Returns whether what is offered under a name is newer than what is there; `None` if nothing is
    /// offered.
    pub fn is_newer(self, choices: &[StoredMark], name: &str) -> Option<bool> {
        let mut offered = choices.iter().filter(|choice| choice.name == name).peekable();
        offered.peek()?;
        Some(offered.any(is_newer_choice))
    }

    /// Keeps the digests of an import, and gives those that are there their newer names.
    async fn take_digests(self, imported: Imported) -> TakenDigests {
        let mut taken = TakenDigests::default();
        let Imported { digests, renamed, .. } = imported;
        if digests.is_empty() && renamed.is_empty() {
            return taken;
        }
        let Some(store) = self.storage.database() else {
            taken.problems.push(
                "The digests of the backup are not kept, because this browser has no database for \
                 the page. Import it again when it has one."
                    .into(),
            );
            return taken;
        };
        let (mut damaged, mut failed, mut reason) = (0, 0, String::new());
        for (about, place) in digests.into_iter().zip(0..) {
            let texts = self.answer(TakeDigest(place), &JsValue::UNDEFINED).await;
            let texts = texts.unwrap_or_default();
            if texts.is_empty() {
                damaged += 1;
                continue;
            }
            match keep(&store, about, &texts).await {
                Ok(meta) => taken.added.push(meta),
                Err(error) => (failed, reason) = (failed + 1, error),
            }
        }
        for (id, name, named) in renamed {
            let before = self.digest_meta(id);
            if let Some(before) = before
                && store
                    .rename_digest(&DigestMeta { name, named: named.0, ..before.clone() })
                    .await
                    .is_ok()
            {
                taken.before.push(before);
            }
        }
        if damaged > 0 {
            taken.problems.push(format!(
                "{} in this backup could not be read and {} left out: the file is damaged there. \
                 All else is imported.",
                words::count(damaged, "digest"),
                if damaged == 1 { "was" } else { "were" },
            ));
        }
        if failed > 0 {
            taken.problems.push(format!(
                "{} of the backup could not be kept: {reason}. All else is imported. Delete old \
                 digests in the library, and import it again.",
                words::count(failed, "digest"),
            ));
        }
        taken
    }

    /// Undoes an import, but for what was decided again since.
    pub(super) fn take_back_import(self, reverse: Reverse) {
        let Reverse { step, settings, bindings, added, renamed } = reverse;
        if let Some(step) = step {
            self.take_back(Undo::Step(step));
        }
        if let Some(settings) = settings {
            self.settings.set(settings);
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
                    self.notify(Notice::trouble(format!(
                        "A digest of the backup could not be removed: {error}. Delete it in the \
                         library.",
                    )));
                }
            }
            drop(saving);
            self.load_library().await;
        });
    }

    fn digest_meta(self, id: DigestId) -> Option<DigestMeta> {
        self.library.list.with_untracked(|list| list.iter().find(|meta| meta.id == id).cloned())
    }
}

/// Keeps a digest of a backup.
async fn keep(
    store: &Store,
    about: BackupDigest,
    texts: &[PackedText],
) -> Result<DigestMeta, String> {
    let BackupDigest { id, name, named, format, papers, left_over, seen } = about;
    let mut meta =
        DigestMeta { id, name, named: named.0, format, papers, left_over, seen: seen.into() };
    let part = |text: &PackedText| {
        let [name, kind, encoding] = [&text.name, &text.kind, &text.encoding];
        let bytes = Uint8Array::from(text.bytes.as_slice()).buffer();
        Array::of4(&name.into(), &kind.into(), &encoding.into(), &bytes)
    };
    let texts: Array = texts.iter().map(part).collect();
    store.keep_digest(&mut meta, &texts).await.map_err(|error| error.to_string())?;
    Ok(meta)
}
