//! Where the authors of a paper begin, as set by the reader.

use leptos::prelude::*;

use super::State;
use crate::app::state::dialog::Topic;
use crate::app::state::notices::{Notice, Placing, Undo};
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
        let SplitChoices { paper, title: present, placed, .. } = choices;
        let before = Placing { paper: paper.clone(), title: placed.then_some(present) };
        self.place(Placing { paper, title }, Some(before));
    }

    /// Makes a paper's authors begin where they began before.
    pub(super) fn place_again(self, before: Placing) {
        self.place(before, None);
    }

    /// Makes a paper's authors begin after a title; `before` undoes that.
    fn place(self, Placing { paper, title }: Placing, before: Option<Placing>) {
        let place = PlaceBoundary { paper, title, now: clock::now() };
        self.ask(place, move |placed| self.placed(placed, before));
    }

    /// Takes over that the engine has placed the boundary, or could not.
    fn placed(self, Placed { done, marked }: Placed, before: Option<Placing>) {
        self.marked(marked);
        self.show();
        if let Some(before) = before.filter(|_| done) {
            let again = Undo::Placing(before);
            self.notify(Notice::news("Title and authors are parted anew.").undo(again));
        }
        // The button that opened the dialog is drawn again, the card stays.
        if let Some(position) = untrack(|| self.feed.current()) {
            self.feed.go_to(self, position);
        }
    }
}
