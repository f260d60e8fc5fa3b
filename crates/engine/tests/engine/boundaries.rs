//! The reader sets where the authors of a paper begin.

use super::*;
use skimmark_protocol::{BoundaryState, FindSplits, PlaceBoundary, Placed, SplitChoices};

/// One paper whose authors could begin at two places, and a plain one.
const DOUBTFUL: &str = "\
90.1CLMar 15
Tracking Lambs by TeXMcKenzie Hollis, Ida Holm
We follow lambs about.
88.0CLMar 15
Counting Sheep by HandAna Lindqvist, Bo Okafor
We count sheep.
";

/// The title that the program finds, and the one that the reader chooses.
const FOUND: &str = "Tracking Lambs by TeX";
const CHOSEN: &str = "Tracking Lambs by TeXMc";

fn first_card(engine: &mut Engine, view: View) -> Card {
    shown(engine, Show { view, ..show("") }).cards.remove(0)
}

fn splits(engine: &mut Engine, view: View) -> SplitChoices {
    let Card { paper, key, .. } = first_card(engine, view);
    ask(engine, FindSplits(PaperRef { view, paper, key })).unwrap()
}

fn place(engine: &mut Engine, view: View, title: Option<&str>, now: u64) -> Marked {
    let Card { paper, key, .. } = first_card(engine, view);
    let (paper, title) = (PaperRef { view, paper, key }, title.map(str::to_owned));
    let placed = ask(engine, PlaceBoundary { paper, title, now: Millis(now) });
    assert!(placed.done);
    placed.marked
}

/// Returns title, first author and state of the first card.
fn state(engine: &mut Engine, view: View) -> (String, String, BoundaryState) {
    let card = first_card(engine, view);
    (Stretch::join(&card.title), Stretch::join(&card.authors[0]), card.boundary)
}

fn chosen() -> (String, String, BoundaryState) {
    (CHOSEN.into(), "Kenzie Hollis".into(), BoundaryState::Placed)
}

fn doubtful() -> (String, String, BoundaryState) {
    (FOUND.into(), "McKenzie Hollis".into(), BoundaryState::Doubtful)
}

#[test]
fn doubt_is_told_and_choices_are_offered() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    let cards = shown(&mut engine, show("")).cards;
    assert_eq!(state(&mut engine, View::Digest), doubtful());
    assert_eq!(cards[1].boundary, BoundaryState::Sure);
    let choices = splits(&mut engine, View::Digest);
    assert_eq!(choices.line, format!("{CHOSEN}Kenzie Hollis, Ida Holm"));
    assert_eq!((choices.title.as_str(), choices.placed), (FOUND, false));
    let (_, authors) = choices.readings.iter().find(|(title, _)| title == CHOSEN).unwrap();
    assert_eq!(authors, "Kenzie Hollis, Ida Holm");
    assert_eq!(choices.readings[0].0, FOUND);
    assert!(choices.readings.len() <= 5);
}

#[test]
fn a_boundary_that_was_placed_is_kept_and_found_again() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    let stored = place(&mut engine, View::Digest, Some(CHOSEN), 10);
    assert_eq!((stored.store.len(), stored.bookmarks), (1, 0));
    assert_eq!(state(&mut engine, View::Digest), chosen());
    let found = shown(&mut engine, show("author:kenzie title:texmc"));
    assert_eq!(found.shown, 1);
    assert!(splits(&mut engine, View::Digest).placed);

    // In another visit, from storage, and in a backup.
    let mut later = Engine::new();
    let restore = RestoreMarks { stored: stored.store, ..RestoreMarks::default() };
    ask(&mut later, restore);
    opened(&mut later, 2, DOUBTFUL);
    assert_eq!(state(&mut later, View::Digest), chosen());
    let saved = backup(&mut later);
    let mut other = Engine::new();
    opened(&mut other, 3, DOUBTFUL);
    import(&mut other, &saved);
    assert_eq!(state(&mut other, View::Digest), chosen());

    // The program finds it again.
    place(&mut engine, View::Digest, None, 30);
    assert_eq!(state(&mut engine, View::Digest), doubtful());
}

#[test]
fn a_bookmark_follows_its_boundary_and_a_star_does_not_take_it_back() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    click(&mut engine, View::Digest, 0, true, 10);
    let placed = place(&mut engine, View::Bookmarks, Some(CHOSEN), 20);
    assert_eq!(placed.bookmarks, 1);
    assert_eq!(state(&mut engine, View::Digest), chosen());
    assert_eq!(state(&mut engine, View::Bookmarks), chosen());

    // Another tab does not know of it and unstars the paper.
    let mut other = Engine::new();
    opened(&mut other, 1, DOUBTFUL);
    click(&mut other, View::Digest, 0, true, 10);
    let unstarred = click(&mut other, View::Digest, 0, false, 30).store.remove(0);
    let again = ask(&mut engine, MergeMarks(vec![unstarred]));
    assert_eq!(again.bookmarks, 0);
    assert_eq!(again.store.len(), 1, "what the other tab did not know is stored again");
    assert_eq!(state(&mut engine, View::Digest), chosen());
    let both = ask(&mut other, MergeMarks(vec![again.store[0].clone()]));
    assert!(both.store.is_empty(), "the two agree");
    assert_eq!(state(&mut other, View::Digest), chosen());
}

#[test]
fn a_boundary_does_not_take_a_star_back() {
    // Starred here first, the boundary placed there later.
    let mut starred = Engine::new();
    opened(&mut starred, 1, DOUBTFUL);
    let star = click(&mut starred, View::Digest, 0, true, 5).store.remove(0);
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    let placed = place(&mut engine, View::Digest, Some(CHOSEN), 10).store.remove(0);
    assert_eq!(ask(&mut engine, MergeMarks(vec![star.clone()])).bookmarks, 1);
    assert_eq!(ask(&mut starred, MergeMarks(vec![placed.clone()])).bookmarks, 1);
    assert_eq!(state(&mut engine, View::Bookmarks), chosen());
    assert_eq!(state(&mut starred, View::Bookmarks), chosen());

    // The journal holds a boundary that the storage lost.
    let mut later = Engine::new();
    let restore = RestoreMarks {
        stored: vec![star],
        journal: vec![placed],
        room: ROOM,
        ..RestoreMarks::default()
    };
    let Restored { marked, .. } = ask(&mut later, restore);
    assert_eq!((marked.store.len(), marked.bookmarks), (1, 1));
    assert_eq!(state(&mut later, View::Bookmarks), chosen());
}

#[test]
fn a_wrong_place_can_be_mended() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    let before = shown(&mut engine, show("")).cards;
    place(&mut engine, View::Digest, Some("Tracking Lambs"), 10);
    assert_eq!(state(&mut engine, View::Digest).1, "by TeXMcKenzie Hollis");
    place(&mut engine, View::Digest, None, 20);
    assert_eq!(shown(&mut engine, show("")).cards, before);
    place(&mut engine, View::Digest, Some(CHOSEN), 30);
    assert_eq!(state(&mut engine, View::Digest), chosen());
}

#[test]
fn papers_whose_authors_came_apart_are_left_alone() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    place(&mut engine, View::Digest, Some(CHOSEN), 10);
    place(&mut engine, View::Digest, None, 20);
    let apart =
        "90.1CLMar 15\nTracking Lambs by TeX\nMcKenzie Hollis, Ida Holm\nWe follow lambs about.\n";
    opened(&mut engine, 2, apart);
    let (title, author, boundary) = state(&mut engine, View::Digest);
    assert_eq!((title.as_str(), author.as_str()), (FOUND, "McKenzie Hollis"));
    assert_eq!(boundary, BoundaryState::Sure);
}

#[test]
fn a_title_that_the_line_does_not_begin_with_changes_nothing() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, DOUBTFUL);
    let Card { paper, key, .. } = first_card(&mut engine, View::Digest);
    let goats = |paper, key, title: &str| {
        let paper = PaperRef { view: View::Digest, paper, key };
        PlaceBoundary { paper, title: Some(title.to_owned()), now: Millis(10) }
    };
    for (key, title) in [(key, "Goats"), ("title:of another digest".to_owned(), CHOSEN)] {
        let Placed { done, marked } = ask(&mut engine, goats(paper, key, title));
        assert!(!done && marked.store.is_empty());
        assert_eq!(state(&mut engine, View::Digest), doubtful());
    }
}
