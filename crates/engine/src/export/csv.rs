//! A paper as a row of a table whose cells are parted by commas (RFC 4180).

use super::facts::Fact;
use super::{Export, Exported, Writer};
use skimmark_protocol::ExportForm;

/// A table. Its columns have Zotero's names as far as it has them.
pub(super) const CSV: Export = Export {
    name: "csv",
    form: ExportForm::Csv,
    ending: "csv",
    mime: "text/csv",
    write,
    between: "",
    around: (HEADER, ""),
};

const HEADER: &str = "Title,Author,Date,Item Type,Publication Title,Volume,Issue,Pages,DOI,arXiv,\
    PMID,Url,Code,Categories,Score,Version,Affiliation,Manual Tags,Comments,Notes,Abstract Note\r\n";

/// The columns, in their order.
const COLUMNS: &[Fact] = &[
    Fact::Title,
    Fact::Authors,
    Fact::Date,
    Fact::Kind,
    Fact::Venue,
    Fact::Volume,
    Fact::Issue,
    Fact::Pages,
    Fact::Doi,
    Fact::Arxiv,
    Fact::Pmid,
    Fact::Address,
    Fact::Code,
    Fact::Categories,
    Fact::Score,
    Fact::Version,
    Fact::Affiliation,
    Fact::Keywords,
    Fact::Comments,
    Fact::Note,
    Fact::Abstract,
];

fn write(paper: Exported<'_>, out: &mut Writer) {
    for (at, fact) in COLUMNS.iter().enumerate() {
        out.put(&[if at > 0 { "," } else { "" }]);
        let value = paper.text(*fact).unwrap_or_default();
        // A spreadsheet would compute it; the mark that it is a text is not shown there.
        let mark = if value.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        match value.contains([',', '"', '\n', '\r']) {
            true => out.put(&["\"", mark, &value.replace('"', "\"\""), "\""]),
            false => out.put(&[mark, &value]),
        }
    }
    out.put(&["\r\n"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::preprint;
    use skimmark_paper::entry::Entry;

    #[test]
    fn each_paper_is_a_row_of_the_table_and_nothing_in_it_is_computed() {
        let entry = Entry {
            title: "=SUM(1), \"so\"".into(),
            abstract_text: Some("@once".into()),
            ..preprint()
        };
        let text = CSV.file([Exported { entry: &entry, notes: None }]);
        let (header, row) = text.split_once("\r\n").unwrap();
        assert_eq!(header.split(',').count(), COLUMNS.len());
        assert_eq!(
            row,
            "\"'=SUM(1), \"\"so\"\"\",Ágnes Kőszegi; Li_Bo; et al.,2026-03-15,,,,,,,2603.01234,,\
             https://arxiv.org/abs/2603.01234,,,,,,,,,'@once\r\n"
        );
    }
}
