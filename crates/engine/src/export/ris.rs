//! A paper as a record of RIS.

use super::facts::Fact;
use super::{Export, Exported, Writer};
use crate::names;
use skimmark_protocol::ExportForm;

/// A file of records.
pub(super) const RIS: Export = Export {
    name: "ris",
    form: ExportForm::Ris,
    ending: "ris",
    mime: "application/x-research-info-systems",
    write,
    between: "\r\n",
    around: ("", ""),
};

/// The tags of a record, in their order.
const TAGS: &[(Fact, &str)] = &[
    (Fact::Title, "TI"),
    (Fact::Authors, "AU"),
    (Fact::Venue, "T2"),
    (Fact::Year, "PY"),
    (Fact::Date, "DA"),
    (Fact::Volume, "VL"),
    (Fact::Issue, "IS"),
    (Fact::FirstPage, "SP"),
    (Fact::LastPage, "EP"),
    (Fact::Doi, "DO"),
    (Fact::Pmid, "AN"),
    (Fact::Arxiv, "AN"),
    (Fact::Address, "UR"),
    (Fact::Affiliation, "AD"),
    (Fact::Keywords, "KW"),
    (Fact::Comments, "N1"),
    (Fact::Note, "N1"),
    (Fact::Abstract, "AB"),
];

fn write(paper: Exported<'_>, out: &mut Writer) {
    line(out, "TY", paper.kind().ris);
    for (fact, tag) in TAGS {
        let Some(value) = paper.text(*fact) else { continue };
        match fact {
            Fact::Authors => {
                paper
                    .entry
                    .authors
                    .iter()
                    .for_each(|name| line(out, tag, &names::turned(name, false)));
                if paper.entry.more_authors {
                    // The comma keeps programs from parting it.
                    line(out, tag, "et al.,");
                }
            }
            Fact::Keywords => paper.keywords().iter().for_each(|word| line(out, tag, word)),
            Fact::Date => line(out, tag, &[&value.replace('-', "/"), "/"].concat()),
            // The number of a record in the database that the next tag names.
            Fact::Pmid => {
                line(out, tag, &value);
                line(out, "DB", "PubMed");
            }
            Fact::Arxiv if paper.entry.ids.pmid.is_none() => {
                line(out, tag, &["arXiv:", &value].concat());
                line(out, "DB", "arXiv");
            }
            Fact::Arxiv => {}
            Fact::Comments => line(out, tag, &["Comment: ", &value].concat()),
            _ => line(out, tag, &value),
        }
    }
    line(out, "ER", "");
}

/// Writes a line of the file: one value, whatever is in it.
fn line(out: &mut Writer, tag: &str, value: &str) {
    out.put(&[tag, "  - "]);
    out.line(value);
    out.put(&["\r\n"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::preprint;
    use crate::marks::Notes;
    use skimmark_paper::entry::Entry;

    #[test]
    fn a_paper_is_a_record_and_no_value_ends_it() {
        let entry = Entry {
            title: "Sheep\nER  - ".into(),
            venue: Some("J. Wool".into()),
            volume: Some("3".into()),
            pages: Some("1-9".into()),
            keywords: vec!["wool".into(), "yarn".into()],
            ..preprint()
        };
        let notes = Notes { tags: vec!["cite".into()], note: "Ask\n\nAna.".into() };
        assert_eq!(
            RIS.file([Exported { entry: &entry, notes: Some(&notes) }]),
            "TY  - JOUR\r\nTI  - Sheep ER -\r\nAU  - Kőszegi, Ágnes\r\nAU  - Li_Bo\r\n\
             AU  - et al.,\r\nT2  - J. Wool\r\nPY  - 2026\r\nDA  - 2026/03/15/\r\nVL  - 3\r\n\
             SP  - 1\r\nEP  - 9\r\nAN  - arXiv:2603.01234\r\nDB  - arXiv\r\n\
             UR  - https://arxiv.org/abs/2603.01234\r\nKW  - wool\r\nKW  - yarn\r\nKW  - cite\r\n\
             N1  - Ask Ana.\r\nER  - \r\n"
        );
    }
}
