//! The engine from message to answer, as the page uses it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod boundaries;
mod library;
mod liking;
mod marks;
mod reading;
mod rules;
mod selecting;
mod stars;
mod undoing;

use skimmark_digest::intake::decode;
use skimmark_engine::engine::{Content, Engine, Opening, Source};
use skimmark_engine::marks::Mark;
use skimmark_paper::date::PartialDate;
use skimmark_paper::identity::key::Key;
use skimmark_paper::words::to_u32;
use skimmark_protocol::stored::BACKUP_END;
use skimmark_protocol::{
    AllRead, Answer, Ask, Call, Card, Cards, ChangeMark, Click, Close, Event, FacetKind,
    FacetState, FoldJournal, Found, GetCards, Group, ImportOffer, Imported, Listing, MarkChange,
    Marked, MergeMarks, Message, Millis, Opened, OrderId, PaperRef, Pending, ReadAll, Reading,
    Request, RestoreMarks, Restored, Show, Shown, Sort, StoredMark, Stretch, TakeImport, Tally,
    Ticket, ToggleFilter, Undo, UndoStep, Undone, View, WriteBackup,
};

/// More characters than any test stores.
const ROOM: u32 = 1_000_000;

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

fn ask<Q: Ask>(engine: &mut Engine, question: Q) -> Q::Answer {
    Q::answer(engine.take(question.into())).unwrap()
}

fn open(engine: &mut Engine, digest: u64, text: &str) -> Opened {
    open_all(engine, digest, vec![source("", Content::Text(text.to_owned()))])
}

fn source(name: &str, content: Content) -> Source {
    Source { name: name.to_owned(), content }
}

fn open_all(engine: &mut Engine, digest: u64, sources: Vec<Source>) -> Opened {
    let mut opening = Opening::new(digest, today(), 0, decode);
    for source in sources {
        opening.read(source, &mut |event| panic!("{event:?} of so little"));
    }
    engine.open(opening, &mut |event| panic!("{event:?} of so little"))
}

fn opened(engine: &mut Engine, digest: u64, text: &str) -> Reading {
    only_papers(open(engine, digest, text))
}

/// Returns the account of an opened digest, and checks that there is nothing else to report.
fn only_papers(opened: Opened) -> Reading {
    match opened {
        Opened { found: Found::Papers(reading), offered: None, failure: None, .. } => reading,
        other => panic!("{other:?}"),
    }
}

fn show(query: &str) -> Show {
    let query = query.to_owned();
    let today = today();
    Show {
        order: OrderId(1),
        view: View::Digest,
        query,
        sort: Sort::Digest,
        group: Group::None,
        listing: Listing::default(),
        today,
        likes_since: Millis(0),
        fresh: true,
        around: Vec::new(),
        room: 24,
    }
}

/// Lists the values of a facet that hold a text.
fn look_for(kind: FacetKind, text: &str) -> Listing {
    Listing { look_for: Some((kind, text.to_owned())), ..Listing::default() }
}

fn shown(engine: &mut Engine, show: Show) -> Shown {
    ask(engine, show)
}

fn bookmarks(engine: &mut Engine) -> Vec<String> {
    titles(&shown(engine, Show { view: View::Bookmarks, ..show("") }).cards)
}

/// Returns the first word of each title.
fn titles(cards: &[Card]) -> Vec<String> {
    let first_word =
        |card: &Card| Stretch::join(&card.title).split(' ').next().unwrap_or("").to_owned();
    cards.iter().map(first_word).collect()
}

/// Clicks at `now` on the star of a paper.
fn click(engine: &mut Engine, view: View, paper: u32, starred: bool, now: u64) -> Marked {
    let star = star(engine, view, paper, starred, now);
    ask(engine, star)
}

fn star(engine: &mut Engine, view: View, paper: u32, starred: bool, now: u64) -> ChangeMark {
    let cards = shown(engine, Show { view, ..show("") }).cards;
    let card = cards.into_iter().find(|card| card.paper == paper).unwrap();
    let change = MarkChange::Star(starred);
    let paper = PaperRef { view, paper, key: card.key };
    ChangeMark { paper, change, now: Millis(now) }
}

/// Saves a backup without digests.
fn backup(engine: &mut Engine) -> String {
    let choices = Vec::new();
    ask(engine, WriteBackup { made: today(), choices }) + BACKUP_END
}

fn offer(engine: &mut Engine, text: &str) -> ImportOffer {
    let opened = open(engine, 9, text);
    assert_eq!((&opened.found, &opened.failure), (&Found::Nothing, &None));
    *opened.offered.unwrap()
}

/// Imports a backup without problems.
fn import(engine: &mut Engine, text: &str) -> Imported {
    assert_eq!(offer(engine, text).problem, None);
    ask(engine, TakeImport)
}

/// Undoes a step at `now`; returns what could not be undone.
fn undo(engine: &mut Engine, step: Option<UndoStep>, now: u64) -> Option<String> {
    let Undone { problem, .. } = ask(engine, Undo { step: step.unwrap(), now: Millis(now) });
    problem
}

/// Returns what the answer counts of this kind.
fn values(shown: &Shown, kind: FacetKind) -> Vec<(String, u32, FacetState)> {
    let facet = shown.facets.iter().find(|facet| facet.kind == kind);
    let values = facet.map(|facet| facet.values.clone()).unwrap_or_default();
    values.into_iter().map(|value| (value.name, value.count, value.state)).collect()
}

fn has_code(count: u32, state: FacetState) -> (String, u32, FacetState) {
    ("Has code".to_owned(), count, state)
}

#[test]
fn a_digest_is_read_filtered_starred_and_outlived_by_its_stars() {
    let mut engine = Engine::new();
    let reading = opened(&mut engine, 1, MONDAY);
    assert_eq!((reading.digest, reading.papers, reading.left_over), (1, 3, 0));
    let words =
        "Read as ranked digest: 3 papers in 9 lines, 0 of them headings or footers, 0 left over.";
    assert_eq!(
        (reading.parts[0].words.as_str(), reading.format.as_str()),
        (words, "ranked digest")
    );

    let all = shown(&mut engine, show(""));
    assert_eq!((all.shown, all.total), (3, 3));
    assert_eq!(values(&all, FacetKind::Show)[1], has_code(1, FacetState::Off));
    assert_eq!(titles(&all.cards), ["A", "Quiet", "Seeing"]);
    let facts: Vec<_> = all.cards[0].facts.iter().map(|fact| fact.text.as_str()).collect();
    let expected = ["cs.CL Computation and Language", "15 Mar 2026", "year inferred", "Code"];
    assert_eq!(facts, expected);

    let ladder = shown(&mut engine, show("ladder -title:quiet"));
    assert_eq!(titles(&ladder.cards), ["A"]);
    let card = &ladder.cards[0];
    let hits: Vec<_> = card.title.iter().filter(|it| it.hit).map(|it| it.text.as_str()).collect();
    assert_eq!(hits, ["Ladder"]);
    let links: Vec<_> = card.abstract_text.iter().filter(|it| it.url.is_some()).collect();
    assert_eq!(links.len(), 2, "{links:?}");
    assert!(links.iter().all(|it| it.url.as_deref() == Some("https://github.com/example/ladder")));
    assert!(Stretch::join(&card.abstract_text).starts_with("We build a ladder"));

    let first = click(&mut engine, View::Digest, 2, true, 10);
    assert_eq!((first.store.len(), first.bookmarks), (1, 1));
    assert_eq!(first.store[0].name, all.cards[2].key);
    assert_eq!(click(&mut engine, View::Digest, 0, true, 20).bookmarks, 2);
    // Whatever changes or does not, the count is that of all.
    assert_eq!(open(&mut engine, 1, MONDAY).completed.bookmarks, 2);
    let gone = ReadAll { order: OrderId(99), from: 0, before: None, now: Millis(30) };
    assert_eq!(ask(&mut engine, gone).marked.bookmarks, 2);
    let starred = shown(&mut engine, show("is:starred"));
    let stars = ("Starred".to_owned(), 2, FacetState::Wanted);
    assert_eq!(values(&starred, FacetKind::Show)[0], stars);
    assert_eq!(titles(&starred.cards), ["A", "Seeing"]);
    assert!(starred.cards.iter().all(|card| card.reader.starred));
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
fn filters_are_added_and_taken_out() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let mut toggle = |query: &str| {
        let (query, filter) = (query.to_owned(), "cat:cs.CL".to_owned());
        ask(&mut engine, ToggleFilter { query, filter, click: Click::Want })
    };
    assert_eq!(toggle("tides"), "cat:cs.CL tides");
    assert_eq!(toggle("cat:cs.CL tides"), "tides");

    let shown = shown(&mut engine, show("cat:cs.cl has:code"));
    let cs_cl = ("cs.CL Computation and Language".to_owned(), 1, FacetState::Wanted);
    assert_eq!(values(&shown, FacetKind::Category), [cs_cl]);
    let show = [("Starred".to_owned(), 0, FacetState::Off), has_code(1, FacetState::Wanted)];
    assert_eq!(values(&shown, FacetKind::Show)[..2], show);
}

#[test]
fn an_answer_is_the_same_after_its_way_through_bytes() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let answer = Answer::Show(shown(&mut engine, show("ladder autor:x")));
    let answer = Message::Answer(Ticket(7), answer);
    let bytes = postcard::to_allocvec(&answer).unwrap();
    assert_eq!(postcard::from_bytes::<Message>(&bytes).unwrap(), answer);
    let call = Call { ticket: Ticket(7), request: Request::Show(show("ladder")) };
    let bytes = postcard::to_allocvec(&call).unwrap();
    assert_eq!(postcard::from_bytes::<Call>(&bytes).unwrap(), call);
}

#[test]
fn an_unchanged_order_is_said_and_no_cards_come() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    assert!(!shown(&mut engine, show("")).unchanged);
    click(&mut engine, View::Digest, 1, true, 10);
    let again = shown(&mut engine, Show { fresh: false, ..show("") });
    assert_eq!((again.unchanged, again.cards), (true, vec![]));
    assert!(!shown(&mut engine, Show { fresh: false, ..show("tides") }).unchanged);
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
fn groups_begin_where_their_first_paper_stands() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &many(200));
    let group = Group::Category;
    let first = shown(&mut engine, Show { group, ..show("") });
    let heading = first.cards[0].heading.as_deref();
    assert_eq!(heading, Some("cs.CL Computation and Language · 200 papers"));
    let wanted = GetCards { order: OrderId(1), from: 100, to: 150 };
    let Cards { cards, .. } = ask(&mut engine, wanted).unwrap();
    assert!(cards.iter().chain(&first.cards[1..]).all(|card| card.heading.is_none()));
    let again = Show { group, fresh: false, ..show("") };
    assert!(shown(&mut engine, again.clone()).unchanged);
    let other = shown(&mut engine, Show { group: Group::Day, ..again });
    assert!(!other.unchanged);
    assert_eq!(other.cards[0].heading.as_deref(), Some("1 Mar 2026 · 200 papers"));
}

#[test]
fn authors_are_counted_looked_for_and_clicked() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &[MONDAY, TUESDAY].concat());
    let listing = look_for(FacetKind::Author, "stro");
    let found = shown(&mut engine, Show { listing, ..show("") });
    let ada = |state| vec![("Ada Ström".to_owned(), 1, state)];
    assert_eq!(values(&found, FacetKind::Author), ada(FacetState::Off));
    let facet = found.facets.iter().find(|facet| facet.kind == FacetKind::Author).unwrap();
    let filter = facet.values[0].filter.clone();
    let mut clicked = |query: &str, click: Click| {
        let (query, filter) = (query.to_owned(), filter.clone());
        ask(&mut engine, ToggleFilter { query, filter, click })
    };
    let wanted = clicked("author:\"Hana Mori\"", Click::Want);
    assert_eq!(wanted, "(author:\"Hana Mori\" OR author:\"Ada Ström\")");
    assert_eq!(clicked(&wanted, Click::Want), "author:\"Hana Mori\"");
    let excluded = clicked("", Click::Exclude);
    assert_eq!(clicked(&excluded, Click::Exclude), "");
    assert_eq!(shown(&mut engine, show(&wanted)).shown, 2);
    let rest = shown(&mut engine, show(&excluded));
    assert_eq!(rest.shown, 3);
    let listing = look_for(FacetKind::Author, "ada");
    let found = shown(&mut engine, Show { listing, ..show(&excluded) });
    assert_eq!(values(&found, FacetKind::Author), ada(FacetState::Excluded));
}

#[test]
fn a_mistaken_query_is_told_and_the_rest_filters() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let answer = shown(&mut engine, show("tides autor:x ("));
    assert_eq!((answer.shown, answer.problems.len()), (1, 2));
    assert_eq!(answer.problems[0].part, "autor:");
}

#[test]
fn a_slip_in_a_query_that_finds_nothing_is_told() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    assert_eq!(shown(&mut engine, show("quiet")).meant, None);
    assert_eq!(shown(&mut engine, show("quite")).meant.as_deref(), Some("quiet"));
    let both = shown(&mut engine, show("-is:starred quuiet"));
    assert_eq!(both.meant.as_deref(), Some("-is:starred quiet"));
    assert_eq!(
        shown(&mut engine, show("is:starred quite")).meant,
        None,
        "that finds nothing, either"
    );
    assert_eq!(shown(&mut engine, show("author:quite")).meant, None);
    assert_eq!(shown(&mut engine, show("quiet -quite NOT quiet")).meant, None, "what is excluded");
}

/// Makes an arXiv mail of this many papers.
fn mail(count: usize) -> String {
    let record = |i: usize| {
        let says = "We measure how long it stays where it is, and what moves it after all.\n";
        format!(
            "\\\\\narXiv:2603.{i:05}\nDate: Mon, 16 Mar 2026 09:00:00 GMT   (12kb)\n\n\
             Title: Standing Still, Part {i}\nAuthors: Ada Ström, Ben Okafor\n\
             Categories: cs.LG\n\\\\\n{}\\\\ ( https://arxiv.org/abs/2603.{i:05} ,  12kb)\n{}\n",
            says.repeat(4),
            "-".repeat(78)
        )
    };
    (1..=count).map(record).collect()
}

/// Makes a digest of this many papers, whose titles differ.
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
    assert_eq!((first.from, first.cards.len(), first.place), (0, 24, None));

    let mut cards = |order, from, to| {
        let Cards { from, cards } = ask(&mut engine, GetCards { order: OrderId(order), from, to })?;
        Some((from, cards))
    };
    assert_eq!(cards(2, 0, 10), None);
    let (from, last) = cards(1, 190, 900).unwrap();
    assert_eq!((from, last.len()), (190, 10));
    assert_eq!(cards(1, 900, 100).map(|(from, cards)| (from, cards.len())), Some((200, 0)));

    let around = vec!["title:gone".to_owned(), last[0].key.clone()];
    let again = shown(&mut engine, Show { around, ..show("") });
    assert_eq!((again.place, again.from, again.cards.len()), (Some((1, 190)), 182, 18));
    let gone = vec!["title:none".to_owned()];
    assert_eq!(shown(&mut engine, Show { around: gone, ..show("") }).place, None);

    ask(&mut engine, Close);
    assert_eq!(ask(&mut engine, GetCards { order: OrderId(1), from: 0, to: 9 }), None);
    let nothing = shown(&mut engine, show(""));
    assert_eq!((nothing.shown, nothing.total, nothing.cards.len()), (0, 0, 0));
}
