//! Identifiers in the addresses of papers' pages: the one reader of them.

use super::{arxiv, doi, pmid};
use crate::entry::Ids;
use crate::text::{percent, urls};

/// Parts of a path that publishers write after a DOI.
const AFTER: &[&str] =
    &["full", "pdf", "abstract", "abs", "html", "meta", "epub", "short", "summary", "fulltext"];

/// Endings that publishers glue to a DOI.
const GLUED: &[&str] = &[".pdf", ".full", ".abstract", ".short", ".html"];

/// The identifiers in an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The identifiers.
    pub ids: Ids,
    /// The version of the preprint.
    pub version: Option<u16>,
}

/// Reads the identifiers that the address of a paper's page holds.
pub fn read(url: &str) -> Found {
    let (host, path) = urls::host_and_path(url);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let host = host.to_ascii_lowercase();
    match host.as_str() {
        "pubmed.ncbi.nlm.nih.gov" => of_pubmed(path),
        "ncbi.nlm.nih.gov" => of_pubmed(path.strip_prefix("pubmed/").unwrap_or_default()),
        "doi.org" | "dx.doi.org" => of_doi(doi(&percent::decode(path))),
        "arxiv.org" => of_arxiv(path),
        _ if host.ends_with(".arxiv.org") => of_arxiv(path),
        _ => {
            let preprints = ["biorxiv.org", "medrxiv.org"].contains(&host.as_str());
            of_doi(doi_of_path(path, preprints).or_else(|| doi_of_query(url)))
        }
    }
}

fn of_arxiv(path: &str) -> Found {
    let id = path.split_once('/').map_or("", |(_, id)| id);
    let Some((id, version)) = arxiv(id.strip_suffix(".pdf").unwrap_or(id)) else {
        return Found::default();
    };
    Found { ids: Ids { arxiv: Some(id.to_owned()), ..Ids::default() }, version }
}

fn of_pubmed(path: &str) -> Found {
    let pmid = pmid(path).map(str::to_owned);
    Found { ids: Ids { pmid, ..Ids::default() }, version: None }
}

fn of_doi(doi: Option<String>) -> Found {
    Found { ids: Ids { doi, ..Ids::default() }, version: None }
}

/// Finds the DOI in a path: `doi/abs/10.1139/x-1` holds `10.1139/x-1`. Preprint servers add
/// versions.
fn doi_of_path(path: &str, preprints: bool) -> Option<String> {
    let start = match path.starts_with("10.") {
        true => 0,
        false => path.find("/10.")? + 1,
    };
    let mut found = percent::decode(&path[start..]);
    while let Some((head, last)) = found.rsplit_once('/')
        && head.contains('/')
        && AFTER.contains(&last.to_ascii_lowercase().as_str())
    {
        found.truncate(head.len());
    }
    while let Some(ending) = GLUED.iter().find(|ending| found.ends_with(*ending)) {
        found.truncate(found.len() - ending.len());
    }
    if preprints && let Some((id, version)) = found.rsplit_once('v') {
        let numbered = !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit());
        found.truncate(if numbered { id.len() } else { found.len() });
    }
    doi(&found)
}

/// Finds the DOI in a query: `article?id=10.1371/journal.pone.0000001`.
fn doi_of_query(url: &str) -> Option<String> {
    let value = parameter(url, "id").or_else(|| parameter(url, "doi"))?;
    doi(&percent::decode(value))
}

/// Returns the value of a parameter of an address, undecoded.
pub fn parameter<'u>(url: &'u str, name: &str) -> Option<&'u str> {
    let (_, query) = url.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(key, value)| (key.strip_prefix("amp;").unwrap_or(key), value))
        .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_papers_hold_identifiers() {
        let cases = [
            ("https://arxiv.org/abs/2601.00001v2", "2601.00001", Some(2)),
            ("http://arxiv.org/pdf/2601.00001.pdf", "2601.00001", None),
            ("https://arxiv.org/pdf/math.AP/0703001v1?x=1", "math.AP/0703001", Some(1)),
        ];
        for (url, id, version) in cases {
            let found = read(url);
            assert_eq!((found.ids.arxiv.as_deref(), found.version), (Some(id), version), "{url}");
        }
        let cases = [
            ("https://example.org/doi/abs/10.1139/apnm-2000-0022", "10.1139/apnm-2000-0022"),
            ("https://doi.org/10.1000/ABC", "10.1000/abc"),
            ("https://example.org/articles/10.3389/fx.2020.1/full", "10.3389/fx.2020.1"),
            ("https://example.org/content/pdf/10.1007/s1-2-3.pdf", "10.1007/s1-2-3"),
            (
                "https://www.biorxiv.org/content/10.1101/2020.01.01.1v2.full.pdf",
                "10.1101/2020.01.01.1",
            ),
            ("https://example.org/doi/pdf/10.1002/(SICI)1%3C2%3E3", "10.1002/(sici)1<2>3"),
            (
                "https://example.org/article?id=10.1371/journal.x.1&type=printable",
                "10.1371/journal.x.1",
            ),
        ];
        for (url, id) in cases {
            assert_eq!(read(url).ids.doi.as_deref(), Some(id), "{url}");
        }
        for url in [
            "https://www.ncbi.nlm.nih.gov/pubmed/12345678",
            "https://pubmed.ncbi.nlm.nih.gov/12345678/?from=alert",
        ] {
            assert_eq!(read(url).ids.pmid.as_deref(), Some("12345678"), "{url}");
        }
        let pmid = read("https://pubmed.ncbi.nlm.nih.gov/12345678/").ids.pmid;
        assert_eq!(pmid.as_deref(), Some("12345678"));
        for url in ["https://example.org/v10.1/x", "https://arxiv.org/search/?q=1", "x", ""] {
            assert!(read(url).ids.is_empty(), "{url}");
        }
    }
}
