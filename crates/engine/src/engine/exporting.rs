//! Papers as a file, part by part, so that the page answers meanwhile.

use super::Engine;
use crate::export::{Export, Exported, Writer};
use skimmark_paper::words::to_u32;
use skimmark_protocol::{ExportForm, ExportPapers, ExportPart, ExportScope, View};

/// A file that was begun.
#[derive(Debug)]
pub(super) struct Exporting {
    view: View,
    papers: Vec<u32>,
    written: usize,
    file: Writer,
    is_shared: bool,
}

impl Exporting {
    /// Returns whether its papers are those of a view.
    pub(super) fn is_of(&self, view: View) -> bool {
        self.view == view
    }
}

impl Engine {
    /// Writes the next part of a file.
    pub(super) fn export(&mut self, ask: ExportPapers) -> Option<ExportPart> {
        if let Some((view, scope, form)) = ask.begin {
            let (view, papers) = self.exported(view, scope);
            let is_shared = form == ExportForm::Link;
            let file = Export::of(if is_shared { ExportForm::Csv } else { form })?.begin();
            self.exporting = Some(Exporting { view, papers, written: 0, file, is_shared });
        }
        let Exporting { view, papers, written, mut file, is_shared } = self.exporting.take()?;
        let catalog = self.catalogs.of(view);
        let to = papers.len().min(written + ask.most as usize);
        for paper in &papers[written..to] {
            let Some((entry, keys)) = catalog.paper(*paper) else { continue };
            let notes = self.marks.get(keys).and_then(|mark| mark.notes.as_ref());
            let notes = notes.filter(|_| !is_shared);
            file.add(Exported { entry, notes: notes.map(|notes| &notes.what) });
        }
        let total = to_u32(papers.len());
        let text = if to < papers.len() {
            let text = file.take();
            self.exporting = Some(Exporting { view, papers, written: to, file, is_shared });
            text
        } else {
            file.end()
        };
        Some(ExportPart { text, written: to_u32(to), total })
    }

    /// Returns the papers of a file and the view that numbers them.
    fn exported(&self, view: View, scope: ExportScope) -> (View, Vec<u32>) {
        let shown = self.shown_of(view);
        match scope {
            ExportScope::Shown => (view, shown.to_vec()),
            ExportScope::Selected => {
                let mut left = self.selected_of(view);
                let mut papers: Vec<u32> = shown.to_vec();
                papers.retain(|paper| left.has(*paper as usize));
                papers.iter().for_each(|paper| left.remove(*paper as usize));
                papers.extend(left.iter().map(to_u32));
                (view, papers)
            }
            ExportScope::Bookmarks => (View::Bookmarks, self.catalogs.bookmarks.by_newest_star()),
        }
    }
}
