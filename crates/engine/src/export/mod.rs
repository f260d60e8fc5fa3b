//! Export of papers: one to paste elsewhere, or many as a file. A new form is a file here and a row
//! of [`EXPORTS`].

mod bibtex;
mod escape;
mod markdown;

use crate::marks::Notes;
use skimmark_paper::entry::Entry;
use skimmark_protocol::{Copied, ExportForm};

/// A form in which papers are exported.
#[derive(Debug)]
pub struct Export {
    /// Its name, as on a command line.
    pub name: &'static str,
    /// The form.
    pub form: ExportForm,
    /// The extension of such a file.
    pub ending: &'static str,
    /// The media type of such a file.
    pub mime: &'static str,
    /// Writes one paper.
    pub one: fn(Exported<'_>) -> Copied,
    /// What comes between two papers of a file.
    between: &'static str,
    /// What comes before and after the papers of a file.
    around: (&'static str, &'static str),
}

/// A paper that is exported.
#[derive(Clone, Copy, Debug)]
pub struct Exported<'p> {
    /// The paper.
    pub entry: &'p Entry,
    /// The reader's tags and note, if there are any.
    pub notes: Option<&'p Notes>,
}

/// All forms.
pub const EXPORTS: &[Export] = &[markdown::MARKDOWN, bibtex::BIBTEX];

impl Export {
    /// Returns the row of a form.
    pub fn of(form: ExportForm) -> Option<&'static Self> {
        EXPORTS.iter().find(|export| export.form == form)
    }

    /// Writes the papers of a file.
    pub fn file<'p>(&self, papers: impl IntoIterator<Item = Exported<'p>>) -> String {
        let papers: Vec<String> = papers.into_iter().map(|paper| (self.one)(paper).text).collect();
        [self.around.0, &papers.join(self.between), self.around.1].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use skimmark_paper::entry::Ids;

    pub(super) fn preprint() -> Entry {
        Entry {
            title: "On R&D in $O(n_1)$".into(),
            authors: vec!["Ágnes Kőszegi".into(), "Li_Bo".into()],
            more_authors: true,
            date: "2026-03-15".parse().ok(),
            ids: Ids { arxiv: Some("2603.01234".into()), ..Ids::default() },
            ..Entry::default()
        }
    }

    #[test]
    fn every_form_has_one_row_that_writes_a_file() {
        let entry = preprint();
        let paper = Exported { entry: &entry, notes: None };
        for form in [ExportForm::Markdown, ExportForm::Bibtex] {
            let rows = EXPORTS.iter().filter(|export| export.form == form);
            assert_eq!(rows.count(), 1, "{form:?}");
        }
        for export in EXPORTS {
            let one = (export.one)(paper);
            assert!(!one.name.is_empty() && one.text.contains(&one.name), "{}", export.name);
            let two = export.file([paper, paper]);
            assert_eq!(two.matches(one.text.trim_end()).count(), 2, "{two}");
            assert!(two.ends_with('\n') && !export.ending.is_empty(), "{two}");
            assert!(export.mime.contains('/'));
        }
    }
}
