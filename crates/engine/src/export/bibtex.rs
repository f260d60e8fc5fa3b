//! A paper as an entry of BibTeX.

use super::facts::Fact;
use super::tex;
use super::{Export, Exported, Writer};
use crate::names;
use skimmark_paper::date::{MONTHS, PartialDate};
use skimmark_protocol::ExportForm;

/// A file of entries.
pub(super) const BIBTEX: Export = Export {
    name: "bibtex",
    form: ExportForm::Bibtex,
    ending: "bib",
    mime: "application/x-bibtex",
    write,
    between: "\n",
    around: ("", ""),
};

/// The fields of an entry, in their order. That of the venue depends on the type.
const FIELDS: &[(Fact, &str)] = &[
    (Fact::Title, "title"),
    (Fact::Authors, "author"),
    (Fact::Venue, ""),
    (Fact::Volume, "volume"),
    (Fact::Issue, "number"),
    (Fact::Pages, "pages"),
    (Fact::Year, "year"),
    (Fact::Date, "month"),
    (Fact::Day, "day"),
    (Fact::Arxiv, "eprint"),
    (Fact::Category, "primaryclass"),
    (Fact::Doi, "doi"),
    (Fact::Pmid, "pmid"),
    (Fact::Address, "url"),
    (Fact::Affiliation, "affiliation"),
    (Fact::Keywords, "keywords"),
    (Fact::Comments, "note"),
    (Fact::Note, "annote"),
    (Fact::Abstract, "abstract"),
];

/// Writes a paper as an entry, named by its type and key.
fn write(paper: Exported<'_>, out: &mut Writer) {
    let kind = paper.kind();
    let key = out.key(paper.entry);
    out.put(&["@", kind.bibtex, "{", &key]);
    for (fact, name) in FIELDS {
        let Some(value) = paper.text(*fact) else { continue };
        let name = if name.is_empty() { kind.place } else { name };
        let mut text = String::new();
        match fact {
            Fact::Authors => text = authors(paper),
            // A macro of BibTeX, which styles know to abbreviate.
            Fact::Date => {
                let Some(month) = paper.entry.date.and_then(PartialDate::month) else { continue };
                let month = MONTHS[usize::from(month) - 1][..3].to_ascii_lowercase();
                out.put(&[",\n  ", name, " = ", &month]);
                continue;
            }
            Fact::Pages => {
                tex::write(&value, false, &mut text);
                text = text.replace('-', "--");
            }
            // Programs take these as they are.
            Fact::Doi | Fact::Address | Fact::Arxiv | Fact::Pmid => text = bare(&value),
            _ => tex::write(&value, *fact == Fact::Title, &mut text),
        }
        out.put(&[",\n  ", name, " = {", text.trim(), "}"]);
        if *fact == Fact::Arxiv {
            out.put(&[",\n  archiveprefix = {arXiv}"]);
        }
    }
    out.put(&["\n}\n"]);
}

fn authors(paper: Exported<'_>) -> String {
    let mut all = String::new();
    for name in &paper.entry.authors {
        let parts = names::parts(name);
        let turned;
        let name = if parts.suffix.is_empty() {
            name
        } else {
            turned = names::turned(name, true);
            &turned
        };
        all += if all.is_empty() { "" } else { " and " };
        all += if parts.is_body { "{" } else { "" };
        tex::write(name, false, &mut all);
        all += if parts.is_body { "}" } else { "" };
    }
    all += if paper.entry.more_authors && !all.is_empty() { " and others" } else { "" };
    all
}

/// Writes an identifier or an address, in which only braces and blanks would break the file.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '{' => out += "%7B",
            '}' => out += "%7D",
            '\\' => out += "%5C",
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::preprint;
    use crate::marks::Notes;
    use skimmark_paper::entry::{Entry, Ids};

    fn bibtex(entry: &Entry) -> String {
        BIBTEX.one(Exported { entry, notes: None }).text
    }

    #[test]
    fn a_preprint_is_named_by_its_archive() {
        assert_eq!(
            bibtex(&preprint()),
            "@misc{koszegi2026on,\n  title = {On {R}\\&{D} in $O(n_1)$},\n  \
             author = {Ágnes Kőszegi and Li\\_Bo and others},\n  year = {2026},\n  month = mar,\n  \
             day = {15},\n  eprint = {2603.01234},\n  archiveprefix = {arXiv},\n  \
             url = {https://arxiv.org/abs/2603.01234}\n}\n"
        );
    }

    #[test]
    fn what_is_unknown_is_left_out_and_a_search_is_no_address() {
        let entry = Entry {
            title: "100% {sure}".into(),
            venue: Some("J. Trees".into()),
            date: "2026".parse().ok(),
            ..Entry::default()
        };
        assert_eq!(
            bibtex(&entry),
            "@article{2026sure,\n  title = {100\\% {\\textbraceleft}sure{\\textbraceright}},\n  \
             journal = {J. Trees},\n  year = {2026}\n}\n"
        );
        let ids = Ids { doi: Some("10.1000/1_2".into()), ..Ids::default() };
        assert!(bibtex(&Entry { ids, ..entry }).contains("  doi = {10.1000/1_2},\n"));
    }

    #[test]
    fn names_are_written_so_that_their_parts_are_certain() {
        let names = ["Arturo Martinez Jr.", "Wool and Yarn, Inc.", "Ludwig van Beethoven"];
        let entry = Entry { authors: names.map(str::to_owned).into(), ..preprint() };
        let expected =
            "{Martinez, Jr., Arturo and {Wool and Yarn, Inc.} and Ludwig van Beethoven and others}";
        assert!(bibtex(&entry).contains(expected), "{}", bibtex(&entry));
    }

    #[test]
    fn the_type_says_where_it_was_published_and_notes_go_along() {
        let entry = Entry {
            kind: Some("paper-conference".into()),
            venue: Some("Wool & Yarn".into()),
            pages: Some("1-9".into()),
            comments: Some("12 pages".into()),
            keywords: vec!["wool".into()],
            ..preprint()
        };
        let notes = Notes { tags: vec!["cite, soon".into()], note: "Ask\nAna.".into() };
        let text = BIBTEX.one(Exported { entry: &entry, notes: Some(&notes) }).text;
        for line in [
            "@inproceedings{",
            "booktitle = {Wool \\& Yarn}",
            "pages = {1--9}",
            "keywords = {wool; cite, soon}",
            "note = {12 pages}",
            "annote = {Ask Ana.}",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }
}
