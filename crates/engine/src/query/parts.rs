//! The conditions of a query one by one, to be shown and taken out.

use super::edit::{group, replaced};
use super::terms::{Meaning, Term, facet_of};
use super::{Dates, Field, Filter, Query, parse};
use skimmark_paper::words;
use skimmark_protocol::QueryPart;

/// Returns the conditions of a query that a reader can take out one by one, without the words to search
/// for.
pub fn parts(text: &str) -> Vec<QueryPart> {
    let mut found = Vec::new();
    for conjunct in parse(text).conjuncts {
        let without = |left: &str| replaced(text, &conjunct.span, left);
        let (sign, query) = match &conjunct.query {
            Query::Not(inner) => ("not ", &**inner),
            query => ("", query),
        };
        match query {
            Query::Is(Filter::Text { field: Field::Anywhere, .. }) if sign.is_empty() => {}
            Query::Is(filter) => found.push(QueryPart {
                words: [sign, &in_words(filter)].concat(),
                without: without(""),
            }),
            Query::Any(alternatives) if sign.is_empty() && are_of_one_facet(alternatives) => {
                for (at, alternative) in alternatives.iter().enumerate() {
                    let Query::Is(filter) = alternative else { continue };
                    let mut left = alternatives.clone();
                    left.remove(at);
                    let left = group(left);
                    found.push(QueryPart { words: in_words(filter), without: without(&left) });
                }
            }
            _ => found.push(QueryPart {
                words: text[conjunct.span.clone()].to_owned(),
                without: without(""),
            }),
        }
    }
    found
}

fn are_of_one_facet(alternatives: &[Query]) -> bool {
    let facet = |query: &Query| match query {
        Query::Is(filter) => facet_of(filter),
        _ => None,
    };
    let first = alternatives.first().and_then(facet);
    first.is_some() && alternatives.iter().all(|it| facet(it) == first)
}

/// Returns a condition as a reader would say it.
fn in_words(filter: &Filter) -> String {
    let text = filter.to_string();
    match (filter, Term::saying(filter)) {
        (Filter::Text { text, .. } | Filter::Category(text), _) if facet_of(filter).is_some() => {
            text.clone()
        }
        (Filter::Date(Dates::Span(from, to)), _) => match (*from, *to) {
            (Some(from), Some(to)) if from == to => words::date(from),
            (Some(from), Some(to)) => [words::date(from), words::date(to)].join(" to "),
            (Some(from), None) => ["from ", &words::date(from)].concat(),
            (None, Some(to)) => ["until ", &words::date(to)].concat(),
            (None, None) => text,
        },
        (Filter::Score(..) | Filter::Likely(..) | Filter::Like(_), Some((term, value))) => {
            [term.name, " ", &value].concat()
        }
        (_, Some((term, value))) => match &term.meaning {
            Meaning::Words(words) => {
                let word = words.iter().find(|word| word.name == value);
                word.map_or(text, |word| word.hint.to_owned())
            }
            _ => text,
        },
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = parts(text);
        let found: Vec<_> =
            found.iter().map(|part| (part.words.as_str(), part.without.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn each_condition_can_be_taken_out() {
        check("judges \"of form\"", &[]);
        check(
            "cat:cs.CL judges has:code",
            &[("cs.CL", "judges has:code"), ("with code", "cat:cs.CL judges")],
        );
        check("(cat:cs.CL OR cat:cs.LG) a", &[("cs.CL", "cat:cs.LG a"), ("cs.LG", "cat:cs.CL a")]);
        check(
            "-is:starred author:\"Ana Lee\" -oak",
            &[
                ("not starred", "author:\"Ana Lee\" -oak"),
                ("Ana Lee", "-is:starred -oak"),
                ("not oak", "-is:starred author:\"Ana Lee\""),
            ],
        );
        check("a OR b", &[("a OR b", "")]);
        check(
            "date:2026-03-01..2026-03-15 date:2026-03 score:80..",
            &[
                ("1 Mar 2026 to 15 Mar 2026", "date:2026-03 score:80.."),
                ("Mar 2026", "date:2026-03-01..2026-03-15 score:80.."),
                ("score 80.0..", "date:2026-03-01..2026-03-15 date:2026-03"),
            ],
        );
        check(
            "like:\"Coin Flips\" likely:>0.8",
            &[("like Coin Flips", "likely:>0.8"), ("likely 0.81..", "like:\"Coin Flips\"")],
        );
        check("title:tides #later", &[("title:tides", "#later"), ("#later", "title:tides")]);
    }
}
