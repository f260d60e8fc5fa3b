//! Saved views and rules: asked of the engine, stored, followed from other tabs.

use leptos::prelude::*;

use crate::app::state::watched::{Watched, watched};

use super::State;
use super::notices::Notice;
use super::steps::Undo;
use crate::browser::clock;
use crate::browser::storage::{self, Lifetime};
use skimmark_protocol::rules::{Decision, Decisions};
use skimmark_protocol::stored::DECISIONS;
use skimmark_protocol::{Card, Decide, Decided, Explain, ForgetDecisions, RestoreDecisions};

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
    /// Gives the engine what is stored of views and rules, after the journal.
    pub(super) fn restore_decisions(self) {
        let stored = storage::get(Lifetime::Lasting, DECISIONS);
        self.ask(RestoreDecisions(stored), move |decided| self.decided(decided));
    }

    /// Takes over views and rules as another tab stored them, or that it erased them.
    pub(super) fn follow_decisions(self, stored: Option<&str>) {
        if stored.is_some() {
            self.restore_decisions();
        } else {
            self.ask(ForgetDecisions, move |decided| self.decided(decided));
        }
        self.show();
    }

    /// Changes views and rules; a notice in `words`, which can undo it, says when that is kept.
    pub fn decide(self, decision: Decision, words: &str) {
        let step = self.steps.begin();
        let told = Notice::news(words).step(step);
        self.ask(Decide { decision, now: clock::now() }, move |mut decided| {
            let undo = decided.undo.take().map(Undo::Step);
            self.end_step(step, undo);
            let then = move |kept| {
                if kept {
                    self.notify(told);
                }
            };
            self.keep_decisions(decided, false, Box::new(then));
        });
        self.show();
    }

    /// Takes over the changed views and rules.
    pub(super) fn decided(self, decided: Decided) {
        self.keep_decisions(decided, false, Box::new(|_| {}));
    }

    /// Takes over the changed views and rules, and stores them; calls `then` with whether they are
    /// kept when that is known. Those of a step that changes other things, too, reach the small
    /// storage and other tabs, which put them there, `late`: after the commit of the whole step.
    pub(super) fn keep_decisions(self, decided: Decided, late: bool, then: Box<dyn FnOnce(bool)>) {
        let Decided { decisions, mirror, journal, set_aside, problem, .. } = decided;
        self.rules.set_decisions.set(decisions);
        // The damaged value gives way to the mirror, if there is room to set it aside.
        let mirror = mirror.filter(|_| !set_aside || storage::set_aside(DECISIONS, clock::now()));
        let blocked = problem.is_some();
        if let Some(problem) = problem {
            self.notify(Notice::trouble(problem));
        }
        let store = |text: String| storage::set(Lifetime::Lasting, DECISIONS, &text);
        let (early, later) = if late { (None, mirror) } else { (mirror, None) };
        let early = early.map(store);
        if !late {
            self.storage.tell_other_tabs(&journal);
        }
        leptos::task::spawn_local(async move {
            let journaled = self.storage.journal(&journal).await;
            if late {
                self.storage.tell_other_tabs(&journal);
            }
            let mirrored = early.or_else(|| later.map(store));
            let kept = match (mirrored, journaled) {
                (_, Ok(())) | (Some(Ok(())), Err(_)) => true,
                (Some(Err(_)) | None, Err(reason)) => {
                    self.storage.tell_unsaved("What you changed about views and rules is", &reason);
                    false
                }
            };
            then(kept && !blocked);
        });
    }

    /// Asks why a paper is shown, or hides the answer if it is shown already.
    #[inline(never)]
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
