//! What the reader does with papers: stars, read state, tags and notes, and hiding.

use crate::app::state::notices::{Notice, Undo};
use crate::app::state::storage::Step;
use crate::app::state::{LoadedCard, State};
use crate::browser::storage::{self, Lifetime};
use crate::browser::{clipboard, clock};
use skimmark_paper::words;
use skimmark_protocol::{
    AllRead, Card, ChangeMark, Copied, CopyPaper, ExportForm, MarkChange, Millis, ReadAll, Stretch,
    UndoReadAll, View,
};

impl State {
    /// Stars a paper, or removes its star.
    pub fn toggle_star(self, paper: &LoadedCard) {
        let away = paper.own.starred && self.view() == Some(View::Bookmarks);
        self.star(paper, away.then_some("Removed from the bookmarks: "));
    }

    /// Stars a paper by a swipe, or removes its star, and says so in a notice: a finger may slip.
    pub fn star_by_hand(self, paper: &LoadedCard) {
        self.star(paper, Some(if paper.own.starred { "Star taken away: " } else { "Starred: " }));
    }

    fn star(self, LoadedCard { card, own }: &LoadedCard, words: Option<&str>) {
        let starred = !own.starred;
        if starred && self.marks.bookmarks.get_untracked() == 0 {
            storage::ask_to_persist();
        }
        self.mark(card, MarkChange::Star(starred), MarkChange::Star(!starred), words);
    }

    /// Records that a paper was read, or was not.
    pub fn toggle_read(self, LoadedCard { card, own }: &LoadedCard) {
        self.mark(card, MarkChange::Read(!own.read), MarkChange::Read(own.read), None);
    }

    /// Returns whether papers of the present view can be hidden. Bookmarks can't: the reader put
    /// them there.
    pub fn hides(self) -> bool {
        self.view() != Some(View::Bookmarks)
    }

    /// Hides a paper, or brings it back.
    pub fn toggle_hidden(self, LoadedCard { card, own }: &LoadedCard) {
        if !self.hides() {
            return;
        }
        let hide = !own.hidden;
        let words = if hide { "Hidden: " } else { "No longer hidden: " };
        self.mark(card, MarkChange::Hide(hide), MarkChange::Hide(!hide), Some(words));
    }

    /// Copies a paper as Markdown.
    pub fn copy(self, paper: &LoadedCard) {
        self.copy_as(ExportForm::Markdown, paper);
    }

    /// Copies a paper as BibTeX.
    pub fn copy_bibtex(self, paper: &LoadedCard) {
        self.copy_as(ExportForm::Bibtex, paper);
    }

    fn copy_as(self, form: ExportForm, LoadedCard { card, .. }: &LoadedCard) {
        if let Some(paper) = self.paper_ref(card) {
            self.ask(CopyPaper { paper, form }, move |copied| {
                if let Some(copied) = copied {
                    self.copied(copied);
                }
            });
        }
    }

    /// Puts a paper on the clipboard, as the engine wrote it.
    pub fn copied(self, Copied { name, text }: Copied) {
        leptos::task::spawn_local(async move {
            self.notify(match clipboard::write(&text).await {
                Ok(()) => Notice::news(["Copied: ", &name].concat()),
                Err(reason) => Notice::trouble(format!(
                    "The clipboard could not be written: {reason}. Allow it for this page, or \
                     select the text and copy that.",
                )),
            });
        });
    }

    /// Keeps the tags of a paper and the note on it, as typed, if they have changed.
    pub fn note(self, LoadedCard { card, own }: &LoadedCard, tags: String, note: String) {
        let before = MarkChange::Note(own.tags.join(", "), own.note.clone());
        let change = MarkChange::Note(tags, note);
        if change == before {
            return;
        }
        self.mark(card, change, before, Some("Noted: "));
    }

    /// Marks all papers that are shown as read.
    pub fn read_all(self) {
        if self.view().is_some() {
            let read = ReadAll { order: self.feed.order(), now: clock::now() };
            let step = self.storage.begin_step("Marking all papers as read");
            self.ask(read, move |all| self.all_read(all, step));
            self.show();
        }
    }

    /// Handles that all papers that were shown are read now.
    fn all_read(self, AllRead { papers, set_at, marked }: AllRead, step: Step) {
        if papers == 0 {
            return self.notify(Notice::news("All papers shown were read before."));
        }
        let text = format!("{} marked as read.", words::count(papers, "paper"));
        let notice = Notice::news(text).undo(Undo::ReadAll(set_at));
        self.notices.expect(&notice);
        self.marked_then(marked, move |kept| {
            drop(step);
            if kept {
                self.notices.tell_kept(notice);
            }
        });
    }

    /// Undoes that papers were marked as read at this time.
    pub(in crate::app::state) fn unread(self, set_at: Millis) {
        let undo = UndoReadAll { set_at, now: clock::now() };
        let step = self.storage.begin_step("Marking all these papers as unread");
        self.ask(undo, move |marked| self.marked_then(marked, move |_| drop(step)));
        self.show();
    }

    /// Changes what the reader decided about a paper of the present view; `before` undoes that.
    /// When it is kept, a notice in these words says so.
    fn mark(self, card: &Card, change: MarkChange, before: MarkChange, words: Option<&str>) {
        let Some(paper) = self.paper_ref(card) else { return };
        let marking = ChangeMark { paper, change, undoes: None, now: clock::now() };
        let undo = ChangeMark { change: before, undoes: Some(marking.now), ..marking.clone() };
        let Some(words) = words else {
            self.notices.remember(Undo::Mark(undo));
            return self.send_marking(marking, |_| {});
        };
        let notice = Notice::news([words, &Stretch::join(&card.title)].concat());
        let notice = notice.undo(Undo::Mark(undo));
        self.notices.expect(&notice);
        self.send_marking(marking, move |kept| {
            if kept {
                self.notices.tell_kept(notice);
            }
        });
    }

    /// Undoes a change, unless a newer one was made since.
    pub(in crate::app::state) fn mark_back(self, undo: ChangeMark) {
        self.send_marking(ChangeMark { now: clock::now(), ..undo }, |_| {});
    }

    fn send_marking(self, marking: ChangeMark, then: impl FnOnce(bool) + 'static) {
        // Before anything else: the page may be left within milliseconds.
        let noted = self.storage.note_pending(&marking);
        self.ask(marking, move |marked| {
            self.marked_then(marked, move |kept| {
                if kept && let Some(noted) = noted {
                    storage::remove(Lifetime::Lasting, &noted);
                }
                then(kept);
            });
        });
        self.show();
    }
}
