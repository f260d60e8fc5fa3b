//! Saved views and rules: asked of the engine, stored, followed from other tabs.

use leptos::prelude::*;

use super::State;
use crate::app::state::notices::{Notice, Offer, Undo};
use crate::browser::storage::{self, Lifetime};
use skimmark_protocol::rules::Decision;
use skimmark_protocol::stored::DECISIONS;
use skimmark_protocol::{Card, Decide, Decided, Explain, RestoreDecisions};

impl State {
    /// Gives the engine what is stored of views and rules.
    pub(super) fn restore_decisions(self) {
        let stored = storage::get(Lifetime::Lasting, DECISIONS);
        self.ask(RestoreDecisions(stored), move |decided| self.decided(decided));
    }

    /// Changes views and rules; `words` say what was done, and that can be taken back.
    pub fn decide(self, decision: Decision, words: &str) {
        let before = storage::get(Lifetime::Lasting, DECISIONS);
        self.ask(Decide(decision), move |decided| self.decided(decided));
        self.show();
        self.notify(Notice::news(words).undo(Undo::Decisions(before)));
    }

    /// Has views and rules be as they were.
    pub(super) fn decide_again(self, before: Option<String>) {
        self.ask(RestoreDecisions(before), move |decided| self.decided(decided));
        self.show();
    }

    /// Takes over what has become of views and rules.
    pub(super) fn decided(self, decided: Decided) {
        self.decisions.set(decided.decisions);
        if let Some(problem) = decided.problem {
            return self.notify(Notice::trouble(problem));
        }
        let stored = storage::get(Lifetime::Lasting, DECISIONS);
        if let Some(store) = decided.store.filter(|store| stored.as_ref() != Some(store))
            && let Err(reason) = storage::set(Lifetime::Lasting, DECISIONS, &store)
        {
            self.notify(
                Notice::trouble(format!(
                    "Your views and rules are not saved: {reason}. Save a backup to keep them.",
                ))
                .offer("Save a backup", Offer::SaveBackup),
            );
        }
    }

    /// Asks why a paper is shown; where that is said, says it no longer.
    pub fn ask_why(self, card: &Card) {
        let paper = card.paper;
        if self.why.with_untracked(|why| why.as_ref().is_some_and(|(of, _)| *of == paper)) {
            self.why.set(None);
        } else if let Some(view) = self.view() {
            let query = self.route.with_untracked(|route| route.query.clone());
            self.ask(Explain { view, paper, query }, move |words| {
                self.why.set(words.map(|words| (paper, words)));
            });
        }
    }
}
