//! The steps that the reader can undo in this tab.
//!
//! A step is begun when the reader asks for it, so that the order is hers; what undoes it comes
//! with the answer of the engine. If she undoes it before that, it is undone as soon as that comes.

use leptos::prelude::*;

use crate::browser::store::DigestMeta;
use crate::page::bindings::Bindings;
use crate::page::settings::Settings;
use skimmark_protocol::{DigestId, UndoStep};

/// The most steps that are remembered.
const MOST: usize = 100;

/// The most characters of steps that are remembered, but for the last one.
const MOST_TEXT: usize = 16_000_000;

/// The number of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepId(u32);

/// How to undo something that the reader did.
#[derive(Clone, Debug)]
pub enum Undo {
    /// Take marks, views and rules back.
    Step(UndoStep),
    /// Open a digest of the library again, with the query that it had.
    Opening(DigestId, String),
    /// Keep a digest that was deleted.
    Deletion(DigestId),
    /// Take an import back.
    Import(Box<Reverse>),
}

/// What takes an import back.
#[derive(Clone, Debug, Default)]
pub struct Reverse {
    /// What takes back its marks, views and rules.
    pub step: Option<UndoStep>,
    /// The settings before it, if it changed them.
    pub settings: Option<Settings>,
    /// The keys before it, if it changed them.
    pub bindings: Option<Bindings>,
    /// The digests that it added.
    pub added: Vec<DigestId>,
    /// The digests that it renamed, as they were listed before.
    pub renamed: Vec<DigestMeta>,
}

/// A step that was begun.
struct Step {
    id: StepId,
    /// `None` until the engine has answered.
    undo: Option<Undo>,
    /// Whether the reader wants it undone.
    wanted: bool,
}

/// The steps, the newest last.
#[derive(Clone, Copy)]
pub struct Steps {
    all: StoredValue<All>,
}

#[derive(Default)]
struct All {
    steps: Vec<Step>,
    begun: u32,
    /// Whether there were more than are remembered.
    forgotten: bool,
}

impl Steps {
    pub(super) fn new() -> Self {
        Self { all: StoredValue::new(All::default()) }
    }

    /// Begins a step, which [`Steps::end`] or [`Steps::forget`] ends.
    pub(super) fn begin(self) -> StepId {
        let begun = self.all.try_update_value(|all| {
            all.begun += 1;
            let id = StepId(all.begun);
            all.steps.push(Step { id, undo: None, wanted: false });
            all.forget_oldest();
            id
        });
        begun.unwrap_or(StepId(0))
    }

    /// Returns whether a step can be undone, or will be when the engine has answered.
    pub(super) fn has(self, id: StepId) -> bool {
        self.all.with_value(|all| all.steps.iter().any(|step| step.id == id && !step.wanted))
    }

    /// Returns the newest step that is not undone.
    pub(super) fn last(self) -> Option<StepId> {
        self.all.with_value(|all| all.steps.iter().rev().find(|step| !step.wanted).map(|it| it.id))
    }

    /// Takes a step that is to be undone; one that the engine has not answered yet stays, and is
    /// remembered to be wanted.
    pub(super) fn take(self, id: StepId) -> Option<Undo> {
        self.update(id, |step| step.wanted = true)
    }

    /// Ends a step, by what undoes it. Returns that if the reader wants it undone already.
    pub(super) fn end(self, id: StepId, undo: Undo) -> Option<Undo> {
        self.update(id, |step| step.undo = Some(undo))
    }

    /// Returns whether there were more steps than are remembered.
    pub(super) fn has_forgotten(self) -> bool {
        self.all.with_value(|all| all.forgotten)
    }

    /// Changes a step; takes it if it is wanted and can be undone.
    fn update(self, id: StepId, change: impl FnOnce(&mut Step)) -> Option<Undo> {
        let mut found = None;
        self.all.update_value(|all| {
            let Some(at) = all.steps.iter().position(|step| step.id == id) else { return };
            let step = &mut all.steps[at];
            change(step);
            if step.wanted && step.undo.is_some() {
                found = all.steps.remove(at).undo;
            }
            all.forget_oldest();
        });
        found
    }

    /// Forgets a step that has changed nothing. Returns whether it was wanted.
    pub(super) fn forget(self, id: StepId) -> bool {
        let mut wanted = false;
        self.all.update_value(|all| {
            all.steps.retain(|step| {
                wanted |= step.id == id && step.wanted;
                step.id != id
            });
        });
        wanted
    }
}

impl All {
    fn forget_oldest(&mut self) {
        let mut text = 0;
        let kept = self.steps.iter().rev().take(MOST).enumerate().take_while(|(place, step)| {
            text += step.undo.as_ref().map_or(0, Undo::size);
            *place == 0 || text <= MOST_TEXT
        });
        let excess = self.steps.len() - kept.count();
        self.forgotten |= excess > 0;
        self.steps.drain(..excess);
    }
}

impl Undo {
    fn size(&self) -> usize {
        match self {
            Self::Step(UndoStep(text)) => text.len(),
            Self::Import(reverse) => reverse.step.as_ref().map_or(0, |step| step.0.len()),
            Self::Opening(..) | Self::Deletion(_) => 0,
        }
    }
}
