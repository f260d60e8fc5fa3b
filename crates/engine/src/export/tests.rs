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
fn every_form_has_one_row() {
    use ExportForm::{Bibtex, Csl, Csv, Markdown, Notes, Ris, Text};
    for form in [Bibtex, Csl, Csv, Markdown, Notes, Ris, Text] {
        let rows = EXPORTS.iter().filter(|export| export.form == form);
        assert_eq!(rows.count(), 1, "{form:?}");
    }
    for export in EXPORTS {
        assert!(!export.ending.is_empty() && export.mime.contains('/'), "{}", export.name);
    }
}

#[test]
fn a_file_in_pieces_is_the_file_and_holds_each_paper() {
    let entry = preprint();
    let paper = Exported { entry: &entry, notes: None };
    for export in EXPORTS {
        let one = export.one(paper);
        assert!(!one.name.is_empty() && !one.text.is_empty(), "{}", export.name);
        let whole = export.file([paper, paper]);
        assert!(whole.contains(one.text.trim_end()) && whole.ends_with('\n'), "{whole}");
        let mut out = export.begin();
        out.add(paper);
        let first = out.take();
        out.add(paper);
        assert_eq!([first, out.take(), out.end()].concat(), whole);
    }
}
