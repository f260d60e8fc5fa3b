//! What the dialog "Export" offers: which papers, and in which form.

use skimmark_protocol::{ExportForm, ExportScope};

/// A form in which the dialog gives papers away.
#[derive(Debug)]
pub struct Offered {
    /// The form; `None` for a backup, which holds all that was decided.
    pub form: Option<ExportForm>,
    /// Its name in the stored form of the settings.
    pub key: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// The extension of its files, and their media type.
    pub file: (&'static str, &'static str),
}

/// The forms, in the order of the dialog.
pub const FORMS: &[Offered] = &[
    row(ExportForm::Bibtex, "bibtex", "BibTeX", ("bib", "application/x-bibtex")),
    row(ExportForm::Ris, "ris", "RIS", ("ris", "application/x-research-info-systems")),
    row(ExportForm::Csl, "csl", "CSL-JSON", ("json", "application/vnd.citationstyles.csl+json")),
    row(ExportForm::Markdown, "markdown", "Markdown", ("md", "text/markdown")),
    row(ExportForm::Notes, "notes", "Notes (YAML front matter)", ("md", "text/markdown")),
    row(ExportForm::Csv, "csv", "CSV", ("csv", "text/csv")),
    row(ExportForm::Text, "text", "Plain text", ("txt", "text/plain")),
    // Where a link would be too long, this file takes its place.
    row(ExportForm::Link, "link", "Link", ("csv", "text/csv")),
    Offered {
        form: None,
        key: "backup",
        label: "Backup (JSON)",
        file: ("json", "application/json"),
    },
];

/// The choices of papers with what they are called in the dialog and in the names of files.
pub const SCOPES: &[(ExportScope, &str, &str)] = &[
    (ExportScope::Selected, "Selected", "selected"),
    (ExportScope::Shown, "Shown", "shown"),
    (ExportScope::Bookmarks, "Bookmarks", "bookmarks"),
];

const fn row(
    form: ExportForm,
    key: &'static str,
    label: &'static str,
    file: (&'static str, &'static str),
) -> Offered {
    Offered { form: Some(form), key, label, file }
}

/// Returns the name of a file: `skimmark-bookmarks-2026-03-15.bib`.
pub fn file_name(what: &str, day: &str, ending: &str) -> String {
    ["skimmark-", what, "-", day, ".", ending].concat()
}

/// Returns what is offered of papers, if `counts` of them are selected, shown and in the bookmarks:
/// the choices that hold papers, and the one to begin with.
pub fn scopes(counts: [u32; 3]) -> (Vec<(usize, u32)>, ExportScope) {
    let offered: Vec<(usize, u32)> =
        counts.into_iter().enumerate().filter(|(_, count)| *count > 0).collect();
    let first = offered.first().map_or(ExportScope::Shown, |(at, _)| SCOPES[*at].0);
    (offered, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_selected_comes_first_and_what_is_empty_is_not_offered() {
        assert_eq!(scopes([2, 10, 3]), (vec![(0, 2), (1, 10), (2, 3)], ExportScope::Selected));
        assert_eq!(scopes([0, 10, 0]), (vec![(1, 10)], ExportScope::Shown));
        assert_eq!(scopes([0, 0, 3]), (vec![(2, 3)], ExportScope::Bookmarks));
        assert_eq!(scopes([0; 3]), (vec![], ExportScope::Shown));
    }

    #[test]
    fn files_are_named_by_what_they_hold() {
        let name = file_name(SCOPES[0].2, "2026-03-15", FORMS[0].file.0);
        assert_eq!(name, "skimmark-selected-2026-03-15.bib");
        for (at, (scope, ..)) in SCOPES.iter().enumerate() {
            assert_eq!(*scope as usize, at);
        }
    }
}
