//! Export of papers: one to paste elsewhere, or many as a file. A new form is a file here and a row
//! of [`EXPORTS`]; what a paper tells is asked of [`facts`].

mod bibtex;
mod csl;
mod csv;
mod escape;
mod facts;
mod key;
mod markdown;
pub(crate) mod notes;
mod ris;
mod tex;
mod text;

use std::collections::HashMap;

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
    /// Writes one paper at the end of a file.
    write: fn(Exported<'_>, &mut Writer),
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

/// A file of papers that is written paper by paper.
#[derive(Debug)]
pub struct Writer {
    export: &'static Export,
    text: String,
    /// The keys of the papers, each with the number of the next one that would be the same.
    keys: HashMap<String, u32>,
    is_begun: bool,
}

/// All forms.
pub const EXPORTS: &[Export] =
    &[markdown::MARKDOWN, bibtex::BIBTEX, ris::RIS, csl::CSL, csv::CSV, text::TEXT, notes::NOTES];

impl Export {
    /// Returns the row of a form.
    pub fn of(form: ExportForm) -> Option<&'static Self> {
        EXPORTS.iter().find(|export| export.form == form)
    }

    /// Begins a file.
    pub fn begin(&'static self) -> Writer {
        let text = self.around.0.to_owned();
        Writer { export: self, text, keys: HashMap::new(), is_begun: false }
    }

    /// Writes one paper, as in a file, without what stands around the papers there.
    pub fn one(&'static self, paper: Exported<'_>) -> Copied {
        let mut out = self.begin();
        out.text.clear();
        out.add(paper);
        let text = out.text;
        let name = match self.form {
            ExportForm::Bibtex => text.split(',').next().unwrap_or_default().to_owned(),
            _ => paper.entry.title.clone(),
        };
        Copied { name, text }
    }

    /// Writes the papers of a file.
    pub fn file<'p>(&'static self, papers: impl IntoIterator<Item = Exported<'p>>) -> String {
        let mut out = self.begin();
        papers.into_iter().for_each(|paper| out.add(paper));
        out.end()
    }
}

impl Writer {
    /// Writes the next paper.
    pub fn add(&mut self, paper: Exported<'_>) {
        if std::mem::replace(&mut self.is_begun, true) {
            self.text += self.export.between;
        }
        (self.export.write)(paper, self);
    }

    /// Takes what has been written so far, so that a long file can be handed over in pieces.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Ends the file; returns what has not been taken.
    pub fn end(mut self) -> String {
        self.text += self.export.around.1;
        self.text
    }

    /// Writes texts one after the other.
    fn put(&mut self, texts: &[&str]) {
        texts.iter().for_each(|text| self.text += text);
    }

    /// Writes a text without the ends of lines in it.
    fn line(&mut self, text: &str) {
        for (at, word) in text.split_whitespace().enumerate() {
            self.put(&[if at > 0 { " " } else { "" }, word]);
        }
    }
}

#[cfg(test)]
mod tests;
