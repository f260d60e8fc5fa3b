//! What queries find, and what the facets count.

use super::*;
use crate::entry::{Announcement, Link, LinkKind, PartialDate, Score};
use crate::query::parse;

fn day(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn categories(codes: &[&str]) -> Vec<Category> {
    codes.iter().map(|code| Category((*code).to_owned())).collect()
}

/// Five papers, numbered from 0.
fn papers() -> Catalog {
    let entry = |title: &str, author: &str, text: &str, codes: &[&str], date: &str| Entry {
        title: title.into(),
        authors: vec![author.into(), "Bo Li".into()],
        abstract_text: (!text.is_empty()).then(|| text.into()),
        categories: categories(codes),
        date: (!date.is_empty()).then(|| day(date)),
        ..Entry::default()
    };
    let mut entries = vec![
        entry(
            "Graph Nets",
            "Ana Núñez",
            "Chain-of-thought on graphs.",
            &["cs.CL", "cs.LG"],
            "2026-03-15",
        ),
        entry("Quiet Rivers", "Cy Graph", "A survey of water.", &["cs.LG"], "2026-03-01"),
        entry("深層学習の調査", "Dee Ek", "", &["hep-th"], "2026-02"),
        entry("Old Surveys", "Ed Fox", "Water again", &["stat.ML"], "2025"),
        entry("No Date", "Flo Gee", "", &["LG"], ""),
    ];
    for (entry, tenths) in entries.iter_mut().zip([905, 800, 1000]) {
        entry.score = Score::from_tenths(tenths);
    }
    entries[0].has_code = true;
    entries[0].ids.arxiv = Some("2603.01234".into());
    entries[1].affiliation = Some("river-university".into());
    entries[1].announced = vec![Announcement::Cross, Announcement::Replaced];
    entries[3].links.push(Link { kind: LinkKind::Code, url: "https://example.org".into() });
    let mut catalog = Catalog::of_digest(entries, &mut |_| {});
    catalog.star(1, Some(10));
    catalog.star(3, Some(20));
    catalog
}

#[track_caller]
fn check(query: &str, numbers: &[usize]) {
    let catalog = papers();
    let answer = catalog.answer(&parse(query), &catalog.all(), day("2026-03-16"));
    assert_eq!(answer.papers.iter().collect::<Vec<_>>(), numbers, "{query}");
}

#[test]
fn text_is_found_in_its_fields() {
    check("", &[0, 1, 2, 3, 4]);
    check("graph", &[0, 1]);
    check("title:graph", &[0]);
    check("author:graph", &[1]);
    check("abs:graph", &[0]);
    check("org:river", &[1]);
    check("nunez", &[0]);
    check("\"chain of thought\"", &[0]);
    check("surv", &[1, 3]);
    check("\"survey\"", &[1]);
    check("学習", &[2]);
    check("author:\"nunez bo\"", &[]);
    check("survey -water", &[]);
    check("/^quiet|N[úu]ñ/", &[0, 1]);
    check("/thought on graphs\\.$/ -/zebra/", &[0]);
    check("graph OR 調査", &[0, 1, 2]);
    check("-(graph OR water)", &[2, 4]);
    check("-graph -water", &[2, 4]);
}

#[test]
fn fields_filter() {
    check("cat:cs.lg", &[0, 1]);
    check("cat:cs", &[0, 1]);
    check("cat:LG", &[0, 1, 4]);
    check("cat:hep-th OR cat:stat", &[2, 3]);
    check("id:2603", &[0]);
    check("arXiv:2603.01234v3", &[0]);
    check("score:>90", &[0, 2]);
    check("score:>90.5", &[2]);
    check("score:80..90.5", &[0, 1]);
    check("has:code", &[0, 3]);
    check("has:score -has:code", &[1, 2]);
    check("has:abstract", &[0, 1, 3]);
    check("has:link", &[0, 3]);
    check("is:starred", &[1, 3]);
    check("is:cross is:replaced", &[1]);
    check("is:new", &[]);
}

#[test]
fn dates_filter_what_lies_wholly_in_them() {
    check("date:2026-03", &[0, 1]);
    check("date:2026", &[0, 1, 2]);
    check("date:2026-02-01..2026-03-01", &[1, 2]);
    check("date:2025", &[3]);
    check("date:2025-06", &[]);
    check("after:2026-02", &[0, 1]);
    check("after:2026-03-01", &[0]);
    check("before:2026-03-01", &[2, 3]);
    check("before:2026", &[3]);
    check("date:2026-03..", &[0, 1]);
    check("date:1d", &[0]);
    check("date:15d", &[0, 1]);
    check("-date:2026", &[3, 4]);
}

#[test]
fn what_is_wrong_does_not_filter() {
    check("graph foo:bar title:\"", &[0, 1]);
    check("score:high", &[0, 1, 2, 3, 4]);
}

#[test]
fn each_facet_counts_what_the_other_filters_leave() {
    let catalog = papers();
    let counts = |query: &str| {
        let facets = catalog.answer(&parse(query), &catalog.all(), day("2026-03-16")).facets;
        let [show, categories] = facets.as_slice() else { panic!("{facets:?}") };
        let code = |filter: &str| filter.trim_start_matches("cat:").to_owned();
        let codes: Vec<_> =
            categories.values.iter().map(|one| (code(&one.filter), one.count)).collect();
        (codes, show.values[1].count, show.values[0].count)
    };
    let named = |codes: &[(&str, u32)]| -> Vec<(String, u32)> {
        codes.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect()
    };
    let all = named(&[("cs.LG", 2), ("cs.CL", 1), ("hep-th", 1), ("stat.ML", 1), ("LG", 1)]);
    assert_eq!(counts(""), (all.clone(), 2, 2));
    assert_eq!(counts("(cat:cs.CL OR cat:hep-th)"), (all, 1, 0));
    let with_code = named(&[("cs.CL", 1), ("cs.LG", 1), ("stat.ML", 1)]);
    assert_eq!(counts("has:code"), (with_code, 2, 1));
    let both = named(&[("stat.ML", 1)]);
    assert_eq!(counts("has:code is:starred"), (both, 1, 1));
}

#[test]
fn order_is_that_of_the_digest_of_scores_or_of_stars() {
    let catalog = papers();
    let all = catalog.all();
    assert_eq!(catalog.order(&all, Sort::Digest, false), [0, 1, 2, 3, 4]);
    assert_eq!(catalog.order(&all, Sort::Score, false), [2, 0, 1, 3, 4]);
    assert_eq!(catalog.order(catalog.starred(), Sort::Digest, true), [3, 1]);
}

#[test]
fn records_of_one_paper_become_one_with_all_names() {
    let mut first = Entry { title: "Twice".into(), ..Entry::default() };
    first.authors.push("Ana Lee".into());
    let mut second = first.clone();
    second.ids.arxiv = Some("2603.00001".into());
    let other = Entry { title: "Once".into(), ..Entry::default() };
    let catalog = Catalog::of_digest(vec![first, other, second], &mut |_| {});
    assert_eq!(catalog.len(), 2);
    assert_eq!(catalog.find(&[Key("arxiv:2603.00001".into())]).next(), Some(0));
}
