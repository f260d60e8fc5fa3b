//! What the address of a paper's page says of the paper.

use crate::formats::plain::ids::{arxiv, doi};
use skimmark_paper::entry::{Entry, Ids};
use skimmark_paper::text::percent::decode;
use skimmark_paper::text::urls;

/// Parts of a path that publishers write behind a DOI.
const BEHIND: &[&str] =
    &["full", "pdf", "abstract", "abs", "html", "meta", "epub", "short", "summary", "fulltext"];

/// Endings that publishers glue to a DOI.
const GLUED: &[&str] = &[".pdf", ".full", ".abstract", ".short", ".html"];

/// Fills in the identifiers that the paper's address holds, where none are known.
pub(super) fn identify(entry: &mut Entry, url: &str) {
    let (ids, version) = ids(url);
    if entry.ids.arxiv.is_none() && ids.arxiv.is_some() {
        (entry.ids.arxiv, entry.version) = (ids.arxiv, version);
    }
    entry.ids.doi = entry.ids.doi.take().or(ids.doi);
    entry.ids.pmid = entry.ids.pmid.take().or(ids.pmid);
}

/// The identifiers that the address of a paper's page holds, and the version of the preprint.
fn ids(url: &str) -> (Ids, Option<u16>) {
    let mut ids = Ids::default();
    let (host, path) = urls::host_and_path(url);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let host = host.to_ascii_lowercase();
    if host == "arxiv.org" || host.ends_with(".arxiv.org") {
        let id = path.split_once('/').map_or("", |(_, id)| id);
        let found = arxiv(id.strip_suffix(".pdf").unwrap_or(id));
        let version = found.and_then(|(_, version)| version);
        ids.arxiv = found.map(|(id, _)| id.to_owned());
        return (ids, version);
    }
    if host == "pubmed.ncbi.nlm.nih.gov" {
        let number = (4..=9).contains(&path.len()) && path.bytes().all(|b| b.is_ascii_digit());
        ids.pmid = number.then(|| path.to_owned());
        return (ids, None);
    }
    let preprints = ["biorxiv.org", "medrxiv.org"].contains(&host.as_str());
    ids.doi = doi_of_path(path, preprints).or_else(|| doi_of_query(url));
    (ids, None)
}

/// `doi/abs/10.1139/x-1` holds `10.1139/x-1`. The paths of preprint servers add versions.
fn doi_of_path(path: &str, preprints: bool) -> Option<String> {
    let start = match path.starts_with("10.") {
        true => 0,
        false => path.find("/10.")? + 1,
    };
    let mut found = decode(&path[start..]);
    while let Some((head, last)) = found.rsplit_once('/')
        && head.contains('/')
        && BEHIND.contains(&last.to_ascii_lowercase().as_str())
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

/// `article?id=10.1371/journal.pone.0000001`
fn doi_of_query(url: &str) -> Option<String> {
    let value = parameter(url, "id").or_else(|| parameter(url, "doi"))?;
    doi(&decode(value))
}

/// The value of a parameter of an address, as it stands there.
pub(super) fn parameter<'u>(url: &'u str, name: &str) -> Option<&'u str> {
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
            assert_eq!((ids(url).0.arxiv.as_deref(), ids(url).1), (Some(id), version), "{url}");
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
            assert_eq!(ids(url).0.doi.as_deref(), Some(id), "{url}");
        }
        let pmid = ids("https://pubmed.ncbi.nlm.nih.gov/12345678/").0.pmid;
        assert_eq!(pmid.as_deref(), Some("12345678"));
        for url in ["https://example.org/v10.1/x", "https://arxiv.org/search/?q=1", "x", ""] {
            assert!(ids(url).0.is_empty(), "{url}");
        }
    }
}
