//! What the reader does with papers: stars, read state, tags and notes, and hiding.

use crate::app::state::notices::{Notice, Undo};
use crate::app::state::{LoadedCard, State};
use crate::browser::{clipboard, clock, storage};
use skimmark_paper::words;
use skimmark_protocol::{
    AllRead, Card, ChangeMark, Copied, CopyPaper, ExportForm, MarkChange, Millis, ReadAll, Stretch,
    UndoReadAll, View,
};

impl State {
    /// Stars a paper, or removes its star.
    pub fn toggle_star(self, paper: &LoadedCard) {
        let undo = self.star(paper);
        if paper.own.starred && self.view() == Some(View::Bookmarks) {
            self.tell_marked("Removed from the bookmarks: ", &paper.card, undo);
        } else {
            self.remember(undo);
        }
    }

    /// Stars a paper by a swipe, or removes its star, and says so in a notice: a finger may slip.
    pub fn star_by_hand(self, paper: &LoadedCard) {
        let undo = self.star(paper);
        if undo.is_some() {
            let what = if paper.own.starred { "Star taken away: " } else { "Starred: " };
            self.tell_marked(what, &paper.card, undo);
        }
    }

    /// Stars a paper, or removes its star; returns what undoes that.
    fn star(self, LoadedCard { card, own }: &LoadedCard) -> Option<ChangeMark> {
        let starred = !own.starred;
        if starred && self.marks.bookmarks.get_untracked() == 0 {
            storage::ask_to_persist();
        }
        self.mark(card, MarkChange::Star(starred), MarkChange::Star(!starred))
    }

    /// Records that a paper was read, or was not.
    pub fn toggle_read(self, LoadedCard { card, own }: &LoadedCard) {
        let undo = self.mark(card, MarkChange::Read(!own.read), MarkChange::Read(own.read));
        self.remember(undo);
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
        let undo = self.mark(card, MarkChange::Hide(hide), MarkChange::Hide(!hide));
        self.tell_marked(if hide { "Hidden: " } else { "No longer hidden: " }, card, undo);
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
        let undo = self.mark(card, change, before);
        self.tell_marked("Noted: ", card, undo);
    }

    /// Marks all papers that are shown as read.
    pub fn read_all(self) {
        if self.view().is_some() {
            let read = ReadAll { order: self.feed.order(), now: clock::now() };
            self.ask(read, move |all| self.all_read(all));
            self.show();
        }
    }

    /// Handles that all papers that were shown are read now.
    fn all_read(self, AllRead { papers, set_at, marked }: AllRead) {
        self.marked(marked);
        if papers == 0 {
            return self.notify(Notice::news("All papers shown were read before."));
        }
        let text = format!("{} marked as read.", words::count(papers, "paper"));
        self.notify(Notice::news(text).undo(Undo::ReadAll(set_at)));
    }

    /// Undoes that papers were marked as read at this time.
    pub(in crate::app::state) fn unread(self, set_at: Millis) {
        let undo = UndoReadAll { set_at, now: clock::now() };
        self.ask(undo, move |marked| self.marked(marked));
        self.show();
    }

    /// Changes what the reader decided about a paper of the present view; returns what restores
    /// `before`.
    fn mark(self, card: &Card, change: MarkChange, before: MarkChange) -> Option<ChangeMark> {
        let (paper, now) = (self.paper_ref(card)?, clock::now());
        let marking = ChangeMark { paper, change, undoes: None, now };
        self.send_marking(marking.clone());
        Some(ChangeMark { change: before, undoes: Some(now), ..marking })
    }

    /// Undoes a change, unless a newer one was made since.
    pub(in crate::app::state) fn mark_back(self, undo: ChangeMark) {
        self.send_marking(ChangeMark { now: clock::now(), ..undo });
    }

    fn send_marking(self, marking: ChangeMark) {
        self.ask(marking, move |marked| self.marked(marked));
        self.show();
    }

    /// Remembers how to undo a change that no notice reports.
    fn remember(self, undo: Option<ChangeMark>) {
        if let Some(undo) = undo {
            self.notices.remember(Undo::Mark(undo));
        }
    }

    fn tell_marked(self, what: &str, card: &Card, undo: Option<ChangeMark>) {
        let notice = Notice::news([what, &Stretch::join(&card.title)].concat());
        self.notify(match undo {
            Some(undo) => notice.undo(Undo::Mark(undo)),
            None => notice,
        });
    }
}
