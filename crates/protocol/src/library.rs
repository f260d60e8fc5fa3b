//! The digests kept in this browser.

use serde::{Deserialize, Serialize};

use crate::{DigestId, Millis};
use skimmark_paper::date::PartialDate;

/// A digest of the library, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptDigest {
    /// The digest.
    pub id: DigestId,
    /// The title that it is listed under, with the time of the paste.
    pub title: String,
    /// What the reader calls it, if anything.
    pub name: Option<String>,
    /// When the reader gave it that name: milliseconds since 1970; 0 if never.
    pub named: Millis,
    /// Hashes of the names of its papers ([`skimmark_paper::identity::key::keys`]), 8 bytes each;
    /// empty for a digest that was kept before hashes existed.
    pub seen: Vec<u8>,
}

/// Names the digests of the library, by which papers are found and grouped from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetLibrary(pub Vec<KeptDigest>);

/// Reads the attachment, the texts of a kept digest, to be shown with all others. The newest
/// digest comes first; [`MergeGathered`] or [`ForgetAll`] ends the series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gather {
    /// The digest.
    pub digest: DigestId,
    /// The day of its paste, in the reader's time zone.
    pub pasted: PartialDate,
}

/// The result of [`Gather`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gathered {
    /// How many records were read of all digests so far.
    pub papers: u32,
    /// Why nothing could be read, for the reader.
    pub problem: Option<String>,
}

/// Merges the gathered digests into the papers of [`crate::View::All`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeGathered;

/// Forgets what was read of all digests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetAll;

/// Asks how much of each digest of the library is starred and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountLibrary;

/// Asks for the hashes of the open digest: [`KeptDigest::seen`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HashPapers;

/// How much of a digest is starred and read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestCount {
    /// The digest.
    pub id: DigestId,
    /// How many of its papers are starred.
    pub starred: u32,
    /// And how many are read.
    pub read: u32,
}
