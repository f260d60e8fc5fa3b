//! A paper as text to paste elsewhere.

use serde::{Deserialize, Serialize};

use crate::PaperRef;

/// The form of a paper as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportForm {
    /// An item of a Markdown list, with the reader's tags and note.
    Markdown,
    /// An entry of BibTeX.
    Bibtex,
    /// A record of RIS.
    Ris,
    /// An item of CSL-JSON.
    Csl,
    /// A row of a table whose cells are parted by commas.
    Csv,
    /// A reference, as a list of them has it.
    Text,
    /// Markdown with a head in YAML, as tools for notes read it.
    Notes,
    /// A table as in `Csv`, without the reader's tags and notes, for whom it is shared with.
    Link,
}

/// Asks for a paper as text to paste elsewhere. No answer if the paper is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyPaper {
    /// The paper.
    pub paper: PaperRef,
    /// What the text is to be.
    pub form: ExportForm,
}

/// A paper as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// What names the paper to the reader in this form: its title, or how its entry begins.
    pub name: String,
    /// The text.
    pub text: String,
}
