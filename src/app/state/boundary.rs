//! Where the authors of a paper begin, by the reader's word.

use leptos::prelude::*;

use super::State;
use crate::app::state::notices::{Notice, Offer};
use crate::app::state::topic::Topic;
use crate::browser::clock;
use skimmark_protocol::{Card, Marked, Request, SplitChoices, View};

/// A paper, and the title behind which its authors are to begin; empty, the program finds it.
#[derive(Clone, Debug)]
pub struct Placing {
    view: View,
    paper: u32,
    key: String,
    title: String,
}

impl State {
    /// Asks the reader where the authors of a paper of the present view begin.
    pub fn ask_authors(self, card: &Card) {
        if let Some(view) = self.view() {
            let (paper, key) = (card.paper, card.key.clone());
            self.send(&Request::SplitChoices { view, paper, key });
        }
    }

    /// Opens the dialog, unless something else has come up meanwhile.
    pub(super) fn offer_rivals(self, rivals: SplitChoices) {
        if self.view() == Some(rivals.view) && self.dialog.with_untracked(Option::is_none) {
            self.dialog.set(Some(Topic::Authors(rivals)));
        }
    }

    /// Has the authors of the paper that was asked about begin behind `title`; behind an empty
    /// one, where the program finds them.
    pub fn place_authors(self, title: String) {
        let Some(Topic::Authors(rivals)) = self.dialog.get_untracked() else { return };
        self.dialog.set(None);
        let SplitChoices { view, paper, key, title: present, placed, .. } = rivals;
        let before = if placed { present } else { String::new() };
        self.before.set_value(Some(Placing { view, paper, key: key.clone(), title: before }));
        self.place(Placing { view, paper, key, title });
    }

    /// Has a paper's authors begin behind a title.
    pub(super) fn place(self, wanted: Placing) {
        let Placing { view, paper, key, title } = wanted;
        self.send(&Request::Place { view, paper, key, title, now: clock::now() });
    }

    /// The engine has placed the boundary, or could not.
    pub(super) fn placed(self, done: bool, marked: Marked) {
        self.marked(marked);
        self.show();
        let before = self.before.try_update_value(Option::take).flatten();
        if let Some(before) = before.filter(|_| done) {
            let again = Offer::PlaceAgain(before);
            self.notify(Notice::news("Title and authors are parted anew.").offer("Undo", again));
        }
        // The button that opened the dialog is drawn anew, the card stays.
        if let Some(position) = self.feed.current.get_untracked() {
            self.feed.go_to(self, position);
        }
    }
}
