//! What has changed in a paper since it was starred.

use super::State;
use super::dialog::Topic;
use skimmark_protocol::{Card, Compare};

impl State {
    /// Shows what has changed in a paper of the present view since it was starred.
    pub fn show_revision(self, card: &Card) {
        let Some(paper) = self.paper_ref(card) else { return };
        self.ask(Compare(paper), move |revision| {
            if let Some(revision) = revision {
                self.dialog.open(Topic::Revised(revision));
            }
        });
    }
}
