//! Addresses in running text.

use std::ops::Range;

use super::location::host_and_path;
use super::redirect;
use crate::links::LinkKind;

/// An address found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its byte range in the text.
    pub range: Range<usize>,
    /// The absolute address that any redirect leads to; `https://` is added if the text
    /// leaves it out.
    pub url: String,
    /// What it leads to.
    pub kind: LinkKind,
}

/// What an address starts with, and whether the scheme has to be added.
const STARTS: &[(&str, bool)] = &[
    ("https://", false),
    ("http://", false),
    ("www.", true),
    ("github.com/", true),
    ("gitlab.com/", true),
    ("bitbucket.org/", true),
    ("codeberg.org/", true),
    ("huggingface.co/", true),
    ("arxiv.org/abs/", true),
    ("arxiv.org/pdf/", true),
    ("arxiv.org/html/", true),
    ("doi.org/10.", true),
    ("dx.doi.org/10.", true),
];

/// No start has more bytes before its first slash.
const LONGEST_START: usize = "huggingface.co".len();

/// Every address contains one of these; most texts contain no such thing.
const SIGNS: &[&str] = &["://", "www.", ".com/", ".org/", ".co/"];

/// Hosts of code, models and data.
const CODE_HOSTS: &[&str] = &[
    "github.com",
    "gist.github.com",
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "huggingface.co",
    "sourceforge.net",
    "git.sr.ht",
    "gitee.com",
    "codeocean.com",
    "kaggle.com",
    "modelscope.cn",
    "zenodo.org",
    "anonymous.4open.science",
    "colab.research.google.com",
];

/// Pages of papers by host, with what their paths start with, and what such a page is.
const PAGES: &[(&str, &str, LinkKind)] = &[
    ("openreview.net", "forum", LinkKind::Abs),
    ("openreview.net", "pdf", LinkKind::Pdf),
    ("aclanthology.org", "", LinkKind::Abs),
    ("biorxiv.org", "content/", LinkKind::Abs),
    ("medrxiv.org", "content/", LinkKind::Abs),
    ("proceedings.mlr.press", "v", LinkKind::Abs),
    ("papers.nips.cc", "paper", LinkKind::Abs),
    ("proceedings.neurips.cc", "paper", LinkKind::Abs),
    ("openaccess.thecvf.com", "content", LinkKind::Abs),
    ("cv-foundation.org", "openaccess/", LinkKind::Abs),
    ("ieeexplore.ieee.org", "document/", LinkKind::Abs),
    ("ieeexplore.ieee.org", "abstract/document/", LinkKind::Abs),
    ("sciencedirect.com", "science/article/", LinkKind::Abs),
    ("jmlr.org", "papers/v", LinkKind::Abs),
    ("usenix.org", "system/files/", LinkKind::Pdf),
    ("ndss-symposium.org", "ndss-paper/", LinkKind::Abs),
    ("pubmed.ncbi.nlm.nih.gov", "", LinkKind::Abs),
    ("pmc.ncbi.nlm.nih.gov", "articles/", LinkKind::Html),
    ("ncbi.nlm.nih.gov", "pmc/articles/", LinkKind::Html),
    ("europepmc.org", "article/", LinkKind::Abs),
    ("semanticscholar.org", "paper/", LinkKind::Abs),
    ("huggingface.co", "papers/", LinkKind::Other),
    ("ssrn.com", "abstract", LinkKind::Abs),
    ("eprint.iacr.org", "", LinkKind::Abs),
];

/// Returns every address in `text`, in order. Services that lead elsewhere are followed. Punctuation after an address, and a bracket that
/// closes one opened before it, are not part of it.
pub fn find(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let may = text.contains('/') || text.contains(SIGNS[1]);
    if !may || !SIGNS.iter().any(|sign| text.contains(sign)) {
        return found;
    }
    let mut at = 0;
    // Most letters are far from a sign that a start ends with; so each of them need not be looked at.
    for sign in memchr::memchr2_iter(b'/', b'.', bytes) {
        let longest = match bytes[sign] {
            b'/' => LONGEST_START,
            _ if sign >= 3 && bytes[sign - 3..sign].eq_ignore_ascii_case(b"www") => 3,
            _ => continue,
        };
        at = at.max(sign.saturating_sub(longest));
        while at < sign {
            let fresh = at == 0
                || !(bytes[at - 1].is_ascii_alphanumeric() || b".-_@/".contains(&bytes[at - 1]));
            let hit = if b"hwgbcad".contains(&bytes[at].to_ascii_lowercase()) {
                at_start(text, at, fresh)
            } else {
                None
            };
            at = hit.as_ref().map_or(at + 1, |hit| hit.range.end);
            found.extend(hit);
        }
    }
    found
}

fn at_start(text: &str, at: usize, fresh: bool) -> Option<Found> {
    let rest = text.get(at..)?;
    let starts = |prefix: &str| {
        rest.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    let &(prefix, bare) =
        STARTS.iter().find(|(prefix, bare)| starts(prefix) && (fresh || !bare))?;
    let length = length(rest);
    let body = rest.get(prefix.len()..length)?;
    if !body.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    let raw = &rest[..length];
    let url = if bare { format!("https://{raw}") } else { redirect::target(raw).into_owned() };
    let kind = classify(&url);
    Some(Found { range: at..at + length, url, kind })
}

/// Returns how many bytes of `rest` are one address. A bracket that was not opened within it ends
/// it.
fn length(rest: &str) -> usize {
    let (mut round, mut square) = (0_u32, 0_u32);
    let mut end = rest.len();
    for (i, c) in rest.char_indices() {
        let unmatched = match c {
            '(' => {
                round += 1;
                false
            }
            '[' => {
                square += 1;
                false
            }
            ')' => round.checked_sub(1).map(|left| round = left).is_none(),
            ']' => square.checked_sub(1).map(|left| square = left).is_none(),
            _ => false,
        };
        if unmatched || ends_address(c) {
            end = i;
            break;
        }
    }
    rest[..end].trim_end_matches(|c| ".,;:!?'*~$([".contains(c)).len()
}

/// Returns true for white space, quotation marks and the like, and for letters of scripts that are
/// written without spaces.
fn ends_address(c: char) -> bool {
    let foreign = !(c.is_ascii() || c.is_alphabetic() && c < '\u{530}');
    foreign || c.is_whitespace() || c.is_control() || "<>\"`{}|\\^".contains(c)
}

/// Returns what `url` leads to, by its host and path.
pub fn classify(url: &str) -> LinkKind {
    let (host, path) = host_and_path(url);
    let is = |name: &str| host.eq_ignore_ascii_case(name);
    if is("arxiv.org") || host.to_ascii_lowercase().ends_with(".arxiv.org") {
        let page = path.split('/').next().unwrap_or_default();
        return match page {
            "abs" => LinkKind::Abs,
            "pdf" => LinkKind::Pdf,
            "html" => LinkKind::Html,
            _ => LinkKind::Other,
        };
    }
    if is("doi.org") || is("dx.doi.org") {
        return LinkKind::Doi;
    }
    if let Some(kind) = page_of_paper(url) {
        return kind;
    }
    let hosted = CODE_HOSTS.iter().any(|name| is(name))
        || host.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("gitlab."));
    if hosted && !path.is_empty() { LinkKind::Code } else { LinkKind::Other }
}

/// Returns what the address of one paper's page on a site of many papers leads to.
pub fn page_of_paper(url: &str) -> Option<LinkKind> {
    let (host, path) = host_and_path(url);
    let (.., kind) = PAGES.iter().find(|(name, start, _)| {
        host.eq_ignore_ascii_case(name) && path.starts_with(start) && path.len() > start.len()
    })?;
    let file = path.split(['?', '#']).next().is_some_and(|path| path.ends_with(".pdf"));
    Some(if file { LinkKind::Pdf } else { *kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(text: &str) -> Vec<String> {
        let found = find(text);
        for hit in &found {
            assert!(hit.url.ends_with(&text[hit.range.clone()]));
        }
        found.into_iter().map(|hit| hit.url).collect()
    }

    #[test]
    fn an_address_ends_before_the_punctuation_of_the_sentence() {
        let cases: &[(&str, &[&str])] = &[
            ("See https://example.org/a_b.", &["https://example.org/a_b"]),
            ("(https://example.org/a(1)), and", &["https://example.org/a(1)"]),
            ("[http://example.org/~x/?q=1#top]: x", &["http://example.org/~x/?q=1#top"]),
            (
                "[http://example.org/a](http://example.org/b)",
                &["http://example.org/a", "http://example.org/b"],
            ),
            ("at github.com/example/tool, mygithub.com/x", &["https://github.com/example/tool"]),
            ("www.example.org and a@www.example.org", &["https://www.example.org"]),
            ("代码https://example.org/x。完", &["https://example.org/x"]),
            ("https:// nothing, http://.", &[]),
            ("\"https://example.org\"", &["https://example.org"]),
        ];
        for (text, expected) in cases {
            assert_eq!(urls(text), *expected, "{text}");
        }
    }

    #[test]
    fn links_are_told_apart_by_host() {
        let cases = [
            ("https://arxiv.org/abs/2603.11510v2", LinkKind::Abs),
            ("http://www.arxiv.org/pdf/2603.11510", LinkKind::Pdf),
            ("https://arxiv.org/html/2603.11510", LinkKind::Html),
            ("https://arxiv.org/list/cs.CL", LinkKind::Other),
            ("https://doi.org/10.1000/182", LinkKind::Doi),
            ("https://GitHub.com/example/tool", LinkKind::Code),
            ("https://github.com", LinkKind::Other),
            ("https://gitlab.example.org/a/b", LinkKind::Code),
            ("https://example.github.io/page", LinkKind::Other),
            ("https://huggingface.co/papers/2603.11510", LinkKind::Other),
            ("https://ar5iv.labs.arxiv.org/html/2603.11510", LinkKind::Html),
            ("https://openreview.net/forum?id=x1", LinkKind::Abs),
            ("https://openreview.net/pdf?id=x1", LinkKind::Pdf),
            ("https://openreview.net/group?id=x1", LinkKind::Other),
            ("https://aclanthology.org/2020.acl-main.1.pdf", LinkKind::Pdf),
            ("https://aclanthology.org/P19-1001/", LinkKind::Abs),
            ("https://pmc.ncbi.nlm.nih.gov/articles/PMC123/", LinkKind::Html),
            ("https://www.semanticscholar.org/paper/Sheep/0a1b", LinkKind::Abs),
            ("https://evil.org/github.com/a", LinkKind::Other),
        ];
        for (url, kind) in cases {
            assert_eq!(classify(url), kind, "{url}");
        }
    }
}
