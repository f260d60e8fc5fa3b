//! Taking back what the reader did. What undoes a step is what the step has changed, so it does
//! not matter what happened since, in which digest the reader is, or what the clock says; and what
//! was decided later stays.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Engine;
use crate::decisions::Step;
use crate::marks::{Mark, MarkStep};
use crate::stored::mark::MarkForm;
use crate::stored::rules;
use skimmark_paper::identity::key;
use skimmark_paper::json::{self, JsonError};
use skimmark_paper::words::{self, to_u32};
use skimmark_protocol::{Millis, Undo, UndoStep, Undone};

/// A step as the page holds it until it is undone: pairs of before and after.
#[derive(Serialize)]
struct StepForm<'a> {
    marks: Vec<(MarkForm<'a>, MarkForm<'a>)>,
    decisions: Vec<(Option<String>, String)>,
}

/// What is read of [`StepForm`].
#[derive(Deserialize)]
struct OfStep<'a> {
    #[serde(borrow)]
    marks: Vec<(&'a RawValue, &'a RawValue)>,
    #[serde(borrow)]
    decisions: Vec<(Option<Cow<'a, str>>, Cow<'a, str>)>,
}

/// Returns what undoes these changes, if there are any.
pub(super) fn write(marks: &[MarkStep], decisions: &[Step]) -> Option<UndoStep> {
    let entry = |step: &Step| {
        let text = |change| rules::entry(&step.subject, change).text;
        (step.before.as_ref().map(text), text(&step.after))
    };
    let form = StepForm {
        marks: marks.iter().map(|step| (step.before.form(), step.after.form())).collect(),
        decisions: decisions.iter().map(entry).collect(),
    };
    let changes = !marks.is_empty() || !decisions.is_empty();
    changes.then(|| UndoStep(json::write(&form)))
}

fn read(step: &UndoStep) -> Result<(Vec<MarkStep>, Vec<Step>), JsonError> {
    let OfStep { marks, decisions } = json::read(&step.0)?;
    // The engine wrote every part, and reads it again.
    let mark = |(before, after): (&RawValue, &RawValue)| {
        let (before, after) = (Mark::read(before.get()).ok()?, Mark::read(after.get()).ok()?);
        Some(MarkStep { before, after })
    };
    let decision = |(before, after): (Option<Cow<'_, str>>, Cow<'_, str>)| {
        let (subject, after) = rules::read_entry(&after).ok()?;
        let before = before.and_then(|text| rules::read_entry(&text).ok());
        Some(Step { subject, before: before.map(|(_, change)| change), after })
    };
    let marks = marks.into_iter().filter_map(mark).collect();
    Ok((marks, decisions.into_iter().filter_map(decision).collect()))
}

impl Engine {
    /// Takes a step back, but for what was decided again since.
    pub(super) fn undo(&mut self, undo: &Undo) -> Undone {
        let Undo { ref step, now: Millis(now) } = *undo;
        let (steps, decisions) = read(step).unwrap_or_default();
        let (mut left, mut marks) = (0, Vec::new());
        for step in &steps {
            let Some(known) = self.marks.get(&step.after.keys) else {
                left += 1;
                continue;
            };
            let mut mark = known.clone();
            left += usize::from(!step.take_back(&mut mark, now, &mut self.restored));
            if step.after.boundary.is_some() {
                mark.keys.extend(key::keys(&mark.entry));
            }
            marks.push(mark);
        }
        let mut back = Vec::new();
        for step in &decisions {
            match self.decisions.take_back(step, now, &mut self.restored) {
                true => back.push(step),
                false => left += 1,
            }
        }
        let all = steps.len() + decisions.len();
        let marked = self.keep_all(marks);
        let decided = (!back.is_empty()).then(|| {
            // The cards that were sent are no longer right.
            self.shown = None;
            let subjects = back.iter().map(|step| &step.subject);
            let changes = subjects.filter_map(|subject| {
                let after = self.decisions.get(subject)?.clone();
                Some(Step { subject: subject.clone(), before: None, after })
            });
            let changes: Vec<Step> = changes.collect();
            self.decided(&changes)
        });
        Undone { marked, decided, problem: problem(left, all) }
    }
}

/// Says what could not be undone.
fn problem(left: usize, all: usize) -> Option<String> {
    match (left, all) {
        (0, _) => None,
        (_, 1) => {
            Some("Not undone: it was changed once more since, perhaps in another tab.".into())
        }
        (left, all) => Some(format!(
            "{} of {} are not undone: they were changed once more since, perhaps in another tab.",
            words::grouped(to_u32(left)),
            words::count(to_u32(all), "change"),
        )),
    }
}
