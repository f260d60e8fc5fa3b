//! Identifiers of papers: their syntax, in running text ([`mention`]), in addresses ([`address`]).

pub mod address;
pub mod mention;

use std::ops::RangeInclusive;

/// Returns the arXiv identifier that `text` is (`2603.11510v2`, `math.AP/0703001`), without its
/// version, and the version.
pub fn arxiv(text: &str) -> Option<(&str, Option<u16>)> {
    let (id, version) = match text.rsplit_once('v') {
        Some((id, digits)) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            (id, Some(digits.parse().ok()?))
        }
        _ => (text, None),
    };
    let new = id
        .split_once('.')
        .is_some_and(|(month, number)| digits(month, 4..=4) && digits(number, 4..=5));
    let old = id.split_once('/').is_some_and(|(archive, number)| {
        let letters = |b: u8| b.is_ascii_alphabetic() || b == b'-' || b == b'.';
        digits(number, 7..=7) && archive.len() >= 2 && archive.bytes().all(letters)
    });
    (new || old).then_some((id, version))
}

/// Returns the DOI that `text` is, in lower case: `10.`, four to nine digits, `/`, anything.
pub fn doi(text: &str) -> Option<String> {
    let (prefix, suffix) = text.strip_prefix("10.")?.split_once('/')?;
    let registrant = prefix.split('.').next().unwrap_or_default();
    (digits(registrant, 4..=9) && !suffix.is_empty()).then(|| text.to_ascii_lowercase())
}

/// Returns the arXiv identifier, and the version, of a DOI that arXiv gave to a preprint; such a DOI
/// says no more than the identifier.
pub fn arxiv_of_doi(doi: &str) -> Option<(&str, Option<u16>)> {
    arxiv(doi.strip_prefix("10.48550/arxiv.")?)
}

/// Returns the PubMed identifier that `text` is: four to nine digits.
pub fn pmid(text: &str) -> Option<&str> {
    digits(text, 4..=9).then_some(text)
}

fn digits(text: &str, lengths: RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_known_by_their_syntax() {
        assert_eq!(arxiv("2603.11510v2"), Some(("2603.11510", Some(2))));
        assert_eq!(arxiv("math.AP/0703001"), Some(("math.AP/0703001", None)));
        assert_eq!(doi("10.1000/ABC").as_deref(), Some("10.1000/abc"));
        assert_eq!(pmid("123456"), Some("123456"));
        assert_eq!(arxiv_of_doi("10.48550/arxiv.2603.11510"), Some(("2603.11510", None)));
        assert_eq!(arxiv_of_doi("10.48550/arxiv.list"), None);
        for text in ["26.1", "2603.115", "10.15/2", "10.1000/", "a/123", "", "12a456"] {
            assert_eq!((arxiv(text), doi(text), pmid(text)), (None, None, None), "{text}");
        }
    }
}
