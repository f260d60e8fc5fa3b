//! Identifiers in the addresses of papers' pages: the one reader of them.

use std::borrow::Cow;

use super::{arxiv, arxiv_of_doi, doi, pmid};
use crate::entry::Ids;
use crate::text::{location, percent, redirect};

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

/// Paths of sites that show preprints of arXiv, with what stands before the identifier.
const PREPRINTS: &[(&str, &[&str])] = &[
    ("arxiv.org", &["abs", "pdf", "html", "format", "ps", "src", "e-print"]),
    ("xxx.lanl.gov", &["abs", "pdf"]),
    ("ar5iv.org", &["abs", "html"]),
    ("alphaxiv.org", &["abs", "overview", "pdf", "html"]),
    ("huggingface.co", &["papers"]),
    ("hf.co", &["papers"]),
    ("hf-mirror.com", &["papers"]),
    ("scirate.com", &["arxiv"]),
    ("papers.cool", &["arxiv"]),
    ("emergentmind.com", &["papers"]),
    ("semanticscholar.org", &["arxiv", "paper"]),
    ("adsabs.harvard.edu", &["abs"]),
];

/// Servers of preprints whose addresses add a version to the DOI.
const VERSIONED: &[&str] = &["biorxiv.org", "medrxiv.org"];

/// How many addresses may stand within each other.
const MOST_NESTED: u32 = 4;

/// Reads the identifiers that the address of a paper's page holds, even if the address leads there
/// through another site: a mail gateway, an archive, a library's proxy.
pub fn read(url: &str) -> Found {
    // No other text is an address with an identifier, and fields for one hold many others.
    if memchr::memchr3(b'/', b'%', b'?', url.as_bytes()).is_none() {
        return Found::default();
    }
    read_nested(url, MOST_NESTED)
}

fn read_nested(url: &str, nested_at_most: u32) -> Found {
    let url = redirect::target(url);
    let (host, path) = location::host_and_path(&url);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let host = behind_proxy(host);
    let is_below = |name: &str| {
        let at = host.len().wrapping_sub(name.len());
        // Most hosts are told from the name by its first letter.
        host.as_bytes().get(at) == name.as_bytes().first()
            && host[at..] == *name
            && (at == 0 || host.as_bytes()[at - 1] == b'.')
    };
    match host.as_ref() {
        "pubmed.ncbi.nlm.nih.gov" | "pubmed.gov" => return of_pubmed(path),
        "ncbi.nlm.nih.gov" => return of_pubmed(path.strip_prefix("pubmed/").unwrap_or_default()),
        "europepmc.org" => {
            return of_pubmed(
                path.rsplit_once("/med/")
                    .or_else(|| path.rsplit_once("/MED/"))
                    .map_or("", |it| it.1),
            );
        }
        "doi.org" | "dx.doi.org" => return of_doi(doi(&percent::decode(path))),
        _ => {}
    }
    if let Some((_, folders)) = PREPRINTS.iter().find(|(name, _)| is_below(name)) {
        return of_preprint(path, folders);
    }
    let versioned = VERSIONED.iter().any(|name| is_below(name));
    let found = doi_of_path(path, versioned).or_else(|| doi_of_query(&url));
    let found = found.or_else(|| by_day(path).filter(|_| versioned));
    if let Some(doi) = found {
        return of_doi(Some(doi));
    }
    let inner = if nested_at_most > 0 { nested(&url) } else { None };
    inner.map_or_else(Found::default, |inner| read_nested(&inner, nested_at_most - 1))
}

/// Returns the host that a library's proxy stands before: `doi-org.proxy.example.edu` and
/// `doi.org.ezproxy.example.edu` are `doi.org`. Any other host is returned as it is; all in lower case.
fn behind_proxy(host: &str) -> Cow<'_, str> {
    let is_small = !host.bytes().any(|byte| byte.is_ascii_uppercase());
    let host = if is_small { Cow::Borrowed(host) } else { host.to_ascii_lowercase().into() };
    // What makes a proxy holds one of these.
    if memchr::memchr2(b'x', b'm', host.as_bytes()).is_none() && !host.contains("translate") {
        return host;
    }
    let is_proxy = |label: &str| label.contains("proxy") || label == "idm" || label == "translate";
    let mut at = 0;
    for label in host.split('.') {
        if at > 0 && is_proxy(label) {
            let inner = &host[..at - 1];
            if inner.contains('.') {
                return inner.to_owned().into();
            }
            // A hyphen of the host itself is doubled.
            let inner = inner.replace("--", "\0").replace('-', ".").replace('\0', "-");
            return inner.strip_prefix("www.").unwrap_or(&inner).to_owned().into();
        }
        at += label.len() + 1;
    }
    host
}

/// Returns the address that stands within another one, as archives, proxies and buttons to share a
/// page write it.
fn nested(url: &str) -> Option<String> {
    let rest = url.get("https://".len()..)?;
    // Whichever way it is written, it holds one of these.
    memchr::memchr2(b':', b'%', rest.as_bytes())?;
    let plain = rest.find("https://").or_else(|| rest.find("http://"));
    if let Some(at) = plain {
        let inner = &rest[at..];
        return Some(inner.split('&').next().unwrap_or(inner).to_owned());
    }
    let coded = |sign: &str| rest.find(sign);
    let at = coded("https%3A%2F%2F").or_else(|| coded("http%3A%2F%2F"));
    let at = at.or_else(|| coded("https%3a%2f%2f")).or_else(|| coded("http%3a%2f%2f"))?;
    let inner = &rest[at..];
    Some(percent::decode(inner.split('&').next().unwrap_or(inner)))
}

/// Reads the identifier after one of the folders: `abs/2601.00001v2`, `paper/arXiv:2601.00001`.
fn of_preprint(path: &str, folders: &[&str]) -> Found {
    let path = percent::decode(path);
    let known = path.split_once('/').filter(|(folder, _)| folders.contains(folder));
    let id = known.map_or(path.as_str(), |(_, id)| id);
    let labeled = id.strip_prefix("arXiv:").or_else(|| id.strip_prefix("arxiv:"));
    let id = labeled.or_else(|| known.map(|(_, id)| id)).unwrap_or_default();
    // Titles in words, names of files and views follow it.
    let id = id.strip_suffix(".pdf").unwrap_or(id);
    let first = id.split('/').next().unwrap_or_default();
    let Some((id, version)) = arxiv(id).or_else(|| arxiv(first)) else { return Found::default() };
    Found { ids: Ids { arxiv: Some(id.to_owned()), ..Ids::default() }, version }
}

fn of_pubmed(path: &str) -> Found {
    let pmid = pmid(path).map(str::to_owned);
    Found { ids: Ids { pmid, ..Ids::default() }, version: None }
}

/// A DOI that arXiv gave to a preprint is its identifier.
fn of_doi(doi: Option<String>) -> Found {
    if let Some((id, version)) = doi.as_deref().and_then(arxiv_of_doi) {
        return Found { ids: Ids { arxiv: Some(id.to_owned()), ..Ids::default() }, version };
    }
    Found { ids: Ids { doi, ..Ids::default() }, version: None }
}

/// Finds the DOI in a path: `doi/abs/10.1139/x-1` holds `10.1139/x-1`. Preprint servers add
/// versions.
fn doi_of_path(path: &str, preprints: bool) -> Option<String> {
    let start = match path.starts_with("10.") {
        true => 0,
        false => {
            let mut slashes = memchr::memchr_iter(b'/', path.as_bytes());
            slashes.find(|at| path[*at..].starts_with("/10."))? + 1
        }
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

/// Finds the DOI of a preprint in an address that names it by its day alone:
/// `cgi/content/short/2020.01.01.123456v1`. Since December 2025 there is another prefix, and so no
/// telling.
fn by_day(path: &str) -> Option<String> {
    let last = path.rsplit('/').next()?;
    let id = last.split(['v', 'f']).next()?.trim_end_matches('.');
    let parts: Vec<&str> = id.split('.').collect();
    let [year, month, day, number] = parts.as_slice() else { return None };
    let numeric = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let lengths = [year.len(), month.len(), day.len()] == [4, 2, 2] && number.len() >= 6;
    let before = (*year, *month) < ("2025", "12");
    (numeric && lengths && before).then(|| ["10.1101/", id].concat())
}

/// Finds the DOI in a query: `article?id=10.1371/journal.pone.0000001`.
fn doi_of_query(url: &str) -> Option<String> {
    let value = location::parameter(url, "id").or_else(|| location::parameter(url, "doi"))?;
    doi(&percent::decode(value))
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
            ("http://export.arxiv.org/abs/hep-th/9901001", "hep-th/9901001", None),
            ("https://cn.arxiv.org/pdf/2601.00001v1.pdf", "2601.00001", Some(1)),
            ("https://browse.arxiv.org/html/2601.00001", "2601.00001", None),
            ("https://ar5iv.labs.arxiv.org/html/2601.00001", "2601.00001", None),
            ("https://ar5iv.org/abs/2601.00001", "2601.00001", None),
            ("https://www.alphaxiv.org/overview/2601.00001v3", "2601.00001", Some(3)),
            ("https://huggingface.co/papers/2601.00001#community", "2601.00001", None),
            ("https://huggingface.co/papers/2601.00001/x", "2601.00001", None),
            ("https://www.semanticscholar.org/arxiv/2601.00001", "2601.00001", None),
            ("https://api.semanticscholar.org/arXiv:2601.00001", "2601.00001", None),
            ("https://ui.adsabs.harvard.edu/abs/arXiv:2601.00001/abstract", "2601.00001", None),
            ("https://doi.org/10.48550/arXiv.2601.00001", "2601.00001", None),
            ("https://dx.doi.org/10.48550/ARXIV.2601.00001", "2601.00001", None),
            (
                "https://web.archive.org/web/2026/https://arxiv.org/abs/2601.00001",
                "2601.00001",
                None,
            ),
            ("https://arxiv-org.proxy.example.edu/abs/2601.00001", "2601.00001", None),
            ("https://arxiv-org.translate.goog/abs/2601.00001?_x_tr_sl=en", "2601.00001", None),
            (
                "https://x.example.org/share?u=https%3A%2F%2Farxiv.org%2Fabs%2F2601.00001&t=a",
                "2601.00001",
                None,
            ),
            ("https://www.google.com/url?q=https://arxiv.org/abs/2601.00001", "2601.00001", None),
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
            ("https://connect.biorxiv.org/content/10.1101/2020.01.01.1v1", "10.1101/2020.01.01.1"),
            (
                "https://www.medrxiv.org/cgi/content/short/2020.01.01.20012345v2?rss=1",
                "10.1101/2020.01.01.20012345",
            ),
            ("https://doi-org.ezproxy.example.edu/10.1000/a", "10.1000/a"),
            ("https://doi.org.ezproxy.example.edu/10.1000/a", "10.1000/a"),
            ("https://www-sciencedirect-com.eproxy.example.org/doi/10.1000/a", "10.1000/a"),
            ("https://login.proxy.example.edu/login?url=https://doi.org/10.1000/a", "10.1000/a"),
            ("https://go.example.net/r/x?url=https%3A%2F%2Fdoi.org%2F10.1000%2Fa", "10.1000/a"),
        ];
        for (url, id) in cases {
            assert_eq!(read(url).ids.doi.as_deref(), Some(id), "{url}");
        }
        for url in [
            "https://www.ncbi.nlm.nih.gov/pubmed/12345678",
            "https://pubmed.ncbi.nlm.nih.gov/12345678/?from=alert",
            "https://europepmc.org/article/MED/12345678",
            "https://pubmed-ncbi-nlm-nih-gov.proxy.example.edu/12345678/",
        ] {
            assert_eq!(read(url).ids.pmid.as_deref(), Some("12345678"), "{url}");
        }
        let pmid = read("https://pubmed.ncbi.nlm.nih.gov/12345678/").ids.pmid;
        assert_eq!(pmid.as_deref(), Some("12345678"));
        for url in [
            "https://example.org/v10.1/x",
            "https://arxiv.org/search/?q=1",
            "https://arxiv.org/a/ek_j_1",
            "https://huggingface.co/example/2601.00001",
            "https://www.medrxiv.org/cgi/content/short/2026.01.01.26012345v1",
            "https://proxy.example.edu/abs/2601.00001",
            &"https://a/".repeat(100_000),
            "x",
            "",
        ] {
            assert!(read(url).ids.is_empty(), "{url}");
        }
    }
}
