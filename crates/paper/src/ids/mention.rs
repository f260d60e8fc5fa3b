//! Identifiers of papers, and links to papers, in a line of running text.

use std::ops::Range;

use super::address::{self, Found};
use super::{arxiv, arxiv_of_doi, doi, pmid};
use crate::entry::Ids;
use crate::links::Link;
use crate::text::urls;

/// The paper that a line of text names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mention {
    /// Its identifiers.
    pub ids: Ids,
    /// The version of the preprint.
    pub version: Option<u16>,
    /// Every address on the line.
    pub links: Vec<Link>,
    /// The line without identifiers and addresses.
    pub rest: String,
    /// Where identifiers and addresses are in the line, in bytes.
    pub places: Vec<Range<usize>>,
    /// The identifier or address in words, for a paper that nothing else names.
    pub name: String,
}

/// Finds the paper that `line` names by an identifier or a link.
pub fn find(line: &str) -> Option<Mention> {
    if !line.bytes().any(|b| b.is_ascii_digit() || b == b'/') {
        return None;
    }
    let mut mention = Mention::default();
    let mut at = 0;
    for found in urls::find(line) {
        words(&mut mention, line, at..found.range.start);
        mention.places.push(found.range.clone());
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
    words(&mut mention, line, at..line.len());
    (!mention.name.is_empty()).then_some(mention)
}

fn address(mention: &mut Mention, found: urls::Found) {
    let Found { ids, version } = address::read(&found.url);
    let known = !ids.is_empty();
    if let Some(id) = ids.arxiv {
        keep_arxiv(mention, &id, version);
    }
    ids.doi.into_iter().for_each(|doi| keep_doi(mention, doi));
    ids.pmid.into_iter().for_each(|id| keep_pmid(mention, &id));
    if !known && mention.name.is_empty() && urls::page_of_paper(&found.url).is_some() {
        mention.name.clone_from(&found.url);
    }
    mention.links.push(Link { kind: found.kind, url: found.url });
}

/// Reads running text word by word; what is not an identifier stays in the rest.
fn words(mention: &mut Mention, line: &str, range: Range<usize>) {
    let (mut label, mut at) = ("", range.start);
    let ends = |c: char| {
        matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '|' | ',' | ';' | '"')
            || c.is_whitespace()
    };
    for word in line[range].split_inclusive(ends) {
        let token = word.trim_matches(|c: char| ends(c) || matches!(c, '.' | '*'));
        let taken = token.len() >= 4
            && (identifier(mention, token.trim_end_matches(':')) || labeled(mention, label, token));
        label = token;
        if taken {
            mention.rest.push(' ');
            mention.places.push(at..at + word.len());
        } else {
            mention.rest.push_str(word);
        }
        at += word.len();
    }
}

/// An identifier apart from its label: `PMID: 123456`, `arXiv: 2603.11510`.
fn labeled(mention: &mut Mention, label: &str, token: &str) -> bool {
    let label = label.trim_end_matches(':');
    let taken = label.eq_ignore_ascii_case("pmid") && take_pmid(mention, token)
        || label.eq_ignore_ascii_case("arxiv") && take_arxiv(mention, token);
    if taken && let Some(end) = mention.rest.rfind(label) {
        mention.rest.truncate(end);
    }
    taken
}

fn identifier(mention: &mut Mention, token: &str) -> bool {
    let after = |prefix: &str| {
        let head = token.get(..prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then(|| token[prefix.len()..].trim_start())
    };
    if let Some(id) = after("arxiv:") {
        return take_arxiv(mention, id);
    }
    if let Some(id) = after("pmid:") {
        return take_pmid(mention, id);
    }
    take_doi(mention, after("doi:").unwrap_or(token))
}

/// Keeps an arXiv identifier; returns false if there is none, or another is kept. So do the others.
fn take_arxiv(mention: &mut Mention, text: &str) -> bool {
    let found = arxiv(text);
    found.is_some_and(|(id, version)| {
        keep_arxiv(mention, id, version);
        mention.ids.arxiv.as_deref() == Some(id)
    })
}

fn take_doi(mention: &mut Mention, text: &str) -> bool {
    let found = doi(text);
    found.is_some_and(|doi| match arxiv_of_doi(&doi) {
        Some((id, version)) => {
            keep_arxiv(mention, id, version);
            mention.ids.arxiv.as_deref() == Some(id)
        }
        None => {
            keep_doi(mention, doi.clone());
            mention.ids.doi == Some(doi)
        }
    })
}

fn take_pmid(mention: &mut Mention, text: &str) -> bool {
    let found = pmid(text);
    found.is_some_and(|id| {
        keep_pmid(mention, id);
        mention.ids.pmid.as_deref() == Some(id)
    })
}

fn keep_arxiv(mention: &mut Mention, id: &str, version: Option<u16>) {
    if mention.ids.arxiv.is_none() {
        mention.version = version;
        name(mention, format!("arXiv:{id}"));
        mention.ids.arxiv = Some(id.to_owned());
    }
}

fn keep_doi(mention: &mut Mention, doi: String) {
    if let Some((id, version)) = arxiv_of_doi(&doi) {
        return keep_arxiv(mention, id, version);
    }
    name(mention, format!("doi:{doi}"));
    mention.ids.doi.get_or_insert(doi);
}

fn keep_pmid(mention: &mut Mention, id: &str) {
    name(mention, format!("PMID {id}"));
    mention.ids.pmid.get_or_insert_with(|| id.to_owned());
}

fn name(mention: &mut Mention, name: String) {
    if mention.name.is_empty() {
        mention.name = name;
    }
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
            ("Wool, 10.48550/arXiv.2603.11510", "arXiv:2603.11510", "Wool,  "),
            ("as PMID: 123456 says", "PMID 123456", "as  says"),
            ("arXiv: 2603.11510", "arXiv:2603.11510", " "),
            ("old: arXiv:math.AP/0703001", "arXiv:math.AP/0703001", "old:  "),
            ("doi:10.1000/ABC.34.", "doi:10.1000/abc.34", " "),
            ("https://doi.org/10.1000/182", "doi:10.1000/182", ""),
            ("PMID:123456", "PMID 123456", " "),
            ("arXiv:2603.11510, arXiv:2603.11511", "arXiv:2603.11510", "  arXiv:2603.11511"),
            ("https://openreview.net/forum?id=x1", "https://openreview.net/forum?id=x1", ""),
        ];
        for (line, named, rest) in cases {
            let mention = find(line).expect(line);
            assert_eq!((mention.name.as_str(), mention.rest.as_str()), (named, rest), "{line}");
            let within = |place: &Range<usize>| line.get(place.clone()).is_some();
            assert!(!mention.places.is_empty() && mention.places.iter().all(within), "{line}");
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
            assert_eq!(find(line), None, "{line}");
        }
    }
}
