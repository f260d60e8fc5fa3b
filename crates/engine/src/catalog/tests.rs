//! What queries find, and what the facets count.

use super::*;
use crate::query::{Filter, Query, parse};
use proptest::prelude::*;
use skimmark_index::bits::Bits;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Announcement;
use skimmark_paper::links::{Link, LinkKind};
use skimmark_paper::score::Score;
use skimmark_protocol::{Facet, FacetKind, FacetState, Group, Listing, Sort};

use super::order::Arrangement;

fn day(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn categories(codes: &[&str]) -> Vec<Category> {
    codes.iter().map(|code| Category((*code).to_owned())).collect()
}

/// Makes a catalog of five papers, numbered from 0.
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
    let answer =
        catalog.answer(&parse(query), &catalog.all(), day("2026-03-16"), &Listing::default());
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
        let facets = catalog
            .answer(&parse(query), &catalog.all(), day("2026-03-16"), &Listing::default())
            .facets;
        let of = |kind: FacetKind| facets.iter().find(|facet| facet.kind == kind).unwrap();
        let (show, categories) = (of(FacetKind::Show), of(FacetKind::Category));
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
    let order = |sort: Sort, query: &str| {
        let query = parse(query).query();
        arranged(&catalog, &all, (sort, Group::None, false), &query)
    };
    assert_eq!(order(Sort::Digest, ""), [0, 1, 2, 3, 4]);
    assert_eq!(order(Sort::Score, ""), [2, 0, 1, 3, 4]);
    assert_eq!(order(Sort::Date, ""), [0, 1, 2, 3, 4]);
    assert_eq!(order(Sort::Title, ""), [0, 4, 3, 1, 2]);
    assert_eq!(order(Sort::Marked, ""), [3, 1, 0, 2, 4]);
    assert_eq!(order(Sort::Relevance, ""), [0, 1, 2, 3, 4]);
    // In the title, as an author, not at all; ties by score.
    assert_eq!(order(Sort::Relevance, "graph OR score:1.."), [0, 1, 2, 3, 4]);
    assert_eq!(order(Sort::Relevance, "surv"), [3, 1, 2, 0, 4]);
    let random = order(Sort::Random, "");
    assert_eq!(random, order(Sort::Random, "x"));
    let query = parse("").query();
    let newest_star = (Sort::Digest, Group::None, true);
    assert_eq!(arranged(&catalog, catalog.starred(), newest_star, &query), [3, 1]);
}

/// Returns the order of papers by sort, group and whether the newest star comes first.
fn arranged(
    catalog: &Catalog,
    papers: &Bits,
    (sort, group, newest_star): (Sort, Group, bool),
    query: &Query,
) -> Vec<u32> {
    let top = &Bits::none();
    catalog.order(
        papers,
        Arrangement { sort, group, newest_star, query, top, likely: &[], alike: &[] },
    )
}

#[test]
fn groups_stand_together_and_say_what_they_are() {
    let catalog = papers();
    let query = parse("").query();
    let headings = |group: Group| {
        let order = arranged(&catalog, &catalog.all(), (Sort::Score, group, false), &query);
        let headings: Vec<Option<String>> =
            (0..order.len()).map(|place| catalog.heading(&order, place, group)).collect();
        (order, headings)
    };
    let (order, days) = headings(Group::Day);
    assert_eq!(order, [0, 1, 2, 3, 4]);
    assert_eq!(
        (days[0].as_deref(), days[4].as_deref()),
        (Some("15 Mar 2026 · 1 paper"), Some("No date · 1 paper"))
    );
    let (_, codes) = headings(Group::Category);
    assert_eq!(codes[0].as_deref(), Some("cs.CL Computation and Language · 1 paper"));
    let (_, none) = headings(Group::None);
    assert!(none.iter().all(Option::is_none));

    let mut catalog = Catalog::default();
    for codes in [&["a"][..], &["b", "a"], &[], &["b"]] {
        catalog.add(Entry { categories: categories(codes), ..Entry::default() }, Vec::new());
    }
    let group = Group::Category;
    let order = arranged(&catalog, &catalog.all(), (Sort::Digest, group, false), &query);
    assert_eq!(order, [1, 3, 0, 2]);
    let headings = (0..4).map(|place| catalog.heading(&order, place, group)).collect::<Vec<_>>();
    let expected = [Some("b · 2 papers"), None, Some("a · 1 paper"), Some("No category · 1 paper")];
    assert_eq!(headings, expected.map(|heading| heading.map(str::to_owned)));
}

fn facet_of(facets: &[Facet], kind: FacetKind) -> Option<&Facet> {
    facets.iter().find(|facet| facet.kind == kind)
}

/// Returns the names of the values with their counts.
fn counted(facet: Option<&Facet>) -> Vec<(String, u32)> {
    let values = facet.map(|facet| facet.values.as_slice()).unwrap_or_default();
    values.iter().map(|value| (value.name.clone(), value.count)).collect()
}

#[test]
fn scales_have_no_gaps_and_authors_are_looked_for() {
    let catalog = papers();
    let facets = |query: &str, look_for: Option<(FacetKind, String)>| {
        let all = catalog.all();
        let listing = Listing { look_for, ..Listing::default() };
        catalog.answer(&parse(query), &all, day("2026-03-16"), &listing).facets
    };
    let all = facets("", None);
    let scores = counted(facet_of(&all, FacetKind::Score));
    let tens = [("80–85", 1), ("85–90", 0), ("90–95", 1), ("95–100", 1)];
    assert_eq!(scores, tens.map(|(name, count)| (name.to_owned(), count)));
    let months = counted(facet_of(&all, FacetKind::Date));
    assert_eq!(months, [("Feb 2026".to_owned(), 1), ("Mar 2026".to_owned(), 2)]);
    let authors = counted(facet_of(&all, FacetKind::Author));
    assert_eq!((authors.len(), &authors[0]), (6, &("Bo Li".to_owned(), 5)));
    assert!(facet_of(&all, FacetKind::Affiliation).is_none(), "there is but one");
    let held = facets("-org:\"river-university\"", None);
    let held = &facet_of(&held, FacetKind::Affiliation).unwrap().values[0];
    assert_eq!((held.count, held.state), (1, FacetState::Excluded));

    let found = facets("", Some((FacetKind::Author, "nunez".to_owned())));
    assert_eq!(counted(facet_of(&found, FacetKind::Author)), [("Ana Núñez".to_owned(), 1)]);
    let found = facets("", Some((FacetKind::Category, "learn".to_owned())));
    assert_eq!(counted(facet_of(&found, FacetKind::Category)).len(), 2);
}

#[test]
fn venues_keywords_and_types_are_found_and_venues_counted() {
    let venues = ["Journal of Wool", "Journal of Wool", "Woven Letters", "Journal of Wool"];
    let entries = venues.iter().enumerate().map(|(number, venue)| Entry {
        title: format!("Sheep {number}"),
        venue: Some((*venue).to_owned()),
        keywords: vec![format!("Breed {number}"), "flocks".to_owned()],
        kind: Some(if number == 0 { "book" } else { "article-journal" }.to_owned()),
        ..Entry::default()
    });
    let catalog = Catalog::of_digest(entries.collect(), &mut |_| {});
    let find = |query: &str| {
        let answer =
            catalog.answer(&parse(query), &catalog.all(), day("2026-03-16"), &Listing::default());
        (answer.papers.iter().collect::<Vec<_>>(), answer.facets)
    };
    assert_eq!(find("venue:wool").0, [0, 1, 3]);
    let (_, facets) = find("");
    let counts = [("Journal of Wool".to_owned(), 3), ("Woven Letters".to_owned(), 1)];
    assert_eq!(counted(facet_of(&facets, FacetKind::Venue)), counts);
    assert_eq!(find("journal:\"woven letters\"").0, [2]);
    assert_eq!(find("key:\"breed 1\" key:flocks").0, [1]);
    assert_eq!(find("type:article").0, [1, 2, 3]);
    assert_eq!(find("wool").0, [0; 0]);

    // References that name a volume are a venue for each paper.
    let entries = (0..4).map(|number| Entry {
        title: format!("Sheep {number}"),
        venue: Some(format!("Journal of Wool {number}")),
        ..Entry::default()
    });
    let catalog = Catalog::of_digest(entries.collect(), &mut |_| {});
    let facets =
        catalog.answer(&parse(""), &catalog.all(), day("2026-03-16"), &Listing::default()).facets;
    assert!(facet_of(&facets, FacetKind::Venue).is_none());
}

#[test]
fn more_says_how_many_values_are_not_sent() {
    let mut catalog = Catalog::default();
    for number in 0..30 {
        let authors = vec![format!("A{number} Lee"), "Bo Li".into(), "Bo Li".into()];
        catalog.add(Entry { authors, ..Entry::default() }, Vec::new());
    }
    let query = parse("-author:\"A29 Lee\"");
    let facets =
        catalog.answer(&query, &catalog.all(), day("2026-03-16"), &Listing::default()).facets;
    let authors = facet_of(&facets, FacetKind::Author).unwrap();
    let values: Vec<_> =
        authors.values.iter().map(|it| (it.name.as_str(), it.count, it.state)).collect();
    assert_eq!((values.len(), authors.more), (Facet::MOST, 19));
    assert_eq!(values[0], ("Bo Li", 30, FacetState::Off));
    assert_eq!(values[11], ("A29 Lee", 1, FacetState::Excluded));

    let listing = Listing { most: vec![(FacetKind::Author, 40)], ..Listing::default() };
    let facets = catalog.answer(&query, &catalog.all(), day("2026-03-16"), &listing).facets;
    let authors = facet_of(&facets, FacetKind::Author).unwrap();
    assert_eq!((authors.values.len(), authors.more), (31, 0));
}

/// Returns the bars of the dates of papers, each with its filter.
fn dates(days: &[&str]) -> Vec<(String, String, u32)> {
    let mut catalog = Catalog::default();
    for date in days {
        catalog.add(Entry { date: Some(day(date)), ..Entry::default() }, Vec::new());
    }
    let answer = catalog.answer(&parse(""), &catalog.all(), day("2026-03-16"), &Listing::default());
    let facet = facet_of(&answer.facets, FacetKind::Date).unwrap();
    let bars = facet.values.iter().map(|it| (it.name.clone(), it.filter.clone(), it.count));
    bars.filter(|(_, _, count)| *count > 0).collect()
}

#[test]
fn days_stay_days_and_what_is_far_from_them_is_one_bar_at_the_end() {
    let bar = |name: &str, filter: &str, count| (name.to_owned(), filter.to_owned(), count);
    let mail = ["2026-03-13", "2026-03-14", "2026-03-14", "2026-03-14", "2019-07-01", "2031-01-01"];
    let expected = [
        bar("Before 13 Mar 2026", "date:..2026-03-12", 1),
        bar("13 Mar 2026", "date:2026-03-13", 1),
        bar("14 Mar 2026", "date:2026-03-14", 3),
        bar("After 14 Mar 2026", "date:2026-03-15..", 1),
    ];
    assert_eq!(dates(&mail), expected);
    // If as many are elsewhere, months or years tell more.
    let spread = ["2026-03-13", "2026-03-14", "2025-05-01", "2024-02-01"];
    let names: Vec<String> = dates(&spread).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names, ["Feb 2024", "May 2025", "Mar 2026"]);
    let old = ["1850", "2026", "2026", "2025"];
    assert_eq!(dates(&old)[0], bar("Before 2025", "date:..2024", 1));
}

/// Returns what a value's filter finds by itself among the papers that the filters of other kinds
/// leave.
fn naive(catalog: &Catalog, query: &str, kind: FacetKind, filter: &str) -> u32 {
    let sort = |it: &Filter| match kind {
        FacetKind::Show => it.to_string() == filter,
        _ => crate::query::terms::facet_of(it) == Some(kind),
    };
    let others = parse(query).conjuncts.into_iter().map(|it| it.query);
    let mut parts = vec![parse(filter).query()];
    parts.extend(others.filter(|it| !it.is_only(&sort)));
    let text = Query::all(parts).to_string();
    let answer =
        catalog.answer(&parse(&text), &catalog.all(), day("2026-03-16"), &Listing::default());
    answer.papers.count() as u32
}

proptest! {
    #[test]
    fn facets_count_what_their_filters_find(
        query in proptest::collection::vec(prop_oneof![
            Just("-cat:LG"), Just("(cat:hep-th OR cat:cs.CL)"), Just("date:2026-03"),
            Just("score:80..94.9"), Just("author:\"Cy Graph\""), Just("-author:\"Flo Gee\""),
            Just("is:cross"), Just("has:code"), Just("is:starred"), Just("water"), Just("-graph"),
        ], 0..5),
    ) {
        let query = query.join(" ");
        let catalog = papers();
        let answer = catalog.answer(&parse(&query), &catalog.all(), day("2026-03-16"), &Listing::default());
        for facet in &answer.facets {
            for value in &facet.values {
                // `LG` finds `cs.LG`, too.
                if value.filter != "cat:LG" {
                    let count = naive(&catalog, &query, facet.kind, &value.filter);
                    prop_assert_eq!(value.count, count, "{} in {:?}", value.filter, query);
                }
            }
        }
    }
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
