//! A paper as an item of CSL-JSON.

use super::facts::Fact;
use super::{Export, Exported, Writer};
use crate::names;
use skimmark_paper::json;
use skimmark_protocol::ExportForm;

/// A list of items.
pub(super) const CSL: Export = Export {
    name: "csl",
    form: ExportForm::Csl,
    ending: "json",
    mime: "application/vnd.citationstyles.csl+json",
    write,
    between: ",\n",
    around: ("[\n", "\n]\n"),
};

/// The variables of an item, in their order.
const VARIABLES: &[(Fact, &str)] = &[
    (Fact::Title, "title"),
    (Fact::Authors, "author"),
    (Fact::Date, "issued"),
    (Fact::Venue, "container-title"),
    (Fact::Volume, "volume"),
    (Fact::Issue, "issue"),
    (Fact::Pages, "page"),
    (Fact::Arxiv, "number"),
    (Fact::Doi, "DOI"),
    (Fact::Pmid, "PMID"),
    (Fact::Address, "URL"),
    (Fact::Abstract, "abstract"),
    (Fact::Keywords, "keyword"),
    (Fact::Categories, "categories"),
    (Fact::Comments, "note"),
    (Fact::Note, "annote"),
];

fn write(paper: Exported<'_>, out: &mut Writer) {
    let key = out.key(paper.entry);
    out.put(&["{\"id\":", &quoted(&key), ",\"type\":\"", paper.kind().csl, "\""]);
    for (fact, name) in VARIABLES {
        let Some(value) = paper.text(*fact) else { continue };
        out.put(&[",\n \"", name, "\":"]);
        match fact {
            Fact::Authors => {
                let mut people: Vec<String> =
                    paper.entry.authors.iter().map(|it| person(it)).collect();
                if paper.entry.more_authors {
                    // So does Pandoc, whose styles write "et al." for it.
                    people.push("{\"literal\":\"others\"}".to_owned());
                }
                out.put(&["[", &people.join(","), "]"]);
            }
            Fact::Date => {
                let parts: Vec<&str> =
                    value.split('-').map(|it| it.trim_start_matches('0')).collect();
                out.put(&["{\"date-parts\":[[", &parts.join(","), "]]}"]);
            }
            Fact::Categories => {
                let codes: Vec<String> = value.split(' ').map(quoted).collect();
                out.put(&["[", &codes.join(","), "]"]);
            }
            Fact::Arxiv => {
                out.put(&[&quoted(&["arXiv:", &value].concat()), ",\"archive\":\"arXiv\""])
            }
            Fact::Comments => out.put(&[&quoted(&["Comment: ", &value].concat())]),
            _ => out.put(&[&quoted(&value)]),
        }
    }
    out.put(&["}"]);
}

/// Returns a text of JSON.
pub(super) fn quoted(text: &str) -> String {
    json::write(&text)
}

fn person(name: &str) -> String {
    let parts = names::parts(name);
    if parts.given.is_empty() {
        return ["{\"literal\":", &quoted(parts.family), "}"].concat();
    }
    let suffix = match parts.suffix {
        "" => String::new(),
        suffix => [",\"suffix\":", &quoted(suffix)].concat(),
    };
    let (given, family) = (quoted(parts.given), quoted(parts.family));
    ["{\"family\":", &family, ",\"given\":", &given, &suffix, "}"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::preprint;
    use skimmark_paper::entry::Entry;

    #[test]
    fn a_file_is_a_list_of_items_by_the_schema() {
        let one = Entry { pages: Some("1-9".into()), ..preprint() };
        let two =
            Entry { authors: vec!["Wool and Yarn".into()], more_authors: false, ..preprint() };
        let papers = [&one, &two].map(|entry| Exported { entry, notes: None });
        let read: serde_json::Value = serde_json::from_str(&CSL.file(papers)).unwrap();
        let expected = serde_json::json!({
            "id": "koszegi2026on", "type": "document", "title": "On R&D in $O(n_1)$",
            "author": [
                {"family": "Kőszegi", "given": "Ágnes"}, {"literal": "Li_Bo"}, {"literal": "others"}
            ],
            "issued": {"date-parts": [[2026, 3, 15]]}, "page": "1-9",
            "number": "arXiv:2603.01234", "archive": "arXiv",
            "URL": "https://arxiv.org/abs/2603.01234",
        });
        assert_eq!(read[0], expected);
        assert_eq!(read[1]["author"], serde_json::json!([{"literal": "Wool and Yarn"}]));
        let none: serde_json::Value = serde_json::from_str(&CSL.file([])).unwrap();
        assert_eq!(none, serde_json::json!([]));
    }
}
