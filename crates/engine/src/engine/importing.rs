//! Backups taken over: all that are brought at once, as one step.

use super::{Engine, undoing};
use crate::decisions::Step;
use crate::stored::backup;
use skimmark_paper::words::to_u32;
use skimmark_protocol::Imported;

impl Engine {
    /// Merges what backups hold with what is known; for each thing the newest decision wins.
    pub(super) fn import(&mut self, texts: &[String]) -> Imported {
        let (mut marks, mut problems) = (Vec::new(), Vec::new());
        let mut decisions: Vec<Step> = Vec::new();
        for text in texts {
            match backup::read(text) {
                Ok(import) => {
                    problems.extend(import.problem());
                    marks.extend(import.marks);
                    for (subject, change) in import.decisions {
                        decisions.extend(self.decisions.import(subject, change));
                    }
                }
                Err(error) => problems.push(error.to_string()),
            }
        }
        let count = to_u32(marks.len());
        let (marked, marks) = self.keep_steps(marks);
        let undo = undoing::write(&marks, &decisions);
        let decided = (!decisions.is_empty()).then(|| self.decided(&decisions));
        Imported {
            marks: count,
            decisions: to_u32(decisions.len()),
            problem: (!problems.is_empty()).then(|| problems.join(" ")),
            marked,
            decided,
            undo,
        }
    }
}
