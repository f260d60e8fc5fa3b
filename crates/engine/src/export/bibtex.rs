//! A paper as an entry of BibTeX.

use super::escape::escaped;
use super::{Export, Exported};
use skimmark_paper::date::{MONTHS, PartialDate};
use skimmark_paper::entry::Entry;
use skimmark_protocol::{Copied, ExportForm};

/// A file of entries.
pub(super) const BIBTEX: Export = Export {
    name: "bibtex",
    form: ExportForm::Bibtex,
    ending: "bib",
    mime: "application/x-bibtex",
    one,
    between: "\n",
    around: ("", ""),
};

/// Writes a paper as an entry, named by its kind and key.
fn one(Exported { entry, .. }: Exported<'_>) -> Copied {
    let tex = |text: &str| escaped(text, for_tex);
    let mut authors: Vec<String> = entry.authors.iter().map(|name| tex(name)).collect();
    if entry.more_authors && !authors.is_empty() {
        authors.push("others".to_owned());
    }
    let year = entry.date.map(|date| date.year().to_string()).unwrap_or_default();
    let month = entry.date.and_then(PartialDate::month);
    let month = month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1))?.get(..3));
    let month = month.map(str::to_ascii_lowercase);
    let arxiv = entry.ids.arxiv.as_deref();
    let archive = arxiv.map(|_| "arXiv");
    let category = entry.categories.first().filter(|_| arxiv.is_some());
    let venue = entry.venue.as_deref().map(tex);
    let braced = |value: &str| Some(["{", value, "}"].concat()).filter(|_| !value.is_empty());
    let fields = [
        ("title", braced(&tex(&entry.title))),
        ("author", braced(&authors.join(" and "))),
        ("journal", venue.as_deref().and_then(braced)),
        ("year", braced(&year)),
        // A macro of BibTeX, which styles know to abbreviate.
        ("month", month),
        ("eprint", arxiv.and_then(braced)),
        ("archiveprefix", archive.and_then(braced)),
        ("primaryclass", category.and_then(|it| braced(&it.0))),
        ("doi", entry.ids.doi.as_deref().and_then(braced)),
        ("url", entry.own_address().as_deref().and_then(braced)),
    ];
    let known = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let lines: Vec<String> = known.map(|(name, value)| format!("  {name} = {value}")).collect();
    let kind = if entry.venue.is_some() { "article" } else { "misc" };
    let name = format!("@{kind}{{{}", key(entry, &year));
    let text = format!("{name},\n{}\n}}\n", lines.join(",\n"));
    Copied { name, text }
}

/// Makes a key like `moss2026sorting`: the first author's last name, the year, the first word of
/// the title that is not short. Keys use only ASCII letters, because not every BibTeX accepts
/// others.
fn key(entry: &Entry, year: &str) -> String {
    let plain = |word: &str| -> String {
        word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let first = entry.authors.first().map(String::as_str).unwrap_or_default();
    let name = plain(first.split_whitespace().next_back().unwrap_or_default());
    let words = || entry.title.split_whitespace().map(plain);
    let word = words().find(|word| word.len() > 3).or_else(|| words().next()).unwrap_or_default();
    let key = [name.as_str(), year, &word].concat();
    if key.is_empty() { "paper".to_owned() } else { key }
}

fn for_tex(sign: char, out: &mut String) {
    match sign {
        '&' | '%' | '#' | '_' | '$' | '{' | '}' => out.extend(['\\', sign]),
        '\\' => *out += "\\textbackslash{}",
        '~' => *out += "\\textasciitilde{}",
        '^' => *out += "\\textasciicircum{}",
        _ => out.push(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::preprint;
    use skimmark_paper::entry::Ids;

    fn bibtex(entry: &Entry) -> String {
        one(Exported { entry, notes: None }).text
    }

    #[test]
    fn a_preprint_is_named_by_its_archive() {
        assert_eq!(
            bibtex(&preprint()),
            "@misc{kszegi2026on,\n  title = {On R\\&D in $O(n_1)$},\n  \
             author = {Ágnes Kőszegi and Li\\_Bo and others},\n  year = {2026},\n  month = mar,\n  \
             eprint = {2603.01234},\n  archiveprefix = {arXiv},\n  \
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
            "@article{2026sure,\n  title = {100\\% \\{sure\\}},\n  journal = {J. Trees},\n  \
             year = {2026}\n}\n"
        );
        let ids = Ids { doi: Some("10.1000/1_2".into()), ..Ids::default() };
        assert!(bibtex(&Entry { ids, ..entry }).contains("  doi = {10.1000/1_2},\n"));
    }
}
