//! The note on a paper while it is written, in its place on the card or in the reading pane: what was typed
//! is kept as a draft until it is saved, and what another tab wrote meanwhile is shown beside it, in a dialog.

use leptos::prelude::*;

use super::dialog::{Noting, Origin, Topic};
use super::notices::Notice;
use super::{LoadedCard, State};
use crate::browser::storage::{self, Lifetime};
use crate::page::draft::Draft;
use skimmark_paper::words;
use skimmark_protocol::stored::DRAFT;
use skimmark_protocol::{NoteChange, NoteClash, Stretch};

/// What a notice says of a note that was saved.
const NOTED: Option<&str> = Some("Noted: ");

/// The note that is being written in its place, if any is. It is held as the dialog's topic is: a signal of a
/// type of its own would add 1.5 KB to the page.
#[derive(Clone, Copy)]
pub struct OpenNote {
    topic: RwSignal<Option<Topic>>,
}

impl OpenNote {
    pub(super) fn new() -> Self {
        Self { topic: RwSignal::new(None) }
    }

    /// Returns where its contents come from, if it is that of the paper with this key.
    pub fn origin_of(self, key: &str) -> Option<Origin> {
        self.topic.with(|topic| {
            noting_of(topic.as_ref()).filter(|it| it.paper.card.key == key).map(|it| it.origin)
        })
    }

    fn is_of(self, key: &str) -> bool {
        untrack(|| self.origin_of(key)).is_some()
    }

    /// Returns it as it was typed so far, and does not follow it.
    pub fn get_untracked(self) -> Option<Noting> {
        self.topic.with_untracked(|topic| noting_of(topic.as_ref()).cloned())
    }

    /// Takes over what was typed or saved; its fields have it already.
    fn update(self, key: &str, update: impl FnOnce(&mut Noting)) {
        if self.is_of(key) {
            self.topic.update_untracked(|topic| {
                if let Some(Topic::Note(noting)) = topic {
                    update(noting);
                }
            });
        }
    }
}

fn noting_of(topic: Option<&Topic>) -> Option<&Noting> {
    match topic {
        Some(Topic::Note(noting)) => Some(noting),
        _ => None,
    }
}

impl Noting {
    fn of(paper: &LoadedCard) -> Self {
        let (tags, note) = (paper.own.tags.join(", "), paper.own.note.clone());
        let draft = Draft {
            title: Stretch::join(&paper.card.title),
            tags: tags.clone(),
            note: note.clone(),
            tags_before: tags,
            note_before: note,
        };
        Self::over(paper.clone(), draft, Origin::There)
    }

    fn over(paper: LoadedCard, draft: Draft, origin: Origin) -> Self {
        let began = (draft.tags_before.clone(), draft.note_before.clone());
        Self { paper, draft, origin, began }
    }

    fn key(&self) -> String {
        [DRAFT, &self.paper.card.key].concat()
    }

    /// Returns what is typed now.
    fn typed(&self, tags: String, note: String) -> Draft {
        Draft { tags, note, ..self.draft.clone() }
    }
}

impl State {
    /// Opens the note on a paper, in its place; with what was typed and not saved, if anything was. If it is
    /// open, it is closed.
    #[inline(never)]
    pub fn open_note(self, paper: &LoadedCard) {
        let is_open = self.note.is_of(&paper.card.key);
        self.finish_note();
        if is_open {
            return;
        }
        let mut noting = Noting::of(paper);
        let stored = storage::get(Lifetime::Lasting, &noting.key());
        let unsaved = stored.and_then(|text| Draft::restore(&text));
        let is_new = |draft: &Draft| {
            !draft.is_unchanged()
                && (&draft.tags, &draft.note) != (&noting.draft.tags, &noting.draft.note)
        };
        if let Some(draft) = unsaved.filter(is_new) {
            noting = Noting::over(noting.paper, draft, Origin::Unsaved);
        }
        self.note.topic.set(Some(Topic::Note(noting)));
    }

    /// Saves the note that is open, and closes it.
    pub fn finish_note(self) {
        if self.note.topic.with_untracked(Option::is_some) {
            self.save_note(NOTED);
            self.note.topic.set(None);
        }
    }

    /// Does so if it is this one.
    pub fn finish_this_note(self, noting: &Noting) {
        if untrack(|| self.note.origin_of(&noting.paper.card.key)) == Some(noting.origin) {
            self.finish_note();
        }
    }

    /// Saves the note that is open as far as it is typed, and says nothing of it.
    pub fn save_typed(self) {
        self.save_note(None);
    }

    #[inline(never)]
    fn save_note(self, words: Option<&'static str>) {
        if let Some(noting) = self.note.get_untracked() {
            let Draft { tags, note, .. } = noting.draft.clone();
            self.write_note(noting, tags, note, words);
        }
    }

    /// Keeps what is typed until it is saved.
    pub fn keep_draft(self, noting: &Noting, tags: String, note: String) {
        let typed = noting.typed(tags.clone(), note.clone());
        self.note.update(&noting.paper.card.key, |open| open.draft = typed);
        // If it is saved another time, both notes are shown again.
        let (tags_before, note_before) = noting.began.clone();
        let draft = Draft { tags_before, note_before, ..noting.typed(tags, note) };
        if draft.is_unchanged() {
            storage::remove(Lifetime::Lasting, &noting.key());
        } else {
            // Without room for it, it is kept by the dialog alone.
            let _ = storage::set(Lifetime::Lasting, &noting.key(), &draft.store());
        }
    }

    /// Gives up what was typed and not saved, and shows what is there.
    pub fn discard_draft(self, noting: &Noting) {
        storage::remove(Lifetime::Lasting, &noting.key());
        self.note.topic.set(Some(Topic::Note(Noting::of(&noting.paper))));
    }

    /// Saves tags and note, as typed, if they have changed; a notice offers to undo it.
    pub fn keep_note(self, noting: Noting, tags: String, note: String) {
        self.write_note(noting, tags, note, NOTED);
    }

    #[inline(never)]
    fn write_note(self, noting: Noting, tags: String, note: String, words: Option<&'static str>) {
        let draft = noting.typed(tags, note);
        if draft.is_unchanged() {
            return storage::remove(Lifetime::Lasting, &noting.key());
        }
        let Draft { tags, note, tags_before, note_before, .. } = draft.clone();
        let change = NoteChange { tags, note, tags_before, note_before };
        self.change_note(&noting.paper.card.clone(), change, words, move |saved| match saved {
            Ok(()) => {
                storage::remove(Lifetime::Lasting, &noting.key());
                // What is typed from now on changes what was saved.
                self.note.update(&noting.paper.card.key, |open| {
                    open.began = (draft.tags.clone(), draft.note.clone());
                    open.draft.tags_before = draft.tags;
                    open.draft.note_before = draft.note;
                });
            }
            Err(clash) => self.ask_which_note(Noting { draft, ..noting }, clash),
        });
    }

    /// Shows the note that another tab wrote beside the one that was to be saved.
    fn ask_which_note(self, noting: Noting, clash: NoteClash) {
        let NoteClash { tags, tags_there, note_there } = clash;
        let draft = Draft {
            tags: tags.join(", "),
            tags_before: tags_there.join(", "),
            note_before: note_there,
            ..noting.draft
        };
        if self.note.is_of(&noting.paper.card.key) {
            self.note.topic.set(None);
        }
        self.dialog.open(Topic::Clash(Noting { draft, origin: Origin::Clash, ..noting }));
    }

    /// Tells that what was typed is not saved.
    pub fn tell_draft(self) {
        self.notify(Notice::news(
            "Your note is not saved, as another tab's is there. It is there when you open that \
             note again.",
        ));
    }

    /// Tells which notes were typed at an earlier visit and, as far as is known, not saved.
    pub(super) fn tell_drafts(self) {
        let keys = storage::keys(DRAFT).unwrap_or_default();
        let stored = keys.iter().filter_map(|key| storage::get(Lifetime::Lasting, key));
        let titles: Vec<String> =
            stored.filter_map(|text| Some(Draft::restore(&text)?.title)).collect();
        let Some(first) = titles.first() else { return };
        let which = match titles.len() {
            1 => format!("A note may not have been saved when the page was left, on: {first}."),
            count => format!(
                "Notes on {} may not have been saved when the page was left; one of them: {first}.",
                words::count(words::to_u32(count), "paper"),
            ),
        };
        self.notify(Notice::question(format!(
            "{which} What was typed is there when you open that note."
        )));
    }
}
