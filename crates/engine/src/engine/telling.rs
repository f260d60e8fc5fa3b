//! What is wrong with a query, as the page shows it: the query itself with the part marked.

use std::ops::Range;

use super::completing::unit_at;
use crate::query::Parsed;
use skimmark_protocol::QueryProblem;

/// The most bytes of the part that are shown.
const MOST_PART: usize = 60;
/// The most bytes that are shown on each side of it.
const MOST_AROUND: usize = 24;

/// Returns the mistakes of a query.
pub(super) fn problems(parsed: &Parsed, query: &str) -> Vec<QueryProblem> {
    let problems = parsed.problems.iter();
    problems.map(|it| problem(query, it.span.clone(), it.wrong.to_string())).collect()
}

/// Returns a mistake at these bytes of a query.
pub(super) fn problem(query: &str, span: Range<usize>, message: String) -> QueryProblem {
    let (before, rest) = query.split_at_checked(span.start).unwrap_or((query, ""));
    let (part, after) = rest.split_at_checked(span.len()).unwrap_or((rest, ""));
    QueryProblem {
        part: beginning(part, MOST_PART),
        message,
        before: ending(before, MOST_AROUND),
        after: beginning(after, MOST_AROUND),
        from: unit_at(query, span.start),
    }
}

fn beginning(text: &str, most: usize) -> String {
    let cut = text.floor_char_boundary(most);
    [&text[..cut], if cut < text.len() { "…" } else { "" }].concat()
}

fn ending(text: &str, most: usize) -> String {
    let cut = text.ceil_char_boundary(text.len().saturating_sub(most));
    [if cut > 0 { "…" } else { "" }, &text[cut..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[track_caller]
    fn check(query: &str, before: &str, part: &str, after: &str, from: u32) {
        let problems = problems(&parse(query), query);
        let first = problems.first().unwrap();
        let parts = (first.before.as_str(), first.part.as_str(), first.after.as_str(), first.from);
        assert_eq!(parts, (before, part, after, from), "{query}");
    }

    #[test]
    fn a_mistake_is_shown_where_it_stands() {
        check("score:high", "", "score:high", "", 0);
        check("é𝒟 score:high b", "é𝒟 ", "score:high", " b", 4);
        check("a) b", "a", ")", " b", 1);
        let long = "word ".repeat(20);
        let query = [&long, "foo:x ", &long].concat();
        check(&query, "…ord word word word word ", "foo:", "x word word word word wo…", 100);
        let phrase = ["\"", &"é".repeat(40)].concat();
        let shown = ["\"", &"é".repeat(29), "…"].concat();
        check(&phrase, "", &shown, "", 0);
    }
}
