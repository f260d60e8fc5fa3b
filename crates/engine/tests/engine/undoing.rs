//! Taking back what was done.

use super::marks::{change, found, note, over};
use super::rules::{decide_at, mute, save};
use super::*;
use skimmark_engine::marks::{Notes, Stamped};
use skimmark_protocol::rules::Decision;
use skimmark_protocol::{PlaceBoundary, ReadAll};

const NEWER: &str = "Not undone: it was changed once more since, perhaps in another tab.";

#[test]
fn a_star_returns_to_its_place_whatever_the_clock_says() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    for (paper, now) in [(0, 10), (1, 20)] {
        click(&mut engine, View::Digest, paper, true, now);
    }
    let unstarred = click(&mut engine, View::Digest, 0, false, 30);
    assert_eq!(undo(&mut engine, unstarred.undo, 40), None);
    assert_eq!(bookmarks(&mut engine), ["Quiet", "A"]);
    // The clock went back: the time of the change is not that of the clock.
    let unstarred = click(&mut engine, View::Digest, 0, false, 5);
    assert_eq!(undo(&mut engine, unstarred.undo, 4), None);
    assert_eq!(bookmarks(&mut engine), ["Quiet", "A"]);
    let starred = click(&mut engine, View::Digest, 2, true, 3);
    assert_eq!(undo(&mut engine, starred.undo, 2), None);
    assert_eq!(bookmarks(&mut engine), ["Quiet", "A"]);
}

#[test]
fn steps_are_undone_in_another_digest_and_by_another_engine() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let read = change(&mut engine, 1, MarkChange::Read(true), 10);
    let noted = change(&mut engine, 1, note("later", ""), 20);
    opened(&mut engine, 2, TUESDAY);
    assert_eq!(undo(&mut engine, noted.undo.clone(), 30), None);
    opened(&mut engine, 3, MONDAY);
    assert_eq!((found(&mut engine, "#later").len(), found(&mut engine, "is:read").len()), (0, 1));
    // The engine was stopped, and another one knows what is stored.
    let mut other = Engine::new();
    ask(&mut other, MergeMarks([read.brief, noted.store].concat()));
    opened(&mut other, 1, MONDAY);
    assert_eq!(found(&mut other, "is:read #later").len(), 1);
    assert_eq!(undo(&mut other, noted.undo, 40), None);
    assert_eq!(undo(&mut other, read.undo, 40), None);
    assert_eq!(found(&mut other, "is:read OR #later").len(), 0);
}

#[test]
fn no_newer_change_is_taken_back_and_that_is_said() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    change(&mut engine, 0, note("a", ""), 10);
    let ours = change(&mut engine, 0, note("b", ""), 20);
    let mut theirs = Mark::restore(&ours.store[0].text).unwrap();
    // Made at a moment that the clock here has not reached.
    theirs.notes = Some(Stamped { set_at: 25, what: Notes::typed("theirs", "") });
    let stored = StoredMark { name: theirs.keys[0].0.clone(), text: theirs.store() };
    ask(&mut engine, MergeMarks(vec![stored]));
    assert_eq!(undo(&mut engine, ours.undo, 30).as_deref(), Some(NEWER));
    assert_eq!(found(&mut engine, "#theirs"), ["A"]);
}

#[test]
fn setting_the_same_again_is_no_step() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    change(&mut engine, 0, note("a", ""), 10);
    assert_eq!(change(&mut engine, 0, over(("a", ""), ("a,", "")), 20).undo, None);
    assert_eq!(click(&mut engine, View::Digest, 0, false, 50).undo, None);
    let gone = decide_at(&mut engine, Decision::Forget("x".to_owned()), 5);
    assert_eq!((gone.undo, gone.journal), (None, vec![]));
}

#[test]
fn all_that_is_shown_is_read_at_once_and_taken_back_at_once() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    change(&mut engine, 1, MarkChange::Read(true), 10);
    shown(&mut engine, Show { order: OrderId(7), ..show("has:abstract -tides") });
    let read_all =
        |order, now| ReadAll { order: OrderId(order), from: 0, before: None, now: Millis(now) };
    assert_eq!(ask(&mut engine, read_all(6, 20)).papers, None);
    let AllRead { papers, marked: first } = ask(&mut engine, read_all(7, 20));
    assert_eq!((papers, first.brief.len(), first.states.len()), (Some(1), 1, 1));
    assert_eq!(found(&mut engine, "is:unread"), ["Seeing"]);
    // Another step of the same moment.
    shown(&mut engine, Show { order: OrderId(8), ..show("is:unread") });
    let AllRead { papers, marked: second } = ask(&mut engine, read_all(8, 20));
    assert_eq!((papers, found(&mut engine, "is:unread").len()), (Some(1), 0));
    assert_eq!(undo(&mut engine, first.undo, 30), None);
    assert_eq!(found(&mut engine, "is:unread"), ["A"]);
    assert_eq!(undo(&mut engine, second.undo, 30), None);
    assert_eq!(found(&mut engine, "is:unread"), ["A", "Seeing"]);
    // What was decided since stays, and is counted.
    shown(&mut engine, Show { order: OrderId(9), ..show("") });
    let AllRead { marked: third, .. } = ask(&mut engine, read_all(9, 5));
    change(&mut engine, 0, MarkChange::Read(true), 40);
    let problem = undo(&mut engine, third.undo, 50);
    let expected = "1 of 2 changes are not undone: they were changed once more since, perhaps in \
                    another tab.";
    assert_eq!(problem.as_deref(), Some(expected));
    assert_eq!(found(&mut engine, "is:unread"), ["Seeing"]);
}

#[test]
fn a_view_is_taken_back_and_no_other() {
    let (mut one, mut other) = (Engine::new(), Engine::new());
    let saved = decide_at(&mut one, save("ladder"), 10);
    let theirs = decide_at(&mut other, save("tides"), 11);
    ask(&mut one, MergeMarks(theirs.journal));
    let undone = ask(&mut one, Undo { step: saved.undo.clone().unwrap(), now: Millis(5) });
    let decided = undone.decided.unwrap();
    let queries: Vec<&str> = decided.decisions.views.iter().map(|it| it.query.as_str()).collect();
    assert_eq!((queries, decided.journal.len()), (vec!["tides"], 1));
    // The other tab follows.
    ask(&mut other, MergeMarks(saved.journal));
    let followed = ask(&mut other, MergeMarks(decided.journal)).decided.unwrap();
    assert_eq!(followed.decisions, decided.decisions);

    let renamed = |name: &str| {
        Decision::Save(skimmark_protocol::rules::SavedView {
            name: name.to_owned(),
            query: "tides".to_owned(),
        })
    };
    let first = decide_at(&mut one, renamed("Sea"), 20);
    let second = decide_at(&mut other, renamed("Ocean"), 30);
    ask(&mut one, MergeMarks(second.journal));
    assert_eq!(undo(&mut one, first.undo, 40).as_deref(), Some(NEWER));
    // An undone rule hides nothing.
    opened(&mut one, 1, MONDAY);
    let muted = decide_at(&mut one, mute("tides"), 50);
    assert_eq!(shown(&mut one, show("")).total, 2);
    assert_eq!(undo(&mut one, muted.undo, 50), None);
    assert_eq!(shown(&mut one, show("")).total, 3);
}

#[test]
fn an_import_is_one_step() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    click(&mut engine, View::Digest, 0, true, 10);
    change(&mut engine, 1, note("later", "Look."), 20);
    decide_at(&mut engine, save("ladder"), 30);
    let first = backup(&mut engine);
    opened(&mut engine, 2, TUESDAY);
    click(&mut engine, View::Digest, 0, true, 40);
    let second = backup(&mut engine);

    let mut other = Engine::new();
    opened(&mut other, 1, MONDAY);
    click(&mut other, View::Digest, 0, true, 5);
    change(&mut other, 1, note("mine", ""), 6);
    let both = [first, second].map(|text| source("", Content::Text(text))).to_vec();
    let offered = open_all(&mut other, 9, both).offered.unwrap();
    let tally = |new, newer| Tally { new, newer, same: 0 };
    assert_eq!((offered.tallies[0], offered.tallies[1].new), (tally(1, 2), 1));
    assert_eq!(offered.problem, None);
    let imported = ask(&mut other, TakeImport);
    assert_eq!((imported.marks, imported.decisions), (3, 1));
    assert_eq!((imported.marked.bookmarks, found(&mut other, "#later").len()), (2, 1));
    assert_eq!(shown(&mut other, show("")).saved.len(), 1);
    assert_eq!(undo(&mut other, imported.undo, 50), None);
    assert_eq!((bookmarks(&mut other), found(&mut other, "#mine").len()), (vec!["A".into()], 1));
    assert_eq!(found(&mut other, "#later").len(), 0);
    assert_eq!(shown(&mut other, show("")).saved.len(), 0);
}

#[test]
fn a_boundary_is_taken_back() {
    let line = "90.1CLMar 15\nTracking Lambs by TeXMcKenzie Hollis, Ida Holm\nWe follow lambs.\n";
    let mut engine = Engine::new();
    opened(&mut engine, 1, line);
    let card = |engine: &mut Engine| shown(engine, show("")).cards.remove(0);
    let before = card(&mut engine);
    let mut place = |title: &str, now| {
        let Card { paper, key, .. } = card(&mut engine);
        let paper = PaperRef { view: View::Digest, paper, key };
        let place = PlaceBoundary { paper, title: Some(title.to_owned()), now: Millis(now) };
        ask(&mut engine, place).marked.undo
    };
    let steps = [place("Tracking Lambs", 10), place("Tracking Lambs by TeXMc", 5)];
    let [first, second] = steps;
    assert_eq!(undo(&mut engine, second, 3), None);
    assert_eq!(Stretch::join(&card(&mut engine).title), "Tracking Lambs");
    assert_eq!(undo(&mut engine, first, 3), None);
    assert_eq!(card(&mut engine), before);
}
