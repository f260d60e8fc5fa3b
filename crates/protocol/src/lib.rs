//! The messages between the page and the engine, and the words that both sides share.
//!
//! The page [asks](Ask): each question is a type that names the type of its answer. On the wire
//! a question is a [`Request`] in a [`Call`], whose [`Ticket`] comes back with the [`Answer`], so
//! that neither side pairs the two by hand. What the engine says without being asked is an
//! [`Event`].
//!
//! A message is bytes (the `postcard` form of these types, which needs little code at either
//! end) and at most one attachment beside them, which is posted as it is: the texts and `File`s
//! to read, or their compressed form to keep. Both ends are of one build, so no version is
//! needed.

mod ask;
mod backup;
mod card;
pub mod choice;
mod complete;
mod decisions;
mod export;
mod exporting;
mod facet;
mod library;
mod mark;
mod message;
mod open;
mod pending;
mod reading;
mod revision;
pub mod rules;
mod select;
mod show;
mod split;
pub mod stored;
mod undo;

use serde::{Deserialize, Serialize};

pub use ask::{Answer, Ask, Done, Request};
pub use backup::{
    BackupDigest, ChangeCount, CountChanges, DropImport, ImportOffer, Imported, PackDigest,
    PackedText, TakeDigest, TakeImport, Tally, WriteBackup,
};
pub use card::{BoundaryState, Card, Fact, FactKind, Stretch};
pub use complete::{Complete, Completion, Completions};
pub use decisions::{Decide, Decided, Explain, ForgetDecisions, MutedBy, RestoreDecisions};
pub use export::{Copied, CopyPaper, ExportForm};
pub use exporting::{ExportPapers, ExportPart, ExportScope};
pub use facet::{Click, Facet, FacetKind, FacetState, FacetValue, Listing, ToggleFilter};
pub use library::{
    CountLibrary, DigestCount, ForgetAll, Gather, Gathered, HashPapers, KeptDigest, MergeGathered,
    SetLibrary,
};
pub use mark::{
    AllRead, ChangeMark, FoldJournal, MarkChange, Marked, MergeMarks, NoteChange, NoteClash,
    ReadAll, ReaderState, RestoreMarks, Restored, StoredMark,
};
pub use message::{Call, Event, Message, Ticket};
pub use open::{Close, Found, Open, Opened};
pub use pending::Pending;
pub use reading::{LeftoverLine, PartReading, Reading};
pub use revision::{Compare, Difference, Revision};
pub use select::{
    ChangeSelected, Select, Selected, SelectedChange, SelectedChanged, SelectedCount, Selecting,
};
pub use show::{Cards, GetCards, Group, OrderId, QueryPart, QueryProblem, Show, Shown, Sort, View};
pub use split::{FindSplits, PlaceBoundary, Placed, SplitChoices};
pub use undo::{Undo, UndoStep, Undone};

/// A moment, in milliseconds since the beginning of 1970 (UTC).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Millis(pub u64);

/// A digest's name in the library: the moment of its paste as in [`Millis`], made unique by the
/// page.
pub type DigestId = u64;

/// A paper of a view, as the page names it. If another digest was opened since its card was
/// drawn, `paper` is the number of another paper, which `key` gives away; then it means no paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperRef {
    /// The view that numbers the paper.
    pub view: View,
    /// Its number there: [`Card::paper`].
    pub paper: u32,
    /// Its name: [`Card::key`].
    pub key: String,
}
