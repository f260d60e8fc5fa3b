//! What has changed in a paper since it was starred.

use serde::{Deserialize, Serialize};

use crate::{Millis, PaperRef};

/// Asks what has changed in a paper since it was starred. No answer if the paper is not there or not
/// starred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compare(pub PaperRef);

/// What has changed in a paper since it was starred.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its title now.
    pub title: String,
    /// When it was saved.
    pub saved: Millis,
    /// The versions of the preprint that was saved, and of that in the digest, if both are known.
    pub versions: Option<(u16, u16)>,
    /// The words of both abstracts, in their order.
    pub abstract_text: Vec<(Difference, String)>,
}

/// What has become of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Difference {
    /// They are in both texts.
    Same,
    /// They were in the earlier one.
    Gone,
    /// They are in the later one.
    New,
}
