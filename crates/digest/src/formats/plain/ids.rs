//! Identifiers of papers and links to them in a line of text.

use skimmark_paper::entry::Ids;
use skimmark_paper::links::{Link, LinkKind};
use skimmark_paper::text::urls;

/// What a line says about which paper it means.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mention {
    pub ids: Ids,
    pub version: Option<u16>,
    /// Every address on the line.
    pub links: Vec<Link>,
    /// The line without identifiers and addresses.
    pub rest: String,
    /// The identifier or address in words, for a paper that nothing else names.
    pub name: String,
}

/// Pages of papers by host, with what their paths start with.
const PAPER_PAGES: &[(&str, &str)] = &[
    ("openreview.net", "forum"),
    ("openreview.net", "pdf"),
    ("aclanthology.org", ""),
    ("biorxiv.org", "content/"),
    ("medrxiv.org", "content/"),
    ("proceedings.mlr.press", "v"),
    ("papers.nips.cc", "paper"),
    ("proceedings.neurips.cc", "paper"),
    ("openaccess.thecvf.com", "content"),
    ("pubmed.ncbi.nlm.nih.gov", ""),
    ("semanticscholar.org", "paper/"),
    ("huggingface.co", "papers/"),
    ("ssrn.com", "abstract"),
    ("eprint.iacr.org", ""),
];

/// The paper that `line` names by an identifier or a link; nothing where it names none.
pub(super) fn mention(line: &str) -> Option<Mention> {
    if !line.bytes().any(|b| b.is_ascii_digit() || b == b'/') {
        return None;
    }
    let mut mention = Mention::default();
    let mut at = 0;
    for found in urls::find(line) {
        words(&mut mention, &line[at..found.range.start]);
        at = found.range.end;
        if line[at..].starts_with(')') && mention.rest.ends_with('(') {
            mention.rest.pop();
            if mention.rest.ends_with(']') {
                mention.rest.pop();
            }
            at += 1;
        }
        address(&mut mention, found);
    }
    words(&mut mention, &line[at..]);
    (!mention.name.is_empty()).then_some(mention)
}

fn address(mention: &mut Mention, found: urls::Found) {
    let (host, path) = urls::host_and_path(&found.url);
    let path_id = path.split_once('/').map_or("", |(_, id)| id);
    let pubmed = host.eq_ignore_ascii_case("pubmed.ncbi.nlm.nih.gov");
    let taken = match found.kind {
        LinkKind::Abs | LinkKind::Pdf | LinkKind::Html => {
            let id = path_id.split(['?', '#']).next().unwrap_or_default();
            take_arxiv(mention, id.strip_suffix(".pdf").unwrap_or(id))
        }
        LinkKind::Doi => take_doi(mention, path),
        _ => pubmed && take_pmid(mention, path.trim_end_matches('/')),
    };
    let known = |(name, start): &(&str, &str)| {
        host.eq_ignore_ascii_case(name) && path.starts_with(start) && path.len() > start.len()
    };
    if !taken && mention.name.is_empty() && PAPER_PAGES.iter().any(known) {
        mention.name.clone_from(&found.url);
    }
    mention.links.push(Link { kind: found.kind, url: found.url });
}

/// Reads running text word by word; what is no identifier stays in the rest.
fn words(mention: &mut Mention, text: &str) {
    let mut label = "";
    for word in text.split_inclusive(|c: char| c.is_whitespace() || "()[]{}<>|,;\"".contains(c)) {
        let token = word.trim_matches(|c: char| c.is_whitespace() || "()[]{}<>|,;.\"*".contains(c));
        let taken = token.len() >= 4
            && (identifier(mention, token.trim_end_matches(':'))
                || labelled(mention, label, token));
        label = token;
        if taken {
            mention.rest.push(' ');
        } else {
            mention.rest.push_str(word);
        }
    }
}

/// An identifier apart from its label: `PMID: 123456`, `arXiv: 2603.11510`.
fn labelled(mention: &mut Mention, label: &str, token: &str) -> bool {
    let label = label.trim_end_matches(':');
    let taken = label.eq_ignore_ascii_case("pmid") && take_pmid(mention, token)
        || label.eq_ignore_ascii_case("arxiv") && take_arxiv(mention, token);
    if taken && let Some(end) = mention.rest.rfind(label) {
        mention.rest.truncate(end);
    }
    taken
}

fn identifier(mention: &mut Mention, token: &str) -> bool {
    let behind = |prefix: &str| {
        let head = token.get(..prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then(|| token[prefix.len()..].trim_start())
    };
    if let Some(id) = behind("arxiv:") {
        return take_arxiv(mention, id);
    }
    if let Some(id) = behind("pmid:") {
        return take_pmid(mention, id);
    }
    take_doi(mention, behind("doi:").unwrap_or(token))
}

fn take_arxiv(mention: &mut Mention, text: &str) -> bool {
    let Some((id, version)) = arxiv(text) else { return false };
    if mention.ids.arxiv.is_none() {
        mention.version = version;
        name(mention, format!("arXiv:{id}"));
        mention.ids.arxiv = Some(id.to_owned());
    }
    true
}

fn take_doi(mention: &mut Mention, text: &str) -> bool {
    let Some(doi) = doi(text) else { return false };
    name(mention, format!("doi:{doi}"));
    mention.ids.doi.get_or_insert(doi);
    true
}

fn take_pmid(mention: &mut Mention, text: &str) -> bool {
    let good = (4..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if good {
        name(mention, format!("PMID {text}"));
        mention.ids.pmid.get_or_insert_with(|| text.to_owned());
    }
    good
}

fn name(mention: &mut Mention, name: String) {
    if mention.name.is_empty() {
        mention.name = name;
    }
}

/// An arXiv identifier (`2603.11510v2`, `math.AP/0703001`) and its version.
pub(in crate::formats) fn arxiv(text: &str) -> Option<(&str, Option<u16>)> {
    let (id, version) = match text.rsplit_once('v') {
        Some((id, digits)) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            (id, Some(digits.parse().ok()?))
        }
        _ => (text, None),
    };
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let new = id.split_once('.').is_some_and(|(month, n)| digits(month, 4..=4) && digits(n, 4..=5));
    let old = id.split_once('/').is_some_and(|(archive, n)| {
        let letters = |b: u8| b.is_ascii_alphabetic() || b == b'-' || b == b'.';
        digits(n, 7..=7) && archive.len() >= 2 && archive.bytes().all(letters)
    });
    (new || old).then_some((id, version))
}

/// A DOI in lower case: `10.`, four to nine digits, `/`, anything.
pub(in crate::formats) fn doi(text: &str) -> Option<String> {
    let (prefix, suffix) = text.strip_prefix("10.")?.split_once('/')?;
    let registrant = prefix.split('.').next().unwrap_or_default();
    let digits =
        registrant.bytes().all(|b| b.is_ascii_digit()) && (4..=9).contains(&registrant.len());
    (digits && !suffix.is_empty()).then(|| text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_found_in_running_text() {
        let cases = [
            ("see arXiv:2603.11510v2 for more", "arXiv:2603.11510", "see  for more"),
            ("(https://arxiv.org/pdf/2603.11510v1.pdf)", "arXiv:2603.11510", ""),
            ("[Wool](https://arxiv.org/abs/2603.11510)", "arXiv:2603.11510", "[Wool"),
            ("as PMID: 123456 says", "PMID 123456", "as  says"),
            ("arXiv: 2603.11510", "arXiv:2603.11510", " "),
            ("old: arXiv:math.AP/0703001", "arXiv:math.AP/0703001", "old:  "),
            ("doi:10.1000/ABC.34.", "doi:10.1000/abc.34", " "),
            ("https://doi.org/10.1000/182", "doi:10.1000/182", ""),
            ("PMID:123456", "PMID 123456", " "),
            ("https://openreview.net/forum?id=x1", "https://openreview.net/forum?id=x1", ""),
        ];
        for (line, named, rest) in cases {
            let mention = mention(line).expect(line);
            assert_eq!((mention.name.as_str(), mention.rest.as_str()), (named, rest), "{line}");
        }
    }

    #[test]
    fn other_numbers_and_links_name_no_paper() {
        for line in [
            "version 10.15/2",
            "in 2603.11510 cases",
            "https://example.org/10",
            "arXiv:26.1",
            "PMID:x",
        ] {
            assert_eq!(mention(line), None, "{line}");
        }
    }
}
