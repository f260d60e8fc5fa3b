//! The engine from message to answer, as the page uses it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod boundaries;
mod library;
mod marks;
mod rules;

use skimmark_engine::engine::{Content, Engine, Opening, Source};
use skimmark_engine::marks::Mark;
use skimmark_paper::date::PartialDate;
use skimmark_paper::identity::key::Key;
use skimmark_protocol::{
    AllRead, Answer, Ask, Call, Card, Cards, ChangeMark, Click, Close, Event, FacetKind,
    FacetState, Found, GetCards, Group, Imported, MarkChange, Marked, MergeMarks, Message, Millis,
    Opened, OrderId, PaperRef, Reading, Request, RestoreMarks, Restored, Show, Shown, Sort,
    StoredMark, Stretch, Ticket, ToggleFilter, View, WriteBackup,
};

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
    let mut opening = Opening::new(digest, today(), 0);
    for source in sources {
        opening.read(source, &mut |told| panic!("{told:?} of so little"));
    }
    engine.open(opening, &mut |told| panic!("{told:?} of so little"))
}

fn opened(engine: &mut Engine, digest: u64, text: &str) -> Reading {
    only_papers(open(engine, digest, text))
}

/// The account of a digest that was opened, of which there is nothing else to tell.
fn only_papers(opened: Opened) -> Reading {
    match opened {
        Opened { found: Found::Papers(reading), imported, decided: None, failure: None }
            if imported.is_empty() =>
        {
            reading
        }
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
        look_for: None,
        today,
        fresh: true,
        around: Vec::new(),
        room: 24,
    }
}

fn shown(engine: &mut Engine, show: Show) -> Shown {
    ask(engine, show)
}

fn bookmarks(engine: &mut Engine) -> Vec<String> {
    titles(&shown(engine, Show { view: View::Bookmarks, ..show("") }).cards)
}

/// The first word of each title.
fn titles(cards: &[Card]) -> Vec<String> {
    let first_word =
        |card: &Card| Stretch::join(&card.title).split(' ').next().unwrap_or("").to_owned();
    cards.iter().map(first_word).collect()
}

/// A click at `now` on the star of a paper.
fn click(engine: &mut Engine, view: View, paper: u32, starred: bool, now: u64) -> Marked {
    let star = star(engine, view, paper, starred, now);
    ask(engine, star)
}

fn star(engine: &mut Engine, view: View, paper: u32, starred: bool, now: u64) -> ChangeMark {
    let cards = shown(engine, Show { view, ..show("") }).cards;
    let card = cards.into_iter().find(|card| card.paper == paper).unwrap();
    let change = MarkChange::Star(starred);
    let paper = PaperRef { view, paper, key: card.key };
    ChangeMark { paper, change, undoes: None, now: Millis(now) }
}

/// What the answer counts of this kind.
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
fn a_star_taken_away_is_gone_everywhere() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    click(&mut engine, View::Digest, 1, true, 10);
    let gone = click(&mut engine, View::Digest, 1, false, 20);
    assert_eq!((gone.store.len(), gone.bookmarks), (1, 0));
    assert_eq!(shown(&mut engine, show("is:starred")).shown, 0);
    assert_eq!(bookmarks(&mut engine), Vec::<String>::new());

    click(&mut engine, View::Digest, 1, true, 30);
    let card = shown(&mut engine, Show { view: View::Bookmarks, ..show("") }).cards.remove(0);
    assert_eq!(click(&mut engine, View::Bookmarks, card.paper, false, 40).bookmarks, 0);
    assert_eq!(shown(&mut engine, show("is:starred")).shown, 0);
    let nothing = Marked::default();
    let change = MarkChange::Star(true);
    let paper = PaperRef { view: View::Digest, paper: 99, key: card.key };
    let unknown = ChangeMark { paper, change, undoes: None, now: Millis(50) };
    assert_eq!(ask(&mut engine, unknown), nothing);
    assert_eq!(click(&mut engine, View::Digest, 0, false, 50), nothing);
}

#[test]
fn undoing_returns_a_star_to_its_place() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    for (paper, now) in [(0, 10), (1, 20)] {
        click(&mut engine, View::Digest, paper, true, now);
    }
    let (view, paper) = (View::Digest, 0);
    for (undoes, order) in [(Some(Millis(30)), ["Quiet", "A"]), (None, ["A", "Quiet"])] {
        click(&mut engine, view, paper, false, 30);
        let again = star(&mut engine, view, paper, true, 40);
        ask(&mut engine, ChangeMark { undoes, ..again });
        assert_eq!(bookmarks(&mut engine), order);
    }
}

#[test]
fn a_star_of_a_paper_that_is_no_longer_open_does_nothing() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let late = star(&mut engine, View::Digest, 0, true, 10);
    opened(&mut engine, 2, &many(3));
    assert_eq!(marked_of(&mut engine, late), (0, 0));
    assert_eq!(bookmarks(&mut engine), [""; 0]);
}

#[test]
fn the_mark_of_a_newer_version_is_not_written_over() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let name = star(&mut engine, View::Digest, 0, true, 10).paper.key;
    let stored = vec![StoredMark { name, text: r#"{"v":2}"#.to_owned() }];
    ask(&mut engine, RestoreMarks { stored, journal: Vec::new(), now: Millis(5) });
    let marked = click(&mut engine, View::Digest, 0, true, 10);
    assert_eq!((marked.store.len(), marked.blocked), (0, 1));
    assert_eq!(click(&mut engine, View::Digest, 1, true, 20).blocked, 0);
}

/// A mark as it is stored.
fn mark(title: &str, keys: &[&str], starred: bool, changed: u64) -> StoredMark {
    let keys: Vec<Key> = keys.iter().map(|key| Key((*key).to_owned())).collect();
    let entry = skimmark_paper::entry::Entry { title: title.to_owned(), ..Default::default() };
    let mark = Mark { starred, ..Mark::starred(entry, keys, changed) };
    StoredMark { name: mark.keys[0].0.clone(), text: mark.store() }
}

#[test]
fn what_was_stored_comes_back_with_what_only_the_journal_has() {
    let mut engine = Engine::new();
    let broken = StoredMark { name: "title:x".to_owned(), text: "{".to_owned() };
    let newer = StoredMark { name: "title:y".to_owned(), text: r#"{"v":2}"#.to_owned() };
    let stored = vec![
        mark("Kept", &["title:a"], true, 1000),
        mark("Twice", &["arxiv:1", "title:b"], true, 1000),
        mark("Twice", &["title:b"], true, 900),
        mark("Changed", &["title:c"], true, 1000),
        broken.clone(),
        newer,
    ];
    let journal = vec![
        mark("Kept", &["title:a"], true, 1000),
        mark("Changed", &["title:c"], false, 2000),
        mark("New", &["title:d"], true, 70_000),
        mark("Twice", &["title:b"], true, 900),
        broken,
    ];
    let Restored { marked, damaged, newer, settled } =
        ask(&mut engine, RestoreMarks { stored, journal, now: Millis(61_000) });
    assert_eq!((damaged, newer), (vec!["title:x".to_owned()], 1));
    // The change of `Kept` is not yet old enough.
    assert_eq!(settled, [mark("Twice", &["title:b"], true, 900)]);
    assert_eq!(marked.bookmarks, 3);
    let expected =
        [mark("Changed", &["title:c"], false, 2000), mark("New", &["title:d"], true, 70_000)];
    assert_eq!(marked.store, expected);
    assert_eq!(bookmarks(&mut engine), ["New", "Kept", "Twice"]);

    let other_tab = MergeMarks(vec![mark("Kept", &["title:a"], false, 3000)]);
    assert_eq!(marked_of(&mut engine, other_tab), (0, 2));
    let older = MergeMarks(vec![mark("Kept", &["title:a"], true, 2500)]);
    let again = ask(&mut engine, older);
    assert_eq!(again.store, [mark("Kept", &["title:a"], false, 3000)]);
    let damaged = MergeMarks(vec![StoredMark { name: "title:a".into(), text: "?".into() }]);
    assert_eq!(marked_of(&mut engine, damaged), (0, 2));
    assert_eq!(bookmarks(&mut engine), ["New", "Twice"]);
}

/// How many marks are to be stored, and how many bookmarks there are.
fn marked_of(engine: &mut Engine, question: impl Ask<Answer = Marked>) -> (usize, u32) {
    let marked = ask(engine, question);
    (marked.store.len(), marked.bookmarks)
}

#[test]
fn a_mark_that_joins_two_bookmarks_leaves_one() {
    let mut engine = Engine::new();
    ask(&mut engine, MergeMarks(vec![mark("One", &["title:a"], true, 10)]));
    ask(&mut engine, MergeMarks(vec![mark("One", &["line:a"], true, 20)]));
    assert_eq!(bookmarks(&mut engine).len(), 2);
    let joined = MergeMarks(vec![mark("One", &["line:a", "title:a"], true, 30)]);
    assert_eq!(marked_of(&mut engine, joined), (0, 1));
    assert_eq!(bookmarks(&mut engine), ["One"]);
}

fn import(engine: &mut Engine, text: &str) -> (u32, Option<String>, Marked) {
    let mut opened = open(engine, 9, text);
    assert_eq!((&opened.found, &opened.failure), (&Found::Nothing, &None));
    let Imported { marks, problem, marked } = opened.imported.remove(0);
    (marks, problem, marked)
}

#[test]
fn a_backup_goes_out_and_comes_in_and_the_digest_stays() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    click(&mut engine, View::Digest, 0, true, 10);
    click(&mut engine, View::Digest, 2, true, 20);
    let text = ask(&mut engine, WriteBackup { made: today() });

    let mut other = Engine::new();
    opened(&mut other, 1, MONDAY);
    let (marks, problem, marked) = import(&mut other, &text);
    assert_eq!((marks, problem), (2, None));
    assert_eq!((marked.store.len(), marked.bookmarks), (2, 2));
    assert_eq!(bookmarks(&mut other), ["Seeing", "A"]);
    assert_eq!(shown(&mut other, show("is:starred")).shown, 2);
    assert_eq!(import(&mut other, &text).2.store, []);

    let (marks, problem, marked) = import(&mut other, &text[..text.len() - 4]);
    assert_eq!((marks, marked.bookmarks), (0, 2));
    assert!(problem.unwrap().contains("damaged"));
    let with_damage = text.replace("\"marks\":[", "\"marks\":[7,");
    let (marks, problem, _) = import(&mut other, &with_damage);
    assert_eq!(marks, 2);
    assert!(problem.unwrap().contains("number 1"));
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
fn a_text_without_papers_leaves_the_digest_open() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, TUESDAY);
    let refused = open(&mut engine, 2, "Milk\nBread\n\nButter");
    let Opened { found: Found::NoPapers(reading), failure: None, .. } = refused else { panic!() };
    assert_eq!((reading.digest, reading.papers, reading.left_over), (2, 0, 3));
    assert_eq!(reading.parts[0].leftovers[2].text, "Butter");
    assert_eq!(titles(&shown(&mut engine, show("")).cards), ["Counting"]);

    let pdf = || source("a.pdf", Content::Bytes(b"%PDF-1.7".to_vec()));
    let opened = open_all(&mut engine, 3, vec![pdf()]);
    let Opened { found: Found::Nothing, failure: Some(message), .. } = opened else {
        panic!("{opened:?}")
    };
    assert!(message.starts_with("a.pdf: This is a PDF"), "{message}");
    assert_eq!(shown(&mut engine, show("")).total, 1);
}

#[test]
fn several_files_are_one_digest_with_an_account_of_each() {
    let mut engine = Engine::new();
    let file = |name: &str, text: &str| source(name, Content::Bytes(text.as_bytes().to_vec()));
    let twice = format!("{TUESDAY}A stray line\n{MONDAY}");
    let pdf = source("c.pdf", Content::Bytes(b"%PDF-1.7".to_vec()));
    let sources = vec![file("a.txt", MONDAY), pdf, file("b.txt", &twice)];
    let opened = open_all(&mut engine, 1, sources);
    let Opened { found: Found::Papers(reading), failure: Some(_), .. } = opened else {
        panic!("{opened:?}")
    };
    assert_eq!((reading.papers, reading.left_over), (4, 1));
    assert_eq!(reading.summary, "7 records of 4 papers.");
    let names: Vec<_> = reading.parts.iter().map(|part| part.name.as_deref()).collect();
    assert_eq!(names, [Some("a.txt"), Some("c.pdf"), Some("b.txt")]);
    assert_eq!(reading.parts[2].leftovers[0].number, 4);
}

#[test]
fn a_long_reading_tells_how_far_it_is_and_shows_the_first_papers() {
    let mut opening = Opening::new(1, today(), 0);
    let mut told = Vec::new();
    opening.read(source("", Content::Text(mail(3000))), &mut |event| told.push(event));
    let reading = only_papers(Engine::new().open(opening, &mut |event| told.push(event)));
    assert_eq!((reading.papers, reading.left_over), (3000, 0));
    let mut last = 0;
    for event in &told {
        let Event::Progress { digest: 1, share, papers, first } = event else { panic!() };
        assert!(*share > last && *share <= 1000, "{share} after {last}");
        assert!(first.is_empty() || last == 0);
        assert!(*papers <= 3000);
        last = *share;
    }
    let Some(Event::Progress { first, .. }) = told.first() else { panic!() };
    assert!(!first.is_empty() && last > 900 && told.len() <= 100, "{} {last}", told.len());
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
    let look_for = Some((FacetKind::Author, "stro".to_owned()));
    let found = shown(&mut engine, Show { look_for, ..show("") });
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
    let look_for = Some((FacetKind::Author, "ada".to_owned()));
    let found = shown(&mut engine, Show { look_for, ..show(&excluded) });
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

#[test]
fn a_paper_listed_twice_is_one() {
    let mut engine = Engine::new();
    let reading = opened(&mut engine, 1, &format!("{TUESDAY}{MONDAY}{TUESDAY}"));
    assert_eq!(reading.papers, 4);
}

#[test]
fn what_is_imported_or_refused_is_not_kept_to_be_read_again() {
    let mut engine = Engine::new();
    let backup = ask(&mut engine, WriteBackup { made: today() });
    let mut opening = Opening::new(1, today(), 0);
    let mut keeps = |content| opening.read(source("a", content), &mut |_| {}).is_some();
    assert!(keeps(Content::Text(MONDAY.to_owned())));
    assert!(keeps(Content::Bytes(b"Milk\nBread\n".to_vec())));
    assert!(!keeps(Content::Bytes(backup.clone().into_bytes())));
    assert!(!keeps(Content::Text(backup)));
    assert!(!keeps(Content::Bytes(b"%PDF-1.7".to_vec())));
    assert!(!keeps(Content::Bytes(Vec::new())));
}

#[test]
fn an_account_of_too_many_parts_says_how_much_it_does_not_list() {
    let mut engine = Engine::new();
    let file = |text: String| source("a.txt", Content::Bytes(text.into_bytes()));
    let sources = (0..=Reading::MOST_PARTS).map(|day| file(format!("{MONDAY}Stray {day}\n")));
    let reading = only_papers(open_all(&mut engine, 1, sources.collect()));
    assert_eq!(reading.parts.len(), Reading::MOST_PARTS);
    let summary =
        "303 records of 3 papers. Not listed here: 1 part. Not listed here: 1 left-over line.";
    assert_eq!(reading.summary, summary);
}
