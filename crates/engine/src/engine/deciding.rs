//! Views and rules in the engine: restored, changed, taken over from other tabs.

use super::{Engine, undoing};
use crate::decisions::{DecisionSet, Step};
use crate::stored::import::Import;
use crate::stored::rules;
use crate::stored::version::RestoreError;
use skimmark_paper::words::{self, to_u32};
use skimmark_protocol::rules::Decision;
use skimmark_protocol::{Decided, StoredMark};

impl Engine {
    /// Takes over the views and rules of the mirror, after those of the journal. What cannot be
    /// read costs nothing else, and is to be set aside.
    pub(super) fn restore_decisions(&mut self, stored: Option<&str>) -> Decided {
        self.decisions_newer = false;
        let (mut set_aside, mut problem, mut mirrored) = (false, None, DecisionSet::default());
        let mut steps = Vec::new();
        match rules::restore(stored.unwrap_or_default()) {
            Ok(parts) => {
                let mut read = Import::default();
                read.add_decisions(parts);
                for (subject, change) in read.decisions {
                    mirrored.merge(subject.clone(), change.clone());
                    steps.extend(self.decisions.merge(subject, change));
                }
                if let Some(damaged) = read.damaged.first() {
                    set_aside = true;
                    let count = words::views_and_rules(to_u32(read.damaged.len()));
                    problem =
                        Some(format!("{count} saved here could not be read: {}.", damaged.reason));
                }
            }
            Err(error @ RestoreError::Newer { .. }) => {
                self.decisions_newer = true;
                problem = Some(format!("The saved views and rules are not there: {error}."));
            }
            Err(error) => {
                set_aside = true;
                problem = Some(format!(
                    "What is stored of your views and rules could not be read: {error}."
                ));
            }
        }
        if set_aside && let Some(problem) = &mut problem {
            problem.push_str(
                " It is set aside in this browser's storage under a name that holds \"damaged\".",
            );
        }
        // A mirror that says the same is left as it is: an earlier version in another tab writes it
        // again in its own form, and the two would never end.
        let same = !set_aside && mirrored.listed() == self.decisions.listed();
        let decided = self.decided(&steps);
        let mirror = decided.mirror.filter(|_| !same);
        Decided { mirror, set_aside, problem, undo: None, ..decided }
    }

    /// Takes over a change from the journal or from another tab.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn take_decision(&mut self, entry: &StoredMark) -> Result<(), RestoreError> {
        match rules::read_entry(&entry.text) {
            Ok((subject, change)) => {
                self.decisions.merge(subject, change);
                Ok(())
            }
            Err(error) => {
                if matches!(error, RestoreError::Newer { .. }) && !self.newer.contains(&entry.name)
                {
                    self.newer.push(entry.name.clone());
                }
                Err(error)
            }
        }
    }

    /// Returns the newest change under a name of the journal.
    pub(super) fn decision_text(&self, name: &str) -> Option<String> {
        let mut all = self.decisions.iter().filter(|(subject, _)| subject.name() == name);
        all.next().map(|(subject, change)| rules::entry(subject, change).text)
    }

    /// Takes over changes from another tab. Returns what is there now, if that changes anything.
    pub(super) fn merge_decisions(&mut self, entries: &[&StoredMark]) -> Option<Decided> {
        let before = self.decisions.listed();
        for entry in entries {
            // What can't be read is the other tab's to keep.
            let _ = self.take_decision(entry);
        }
        if self.decisions.listed() == before {
            return None;
        }
        // The cards that were sent are no longer right.
        self.shown = None;
        Some(self.decided(&[]))
    }

    /// Forgets all views and rules, which another tab has erased.
    pub(super) fn forget_decisions(&mut self) -> Decided {
        self.decisions = DecisionSet::default();
        Decided::default()
    }

    /// Changes the views and rules.
    pub(super) fn decide(&mut self, decision: Decision, now: u64) -> Decided {
        let steps: Vec<Step> = self.decisions.decide(decision, now).into_iter().collect();
        self.decided(&steps)
    }

    /// Returns the views and rules as they are after these steps, and what is to be stored.
    pub(super) fn decided(&self, steps: &[Step]) -> Decided {
        let entries = steps.iter().map(|step| rules::entry(&step.subject, &step.after));
        let (newer, journal): (Vec<StoredMark>, Vec<StoredMark>) =
            entries.partition(|entry| self.decisions_newer || self.newer.contains(&entry.name));
        let problem = (!newer.is_empty()).then(|| {
            "A newer version of Skimmark saved other views and rules, so this change is not \
             kept. Reload the page to get that version."
                .to_owned()
        });
        let mirror = (!self.decisions_newer).then(|| rules::store(&self.decisions));
        let undo = undoing::write(&[], steps);
        let decisions = self.decisions.listed();
        Decided { decisions, mirror, journal, set_aside: false, problem, undo }
    }
}
