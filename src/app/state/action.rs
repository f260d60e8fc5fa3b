//! What each command does.

use leptos::prelude::*;

use super::dialog::Topic;
use super::{LoadedCard, State};
use crate::app::ids::{MAIN, SEARCH};
use crate::browser::{dom, focus, roving, timers, window};
use crate::page::commands::Command;
use crate::page::route::Screen;
use skimmark_protocol::{ExportForm, ExportScope, SelectedChange};

/// What opens a digest of the library.
const KEPT: &str = ".kept-title";

/// What a command does.
pub enum Action {
    /// An action on a paper: the current one, if a key asks for it.
    Paper(fn(State, &LoadedCard)),
    /// An action on the page.
    Page(fn(State)),
}

/// Returns what a command does.
pub fn action(command: Command) -> Action {
    use Action::{Page, Paper};
    match command {
        Command::Next => Page(|state| state.step(true)),
        Command::Previous => Page(|state| state.step(false)),
        Command::Unfold => Page(|state| state.feed.toggle_unfolded()),
        Command::Layout => Page(State::toggle_list),
        Command::Visit => {
            Paper(|state, paper| window::open(&untrack(|| state.settings.address(&paper.card))))
        }
        Command::Star => Paper(State::toggle_star),
        Command::Read => Paper(State::toggle_read),
        Command::Hide => Paper(State::toggle_hidden),
        Command::Note => Paper(State::open_note),
        Command::MoreLike => Paper(State::more_like),
        Command::Copy => Paper(State::copy),
        Command::CopyBibtex => Paper(State::copy_bibtex),
        Command::More => Paper(|state, paper| state.dialog.open(Topic::More(paper.clone()))),
        Command::Authors => Paper(|state, paper| state.ask_authors(&paper.card)),
        Command::Select => Paper(State::toggle_selected),
        // With Shift held down it is a key of its own: see `Keys`.
        Command::SelectAll => Page(State::select_all),
        Command::ReadNext => Page(State::read_and_next),
        Command::ReadAbove => Page(State::read_above),
        Command::ReadAll => Page(State::read_all),
        Command::Undo => Page(State::undo),
        Command::Search => Page(|_| {
            focus::give_at_end(SEARCH);
        }),
        Command::First => Page(|state| state.feed.go_to(state, 0)),
        Command::Last => Page(|state| state.feed.go_to(state, state.feed.last())),
        Command::Digest => Page(|state| state.turn_to(Screen::Digest)),
        Command::Bookmarks => Page(|state| state.turn_to(Screen::Bookmarks)),
        Command::Library => Page(|state| state.turn_to(Screen::Library)),
        Command::Help => Page(|state| state.dialog.open(Topic::Keys)),
    }
}

impl State {
    /// Does what a command says: to the selected papers if it can be done to several, else to the
    /// current paper if it is about one.
    pub fn run(self, command: Command) {
        if untrack(|| self.selection.is_any()) && self.run_on_selected(command) {
            return;
        }
        match action(command) {
            Action::Page(act) => act(self),
            Action::Paper(act) => {
                let is_starred = self.feed.current_card().is_some_and(|paper| paper.own.starred);
                self.feed.on_current(self, act);
                if command == Command::Star && !is_starred && self.settings.goes_on() {
                    self.feed.step(self, 1);
                }
            }
        }
    }

    /// Does what a command says to the selected papers. Returns whether it can be done to several.
    fn run_on_selected(self, command: Command) -> bool {
        match command {
            Command::Star => self.change_selected(SelectedChange::Star),
            Command::Read => self.change_selected(SelectedChange::Read),
            Command::Hide => self.change_selected(SelectedChange::Hide),
            Command::Note => self.dialog.open(Topic::Tag),
            Command::Copy => self.copy_papers(ExportScope::Selected, ExportForm::Markdown),
            Command::CopyBibtex => self.copy_papers(ExportScope::Selected, ExportForm::Bibtex),
            _ => return false,
        }
        true
    }

    /// Does what a command says, to this paper if it is about one.
    pub fn run_on(self, command: Command, paper: &LoadedCard) {
        match action(command) {
            Action::Page(act) => act(self),
            Action::Paper(act) => act(self, paper),
        }
    }

    /// Carries out a swipe of this paper. A finger may slip, so a notice says what was done.
    pub fn run_by_hand(self, command: Command, paper: &LoadedCard) {
        match command {
            Command::Star => self.star_by_hand(paper),
            _ => self.run_on(command, paper),
        }
    }

    /// Turns from cards to a list, or back; the reader stays at their paper.
    #[inline(never)]
    pub fn toggle_list(self) {
        let here = self.feed.current_untracked();
        self.settings.toggle_list();
        if let Some(here) = here {
            timers::next_frame(move || self.feed.go_to(self, here));
        }
    }

    /// Goes to the next paper, or to the one before it; in the library, to a digest.
    fn step(self, forward: bool) {
        if untrack(|| self.navigation.screen()) == Screen::Library {
            return dom::by_id(MAIN).iter().for_each(|main| roving::walk(main, KEPT, forward));
        }
        self.feed.step(self, if forward { 1 } else { -1 });
    }

    /// Returns whether a command can do something to the papers of the present view.
    pub fn offers(self, command: Command) -> bool {
        command != Command::Hide || self.hides()
    }
}

impl LoadedCard {
    /// Returns whether the menu of the paper has this command.
    pub fn offers(&self, command: Command) -> bool {
        command != Command::Authors || self.card.glued
    }
}
