//! The reader says where the authors of a paper begin.

use super::*;
use skimmark::protocol::{BoundaryState, Rivals};

/// One paper whose authors could begin at two places, and one that is plain.
const DOUBTFUL: &str = "\
90.1CLMar 15
Tracking Lambs with WoolTrackSeoYeon Han, Ida Holm
We follow lambs about.
88.0CLMar 15
Counting Sheep by HandAna Lindqvist, Bo Okafor
We count sheep.
";

const RIGHT: &str = "Tracking Lambs with WoolTrack";
const WRONG: &str = "Tracking Lambs with WoolTrackSeo";

fn first_card(engine: &mut Engine, view: View) -> Card {
    shown(engine, Show { view, ..show("") }).cards.remove(0)
}

fn rivals(engine: &mut Engine, view: View) -> Rivals {
    let Card { paper, key, .. } = first_card(engine, view);
    match engine.take(Request::Rivals { view, paper, key }, None) {
        Some(Reply::Rivals(rivals)) => rivals,
        other => panic!("{other:?}"),
    }
}

fn place(engine: &mut Engine, view: View, title: &str, now: u64) -> Marked {
    let Card { paper, key, .. } = first_card(engine, view);
    marked(engine, Request::Place { view, paper, key, title: title.to_owned(), now })
}

/// Title, first author and state of the first card.
fn state(engine: &mut Engine, view: View) -> (String, String, BoundaryState) {
    let card = first_card(engine, view);
    (Stretch::join(&card.title), Stretch::join(&card.authors[0]), card.boundary)
}

fn right() -> (String, String, BoundaryState) {
    (RIGHT.into(), "SeoYeon Han".into(), BoundaryState::Placed)
}

fn doubtful() -> (String, String, BoundaryState) {
    (WRONG.into(), "Yeon Han".into(), BoundaryState::Doubtful)
}

#[test]
fn doubt_is_told_and_rivals_are_offered() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    let cards = shown(&mut engine, show("")).cards;
    assert_eq!(state(&mut engine, View::Digest), doubtful());
    assert_eq!(cards[1].boundary, BoundaryState::Sure);
    let rivals = rivals(&mut engine, View::Digest);
    assert_eq!(rivals.line, format!("{RIGHT}SeoYeon Han, Ida Holm"));
    assert_eq!((rivals.title.as_str(), rivals.placed), (WRONG, false));
    let (_, authors) = rivals.readings.iter().find(|(title, _)| title == RIGHT).unwrap();
    assert_eq!(authors, "SeoYeon Han, Ida Holm");
    assert_eq!(rivals.readings[0].0, WRONG);
    assert!(rivals.readings.len() <= 5);
}

#[test]
fn a_boundary_that_was_placed_is_kept_and_found_again() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    let stored = place(&mut engine, View::Digest, RIGHT, 10);
    assert_eq!((stored.store.len(), stored.bookmarks), (1, 0));
    assert_eq!(state(&mut engine, View::Digest), right());
    let found = shown(&mut engine, show("author:seoyeon title:wooltrack"));
    assert_eq!(found.shown, 1);
    assert!(rivals(&mut engine, View::Digest).placed);

    // In another visit, from storage, and in a backup.
    let mut later = Engine::new();
    let restore = Request::Restore { stored: stored.store, journal: Vec::new(), now: 20 };
    later.take(restore, None).unwrap();
    opened(&mut later, 2, DOUBTFUL);
    assert_eq!(state(&mut later, View::Digest), right());
    let Some(Reply::Backup(backup)) = later.take(Request::Backup { made: today() }, None) else {
        panic!("no backup");
    };
    let mut other = Engine::new();
    opened(&mut other, 3, DOUBTFUL);
    open(&mut other, 4, &backup);
    assert_eq!(state(&mut other, View::Digest), right());

    // The program finds it again.
    place(&mut engine, View::Digest, "", 30);
    assert_eq!(state(&mut engine, View::Digest), doubtful());
}

#[test]
fn a_bookmark_follows_its_boundary_and_a_star_does_not_take_it_back() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    click(&mut engine, View::Digest, 0, true, 10);
    let placed = place(&mut engine, View::Bookmarks, RIGHT, 20);
    assert_eq!(placed.bookmarks, 1);
    assert_eq!(state(&mut engine, View::Digest), right());
    assert_eq!(state(&mut engine, View::Bookmarks), right());

    // Another tab knows nothing of it and unstars.
    let mut other = Engine::new();
    opened(&mut other, 1, DOUBTFUL);
    click(&mut other, View::Digest, 0, true, 10);
    let unstarred = click(&mut other, View::Digest, 0, false, 30).store.remove(0);
    let again = marked(&mut engine, Request::Stored(unstarred));
    assert_eq!(again.bookmarks, 0);
    assert_eq!(again.store.len(), 1, "what the other tab did not know is stored again");
    assert_eq!(state(&mut engine, View::Digest), right());
    let both = marked(&mut other, Request::Stored(again.store[0].clone()));
    assert!(both.store.is_empty(), "the two agree");
    assert_eq!(state(&mut other, View::Digest), right());
}

#[test]
fn a_title_that_the_line_does_not_begin_with_changes_nothing() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    assert!(place(&mut engine, View::Digest, "Goats", 10).store.is_empty());
    assert_eq!(state(&mut engine, View::Digest), doubtful());
    let Card { paper, .. } = first_card(&mut engine, View::Digest);
    let stale = Request::Place {
        view: View::Digest,
        paper,
        key: "title:of another digest".to_owned(),
        title: RIGHT.to_owned(),
        now: 20,
    };
    assert!(marked(&mut engine, stale).store.is_empty());
}
