use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::marks::{Mark, Notes, Stamped};
use crate::query::{Query, parse};
use skimmark_paper::entry::{Announcement, Category, Entry};
use skimmark_paper::score::Score;

const TODAY: &str = "2026-03-16";

fn catalog() -> Catalog {
    let paper =
        |title: &str, authors: &[&str], org: &str, code: &str, date: &str, score: u32| Entry {
            title: title.to_owned(),
            authors: authors.iter().map(|name| (*name).to_owned()).collect(),
            affiliation: (!org.is_empty()).then(|| org.to_owned()),
            categories: vec![Category(code.to_owned())],
            date: date.parse().ok(),
            score: Score::from_tenths(score),
            has_code: score > 900,
            announced: [Announcement::New].into(),
            ..Entry::default()
        };
    let mut catalog = Catalog::default();
    for entry in [
        paper("One", &["Leo Schwinn", "Ana Lee"], "River Institute", "cs.CL", "2026-03-15", 975),
        paper("Two", &["Zoë Schäfer", "Ana Lee"], "", "cs.LG", "2026-03-01", 800),
        paper("Three", &["Leo Schwinn", "Bo \"Bobby\" Karlsson"], "ETH", "math.PR", "2025-12", 500),
        paper("Four", &["王 小明", "Leona O'Brien"], "ETH", "cs.CL", "2023-04-14", 910),
    ] {
        catalog.add(entry, Vec::new());
    }
    for (paper, tags) in [(1, "to read, later"), (3, "Later")] {
        let notes = Some(Stamped { set_at: 1, what: Notes::typed(tags, "") });
        catalog.mark(paper, &Mark { notes, ..Mark::default() });
    }
    catalog
}

/// Returns what is offered at the `|` of `text`: the query's text after each item is accepted, and
/// the item's description.
fn offers(text: &str, asked: bool) -> Vec<(String, String)> {
    let cursor = text.find('|').unwrap();
    let query = text.replacen('|', "", 1);
    let catalog = catalog();
    let (span, items) =
        catalog.complete(&query, cursor, asked, &catalog.all(), TODAY.parse().unwrap());
    let whole = |text: &str| [&query[..span.start], text, &query[span.end..]].concat();
    let described = |name: String, words: String| [name, words].join("; ");
    items.into_iter().map(|item| (whole(&item.text), described(item.name, item.words))).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = offers(text, false).into_iter().map(|(query, _)| query).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn what_is_typed_goes_on_as_the_papers_have_it() {
    check("schw|", &["author:\"Leo Schwinn\" "]);
    check("x -scha|", &["x -author:\"Zoë Schäfer\" "]);
    check("é大 SCHÄ|", &["é大 author:\"Zoë Schäfer\" "]);
    check(
        "le|",
        &[
            "cat:cs.LG ",
            "author:\"Leo Schwinn\" ",
            "author:\"Ana Lee\" ",
            "author:\"Leona O'Brien\" ",
        ],
    );
    check(
        "author:l|",
        &["author:\"Leo Schwinn\" ", "author:\"Ana Lee\" ", "author:\"Leona O'Brien\" "],
    );
    check("author:\"ana l|", &["author:\"Ana Lee\" "]);
    check("author:ana z|", &[]);
    check("author:bobb|y", &["author:\"Bo  Bobby  Karlsson\" "]);
    check("author:小|", &["author:\"王 小明\" "]);
    check("org:|", &["org:\"ETH\" ", "org:\"River Institute\" "]);
    check("(cat:|) x", &["(cat:cs.CL) x", "(cat:cs.LG) x", "(cat:math.PR) x"]);
    check("cat:prob|", &["cat:math.PR "]);
    check("cat:cl|", &["cat:cs.CL "]);
    check("cat:cs.l|", &["cat:cs.LG "]);
    check("has:c|", &["has:code "]);
    check("is:st|", &["is:starred "]);
    check("#|", &["#later ", "tag:\"to read\" "]);
    check("-tag:re|", &["-tag:\"to read\" "]);
    check("date:2|", &["date:2026-03 ", "date:2025-12 ", "date:2023-04 "]);
    check("date:mar|", &["date:2026-03 "]);
    check("date:7|", &["date:7d "]);
    check("after:2023|", &["after:2023-04 "]);
    check("score:>9|", &["score:>90 "]);
    check("au|", &["author:"]);
    check("a|uthor:lee", &["abs:lee", "after:lee"]);
    check("code|", &["has:code "]);
    // Nothing is starred.
    check("starr|", &[]);
    for nothing in
        ["|", "a |", "author:.|", "foo:b|", "/le|", "id:2|", "is:starred|", "\"x\"|", "title:l|"]
    {
        check(nothing, &[]);
    }
}

#[test]
fn what_is_offered_says_what_it_is() {
    let described = |text: &str| {
        offers(text, false).into_iter().map(|(_, described)| described).next().unwrap()
    };
    assert_eq!(described("schw|"), "Leo Schwinn; author, 2 papers");
    assert_eq!(described("cat:|"), "cs.CL Computation and Language; 2 papers");
    assert_eq!(described("org:riv|"), "River Institute; 1 paper");
    assert_eq!(described("has:|"), "has:code; with code, 2 papers");
    assert_eq!(described("date:|"), "the last 7 days; 1 paper");
    assert_eq!(described("before:2025|"), "Dec 2025; ");
    assert_eq!(described("au|"), "author:; a name of an author");
}

#[test]
fn fields_are_offered_for_nothing_where_they_are_asked_for() {
    for text in ["|", "a |", "-|", "(|"] {
        let found = offers(text, true);
        assert_eq!(found.len(), Completions::MOST);
        assert!(found.iter().any(|(query, _)| query.ends_with("author:")), "{text}");
    }
}

#[test]
fn names_are_those_of_the_papers_of_the_view() {
    let catalog = catalog();
    let third = [2_usize].into_iter().collect();
    let (_, items) = catalog.complete("le", 2, false, &third, TODAY.parse().unwrap());
    let words: Vec<&str> = items.iter().map(|item| item.words.as_str()).collect();
    assert_eq!(words, ["author, 1 paper"]);
}

#[test]
fn a_frequent_name_is_found_among_very_many() {
    let mut catalog = Catalog::default();
    for number in 0..6_000 {
        let authors = (0..4).map(|other| format!("Ana Lee{number}x{other}"));
        let authors = authors.chain((number >= 5_901).then(|| "Lena Moss".to_owned())).collect();
        catalog.add(Entry { authors, ..Entry::default() }, Vec::new());
    }
    let (_, items) = catalog.complete("le", 2, false, &catalog.all(), TODAY.parse().unwrap());
    assert_eq!(items[0].words, "author, 99 papers");
    assert_eq!(items.len(), Completions::MOST);
    let (_, items) = catalog.complete("lena", 4, false, &catalog.all(), TODAY.parse().unwrap());
    assert_eq!(items.len(), 1);
}

proptest! {
    #[test]
    fn the_highest_counts_are_found(
        counts in proptest::collection::vec(0_u32..99, 0..60),
        odd in any::<bool>(),
    ) {
        let is_wanted = |number: u32| !odd || number % 2 == 1;
        let numbered = counts.iter().copied().zip(0_u32..);
        let mut wanted: Vec<(u32, u32)> =
            numbered.filter(|(count, number)| *count > 0 && is_wanted(*number)).collect();
        wanted.sort_by_key(|(count, number)| (std::cmp::Reverse(*count), *number));
        wanted.truncate(5);
        prop_assert_eq!(top(&counts, 5, &is_wanted), wanted);
    }

    #[test]
    fn a_completion_is_the_last_term_of_a_query_without_new_mistakes(
        text in "((OR|NOT|is:|has:c|cat:|cat:c|date:2|score:|author:|author:\"|org:e|foo:|le|a|sc|b c|-|\"|“|\\(|\\)|/|#) ?){0,8}",
        last in "(le|a|is:|cat:|date:2|author:l|org:e|\"le|author:\"leo s|sta|code)",
    ) {
        let query = [text, last].concat();
        let catalog = catalog();
        let (span, items) =
            catalog.complete(&query, query.len(), false, &catalog.all(), TODAY.parse().unwrap());
        prop_assert_eq!(items.is_empty() || span.end == query.len(), true);
        let before = parse(&query).problems.len();
        for item in items {
            let taken = [&query[..span.start], &item.text].concat();
            let parsed = parse(&taken);
            if item.text.ends_with(':') {
                continue;
            }
            prop_assert!(parsed.problems.len() <= before, "{} {:?}", taken, parsed.problems);
            let Query::Is(offered) = parse(&item.text).query() else { panic!("{}", item.text) };
            let whole = parsed.query();
            prop_assert_eq!(last_of(&whole), Some(&offered), "{}", taken);
        }
    }

    #[test]
    fn any_text_and_cursor_is_completed(text in "\\PC{0,20}", cursor in 0_usize..90, asked in any::<bool>()) {
        let catalog = catalog();
        let (span, items) =
            catalog.complete(&text, cursor, asked, &catalog.all(), TODAY.parse().unwrap());
        prop_assert!(text.get(span).is_some());
        prop_assert!(items.len() <= Completions::MOST);
        let texts: BTreeSet<&str> = items.iter().map(|item| item.text.as_str()).collect();
        prop_assert_eq!(texts.len(), items.len());
    }
}

fn last_of(query: &Query) -> Option<&Filter> {
    match query {
        Query::All(parts) | Query::Any(parts) => last_of(parts.last()?),
        Query::Not(inner) => last_of(inner),
        Query::Is(filter) => Some(filter),
    }
}
