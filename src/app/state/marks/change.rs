//! What the reader does to papers: stars, read state, tags and notes, and what is out of the way.

use leptos::prelude::*;

use crate::app::state::notices::{Notice, Offer};
use crate::app::state::topic::Topic;
use crate::app::state::{LoadedCard, State};
use crate::browser::{clipboard, clock, storage};
use skimmark_paper::words;
use skimmark_protocol::ExportForm;
use skimmark_protocol::{Card, MarkChange, Marked, Marking, Request, Stretch, View};

impl State {
    /// Stars a paper, or takes its star away.
    pub fn toggle_star(self, LoadedCard { card, own }: &LoadedCard) {
        let starred = !own.starred;
        if starred && self.bookmarks.get_untracked() == 0 {
            storage::ask_to_persist();
        }
        let undo = self.mark(card, MarkChange::Star(starred), MarkChange::Star(!starred));
        if !starred && self.view() == Some(View::Bookmarks) {
            self.tell_marked("Removed from the bookmarks: ", card, undo);
        } else {
            self.remember(undo);
        }
    }

    /// Stars a paper by a swipe, or takes its star away, and says so: a finger may slip.
    pub fn star_by_hand(self, paper: &LoadedCard) {
        self.toggle_star(paper);
        let undo = self.undos.try_update_value(Vec::pop).flatten();
        if let Some((_, Offer::MarkBack(undo))) = undo {
            let what = if paper.own.starred { "Star taken away: " } else { "Starred: " };
            self.tell_marked(what, &paper.card, Some(undo));
        }
    }

    /// Notes that a paper was read, or was not.
    pub fn toggle_read(self, LoadedCard { card, own }: &LoadedCard) {
        let undo = self.mark(card, MarkChange::Read(!own.read), MarkChange::Read(own.read));
        self.remember(undo);
    }

    /// Papers of the present view can be put out of the way; bookmarks were put where they are.
    pub fn hides(self) -> bool {
        self.view() != Some(View::Bookmarks)
    }

    /// Puts a paper out of the way, or brings it back.
    pub fn toggle_hidden(self, LoadedCard { card, own }: &LoadedCard) {
        if !self.hides() {
            return;
        }
        let hide = !own.hidden;
        let undo = self.mark(card, MarkChange::Hide(hide), MarkChange::Hide(!hide));
        self.tell_marked(if hide { "Hidden: " } else { "No longer hidden: " }, card, undo);
    }

    /// Opens the dialog for the tags of a paper and the note on it.
    pub fn ask_note(self, paper: &LoadedCard) {
        self.dialog.set(Some(Topic::Note(paper.clone())));
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
        if let Some(view) = self.view() {
            let (paper, key) = (card.paper, card.key.clone());
            self.send(&Request::Copy { view, paper, key, form });
        }
    }

    /// Puts a paper on the clipboard, as the engine wrote it.
    pub(in crate::app::state) fn copied(self, text: String) {
        leptos::task::spawn_local(async move {
            self.notify(match clipboard::write(&text).await {
                Ok(()) => Notice::news(["Copied: ", begin_of(&text)].concat()),
                Err(reason) => Notice::trouble(format!(
                    "The clipboard could not be written: {reason}. Allow it for this page, or \
                     select the text and copy that.",
                )),
            });
        });
    }

    /// Opens the dialog of what else can be done with a paper.
    pub fn ask_more(self, paper: &LoadedCard) {
        self.dialog.set(Some(Topic::More(paper.clone())));
    }

    /// Keeps the tags of a paper and the note on it, as typed, where they have changed.
    pub fn note(self, LoadedCard { card, own }: &LoadedCard, tags: String, note: String) {
        let before = MarkChange::Note(own.tags.join(", "), own.note.clone());
        let change = MarkChange::Note(tags, note);
        if change == before {
            return;
        }
        let undo = self.mark(card, change, before);
        self.tell_marked("Noted: ", card, undo);
    }

    /// Has all papers that are shown be read.
    pub fn read_all(self) {
        if self.view().is_some() {
            self.send(&Request::ReadAll { turn: self.feed.turn(), now: clock::now() });
            self.show();
        }
    }

    /// All papers that were shown are read now.
    pub(in crate::app::state) fn all_read(self, papers: u32, set_at: u64, marked: Marked) {
        self.marked(marked);
        if papers == 0 {
            return self.notify(Notice::news("All papers shown were read before."));
        }
        let text = format!("{} marked as read.", words::count(papers, "paper"));
        self.notify(Notice::news(text).offer("Undo", Offer::Unread(set_at)));
    }

    /// Takes back that papers were read at this moment.
    pub(in crate::app::state) fn unread(self, set_at: u64) {
        self.send(&Request::Unread { set_at, now: clock::now() });
        self.show();
    }

    /// Changes what the reader decided about a paper of the present view; gives what takes that
    /// back, where `before` is what was.
    fn mark(self, card: &Card, change: MarkChange, before: MarkChange) -> Option<Marking> {
        let (view, now) = (self.view()?, clock::now());
        let (paper, key) = (card.paper, card.key.clone());
        let marking = Marking { view, paper, key, change, undoes: 0, now };
        self.send_marking(marking.clone());
        Some(Marking { change: before, undoes: now, ..marking })
    }

    /// Takes a change back, unless a newer one was made since.
    pub(in crate::app::state) fn mark_back(self, undo: Marking) {
        self.send_marking(Marking { now: clock::now(), ..undo });
    }

    fn send_marking(self, marking: Marking) {
        self.send(&Request::Mark(marking));
        self.show();
    }

    /// What takes a change back that no notice tells of.
    fn remember(self, undo: Option<Marking>) {
        if let Some(undo) = undo {
            self.remember_undo(0, Offer::MarkBack(undo));
        }
    }

    fn tell_marked(self, what: &str, card: &Card, undo: Option<Marking>) {
        let notice = Notice::news([what, &Stretch::join(&card.title)].concat());
        self.notify(match undo {
            Some(undo) => notice.offer("Undo", Offer::MarkBack(undo)),
            None => notice,
        });
    }
}

/// What tells a copied paper from others: its title, or its key in BibTeX.
fn begin_of(text: &str) -> &str {
    let line = text.split('\n').next().unwrap_or_default();
    line.split("](").next().unwrap_or_default().trim_start_matches("- [").trim_end_matches(',')
}
