//! The digests kept in this browser.

use serde::{Deserialize, Serialize};

use super::DigestId;

/// A digest of the library, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptDigest {
    /// The digest.
    pub id: DigestId,
    /// What it is listed under, with the time of the paste.
    pub title: String,
    /// What the reader calls it, or nothing.
    pub name: String,
    /// Hashes of the names of its papers ([`skimmark_paper::identity::key::keys`]), 8 bytes each; nothing of a
    /// digest that was kept before there were such.
    pub seen: Vec<u8>,
}
