//! The dialog: whether it is open, and what it is about.

use leptos::prelude::*;

use super::LoadedCard;
use crate::page::draft::Draft;
use skimmark_protocol::{ImportOffer, Revision, SplitChoices};

/// What the dialog is about.
#[derive(Clone, Debug)]
pub enum Topic {
    /// The keys.
    Keys,
    /// Where the authors of a paper begin.
    Authors(SplitChoices),
    /// What has changed in a paper since it was saved.
    Revised(Revision),
    /// The name for the present view.
    SaveView,
    /// The color for the papers of the present query.
    Highlight,
    /// The rules.
    Rules,
    /// The note on a paper that another tab has changed, too.
    Clash(Noting),
    /// The tags of a paper and the note on it, which are written in their place and not in the dialog.
    Note(Noting),
    /// What else can be done with a paper.
    More(LoadedCard),
    /// The settings.
    Settings,
    /// What to delete of everything that is kept.
    Erase,
    /// What a backup would change.
    Import(ImportOffer),
    /// Which papers are given away, and in which form.
    Export,
    /// The tags for the selected papers.
    Tag,
}

/// The note and the tags of a paper, while they are written.
#[derive(Clone, Debug)]
pub struct Noting {
    /// The paper.
    pub paper: LoadedCard,
    /// What the fields hold at first, and what is there already.
    pub draft: Draft,
    /// Why that is not what is there already.
    pub origin: Origin,
    /// The tags and the note from which the reader began, before another tab changed them.
    pub began: (String, String),
}

/// Where the contents of the fields come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// They are what is there.
    There,
    /// They were typed before and not saved.
    Unsaved,
    /// They were to be saved, but another tab has changed the note meanwhile.
    Clash,
}

/// The one dialog of the page.
#[derive(Clone, Copy)]
pub struct Dialog {
    topic: RwSignal<Option<Topic>>,
}

impl Dialog {
    pub(super) fn new() -> Self {
        Self { topic: RwSignal::new(None) }
    }

    /// Returns what the dialog is about, if it is open.
    pub fn topic(self) -> Option<Topic> {
        self.topic.get()
    }

    /// Returns whether the dialog is open.
    pub fn is_open(self) -> bool {
        self.topic.with(Option::is_some)
    }

    /// Opens the dialog, or switches it to another topic.
    pub fn open(self, topic: Topic) {
        self.topic.set(Some(topic));
    }

    /// Closes the dialog if it is about what another digest does not have: a paper, or the query.
    pub(super) fn close_of_digest(self) {
        let stays = |topic: &Topic| {
            matches!(
                topic,
                Topic::Keys | Topic::Rules | Topic::Settings | Topic::Erase | Topic::Import(_)
            )
        };
        if self.topic.with_untracked(|topic| topic.as_ref().is_some_and(|topic| !stays(topic))) {
            self.close();
        }
    }

    /// Closes the dialog.
    pub fn close(self) {
        self.topic.set(None);
    }
}
