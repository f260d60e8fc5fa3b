//! A paper as a reference in plain text.

use super::facts::Fact;
use super::{Export, Exported, Writer};
use skimmark_protocol::ExportForm;

/// A list of references, a blank line between two.
pub(super) const TEXT: Export = Export {
    name: "text",
    form: ExportForm::Text,
    ending: "txt",
    mime: "text/plain",
    write,
    between: "\n",
    around: ("", ""),
};

/// What follows the title, with what stands before each.
const PARTS: &[(Fact, &str)] = &[
    (Fact::Venue, " "),
    (Fact::Volume, ", vol. "),
    (Fact::Issue, ", no. "),
    (Fact::Pages, ", pp. "),
    (Fact::Year, ", "),
    (Fact::Doi, ". doi:"),
    (Fact::Arxiv, ". arXiv:"),
    (Fact::Pmid, ". PMID: "),
];

fn write(paper: Exported<'_>, out: &mut Writer) {
    let entry = paper.entry;
    let mut text = entry.authors.join(", ");
    text += if entry.more_authors { ", et al." } else { "" };
    text += if text.is_empty() || text.ends_with('.') { "" } else { "." };
    text += " \"";
    text += &entry.title;
    text += if entry.title.ends_with(['.', '?', '!']) { "\"" } else { ".\"" };
    for (fact, before) in PARTS {
        let Some(value) = paper.text(*fact) else { continue };
        // The title ends with a stop of its own.
        let before = match text.ends_with('"') {
            true => [" ", before.trim_start_matches([',', '.', ' '])].concat(),
            false => (*before).to_owned(),
        };
        text += &before;
        text += &value;
    }
    text += if text.ends_with('"') { "" } else { "." };
    out.line(&text);
    out.put(&["\n"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::preprint;
    use skimmark_paper::entry::Entry;

    #[test]
    fn a_paper_is_a_paragraph() {
        let text = |entry: &Entry| TEXT.one(Exported { entry, notes: None }).text;
        assert_eq!(
            text(&preprint()),
            "Ágnes Kőszegi, Li_Bo, et al. \"On R&D in $O(n_1)$.\" 2026. arXiv:2603.01234.\n"
        );
        let entry = Entry {
            venue: Some("J. Wool".into()),
            volume: Some("3".into()),
            pages: Some("1-9".into()),
            title: "Why sheep?".into(),
            more_authors: false,
            ids: Default::default(),
            ..preprint()
        };
        let expected = "Ágnes Kőszegi, Li_Bo. \"Why sheep?\" J. Wool, vol. 3, pp. 1-9, 2026.\n";
        assert_eq!(text(&entry), expected);
    }
}
