//! A paper as text to paste elsewhere.

use serde::{Deserialize, Serialize};

/// Of what form a copied paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportForm {
    /// An item of a list, with the reader's tags and note.
    Markdown,
    /// `@article` where it was published, else `@misc`.
    Bibtex,
}
