//! The engine from message to answer, as the page uses it.
#![allow(clippy::unwrap_used, clippy::panic)]

use skimmark::engine::{Engine, Source};
use skimmark::entry::PartialDate;
use skimmark::identity::Key;
use skimmark::marks::Mark;
use skimmark::protocol::{Card, Reading, Reply, Request, Show, Shown, Sort, View};

const TODAY: &str = "2026-03-16";

const MONDAY: &str = "\
97.8CLMar 15Code
A Ladder for Language Models: Climbing One Rung at a TimeAda Ström, Ben Okafor, Chiara Nuvola et al.
We build a ladder of tasks and climb it. Code: https://github.com/example/ladder.
90.5LGMar 1
Quiet Gradients: Learning Slowly in Noisy RoomsDana Whitfield, Emil Novák · river-institute
Slow learners forget less. A ladder does not help.
CVApr 14, 2023
Seeing Tides: Video Models of the SeaFarah Aziz, Goran Petrov
Tides are predictable, videos of them are not.
";

const TUESDAY: &str = "\
88.0AIMar 16
Counting Sheep: A Benchmark of PatienceHana Mori, Igor Balan
Agents count sheep until they stop.
";

fn today() -> PartialDate {
    TODAY.parse().unwrap()
}

fn open(engine: &mut Engine, digest: u64, text: &str) -> Reply {
    let request = Request::Open { digest, pasted: today(), keep: false, gzip: false };
    engine.take(request, Some(Source::Text(text.to_owned()))).unwrap()
}

fn opened(engine: &mut Engine, digest: u64, text: &str) -> Reading {
    match open(engine, digest, text) {
        Reply::Opened(reading) => reading,
        other => panic!("{other:?}"),
    }
}

fn show(query: &str) -> Show {
    let query = query.to_owned();
    Show { turn: 1, view: View::Digest, query, sort: Sort::Digest, today: today(), around: None }
}

fn shown(engine: &mut Engine, show: Show) -> Shown {
    match engine.take(Request::Show(show), None) {
        Some(Reply::Shown(shown)) => shown,
        other => panic!("{other:?}"),
    }
}

fn bookmarks(engine: &mut Engine) -> Vec<String> {
    titles(&shown(engine, Show { view: View::Bookmarks, ..show("") }).cards)
}

/// The first word of each title.
fn titles(cards: &[Card]) -> Vec<String> {
    let first_word = |card: &Card| card.entry.title.split(' ').next().unwrap_or("").to_owned();
    cards.iter().map(first_word).collect()
}

fn star(engine: &mut Engine, card: &Card, now: u64) -> Mark {
    let mark = Mark::starred(card.entry.clone(), card.keys.clone(), now);
    assert_eq!(engine.take(Request::Mark(Box::new(mark.clone())), None), None);
    mark
}

#[test]
fn a_digest_is_read_filtered_starred_and_outlived_by_its_stars() {
    let mut engine = Engine::new();
    let reading = opened(&mut engine, 1, MONDAY);
    assert_eq!((reading.digest, reading.papers, reading.left_over), (1, 3, 0));
    assert_eq!((reading.lines, reading.furniture), (9, 0));

    let all = shown(&mut engine, show(""));
    assert_eq!((all.shown, all.total, all.facets.has_code), (3, 3, 1));
    assert_eq!(titles(&all.cards), ["A", "Quiet", "Seeing"]);
    assert_eq!(all.cards[0].category_names, ["Computation and Language"]);

    let ladder = shown(&mut engine, show("ladder -title:quiet"));
    assert_eq!(titles(&ladder.cards), ["A"]);
    let card = &ladder.cards[0];
    let hit = &card.title_spans[0];
    assert_eq!(&card.entry.title[hit.start..hit.end], "Ladder");
    let text = card.entry.abstract_text.as_deref().unwrap();
    let link = card.abstract_spans.iter().find(|span| span.url.is_some()).unwrap();
    assert!(text[link.start..].starts_with("https://github.com"));

    star(&mut engine, &all.cards[2], 10);
    star(&mut engine, &all.cards[0], 20);
    let starred = shown(&mut engine, show("is:starred"));
    assert_eq!(
        (titles(&starred.cards), starred.facets.starred),
        (vec!["A".into(), "Seeing".into()], 2)
    );
    assert_eq!(bookmarks(&mut engine), ["A", "Seeing"]);

    opened(&mut engine, 2, TUESDAY);
    assert_eq!(titles(&shown(&mut engine, show("")).cards), ["Counting"]);
    assert_eq!(bookmarks(&mut engine), ["A", "Seeing"]);
    let found = shown(&mut engine, Show { view: View::Bookmarks, ..show("tides") });
    assert_eq!((found.shown, found.total), (1, 2));

    opened(&mut engine, 3, MONDAY);
    assert_eq!(titles(&shown(&mut engine, show("is:starred")).cards), ["A", "Seeing"]);
}

#[test]
fn a_star_taken_away_is_gone_everywhere() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let all = shown(&mut engine, show(""));
    let mut mark = star(&mut engine, &all.cards[1], 10);
    mark.set_starred(false, 20);
    engine.take(Request::Mark(Box::new(mark)), None);
    assert_eq!(shown(&mut engine, show("is:starred")).shown, 0);
    assert_eq!(bookmarks(&mut engine), Vec::<String>::new());

    let mark = star(&mut engine, &all.cards[1], 30);
    assert_eq!(bookmarks(&mut engine), ["Quiet"]);
    engine.take(Request::Marks(Vec::new()), None);
    assert_eq!(bookmarks(&mut engine), Vec::<String>::new());
    engine.take(Request::Marks(vec![mark]), None);
    assert_eq!(bookmarks(&mut engine), ["Quiet"]);
    assert_eq!(shown(&mut engine, show("is:starred")).shown, 1);
}

#[test]
fn relative_dates_count_from_today() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    assert_eq!(titles(&shown(&mut engine, show("date:7d")).cards), ["A"]);
    let later = Show { today: "2026-04-16".parse().unwrap(), ..show("date:7d") };
    assert_eq!(shown(&mut engine, later).shown, 0);
}

#[test]
fn scores_order_and_papers_without_come_last() {
    let mut engine = Engine::new();
    let reversed: Vec<&str> = MONDAY.lines().collect();
    let reversed: Vec<&str> = reversed.chunks(3).rev().flatten().copied().collect();
    opened(&mut engine, 1, &reversed.join("\n"));
    let by_score = shown(&mut engine, Show { sort: Sort::Score, ..show("") });
    assert_eq!(titles(&by_score.cards), ["A", "Quiet", "Seeing"]);
}

#[test]
fn a_text_without_papers_leaves_the_digest_open() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, TUESDAY);
    let Reply::NoPapers(reading) = open(&mut engine, 2, "Milk\nBread\n\nButter") else { panic!() };
    assert_eq!((reading.digest, reading.papers, reading.left_over), (2, 0, 3));
    assert_eq!(reading.leftovers[2].text, "Butter");
    assert_eq!(titles(&shown(&mut engine, show("")).cards), ["Counting"]);

    let bytes = Some(Source::Bytes(b"%PDF-1.7".to_vec()));
    let request = Request::Open { digest: 3, pasted: today(), keep: true, gzip: false };
    let Some(Reply::Failed { digest: 3, message }) = engine.take(request, bytes) else { panic!() };
    assert!(message.contains("PDF"), "{message}");
    assert_eq!(shown(&mut engine, show("")).total, 1);
}

#[test]
fn a_mistaken_query_is_told_and_the_rest_filters() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let answer = shown(&mut engine, show("tides autor:x ("));
    assert_eq!((answer.shown, answer.problems.len()), (1, 2));
    assert_eq!((answer.problems[0].start, answer.problems[0].end), (6, 12));
}

/// A digest of so many papers, whose titles are told apart by words.
fn many(count: usize) -> String {
    let paper = |i: usize| {
        format!("50.0CLMar 1\nPaper Number {i} of ManyAda Ström, Ben Okafor\nText {i}.\n")
    };
    (0..count).map(paper).collect()
}

#[test]
fn cards_come_in_windows() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &many(200));
    let first = shown(&mut engine, show(""));
    assert_eq!((first.from, first.cards.len(), first.place), (0, 30, None));

    let mut cards = |turn, from, to| match engine.take(Request::Cards { turn, from, to }, None) {
        Some(Reply::Cards { turn: 1, from, cards }) => Some((from, cards)),
        None => None,
        other => panic!("{other:?}"),
    };
    assert_eq!(cards(2, 0, 10), None);
    let (from, last) = cards(1, 190, 900).unwrap();
    assert_eq!((from, last.len()), (190, 10));
    assert_eq!(cards(1, 900, 100).map(|(from, cards)| (from, cards.len())), Some((200, 0)));

    let around = Some(last[0].keys[0].clone());
    let again = shown(&mut engine, Show { around, ..show("") });
    assert_eq!((again.place, again.from, again.cards.len()), (Some(190), 180, 20));
    let gone = Some(Key("title:none".into()));
    assert_eq!(shown(&mut engine, Show { around: gone, ..show("") }).place, None);

    engine.take(Request::Close, None);
    assert_eq!(engine.take(Request::Cards { turn: 1, from: 0, to: 9 }, None), None);
    assert_eq!(shown(&mut engine, show("")), Shown { turn: 1, ..Shown::default() });
}

#[test]
fn a_paper_listed_twice_is_one() {
    let mut engine = Engine::new();
    let reading = opened(&mut engine, 1, &format!("{TUESDAY}{MONDAY}{TUESDAY}"));
    assert_eq!(reading.papers, 4);
}
