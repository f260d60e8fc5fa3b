//! Undoing what the reader did in this tab.

use super::State;
use super::notices::Notice;
use super::steps::{StepId, Undo};
use super::storage::Step as Saving;
use crate::browser::clock;
use skimmark_protocol::Undone;

impl State {
    /// Ends a step, by what undoes it; if that is nothing, there was no step.
    pub(super) fn end_step(self, id: StepId, undo: Option<Undo>) {
        let Some(undo) = undo else {
            if self.steps.forget(id) {
                // What the reader wanted undone is the step before it.
                self.undo();
            }
            return;
        };
        if let Some(undo) = self.steps.end(id, undo) {
            self.take_back(undo);
        }
    }

    /// Undoes the reader's last step in this tab that was not undone yet.
    #[inline(never)]
    pub fn undo(self) {
        match self.steps.last() {
            Some(step) => self.undo_step(step),
            None if self.steps.has_forgotten() => {
                self.notify(Notice::news("What was done before that can't be undone any more."));
            }
            None => self.notify(Notice::news("There is nothing to undo.")),
        }
    }

    /// Undoes a step.
    #[inline(never)]
    pub fn undo_step(self, step: StepId) {
        let undo = self.steps.take(step);
        self.notices.dismiss_step(step);
        if let Some(undo) = undo {
            self.take_back(undo);
        }
    }

    pub(super) fn take_back(self, undo: Undo) {
        match undo {
            Undo::Step(step) => {
                let saving = self.storage.begin_step("Undoing");
                let undo = skimmark_protocol::Undo { step, now: clock::now() };
                self.ask(undo, move |undone| self.undone(undone, saving));
                self.show();
            }
            Undo::Opening(digest, query) => self.reopen(digest, query),
            Undo::Deletion(digest) => self.keep_again(digest),
            Undo::Import(reverse) => self.take_back_import(*reverse),
        }
    }

    fn undone(self, Undone { marked, decided, problem }: Undone, saving: Saving) {
        self.changed_then(decided, marked, false, move |_| drop(saving));
        if let Some(problem) = problem {
            self.notify(Notice::news(problem));
        }
    }
}
