//! Where the authors of a paper begin, as set by the reader.

use leptos::prelude::*;

use super::State;
use crate::app::state::dialog::Topic;
use crate::app::state::notices::Notice;
use crate::app::state::steps::Undo;
use crate::browser::clock;
use skimmark_protocol::{Card, FindSplits, PlaceBoundary, Placed, SplitChoices};

impl State {
    /// Asks the reader where the authors of a paper of the present view begin.
    pub fn ask_authors(self, card: &Card) {
        if let Some(paper) = self.paper_ref(card) {
            self.ask(FindSplits(paper), move |choices| {
                if let Some(choices) = choices {
                    self.offer_splits(choices);
                }
            });
        }
    }

    /// Opens the dialog, unless something else has come up meanwhile.
    fn offer_splits(self, choices: SplitChoices) {
        if self.view() == Some(choices.paper.view) && untrack(|| !self.dialog.is_open()) {
            self.dialog.open(Topic::Authors(choices));
        }
    }

    /// Makes the authors of the paper that was asked about begin after `title`; without one, where
    /// the program finds them.
    pub fn place_authors(self, title: Option<String>) {
        let Some(Topic::Authors(choices)) = untrack(|| self.dialog.topic()) else { return };
        self.dialog.close();
        let place = PlaceBoundary { paper: choices.paper, title, now: clock::now() };
        self.ask(place, move |placed| self.placed(placed));
    }

    /// Takes over that the engine has placed the boundary, or could not.
    fn placed(self, Placed { mut marked, .. }: Placed) {
        let undo = marked.undo.take();
        self.marked(marked);
        self.show();
        if let Some(undo) = undo {
            let notice = Notice::news("Title and authors are parted anew.");
            self.notify_done(notice, Undo::Step(undo));
        }
        // The button that opened the dialog is drawn again, the card stays.
        if let Some(position) = untrack(|| self.feed.current()) {
            self.feed.go_to(self, position);
        }
    }
}
