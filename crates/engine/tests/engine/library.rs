//! All digests of the library as one catalog, and the digests that papers are in.

use super::*;
use skimmark_protocol::{
    CountLibrary, DigestCount, FactKind, ForgetAll, Gathered, KeptDigest, MergeGathered, SetLibrary,
};

/// Two papers; the first is also on Monday's list, with fewer details.
const WEEK_BEFORE: &str = "\
97.8CLMar 9
A Ladder for Language Models: Climbing One Rung at a TimeAda Ström, Ben Okafor
We build a ladder.
70.0HCMar 9
Notes on WaitingIda Holm
Some notes.
";

fn kept(id: u64, name: &str) -> KeptDigest {
    let title = format!("{name}, {id} Mar 2026, 09:05");
    let name = Some(name.to_owned()).filter(|name| !name.is_empty());
    KeptDigest { id, title, name, named: Millis(0), seen: Vec::new() }
}

/// Gathers these digests, the newest first, as the whole library.
fn gather(engine: &mut Engine, digests: &[(u64, &str)]) -> Vec<Option<String>> {
    let mut problems = Vec::new();
    for (id, text) in digests {
        let mut opening = Opening::new(*id, today(), 0, decode);
        opening.read(source("", Content::Text((*text).to_owned())), &mut |_| {});
        let Gathered { problem, .. } = engine.gather(opening);
        problems.push(problem);
    }
    ask(engine, MergeGathered);
    problems
}

/// Returns an engine with three digests, one of which is open.
fn three() -> Engine {
    let mut engine = Engine::new();
    opened(&mut engine, 9, WEEK_BEFORE);
    let library = vec![kept(17, "Tuesday"), kept(16, "Monday list"), kept(9, "The week before")];
    ask(&mut engine, SetLibrary(library));
    let problems = gather(&mut engine, &[(17, TUESDAY), (16, MONDAY), (9, WEEK_BEFORE)]);
    assert_eq!(problems, [None, None, None]);
    engine
}

fn all(query: &str) -> Show {
    Show { view: View::All, ..show(query) }
}

fn found(engine: &mut Engine, show: Show) -> Vec<String> {
    titles(&shown(engine, show).cards)
}

#[test]
fn a_paper_of_two_digests_is_one_with_the_richest_fields() {
    let mut engine = three();
    let papers = shown(&mut engine, all(""));
    assert_eq!((papers.shown, papers.total), (5, 5));
    assert_eq!(titles(&papers.cards), ["Counting", "A", "Quiet", "Seeing", "Notes"]);
    let ladder = &papers.cards[1];
    assert!(Stretch::join(&ladder.abstract_text).contains("example/ladder"), "{ladder:?}");
    let dates = ladder.facts.iter().filter(|fact| fact.text.contains("Mar")).collect::<Vec<_>>();
    assert_eq!(dates[0].text, "15 Mar 2026");
}

#[test]
fn digests_are_asked_for_by_name_in_every_view() {
    let mut engine = three();
    for (query, expected) in [
        ("in:monday", vec!["A", "Quiet", "Seeing"]),
        ("in:MOND", vec!["A", "Quiet", "Seeing"]),
        ("in:\"mond\"", vec![]),
        ("in:\"the week before\"", vec!["A", "Notes"]),
        ("in:monday in:week", vec!["A"]),
        ("in:tuesday OR in:week", vec!["Counting", "A", "Notes"]),
        ("-in:monday", vec!["Counting", "Notes"]),
        ("in:\"16 Mar 2026\"", vec!["A", "Quiet", "Seeing"]),
    ] {
        assert_eq!(found(&mut engine, all(query)), expected, "{query}");
    }
    assert_eq!(found(&mut engine, show("in:week")), ["A", "Notes"]);
    let other = shown(&mut engine, show("in:monday"));
    assert_eq!((other.shown, other.problems[0].part.as_str()), (0, "in:monday"));
    assert!(other.problems[0].message.contains("All digests"), "{other:?}");
    click(&mut engine, View::All, 0, true, 10);
    let marked = shown(&mut engine, Show { view: View::Bookmarks, ..show("in:tuesday") });
    assert_eq!((marked.shown, marked.problems.len()), (0, 1));
}

#[test]
fn digests_are_filters_of_all_papers_alone() {
    let mut engine = three();
    let digests = |engine: &mut Engine, show: Show| values(&shown(engine, show), FacetKind::Digest);
    let named = |count: u32, name: &str, state| (name.to_owned(), count, state);
    let (tuesday, monday) = ("Tuesday, 17 Mar 2026, 09:05", "Monday list, 16 Mar 2026, 09:05");
    let week = "The week before, 9 Mar 2026, 09:05";
    let off = FacetState::Off;
    let expected = vec![named(1, tuesday, off), named(3, monday, off), named(2, week, off)];
    assert_eq!(digests(&mut engine, all("")), expected);
    let expected = vec![
        named(1, tuesday, off),
        named(3, monday, FacetState::Wanted),
        named(2, week, FacetState::Off),
    ];
    assert_eq!(digests(&mut engine, all("in:\"Monday list\"")), expected);
    let facet = shown(&mut engine, all("ladder"));
    let facet = facet.facets.into_iter().find(|it| it.kind == FacetKind::Digest).unwrap();
    let filters: Vec<_> = facet.values.iter().map(|value| value.filter.as_str()).collect();
    assert_eq!(filters, ["in:\"Monday list\"", "in:\"The week before\""]);
    assert_eq!(digests(&mut engine, show("")), []);
    let listing = look_for(FacetKind::Digest, "tues");
    assert_eq!(digests(&mut engine, Show { listing, ..all("") }), [named(1, tuesday, off)]);
}

#[test]
fn a_name_that_stands_in_another_title_is_told_apart_by_the_time() {
    let mut engine = Engine::new();
    let library = [(17, "week"), (16, "week two"), (9, "say \"week\""), (8, "")];
    ask(&mut engine, SetLibrary(library.map(|(id, name)| kept(id, name)).to_vec()));
    let texts = [(17, TUESDAY), (16, MONDAY), (9, WEEK_BEFORE), (8, TUESDAY)];
    gather(&mut engine, &texts);
    let facets = shown(&mut engine, all("")).facets;
    let facet = facets.into_iter().find(|it| it.kind == FacetKind::Digest).unwrap();
    for (value, papers) in facet.values.iter().zip([1, 3, 2, 1]) {
        assert_eq!((value.count, shown(&mut engine, all(&value.filter)).shown), (papers, papers));
    }
    let filters: Vec<_> = facet.values.iter().map(|value| value.filter.as_str()).collect();
    let say = "in:\"say  week \"";
    assert_eq!(filters[..3], ["in:\"week, 17 Mar 2026, 09:05\"", "in:\"week two\"", say]);
}

#[test]
fn digests_of_one_title_are_one_filter() {
    let mut engine = Engine::new();
    let same = |id| KeptDigest { id, ..kept(16, "") };
    ask(&mut engine, SetLibrary(vec![same(17), kept(12, "Another"), same(16)]));
    gather(&mut engine, &[(17, TUESDAY), (12, WEEK_BEFORE), (16, MONDAY)]);
    let digests = values(&shown(&mut engine, all("")), FacetKind::Digest);
    let counts: Vec<_> = digests.iter().map(|(_, count, _)| *count).collect();
    assert_eq!(counts, [4, 2]);
    let grouped = shown(&mut engine, Show { group: Group::Digest, ..all("") });
    let headings = grouped.cards.iter().filter(|card| card.heading.is_some()).count();
    assert_eq!(headings, 3);
}

#[test]
fn groups_by_digest_say_its_name_and_day() {
    let mut engine = three();
    let cards = shown(&mut engine, Show { group: Group::Digest, sort: Sort::Title, ..all("") });
    let headings: Vec<_> = cards.cards.iter().map(|card| card.heading.as_deref()).collect();
    let expected = [
        Some("Tuesday, 17 Mar 2026, 09:05 · 1 paper"),
        Some("Monday list, 16 Mar 2026, 09:05 · 3 papers"),
        None,
        None,
        Some("The week before, 9 Mar 2026, 09:05 · 1 paper"),
    ];
    assert_eq!(headings, expected);
}

#[test]
fn all_papers_follow_stars_names_and_boundaries() {
    let mut engine = three();
    click(&mut engine, View::Digest, 0, true, 10);
    assert_eq!(found(&mut engine, all("is:starred")), ["A"]);
    assert_eq!(bookmarks(&mut engine), ["A"]);
    let ladder = shown(&mut engine, all("is:starred")).cards.remove(0);
    click(&mut engine, View::All, ladder.paper, false, 20);
    assert_eq!(shown(&mut engine, show("is:starred")).shown, 0);
    click(&mut engine, View::Digest, 1, true, 30);
    gather(&mut engine, &[(17, TUESDAY), (9, WEEK_BEFORE)]);
    assert_eq!(found(&mut engine, all("is:starred")), ["Notes"]);
    ask(&mut engine, SetLibrary(vec![kept(17, "Renamed"), kept(9, "The week before")]));
    assert_eq!(found(&mut engine, all("in:renamed")), ["Counting"]);
    assert_eq!(shown(&mut engine, all("in:tuesday")).shown, 0);
}

#[test]
fn forgetting_begins_another_series_and_what_cannot_be_read_is_said() {
    let mut engine = three();
    let mut opening = Opening::new(17, today(), 0, decode);
    opening.read(source("", Content::Text(TUESDAY.into())), &mut |_| {});
    engine.gather(opening);
    ask(&mut engine, ForgetAll);
    let problems = gather(&mut engine, &[(16, "Dear all,"), (9, WEEK_BEFORE)]);
    assert!(problems[0].as_deref().unwrap().contains("No papers"), "{problems:?}");
    assert_eq!(found(&mut engine, all("")), ["A", "Notes"]);
    let papers = shown(&mut engine, Show { order: OrderId(7), ..all("") });
    assert_eq!(papers.total, 2);
    ask(&mut engine, ForgetAll);
    assert_eq!(ask(&mut engine, GetCards { order: OrderId(7), from: 0, to: 5 }), None);
    assert_eq!(shown(&mut engine, all("")).total, 0);
    // What was read before is not merged.
    ask(&mut engine, MergeGathered);
    assert_eq!(shown(&mut engine, all("")).total, 0);
}

/// Opens a digest, and returns what is kept of it.
fn remembered(engine: &mut Engine, id: u64, text: &str) -> KeptDigest {
    opened(engine, id, text);
    KeptDigest { seen: engine.hashes(), ..kept(id, "A digest") }
}

/// Returns what the cards say about earlier digests.
fn before(shown: &Shown) -> Vec<(String, String)> {
    let facts = |card: &Card| {
        let seen = card.facts.iter().find(|fact| fact.kind == FactKind::Seen);
        seen.map(|fact| fact.text.clone()).unwrap_or_default()
    };
    titles(&shown.cards).into_iter().zip(shown.cards.iter().map(facts)).collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(title, fact)| ((*title).to_owned(), (*fact).to_owned())).collect()
}

#[test]
fn papers_of_earlier_digests_are_known_again() {
    let mut engine = Engine::new();
    let mut library = vec![remembered(&mut engine, 9, WEEK_BEFORE)];
    ask(&mut engine, SetLibrary(library.clone()));
    assert_eq!(shown(&mut engine, show("is:seen")).shown, 0, "a digest is not before itself");

    let reading = opened(&mut engine, 16, MONDAY);
    assert!(reading.summary.contains("2 of 3 papers in no digest before."), "{reading:?}");
    let papers = shown(&mut engine, show(""));
    let once = "Seen before in A digest";
    assert_eq!(before(&papers), owned(&[("A", once), ("Quiet", ""), ("Seeing", "")]));
    assert_eq!(values(&papers, FacetKind::Show)[3], ("Seen before".into(), 1, FacetState::Off));
    assert_eq!(titles(&shown(&mut engine, show("-is:seen")).cards), ["Quiet", "Seeing"]);

    library.insert(
        0,
        KeptDigest { name: Some("Monday".into()), ..remembered(&mut engine, 16, MONDAY) },
    );
    library.insert(0, remembered(&mut engine, 17, MONDAY));
    ask(&mut engine, SetLibrary(library.clone()));
    let papers = shown(&mut engine, show("is:seen"));
    let (twice, monday) = ("Seen in 2 digests before, first in A digest", "Seen before in Monday");
    assert_eq!(before(&papers), owned(&[("A", twice), ("Quiet", monday), ("Seeing", monday)]));

    // A deleted one no longer holds anything, and the cards are drawn again.
    library.pop();
    ask(&mut engine, SetLibrary(library));
    let papers = shown(&mut engine, Show { fresh: false, ..show("is:seen") });
    assert!(!papers.unchanged);
    assert_eq!(before(&papers), owned(&[("A", monday), ("Quiet", monday), ("Seeing", monday)]));
}

#[test]
fn of_all_papers_those_of_several_digests_are_seen() {
    let mut engine = three();
    let papers = shown(&mut engine, all("is:seen"));
    assert_eq!(before(&papers), owned(&[("A", "Seen in 1 digest before")]));
}

#[test]
fn what_is_starred_and_read_of_each_digest_is_counted() {
    let mut engine = Engine::new();
    let library =
        vec![remembered(&mut engine, 9, WEEK_BEFORE), remembered(&mut engine, 16, MONDAY)];
    ask(&mut engine, SetLibrary(library));
    let count = |id, starred, read| DigestCount { id, starred, read };
    assert_eq!(ask(&mut engine, CountLibrary), [count(9, 0, 0), count(16, 0, 0)]);
    // The first paper is in both, the second in one.
    click(&mut engine, View::Digest, 0, true, 10);
    click(&mut engine, View::Digest, 1, true, 20);
    let mut read = star(&mut engine, View::Digest, 1, true, 30);
    read.change = MarkChange::Read(true);
    ask(&mut engine, read);
    assert_eq!(ask(&mut engine, CountLibrary), [count(9, 1, 0), count(16, 2, 1)]);
}

#[test]
fn a_damaged_memory_of_a_digest_is_passed_over() {
    let mut engine = Engine::new();
    let mut older = remembered(&mut engine, 9, MONDAY);
    // Two hashes of each of three papers: of these both, one and none are left.
    older.seen.truncate(3 * 8 + 1);
    ask(&mut engine, SetLibrary(vec![older]));
    opened(&mut engine, 16, MONDAY);
    assert_eq!(shown(&mut engine, show("is:seen")).shown, 2);
}
