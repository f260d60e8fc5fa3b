//! What the reader does with papers: stars, read state, tags and notes, and hiding.

use std::ops::Range;

use crate::app::state::notices::Notice;
use crate::app::state::steps::{StepId, Undo};
use crate::app::state::storage::Step;
use crate::app::state::{LoadedCard, State};
use crate::browser::clipboard;
use crate::browser::storage::{self, Lifetime};
use crate::browser::{clock, timers};
use skimmark_paper::words;
use skimmark_paper::words::to_u32;
use skimmark_protocol::{
    AllRead, Card, ChangeMark, Copied, CopyPaper, ExportForm, MarkChange, Marked, NoteChange,
    NoteClash, ReadAll, Stretch, View,
};

/// How many times marking all papers as read is retried when the order has just changed, and the
/// pause between tries in milliseconds.
const READ_AGAIN: u32 = 50;
const PAUSE: i32 = 40;

/// The most characters of a title in a notice: two lines on a phone.
const TITLE: usize = 64;

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
        self.mark(card, MarkChange::Star(starred), words);
    }

    /// Records that a paper was read, or was not.
    pub fn toggle_read(self, LoadedCard { card, own }: &LoadedCard) {
        self.mark(card, MarkChange::Read(!own.read), None);
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
        self.mark(
            card,
            MarkChange::Hide(hide),
            Some(if hide { "Hidden: " } else { "No longer hidden: " }),
        );
    }

    /// Copies a paper as Markdown.
    pub fn copy(self, paper: &LoadedCard) {
        self.copy_as(ExportForm::Markdown, paper);
    }

    /// Copies a paper as BibTeX.
    pub fn copy_bibtex(self, paper: &LoadedCard) {
        self.copy_as(ExportForm::Bibtex, paper);
    }

    #[inline(never)]
    fn copy_as(self, form: ExportForm, LoadedCard { card, .. }: &LoadedCard) {
        if let Some(paper) = self.paper_ref(card) {
            let begun = clipboard::begin_write();
            self.ask(CopyPaper { paper, form }, move |copied| {
                if let Some(copied) = copied {
                    let Copied { name, text } = copied;
                    self.write_clipboard(begun, text, name);
                }
            });
        }
    }

    /// Changes the tags of a paper and the note on it; `words`, and the title, say so in a notice. Calls
    /// `then` when that is kept, or with what another tab has written meanwhile.
    pub(in crate::app::state) fn change_note(
        self,
        card: &Card,
        change: NoteChange,
        words: Option<&str>,
        then: impl FnOnce(Result<(), NoteClash>) + 'static,
    ) {
        self.mark_then(card, MarkChange::Note(change), words, Box::new(then));
    }

    /// Marks all papers that are shown as read.
    pub fn read_all(self) {
        self.read_before(None);
    }

    /// Marks the papers above the current one as read.
    pub fn read_above(self) {
        if let Some(current) = self.feed.current_untracked() {
            self.read_before(Some(to_u32(current)));
        }
    }

    #[inline(never)]
    fn read_before(self, before: Option<u32>) {
        if self.view().is_some() {
            let step = self.steps.begin();
            let saving = self.storage.begin_step("Marking papers as read");
            self.read_order(before, step, saving, READ_AGAIN);
        }
    }

    /// Marks papers of the order as read that were scrolled past. It is no step of the reader's, and there is
    /// none to take back.
    pub(in crate::app::state) fn read_passed(self, passed: Range<usize>) {
        let read = ReadAll {
            order: self.feed.order(),
            from: to_u32(passed.start),
            before: Some(to_u32(passed.end)),
            now: clock::now(),
        };
        self.ask(read, move |AllRead { mut marked, .. }| {
            marked.undo = None;
            self.marked(marked);
            self.show();
        });
    }

    /// Marks the current paper as read, and goes on to the next.
    pub fn read_and_next(self) {
        self.feed.on_current(self, State::read_paper);
        self.feed.step(self, 1);
    }

    fn read_paper(self, paper: &LoadedCard) {
        if !paper.own.read {
            self.toggle_read(paper);
        }
    }

    /// Marks the papers on the screen as read. If another tab has just changed what is shown, the
    /// engine has dropped this order; then the next one is tried, up to `again` times.
    fn read_order(self, before: Option<u32>, step: StepId, saving: Step, again: u32) {
        let read = ReadAll { order: self.feed.order(), from: 0, before, now: clock::now() };
        self.ask(read, move |AllRead { papers, marked }| match papers {
            Some(papers) => self.all_read(papers, marked, step, saving),
            None if again > 0 => {
                timers::after(PAUSE, move || self.read_order(before, step, saving, again - 1));
            }
            None => {
                self.end_step(step, None);
                self.notify(Notice::trouble(
                    "Nothing was marked as read, because what is shown changes all the time. Try \
                     again.",
                ));
            }
        });
        self.show();
    }

    /// Handles that all papers that were shown are read now.
    fn all_read(self, papers: u32, mut marked: Marked, step: StepId, saving: Step) {
        self.end_step(step, marked.undo.take().map(Undo::Step));
        if papers == 0 {
            return self.notify(Notice::news("These papers were read before."));
        }
        let text = format!("{} marked as read.", words::count(papers, "paper"));
        self.marked_then(marked, move |kept| {
            drop(saving);
            if kept {
                self.notify(Notice::news(text).step(step));
            }
        });
    }

    /// Changes what the reader decided about a paper of the present view. When it is kept, a notice
    /// in these words says so.
    fn mark(self, card: &Card, change: MarkChange, words: Option<&str>) {
        self.mark_then(card, change, words, Box::new(|_| {}));
    }

    fn mark_then(
        self,
        card: &Card,
        change: MarkChange,
        words: Option<&str>,
        then: Box<dyn FnOnce(Result<(), NoteClash>)>,
    ) {
        let Some(paper) = self.paper_ref(card) else { return };
        let step = self.steps.begin();
        let told = words.map(|words| Notice::news([words, &short_title(card)].concat()).step(step));
        let said = match change {
            MarkChange::Star(true) => "Starred",
            MarkChange::Star(false) => "Unstarred",
            MarkChange::Read(true) => "Marked read",
            MarkChange::Read(false) => "Marked unread",
            MarkChange::Hide(_) | MarkChange::Note(_) => "",
        };
        if told.is_none() && !said.is_empty() {
            self.notices.say(said);
        }
        let marking = ChangeMark { paper, change, now: clock::now() };
        // Before anything else: the page may be left within milliseconds.
        let noted = self.storage.note_pending(&marking);
        let forget_noted = move || {
            if let Some(noted) = noted {
                storage::remove(Lifetime::Lasting, &noted);
            }
        };
        self.ask(marking, move |mut marked| {
            let undo = marked.undo.take().map(Undo::Step);
            let clash = marked.clash.take();
            let has_changed = undo.is_some();
            self.end_step(step, undo);
            if let Some(clash) = clash {
                forget_noted();
                return then(Err(*clash));
            }
            self.marked_then(marked, move |kept| {
                if kept {
                    forget_noted();
                }
                if kept && has_changed {
                    told.into_iter().for_each(|told| self.notify(told));
                    then(Ok(()));
                }
            });
        });
        self.show();
    }
}

/// Returns the title of a paper for a line in passing: at most [`TITLE`] characters of whole words.
fn short_title(card: &Card) -> String {
    let title = Stretch::join(&card.title);
    let Some((end, _)) = title.char_indices().nth(TITLE) else { return title };
    let end = title[..end].rfind(' ').unwrap_or(end);
    [&title[..end], "…"].concat()
}
