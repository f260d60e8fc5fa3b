//! Filters set by clicking, as changes of the query's text, so that the text stays the only source
//! of truth. Whatever else the reader typed in it stays as typed.

use std::borrow::Cow;
use std::ops::Range;

use super::lexer::{Kind, Token, Value, lex};
use super::terms::facet_of;
use super::{Conjunct, Dates, Filter, Parsed, Query, Wrong, parse};
use skimmark_paper::date::{Day, EARLIEST, LATEST, PartialDate};
use skimmark_paper::text::plain_text;
use skimmark_protocol::{Click, FacetKind, FacetState};

/// The most words after the first for which a tag is looked up.
const MOST_TAG_WORDS: usize = 8;

impl Parsed {
    /// Returns what the query says about `filter`: papers must meet it, or any of several filters
    /// of its facet; or papers that meet it are excluded. A range of dates or scores asks for
    /// everything inside it.
    pub fn state(&self, filter: &Filter) -> FacetState {
        if find(self, filter, false).is_some() {
            FacetState::Wanted
        } else if find(self, filter, true).is_some() {
            FacetState::Excluded
        } else {
            FacetState::Off
        }
    }
}

/// Returns the query's text after a click on `filter`. Several filters of one facet become one
/// group, as `(cat:cs.CL OR cat:cs.LG)`; exclusions are separate conditions. A filter that is not a
/// single condition changes nothing.
pub fn click(text: &str, filter: &str, click: &Click) -> String {
    let Query::Is(filter) = parse(filter).query() else { return text.to_owned() };
    let has = |excluded| find(&parse(text), &filter, excluded).is_some();
    match click {
        Click::Want if has(false) => taken_out(text, &filter, false),
        Click::Want => want(&taken_out(text, &filter, true), filter),
        Click::Exclude if has(true) && !has(false) => taken_out(text, &filter, true),
        Click::Exclude => {
            // If the query says both, it is shown as wanted.
            let text = taken_out(&taken_out(text, &filter, false), &filter, true);
            let text = added(&text, &parse(&text), &Query::Is(filter.clone()).negated());
            // Parentheses that this repaired may have contained it.
            taken_out(&text, &filter, false)
        }
        Click::Only(last) => match parse(last).query() {
            Query::Is(last) => only(text, filter, last),
            _ => text.to_owned(),
        },
    }
}

/// Returns a query in which a tag whose further words follow it, as in `#to cite`, is written as one
/// condition; `is_tag` says which there are. A tag of the first word alone comes first.
pub fn join_tags(text: &str, is_tag: impl Fn(&str) -> bool) -> Cow<'_, str> {
    let mut joined = Cow::Borrowed(text);
    let tokens: Vec<Token<'_>> = lex(text).collect();
    // From the last, so that the places before it stay.
    for (at, token) in tokens.iter().enumerate().rev() {
        let Kind::Tag(first) = token.kind else { continue };
        if is_tag(first) {
            continue;
        }
        let words = tokens[at + 1..].iter();
        let words = words.take_while(|it| matches!(it.kind, Kind::Value(Value::Plain(_))));
        let mut name = first.to_owned();
        let mut found = None;
        for word in words.take(MOST_TAG_WORDS) {
            name = [&name, " ", &text[word.span.clone()]].concat();
            if is_tag(&name) {
                found = Some((word.span.end, Filter::Tag(name.clone())));
            }
        }
        if let Some((end, filter)) = found {
            joined.to_mut().replace_range(token.span.start..end, &filter.to_string());
        }
    }
    joined
}

fn want(text: &str, filter: Filter) -> String {
    let parsed = parse(text);
    let facet = facet_of(&filter);
    let others = parsed
        .conjuncts
        .iter()
        .find_map(|conjunct| alternatives(&conjunct.query, facet).map(|found| (conjunct, found)));
    let wanted = Query::Is(filter);
    match others {
        Some((conjunct, mut found)) => {
            found.push(wanted);
            replaced(text, &conjunct.span, &group(found))
        }
        None => added(text, &parsed, &wanted),
    }
}

/// Returns `text` without everything that asks for `filter`, or that excludes it.
fn taken_out(text: &str, filter: &Filter, excluded: bool) -> String {
    let mut text = text.to_owned();
    for _ in 0..parse(&text).conjuncts.len() {
        let parsed = parse(&text);
        let Some((conjunct, parts)) = find(&parsed, filter, excluded) else { break };
        let left: Vec<Query> = parts.into_iter().filter(|one| !asks_for(one, filter)).collect();
        let sign = if excluded && !left.is_empty() { "-" } else { "" };
        text = replaced(&text, &conjunct.span, &[sign, &group(left)].concat());
    }
    text
}

/// Returns `text` with one condition in place of all those of its facet.
fn only(text: &str, first: Filter, last: Filter) -> String {
    let facet = facet_of(&first);
    let mut text = text.to_owned();
    for _ in 0..parse(&text).conjuncts.len() {
        let parsed = parse(&text);
        let of_the_facet = |other: &Filter| facet.is_some() && facet_of(other) == facet;
        let mut conjuncts = parsed.conjuncts.iter();
        let Some(found) = conjuncts.find(|it| it.query.is_only(&of_the_facet)) else { break };
        text = replaced(&text, &found.span, "");
    }
    added(&text, &parse(&text), &through(first, last))
}

/// Returns everything from one filter through another of its facet, in either order.
fn through(first: Filter, last: Filter) -> Query {
    match (first, last) {
        (Filter::Date(Dates::Span(a, b)), Filter::Date(Dates::Span(c, d))) => {
            let from = if first_day(a) <= first_day(c) { a } else { c };
            let to = if last_day(b) >= last_day(d) { b } else { d };
            Query::Is(Filter::Date(Dates::Span(from, to)))
        }
        (Filter::Score(a, b), Filter::Score(c, d)) => {
            let to = b.zip(d).map(|(b, d)| b.max(d));
            Query::Is(Filter::Score(a.min(c), to))
        }
        (first, last) if first == last => Query::Is(first),
        (first, last) => Query::any(vec![Query::Is(first), Query::Is(last)]),
    }
}

fn first_day(date: Option<PartialDate>) -> Day {
    date.map_or(EARLIEST, PartialDate::first_day)
}

fn last_day(date: Option<PartialDate>) -> Day {
    date.map_or(LATEST, PartialDate::last_day)
}

/// Returns whether everything that meets `narrow` certainly meets `wide` too. Categories are
/// compared ignoring case.
fn covers(wide: &Filter, narrow: &Filter) -> bool {
    match (wide, narrow) {
        (Filter::Category(a), Filter::Category(b)) => a.eq_ignore_ascii_case(b),
        (Filter::Tag(a), Filter::Tag(b)) => plain_text(a) == plain_text(b),
        (Filter::Score(a, b), Filter::Score(c, d)) => {
            a <= c && b.is_none_or(|b| d.is_some_and(|d| d <= b))
        }
        (Filter::Date(wide), Filter::Date(Dates::Span(c, d))) => match *wide {
            Dates::Span(a, b) => first_day(a) <= first_day(*c) && last_day(*d) <= last_day(b),
            Dates::After(day) => last_day(Some(day)) < first_day(*c),
            Dates::Before(day) => last_day(*d) < first_day(Some(day)),
            Dates::Last(_) | Dates::Ago(_) => false,
        },
        _ => wide == narrow,
    }
}

fn asks_for(query: &Query, filter: &Filter) -> bool {
    matches!(query, Query::Is(wide) if covers(wide, filter))
}

/// Returns the conditions of one facet if `query` says that any of them will do.
fn alternatives(query: &Query, facet: Option<FacetKind>) -> Option<Vec<Query>> {
    let facet = facet.filter(|facet| *facet != FacetKind::Show)?;
    let mine = |query: &Query| matches!(query, Query::Is(it) if facet_of(it) == Some(facet));
    match query {
        Query::Any(parts) if parts.iter().all(mine) => Some(parts.clone()),
        _ if mine(query) => Some(vec![query.clone()]),
        _ => None,
    }
}

/// Returns the conjunct that asks for `filter`, or excludes it, alone or with others of its facet,
/// which are included.
fn find<'p>(
    parsed: &'p Parsed,
    filter: &Filter,
    excluded: bool,
) -> Option<(&'p Conjunct, Vec<Query>)> {
    let facet = facet_of(filter);
    parsed.conjuncts.iter().find_map(|conjunct| {
        let query = match &conjunct.query {
            Query::Not(inner) if excluded => inner,
            query if !excluded => query,
            _ => return None,
        };
        let parts = alternatives(query, facet).unwrap_or_else(|| vec![query.clone()]);
        parts.iter().any(|part| asks_for(part, filter)).then_some((conjunct, parts))
    })
}

pub(super) fn group(parts: Vec<Query>) -> String {
    let query = Query::any(parts);
    let text = query.to_string();
    if matches!(query, Query::Any(_)) { format!("({text})") } else { text }
}

/// Returns `text` with other words at `span`, set off from the text around them; if there are no
/// words, the space beside the span goes too.
pub(super) fn replaced(text: &str, span: &Range<usize>, words: &str) -> String {
    let (mut before, mut after) = (&text[..span.start], &text[span.end..]);
    if words.is_empty() {
        (before, after) = (before.trim_end(), after.trim_start());
    }
    let space = |wanted: bool| if wanted { " " } else { "" };
    let first = space(!before.is_empty() && !before.ends_with([' ', '(']) && !words.is_empty());
    let alone = before.is_empty() && words.is_empty();
    let second = space(!after.is_empty() && !after.starts_with([' ', ')']) && !alone);
    format!("{before}{first}{words}{second}{after}")
}

/// Returns `text` with a new condition. It goes first: at the end it might end up in a phrase or a
/// group that is still being typed.
fn added(text: &str, parsed: &Parsed, wanted: &Query) -> String {
    let text = text.trim_start();
    if text.is_empty() {
        group(vec![wanted.clone()])
    } else if parsed.problems.iter().any(|problem| problem.wrong == Wrong::UnopenedGroup) {
        // The text as it is cannot be put in parentheses.
        Query::all(vec![wanted.clone(), parsed.query()]).to_string()
    } else if parsed.has_or {
        format!("{} ({})", group(vec![wanted.clone()]), text.trim_end())
    } else {
        format!("{} {text}", group(vec![wanted.clone()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn state(text: &str, filter: &str) -> FacetState {
        let Query::Is(filter) = parse(filter).query() else { panic!("{filter}") };
        parse(text).state(&filter)
    }

    #[track_caller]
    fn check(text: &str, filter: &str, expected: &str) {
        let clicked = click(text, filter, &Click::Want);
        assert_eq!(clicked, expected);
        let wanted = |text: &str| state(text, filter) == FacetState::Wanted;
        assert_ne!(wanted(text), wanted(&clicked));
    }

    #[track_caller]
    fn check_exclusion(text: &str, filter: &str, expected: &str) {
        let clicked = click(text, filter, &Click::Exclude);
        assert_eq!(clicked, expected);
        let excluded = |text: &str| state(text, filter) == FacetState::Excluded;
        assert_ne!(excluded(text), excluded(&clicked));
    }

    #[test]
    fn an_exclusion_stands_alone_and_takes_the_place_of_a_wish() {
        check_exclusion("", "has:code", "-has:code");
        check_exclusion("a -has:code b", "has:code", "a b");
        check_exclusion("(cat:a OR cat:b) x", "cat:a", "-cat:a cat:b x");
        check_exclusion("-cat:a x", "cat:b", "-cat:b -cat:a x");
        check_exclusion("-(cat:a OR cat:b) x", "cat:b", "-cat:a x");
        check_exclusion("a OR b", "author:\"Ana Lee\"", "-author:\"Ana Lee\" (a OR b)");
        check("-cat:a x", "cat:a", "cat:a x");
        check("-has:code", "has:code", "has:code");
    }

    #[test]
    fn a_stretch_of_a_scale_takes_the_place_of_all_of_its_sort() {
        let only =
            |text: &str, first: &str, last: &str| click(text, first, &Click::Only(last.to_owned()));
        let days = "date:2026-03-02..2026-03-09";
        assert_eq!(only("x", "date:2026-03-02", "date:2026-03-09"), format!("{days} x"));
        assert_eq!(only("date:2025 x", "date:2026-03-09", "date:2026-03-02"), format!("{days} x"));
        assert_eq!(only("", "date:2026-03", "date:2026-03"), "date:2026-03");
        let months = "date:2025-11..2026-03";
        assert_eq!(only(days, "date:2026-03", "date:2025-11"), months);
        let scores = "score:80.0..100.0";
        assert_eq!(
            only("a score:>3 b", "score:90..100", "score:80..89.9"),
            format!("{scores} a b")
        );
        assert_eq!(only("-cat:c x", "cat:a", "cat:b"), "(cat:a OR cat:b) x");
        assert_eq!(only("cat:c cat:d", "cat:a", "cat:a"), "cat:a");
        for (text, bar) in
            [(days, "date:2026-03-05"), (months, "date:2025-12"), (scores, "score:90..100")]
        {
            assert_eq!(state(text, bar), FacetState::Wanted, "{text} {bar}");
            assert_eq!(click(text, bar, &Click::Want), "");
        }
        for (text, bar) in
            [(days, "date:2026-03"), (months, "date:2026"), (scores, "score:70..79.9")]
        {
            assert_eq!(state(text, bar), FacetState::Off, "{text} {bar}");
        }
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
    fn tags_are_alternatives() {
        check("x", "#later", "#later x");
        check("#later x", "tag:\"to read\"", "(#later OR tag:\"to read\") x");
        check("(#later OR tag:\"to read\") x", "#Later", "tag:\"to read\" x");
    }

    #[test]
    fn words_after_a_tag_are_of_it_if_there_is_such_a_tag() {
        let join = |text: &str| {
            join_tags(text, |tag| ["to cite", "a b c", "a"].contains(&tag)).into_owned()
        };
        assert_eq!(join("#to cite judges -#to cite"), "tag:\"to cite\" judges -tag:\"to cite\"");
        assert_eq!(join("#to read"), "#to read");
        assert_eq!(join("#to \"cite\""), "#to \"cite\"");
        // A tag of one word comes first.
        assert_eq!(join("#a b c"), "#a b c");
    }

    #[test]
    fn values_with_spaces_are_quoted() {
        check("a", "author:\"Ana Lee\"", "author:\"Ana Lee\" a");
        check("author:\"Ana Lee\" a", "author:\"Ana Lee\"", "a");
    }

    #[test]
    fn what_is_wanted_and_left_out_at_once_is_left_out_by_a_click() {
        for text in [
            "NOT has:code has:code",
            "has:code -has:code",
            "NOT has:code has:code\"",
            "has:code)(has:code cat:cs0CL",
        ] {
            assert_eq!(state(text, "has:code"), FacetState::Wanted, "{text}");
            let once = click(text, "has:code", &Click::Exclude);
            assert_eq!(state(&once, "has:code"), FacetState::Excluded, "{text}: {once}");
        }
    }

    proptest! {
        #[test]
        fn clicking_twice_gives_the_same_filter_as_before(
            text in "((OR|NOT|cat:cs.CL|cat:b|has:code|date:2026|score:9..99|foo:|a|b c|-|\"|\\(|\\)) ?){0,10}",
            filter in prop_oneof![
                Just("has:code"), Just("cat:cs.LG"), Just("cat:cs.CL"), Just("date:2026-03"),
                Just("score:90..99.9"), Just("author:\"Ana Lee\""), Just("is:new"),
            ],
            exclude in any::<bool>(),
        ) {
            let (how, wished) = match exclude {
                false => (Click::Want, FacetState::Wanted),
                true => (Click::Exclude, FacetState::Excluded),
            };
            let once = click(&text, filter, &how);
            match state(&text, filter) {
                FacetState::Off => {
                    // A click repairs wrong parentheses, and one group may become two.
                    prop_assume!(parse(&text).problems.is_empty());
                    prop_assert_eq!(state(&once, filter), wished, "{:?}", once);
                    let twice = click(&once, filter, &how);
                    prop_assert_eq!(parse(&twice).query(), parse(&text).query(), "{:?} {:?}", once, twice);
                }
                before if before != wished => prop_assert_eq!(state(&once, filter), wished, "{:?}", once),
                _ => prop_assert_ne!(state(&once, filter), wished, "{:?}", once),
            }
        }
    }
}
