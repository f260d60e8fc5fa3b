//! Opening a digest.

use serde::{Deserialize, Serialize};

use crate::{DigestId, ImportOffer, Marked, Reading};
use skimmark_paper::date::PartialDate;

/// Reads the attachment as one digest: an array of texts, of pairs of a text and its HTML, and
/// of `Blob`s and `File`s. The digest that was open stays open unless papers are found. Before
/// the answer come any number of [`crate::Event::Progress`], after it comes a
/// [`crate::Event::Compressed`] if the text is to be kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Open {
    /// The digest's name from now on.
    pub digest: DigestId,
    /// The day of the paste, in the reader's time zone.
    pub pasted: PartialDate,
    /// Whether the text is to be kept.
    pub keep: bool,
    /// Whether the attachment is what was kept of a digest.
    pub kept: bool,
}

/// The result of [`Open`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The digest.
    pub found: Found,
    /// The marks that had no paper, and have taken it from the digest.
    pub completed: Marked,
    /// What the backups among what was to be opened would change.
    pub offered: Option<Box<ImportOffer>>,
    /// What could not be read at all, and what to do about it, for the reader.
    pub failure: Option<String>,
}

/// Whether what was to be opened is a digest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// Nothing of it could be read as one.
    #[default]
    Nothing,
    /// It was read, but holds no papers; what was open stays open.
    NoPapers(Reading),
    /// It was read and is open.
    Papers(Reading),
}

/// Forgets the open digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Close;
