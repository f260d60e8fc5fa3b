//! The identifiers of a record, in whichever of its fields they stand.

use std::borrow::Cow;

use super::{Record, Role};
use skimmark_paper::entry::{Entry, Ids};
use skimmark_paper::ids::{self, address, mention};
use skimmark_paper::text::{readable, urls};

/// Names of databases whose numbers are PubMed's, in lower case.
const PUBMED: &[&str] = &["pubmed", "medline"];

impl Record<'_> {
    /// Fills in identifiers and version. An identifier in a field of its own counts more than one
    /// in an address, and that more than one in other text.
    pub(super) fn identify(&self, entry: &mut Entry) {
        for field in self.of(Role::Arxiv) {
            let id = field.text.trim();
            keep_arxiv(entry, ids::arxiv(id.strip_prefix("arXiv:").unwrap_or(id)));
        }
        for field in self.of(Role::Doi) {
            keep_doi(entry, doi(&field.text));
        }
        for field in self.of(Role::Pmid) {
            keep(&mut entry.ids.pmid, pmid(&field.text));
        }
        if self.is_in_pubmed() {
            for field in self.of(Role::Accession) {
                keep(&mut entry.ids.pmid, pmid(&field.text));
            }
        }
        for field in self.fields.iter().filter(|field| is_own_page(field.role)) {
            identify(entry, &field.text);
        }
        for field in self.of(Role::Id) {
            let found = mention::find(&field.text).unwrap_or_default();
            keep_all(entry, found.ids, found.version);
        }
        // Other venues that hold an identifier cite another paper.
        for field in self.of(Role::Venue).filter(|field| field.text.starts_with("arXiv preprint")) {
            let words = field.text.split_whitespace();
            let id = words.filter_map(|word| word.strip_prefix("arXiv:")).find_map(ids::arxiv);
            keep_arxiv(entry, id);
        }
        entry.version = self.known.version.or(entry.version);
    }

    fn is_in_pubmed(&self) -> bool {
        self.of(Role::Database).any(|field| {
            let name = field.text.to_ascii_lowercase();
            PUBMED.iter().any(|known| name.contains(known))
        })
    }
}

/// Returns true if a field of this role holds an address of the paper itself.
fn is_own_page(role: Role) -> bool {
    matches!(role, Role::Page | Role::Pdf | Role::Html)
}

/// Fills in the identifiers that the address of one of the paper's pages holds.
fn identify(entry: &mut Entry, url: &str) {
    let address::Found { ids, version } = address::read(url.trim());
    keep_all(entry, ids, version);
}

fn keep_all(entry: &mut Entry, ids: Ids, version: Option<u16>) {
    keep_arxiv(entry, ids.arxiv.as_deref().map(|id| (id, version)));
    keep_doi(entry, ids.doi);
    keep(&mut entry.ids.pmid, ids.pmid);
}

fn keep(place: &mut Option<String>, id: Option<String>) {
    if place.is_none() {
        *place = id;
    }
}

fn keep_arxiv(entry: &mut Entry, found: Option<(&str, Option<u16>)>) {
    if let Some((id, version)) = found
        && entry.ids.arxiv.is_none()
    {
        (entry.ids.arxiv, entry.version) = (Some(id.to_owned()), version);
    }
}

fn keep_doi(entry: &mut Entry, doi: Option<String>) {
    match doi.as_deref().and_then(ids::arxiv_of_doi) {
        Some(found) => keep_arxiv(entry, Some(found)),
        None => keep(&mut entry.ids.doi, doi),
    }
}

/// Finds a DOI among the words of a field: `10.1000/x`, `doi:10.1000/x.`, an address. A DOI may hold
/// what TeX would read as a dash or a tie, so only text with commands of TeX is read as TeX.
fn doi(text: &str) -> Option<String> {
    let text = match text.contains('\\') {
        true => Cow::Owned(readable(text)),
        false => Cow::Borrowed(text),
    };
    text.split_whitespace().find_map(|word| {
        if word.contains("://") {
            return urls::find(word).first().and_then(|found| address::read(&found.url).ids.doi);
        }
        let word = word.trim_end_matches(['.', ',', ';']);
        ids::doi(word.find("10.").and_then(|at| word.get(at..))?)
    })
}

/// Finds a PubMed identifier: `12345678`, `PMID: 12345678`.
fn pmid(text: &str) -> Option<String> {
    text.split([' ', ':', '\u{a0}']).find_map(ids::pmid).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(fields: &[(Role, &'static str)]) -> (Ids, Option<u16>) {
        let mut record = Record::default();
        fields.iter().for_each(|(role, text)| record.add(*role, *text));
        let mut entry = Entry::default();
        record.identify(&mut entry);
        (entry.ids, entry.version)
    }

    #[test]
    fn identifiers_are_found_in_any_field() {
        let cases: &[(&[(Role, &str)], &str)] = &[
            (&[(Role::Doi, "https://doi.org/10.1000/WOOL.1")], "10.1000/wool.1"),
            (&[(Role::Doi, "doi:10.1000/WOOL.1.")], "10.1000/wool.1"),
            (&[(Role::Doi, "Article"), (Role::Page, "https://doi.org/10.1/x")], ""),
            (&[(Role::Page, "https://example.org/doi/10.1000/a")], "10.1000/a"),
            (&[(Role::Id, "doi: 10.1000/a")], "10.1000/a"),
            (&[(Role::Doi, "10.1000/a--b~c")], "10.1000/a--b~c"),
            (&[(Role::Doi, "10.48550/arXiv.list")], "10.48550/arxiv.list"),
        ];
        for (fields, expected) in cases {
            assert_eq!(ids(fields).0.doi.unwrap_or_default(), *expected, "{fields:?}");
        }
        let (found, version) = ids(&[(Role::Doi, "10.48550/arXiv.2601.00001")]);
        assert_eq!((found.arxiv.as_deref(), found.doi, version), (Some("2601.00001"), None, None));
        let (found, version) = ids(&[(Role::Venue, "arXiv preprint arXiv:2601.00001v2")]);
        assert_eq!((found.arxiv.as_deref(), version), (Some("2601.00001"), Some(2)));
        let (found, _) = ids(&[(Role::Venue, "J. Wool 3, a comment on arXiv:2601.00001")]);
        assert_eq!(found.arxiv, None);
    }

    #[test]
    fn numbers_of_other_databases_are_not_pubmeds() {
        let number = (Role::Accession, "12345678");
        assert_eq!(ids(&[number]).0.pmid, None);
        let found = ids(&[number, (Role::Database, "Ovid MEDLINE(R)")]).0.pmid;
        assert_eq!(found.as_deref(), Some("12345678"));
    }
}
