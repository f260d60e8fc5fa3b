//! A paper as a reference in plain text.

use super::facts::Fact;
use super::{Export, Exported, Writer};
use crate::names;
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
pub(super) const PARTS: &[(Fact, &str)] = &[
    (Fact::Venue, ", "),
    (Fact::Volume, ", vol. "),
    (Fact::Issue, ", no. "),
    (Fact::Pages, ", pp. "),
    (Fact::DateInWords, ", "),
    (Fact::Doi, ", doi:"),
    (Fact::Arxiv, ", arXiv:"),
    (Fact::Pmid, ", PMID:"),
];

/// Writes `Ana Lee, Bo Ek, “Counting Sheep,” J. Wool, vol. 3, 15 Mar 2026, doi:10.1000/1.`
fn write(paper: Exported<'_>, out: &mut Writer) {
    let entry = paper.entry;
    let mut text = names::listed(entry);
    text += match text.chars().next_back() {
        None => "“",
        Some(';') => " “",
        Some(_) => ", “",
    };
    text += &entry.title;
    text += if entry.title.ends_with(['.', '?', '!']) { "”" } else { ",”" };
    let after = text.len();
    for (fact, before) in PARTS {
        if let Some(value) = paper.text(*fact) {
            text += before;
            text += &value;
        }
    }
    // An address that none of these says stands at the end, without a stop.
    let address = paper.text(Fact::Address).filter(|_| entry.ids.is_empty());
    if let Some(address) = &address {
        text += ", ";
        text += address;
    } else if text.len() > after {
        text += ".";
    }
    // The comma stands inside of the quotation marks.
    if text.len() > after {
        text.remove(after);
    }
    out.line(&text);
    out.put(&["\n"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::preprint;
    use skimmark_paper::entry::{Entry, Ids};

    #[test]
    fn a_paper_is_a_paragraph() {
        let text = |entry: &Entry| TEXT.one(Exported { entry, notes: None }).text;
        assert_eq!(
            text(&preprint()),
            "Ágnes Kőszegi, Li_Bo, et al., “On R&D in $O(n_1)$,” 15 Mar 2026, arXiv:2603.01234.\n"
        );
        let entry = Entry {
            authors: vec!["Wool and Yarn, Inc.".into()],
            venue: Some("J. Wool".into()),
            volume: Some("3".into()),
            pages: Some("1-9".into()),
            title: "Why sheep?".into(),
            more_authors: false,
            ids: Ids::default(),
            ..preprint()
        };
        let expected = "Wool and Yarn, Inc.; “Why sheep?” J. Wool, vol. 3, pp. 1-9, 15 Mar 2026.\n";
        assert_eq!(text(&entry), expected);
        assert_eq!(text(&Entry { title: "Sheep".into(), ..Entry::default() }), "“Sheep,”\n");
    }
}
