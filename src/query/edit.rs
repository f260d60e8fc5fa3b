//! Filters set by clicking, as changes of the query's text, so that the text stays the one
//! source of truth. What the reader typed elsewhere in it stays as typed.

use std::ops::Range;

use super::{Conjunct, Filter, Parsed, Query, Wrong, parse};

impl Parsed {
    /// Whether papers must meet `filter`, a condition or one of several categories of which any
    /// will do.
    pub fn holds(&self, filter: &Filter) -> bool {
        find(self, &Query::Is(filter.clone())).is_some()
    }
}

/// The query's text with the condition `filter` added, or taken out where it was set. Several categories
/// become one group, as `(cat:cs.CL OR cat:cs.LG)`.
pub fn toggle(text: &str, filter: &str) -> String {
    let wanted = parse(filter).query();
    let parsed = parse(text);
    if let Some((conjunct, categories)) = find(&parsed, &wanted) {
        let left = categories.into_iter().filter(|one| !is_same(one, &wanted)).collect();
        return replaced(text, &conjunct.span, &group(left));
    }
    let categories = wanted.is_only(is_category);
    let others = parsed.conjuncts.iter().find_map(|conjunct| {
        alternatives(&conjunct.query).filter(|_| categories).map(|found| (conjunct, found))
    });
    match others {
        Some((conjunct, mut found)) => {
            found.push(wanted);
            replaced(text, &conjunct.span, &group(found))
        }
        None => added(text, &parsed, &wanted),
    }
}

fn is_category(filter: &Filter) -> bool {
    matches!(filter, Filter::Category(_))
}

/// Categories are the same in any case.
fn is_same(a: &Query, b: &Query) -> bool {
    match (a, b) {
        (Query::Is(Filter::Category(a)), Query::Is(Filter::Category(b))) => {
            a.eq_ignore_ascii_case(b)
        }
        _ => a == b,
    }
}

/// The categories of which any will do, if that is what `query` says.
fn alternatives(query: &Query) -> Option<Vec<Query>> {
    let category = |query: &Query| matches!(query, Query::Is(Filter::Category(_)));
    match query {
        Query::Any(parts) if parts.iter().all(category) => Some(parts.clone()),
        _ if category(query) => Some(vec![query.clone()]),
        _ => None,
    }
}

/// The conjunct that is `wanted`, or that has it among its categories, which come with it.
fn find<'p>(parsed: &'p Parsed, wanted: &Query) -> Option<(&'p Conjunct, Vec<Query>)> {
    parsed.conjuncts.iter().find_map(|conjunct| {
        let parts = alternatives(&conjunct.query).unwrap_or_else(|| vec![conjunct.query.clone()]);
        parts.iter().any(|part| is_same(part, wanted)).then_some((conjunct, parts))
    })
}

fn group(parts: Vec<Query>) -> String {
    let several = parts.len() > 1;
    let text = Query::any(parts).to_string();
    if several { format!("({text})") } else { text }
}

/// `text` with other words at `span`, set off from what stands around; where they are none,
/// the space beside them goes too.
fn replaced(text: &str, span: &Range<usize>, words: &str) -> String {
    let (mut before, mut behind) = (&text[..span.start], &text[span.end..]);
    if words.is_empty() {
        (before, behind) = (before.trim_end(), behind.trim_start());
    }
    let space = |wanted: bool| if wanted { " " } else { "" };
    let first = space(!before.is_empty() && !before.ends_with([' ', '(']) && !words.is_empty());
    let alone = before.is_empty() && words.is_empty();
    let second = space(!behind.is_empty() && !behind.starts_with([' ', ')']) && !alone);
    format!("{before}{first}{words}{second}{behind}")
}

/// The new condition goes first: behind the text it might end up in a phrase or a group that
/// is still being typed.
fn added(text: &str, parsed: &Parsed, wanted: &Query) -> String {
    let text = text.trim_start();
    if text.is_empty() {
        wanted.to_string()
    } else if parsed.problems.iter().any(|problem| problem.wrong == Wrong::UnopenedGroup) {
        // No parentheses could be put around it as it stands.
        Query::all(vec![wanted.clone(), parsed.query()]).to_string()
    } else if parsed.has_or {
        format!("{wanted} ({})", text.trim_end())
    } else {
        format!("{wanted} {text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn has_filter(text: &str, filter: &str) -> bool {
        let Query::Is(filter) = parse(filter).query() else { panic!("{filter}") };
        parse(text).holds(&filter)
    }

    #[track_caller]
    fn check(text: &str, filter: &str, toggled: &str) {
        assert_eq!(toggle(text, filter), toggled);
        assert_ne!(has_filter(text, filter), has_filter(toggled, filter));
    }

    #[test]
    fn a_condition_is_added_and_taken_out() {
        check("", "has:code", "has:code");
        check("graph  neur", "has:code", "has:code graph  neur");
        check("a has:code  b", "has:code", "a b");
        check("has:code", "has:code", "");
        check("a OR b", "is:starred", "is:starred (a OR b)");
        check("a (b", "has:code", "has:code a (b");
        check("a \"b c", "has:code", "has:code a \"b c");
        check("-has:code", "has:code", "has:code -has:code");
    }

    #[test]
    fn categories_are_alternatives() {
        check("x", "cat:cs.CL", "cat:cs.CL x");
        check("cat:cs.CL x", "cat:cs.LG", "(cat:cs.CL OR cat:cs.LG) x");
        check(
            "(cat:cs.CL OR cat:cs.LG) x",
            "cat:math.PR",
            "(cat:cs.CL OR cat:cs.LG OR cat:math.PR) x",
        );
        check("(cat:cs.CL OR cat:cs.LG) x", "cat:cs.cl", "cat:cs.LG x");
        check("cat:a OR cat:b", "cat:c", "(cat:a OR cat:b OR cat:c)");
        check("cat:cs.CL", "cat:cs.CL", "");
        check("cat:a OR x", "cat:b", "cat:b (cat:a OR x)");
    }

    #[test]
    fn values_with_spaces_are_quoted() {
        check("a", "author:\"Ana Lee\"", "author:\"Ana Lee\" a");
        check("author:\"Ana Lee\" a", "author:\"Ana Lee\"", "a");
    }

    proptest! {
        #[test]
        fn toggling_twice_gives_the_same_filter_as_before(
            text in "((OR|NOT|cat:cs.CL|cat:b|has:code|foo:|a|b c|-|\"|\\(|\\)) ?){0,10}",
            filter in prop_oneof![Just("has:code"), Just("cat:cs.LG"), Just("cat:cs.CL")],
        ) {
            let once = toggle(&text, filter);
            prop_assert!(has_filter(&text, filter) || has_filter(&once, filter), "{:?}", once);
            if !has_filter(&text, filter) {
                let twice = toggle(&once, filter);
                prop_assert_eq!(parse(&twice).query(), parse(&text).query(), "{:?} {:?}", once, twice);
            }
        }
    }
}
