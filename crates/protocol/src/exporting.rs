//! Papers as a file, part by part.

use serde::{Deserialize, Serialize};

use crate::{ExportForm, View};

/// Which papers are exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportScope {
    /// The selected ones of the view: first those that are shown, as they are shown.
    Selected,
    /// Those of the newest order.
    #[default]
    Shown,
    /// Everything starred, the newest star first.
    Bookmarks,
}

/// Asks for the next part of a file of papers. No answer if the file was not begun, or if another
/// digest was opened since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportPapers {
    /// Begins a file: of which papers of which view. Without it, the file that was begun last goes
    /// on.
    pub begin: Option<(View, ExportScope, ExportForm)>,
    /// How many papers are wanted at most.
    pub most: u32,
}

/// A part of a file of papers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportPart {
    /// The text.
    pub text: String,
    /// How many papers are written by now.
    pub written: u32,
    /// Out of how many.
    pub total: u32,
}
