//! What the dialog is about.

use super::LoadedCard;
use skimmark_protocol::SplitChoices;

/// What the dialog shows.
#[derive(Clone, Debug)]
pub enum Topic {
    /// The keys.
    Keys,
    /// Where the authors of a paper begin.
    Authors(SplitChoices),
    /// The name for the present view.
    SaveView,
    /// The colour for the papers of the present query.
    Highlight,
    /// The rules.
    Rules,
    /// The tags of a paper and the note on it.
    Note(LoadedCard),
    /// What else can be done with a paper.
    More(LoadedCard),
    /// The settings.
    Settings,
    /// What is to be deleted of all that is kept.
    Erase,
}
