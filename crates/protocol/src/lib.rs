//! The messages between the page and the engine, and nothing else.
//!
//! A message is bytes (the `postcard` form of these types, which needs little code at either
//! end) and at most one attachment beside them, which is posted as it is: the texts and `File`s
//! to read, or their compressed form to keep. Both ends are of one build, so no version is
//! needed.

mod card;
mod complete;
mod copy;
mod decide;
mod facet;
mod library;
mod mark;
mod reading;
pub mod rules;
mod show;

use serde::{Deserialize, Serialize};

use crate::rules::Decision;
use skimmark_paper::date::PartialDate;

pub use card::{BoundaryState, Card, Fact, FactKind, Stretch};
pub use complete::{Complete, Completion, Completions};
pub use copy::ExportForm;
pub use decide::{Decided, MutedBy, Why};
pub use facet::{Click, Facet, FacetKind, FacetState, FacetValue};
pub use library::KeptDigest;
pub use mark::{MarkChange, Marked, Marking, ReaderState, SplitChoices, StoredMark};
pub use reading::{LeftoverLine, PartReading, Reading};
pub use show::{Group, QueryProblem, Show, Shown, Sort, View};

/// A digest's name in the library: milliseconds since 1970 of the moment it was pasted, made
/// unique by the page.
pub type DigestId = u64;

/// What the page asks of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read the attachment, pasted on `pasted`, as one digest: an array of texts, of pairs of a
    /// text and its HTML, and of `Blob`s and `File`s. Answered, after any number of
    /// [`Reply::Progress`], by [`Reply::Opened`] or [`Reply::NoPapers`]; for each backup among
    /// it, by [`Reply::Imported`]; where nothing of it can be read, by [`Reply::Failed`]. The
    /// digest that was open stays open unless papers were found.
    Open {
        /// The digest's name from now on.
        digest: DigestId,
        /// The day of the paste, in the reader's time zone.
        pasted: PartialDate,
        /// The text is to be kept: a [`Reply::Compressed`] is wanted, too.
        keep: bool,
        /// What the attachment holds is compressed by gzip.
        gzip: bool,
    },
    /// Forget the open digest.
    Close,
    /// What the page found stored, at its start. Answered by [`Reply::Restored`].
    Restore {
        /// The marks of `localStorage`.
        stored: Vec<StoredMark>,
        /// The changes of marks in the journal.
        journal: Vec<StoredMark>,
        /// Milliseconds since 1970.
        now: u64,
    },
    /// Another tab stored these marks. Answered by [`Reply::Marked`].
    Stored(Vec<StoredMark>),
    /// Change what the reader decided about a paper. Answered by [`Reply::Marked`].
    Mark(Marking),
    /// All papers of the newest answer were read. Answered by [`Reply::ReadAll`].
    ReadAll {
        /// The `turn` of the order that is meant; where it is no longer the newest, nothing is
        /// done.
        turn: u32,
        /// Milliseconds since 1970.
        now: u64,
    },
    /// What [`Request::ReadAll`] said is taken back. Answered by [`Reply::Marked`].
    Unread {
        /// [`Reply::ReadAll::set_at`] of the answer to that.
        set_at: u64,
        /// Milliseconds since 1970.
        now: u64,
    },
    /// Where the authors of a paper could begin is wanted. Answered by [`Reply::SplitChoices`].
    SplitChoices {
        /// The view that names the paper.
        view: View,
        /// Its number there.
        paper: u32,
        /// Its [`Card::key`].
        key: String,
    },
    /// The reader says where the authors of a paper begin. Answered by [`Reply::Placed`].
    Place {
        /// The view that names the paper.
        view: View,
        /// Its number there.
        paper: u32,
        /// Its [`Card::key`].
        key: String,
        /// The title that this makes; empty, the program is to find it.
        title: String,
        /// Milliseconds since 1970.
        now: u64,
    },
    /// Answered by [`Reply::Backup`].
    Backup {
        /// Today, as the backup is to say.
        made: PartialDate,
    },
    /// Answered by [`Reply::Shown`].
    Show(Show),
    /// Cards `from..to` of the order of the newest [`Request::Show`]; answered by
    /// [`Reply::Cards`] when `turn` is still that one's.
    Cards {
        /// The `turn` of the order that is meant.
        turn: u32,
        /// First position wanted.
        from: u32,
        /// Position behind the last wanted.
        to: u32,
    },
    /// Set a filter in a query by clicking. Answered by [`Reply::Toggled`].
    Toggle {
        /// The query as it stands.
        query: String,
        /// The filter, in the query language: `cat:cs.CL`, `author:"Ana Lee"`.
        filter: String,
        /// What the click means.
        click: Click,
    },
    /// Answered by [`Reply::Completions`].
    Complete(Complete),
    /// The views and rules that are stored, or nothing. Answered by [`Reply::Decided`].
    Decisions(String),
    /// A change of views and rules. Answered by [`Reply::Decided`].
    Decide(Decision),
    /// Why a paper is shown, or marked. Answered by [`Reply::Why`].
    Why {
        /// The view that names the paper.
        view: View,
        /// Its number there.
        paper: u32,
        /// The present query.
        query: String,
    },
    /// A paper as text to paste elsewhere is wanted. Answered by [`Reply::Copied`].
    Copy {
        /// The view that names the paper.
        view: View,
        /// Its number there.
        paper: u32,
        /// Its [`Card::key`].
        key: String,
        /// What the text is to be.
        form: ExportForm,
    },
    /// The digests of the library, by which papers are found and grouped from now on.
    Library(Vec<KeptDigest>),
    /// Read the attachment, texts of a kept digest, to be shown with all others; the newest
    /// digest comes first. Answered by [`Reply::Gathered`]. Another `turn` begins anew.
    Gather {
        /// Counts up with each time that all digests are read.
        turn: u32,
        /// The digest.
        digest: DigestId,
        /// The day of its paste, in the reader's time zone.
        pasted: PartialDate,
    },
    /// All digests of this turn are there: they become the papers of [`View::All`]. Answered by
    /// [`Reply::Merged`].
    Merge {
        /// The turn of [`Request::Gather`].
        turn: u32,
    },
    /// Forget what was read of all digests.
    Forget,
}

/// What the engine tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The engine runs and takes messages; sent once, first.
    Ready,
    /// The digest was read and is open.
    Opened(Reading),
    /// A digest that is being read.
    Progress {
        /// The digest.
        digest: DigestId,
        /// How far the reading has come, in thousandths.
        share: u32,
        /// How many records were found so far.
        papers: u32,
        /// The first papers, once; they are those that the digest will begin with.
        first: Vec<Card>,
    },
    /// The texts of a digest that was opened and is to be kept. Attachment: an array of `File`s,
    /// compressed by gzip; nothing where this browser can't do that.
    Compressed {
        /// The digest.
        digest: DigestId,
        /// What is kept beside them: [`KeptDigest::seen`].
        seen: Vec<u8>,
    },
    /// The text holds no papers; what was open stays open.
    NoPapers(Reading),
    /// A digest could not be read at all.
    Failed {
        /// The digest that was to be opened.
        digest: DigestId,
        /// What happened and what to do, for the reader.
        message: String,
    },
    /// What was to be opened is a backup; its marks were merged with those known.
    Imported {
        /// The digest that was to be opened.
        digest: DigestId,
        /// How many marks it held.
        marks: u32,
        /// What is wrong with it, for the reader; nothing where all is well.
        problem: String,
        /// The marks as they are now.
        marked: Marked,
    },
    /// The answer to [`Request::Restore`].
    Restored {
        /// The marks that are to be stored in `localStorage` as the journal has them.
        marked: Marked,
        /// Names of stored marks that are damaged.
        damaged: Vec<String>,
        /// How many stored marks a newer version of the program wrote.
        newer: u32,
        /// What of the journal is safe in `localStorage` and can go.
        settled: Vec<StoredMark>,
    },
    /// Marks have changed.
    Marked(Marked),
    /// The answer to [`Request::ReadAll`].
    ReadAll {
        /// How many papers were not read before.
        papers: u32,
        /// When that is said to have been, in milliseconds since 1970: its name, to take it back.
        set_at: u64,
        /// What has become of the marks.
        marked: Marked,
    },
    /// The answer to [`Request::SplitChoices`].
    SplitChoices(SplitChoices),
    /// The answer to [`Request::Place`].
    Placed {
        /// The paper is still there, and its line begins like that.
        done: bool,
        /// What has become of the marks.
        marked: Marked,
    },
    /// All marks as a backup file.
    Backup(String),
    /// The answer to [`Request::Show`].
    Shown(Shown),
    /// The answer to [`Request::Cards`].
    Cards {
        /// Of the order that it belongs to.
        turn: u32,
        /// Position of the first card.
        from: u32,
        /// The cards.
        cards: Vec<Card>,
    },
    /// The query with a filter added or taken out.
    Toggled {
        /// The new query.
        query: String,
    },
    /// The answer to [`Request::Complete`].
    Completions(Completions),
    /// What the reader decided has changed, or was taken over.
    Decided(Decided),
    /// The answer to [`Request::Why`].
    Why(Why),
    /// The answer to [`Request::Copy`].
    Copied(String),
    /// The answer to [`Request::Gather`].
    Gathered {
        /// That of the request.
        turn: u32,
        /// How many records were read of all digests so far.
        papers: u32,
        /// Why nothing could be read, for the reader; nothing where all is well.
        problem: String,
    },
    /// The answer to [`Request::Merge`].
    Merged {
        /// That of the request.
        turn: u32,
    },
}

impl Request {
    /// It changes nothing that the engine knows.
    pub fn only_asks(&self) -> bool {
        matches!(
            self,
            Self::Show(_)
                | Self::Cards { .. }
                | Self::Toggle { .. }
                | Self::Complete(_)
                | Self::Why { .. }
                | Self::SplitChoices { .. }
                | Self::Backup { .. }
                | Self::Copy { .. }
        )
    }
}
