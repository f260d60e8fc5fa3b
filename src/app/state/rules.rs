//! Saved views and rules: asked of the engine, stored, followed from other tabs.

use leptos::prelude::*;

use crate::app::state::watched::{Watched, watched};

use super::State;
use super::notices::{Notice, Offer, Undo};
use crate::browser::storage::{self, Lifetime};
use skimmark_protocol::rules::{Decision, Decisions};
use skimmark_protocol::stored::DECISIONS;
use skimmark_protocol::{Card, Decide, Decided, Explain, RestoreDecisions};

/// The saved views and the rules, and why a paper is shown.
#[derive(Clone, Copy)]
pub struct Rules {
    /// The saved views and the rules.
    pub decisions: Watched<Decisions>,
    set_decisions: RwSignal<Decisions>,
    /// The paper whose reason was asked for, and the answer.
    pub why: Watched<Option<(u32, String)>>,
    set_why: RwSignal<Option<(u32, String)>>,
}

impl Rules {
    pub(super) fn new() -> Self {
        let (decisions, set_decisions) = watched(Decisions::default());
        let (why, set_why) = watched(None);
        Self { decisions, set_decisions, why, set_why }
    }

    /// Hides the reason why a paper is shown.
    pub(super) fn forget_why(self) {
        self.set_why.set(None);
    }
}

impl State {
    /// Gives the engine what is stored of views and rules.
    pub(super) fn restore_decisions(self) {
        let stored = storage::get(Lifetime::Lasting, DECISIONS);
        self.ask(RestoreDecisions(stored), move |decided| self.decided(decided));
    }

    /// Changes views and rules, and shows a notice in `words` that can undo it.
    pub fn decide(self, decision: Decision, words: &str) {
        let before = storage::get(Lifetime::Lasting, DECISIONS);
        self.ask(Decide(decision), move |decided| self.decided(decided));
        self.show();
        self.notify(Notice::news(words).undo(Undo::Decisions(before)));
    }

    /// Restores views and rules as they were.
    pub(super) fn decide_again(self, before: Option<String>) {
        self.ask(RestoreDecisions(before), move |decided| self.decided(decided));
        self.show();
    }

    /// Takes over the changed views and rules.
    pub(super) fn decided(self, decided: Decided) {
        self.rules.set_decisions.set(decided.decisions);
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

    /// Asks why a paper is shown, or hides the answer if it is shown already.
    pub fn ask_why(self, card: &Card) {
        let paper = card.paper;
        if self.rules.why.with_untracked(|why| why.as_ref().is_some_and(|(of, _)| *of == paper)) {
            self.rules.forget_why();
        } else if let Some(view) = self.view() {
            let query = untrack(|| self.navigation.query());
            self.ask(Explain { view, paper, query }, move |words| {
                self.rules.set_why.set(words.map(|words| (paper, words)));
            });
        }
    }
}
