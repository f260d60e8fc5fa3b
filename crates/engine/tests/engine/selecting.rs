//! Papers that are selected, what is done with all of them, and files of papers.

use super::*;
use crate::marks::found;
use skimmark_protocol::{
    ChangeSelected, ExportForm, ExportPapers, ExportPart, ExportScope, Select, Selected,
    SelectedChange, SelectedChanged, SelectedCount, Selecting,
};

/// An engine with the three papers of Monday and that of Tuesday.
fn four() -> Engine {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &[MONDAY, TUESDAY].concat());
    assert_eq!(found(&mut engine, ""), ["A", "Quiet", "Seeing", "Counting"]);
    engine
}

fn select(engine: &mut Engine, papers: Selecting) -> Selected {
    ask(engine, Select { view: View::Digest, papers })
}

/// Returns a paper of the digest by its number.
fn paper(engine: &mut Engine, paper: u32) -> PaperRef {
    star(engine, View::Digest, paper, true, 1).paper
}

fn toggle(engine: &mut Engine, number: u32) -> Selected {
    let paper = paper(engine, number);
    select(engine, Selecting::Toggle(paper))
}

fn up_to(engine: &mut Engine, number: u32) -> Selected {
    let paper = paper(engine, number);
    select(engine, Selecting::UpTo(paper))
}

fn counts(all: u32, shown: u32) -> SelectedCount {
    SelectedCount { all, shown }
}

/// Returns the first words of the titles of the selected papers that the query lets through.
fn selected(engine: &mut Engine, query: &str) -> Vec<String> {
    let mut cards = shown(engine, show(query)).cards;
    cards.retain(|card| card.reader.selected);
    titles(&cards)
}

fn change(engine: &mut Engine, change: SelectedChange, now: u64) -> SelectedChanged {
    ask(engine, ChangeSelected { view: View::Digest, change, now: Millis(now) })
}

#[test]
fn papers_are_selected_one_by_one_by_ranges_and_all() {
    let mut engine = four();
    let one = toggle(&mut engine, 1);
    assert_eq!(one.count, counts(1, 1));
    assert_eq!(one.states.len(), 1);
    assert!(one.states[0].0 == 1 && one.states[0].1.selected);
    // A range from there, in either direction, adds to what is selected.
    up_to(&mut engine, 3);
    assert_eq!(selected(&mut engine, ""), ["Quiet", "Seeing", "Counting"]);
    assert_eq!(up_to(&mut engine, 0).count, counts(4, 4));
    // One by one they are given up, and a range from one that is not selected means all.
    assert_eq!(toggle(&mut engine, 2).count, counts(3, 3));
    assert_eq!(select(&mut engine, Selecting::None).count, counts(0, 0));
    assert_eq!(up_to(&mut engine, 1).count, counts(4, 4));
    assert_eq!(select(&mut engine, Selecting::All).states, []);
    // A paper of another digest changes nothing.
    let gone = PaperRef { key: "arxiv:2603.00001".to_owned(), ..paper(&mut engine, 2) };
    for papers in [Selecting::Toggle(gone.clone()), Selecting::UpTo(gone)] {
        assert_eq!(select(&mut engine, papers).count, counts(4, 4));
    }
}

#[test]
fn a_selection_stays_when_the_query_changes_and_goes_with_its_digest() {
    let mut engine = four();
    toggle(&mut engine, 0);
    toggle(&mut engine, 3);
    let answer = shown(&mut engine, show("sheep"));
    assert_eq!((answer.selected, answer.cards.len()), (counts(2, 1), 1));
    // All that are shown, beside what is not.
    shown(&mut engine, show("tides"));
    assert_eq!(select(&mut engine, Selecting::All).count, counts(3, 1));
    // The paper from which a range would begin is out of sight: all that are shown.
    let sheep = paper(&mut engine, 3);
    toggle(&mut engine, 0);
    toggle(&mut engine, 0);
    shown(&mut engine, show("tides OR sheep"));
    assert_eq!(select(&mut engine, Selecting::UpTo(sheep)).count, counts(3, 2));
    assert_eq!(selected(&mut engine, ""), ["A", "Seeing", "Counting"]);
    assert_eq!(shown(&mut engine, Show { view: View::Bookmarks, ..show("") }).selected.all, 0);
    opened(&mut engine, 2, MONDAY);
    assert_eq!(shown(&mut engine, show("")).selected, counts(0, 0));
}

#[test]
fn what_is_done_with_the_selected_papers_is_one_step() {
    let mut engine = four();
    click(&mut engine, View::Digest, 1, true, 5);
    for position in [0, 1, 3] {
        toggle(&mut engine, position);
    }
    let starred = change(&mut engine, SelectedChange::Star, 10);
    assert_eq!((starred.papers, starred.taken), (2, false));
    assert_eq!((starred.marked.store.len(), starred.marked.bookmarks), (2, 3));
    // When each has a star, the stars are taken away.
    let taken = change(&mut engine, SelectedChange::Star, 20);
    assert_eq!((taken.papers, taken.taken, taken.marked.bookmarks), (3, true, 0));
    assert_eq!(undo(&mut engine, taken.marked.undo, 30), None);
    assert_eq!(undo(&mut engine, starred.marked.undo, 40), None);
    assert_eq!(bookmarks(&mut engine), ["Quiet"]);
    shown(&mut engine, show(""));
    assert_eq!(change(&mut engine, SelectedChange::Hide, 50).papers, 3);
    assert_eq!(change(&mut engine, SelectedChange::Read, 60).papers, 3);
    assert_eq!(change(&mut engine, SelectedChange::Read, 70).papers, 3);
    assert_eq!(found(&mut engine, "is:read"), [""; 0]);
}

#[test]
fn tags_come_beside_those_that_are_there() {
    let mut engine = four();
    marks::change(&mut engine, 1, marks::note("to cite", "Ask her."), 5);
    toggle(&mut engine, 1);
    toggle(&mut engine, 2);
    let tagged = change(&mut engine, SelectedChange::Tag("thesis, To Cite".to_owned()), 10);
    assert_eq!(tagged.papers, 2);
    let states: Vec<_> =
        tagged.marked.states.into_iter().map(|(_, own)| (own.tags.join(", "), own.note)).collect();
    let told = [("to cite, thesis", "Ask her."), ("thesis, To Cite", "")];
    assert_eq!(states, told.map(|(tags, note)| (tags.to_owned(), note.to_owned())));
    let again = change(&mut engine, SelectedChange::Tag("thesis".to_owned()), 20);
    assert_eq!((again.papers, again.marked.undo), (0, None));
}

fn export(engine: &mut Engine, scope: ExportScope, most: u32) -> ExportPart {
    let begin = Some((View::Digest, scope, ExportForm::Bibtex));
    ask(engine, ExportPapers { begin, most }).unwrap()
}

#[test]
fn a_file_is_written_part_by_part() {
    let mut engine = four();
    let whole = export(&mut engine, ExportScope::Shown, 9);
    assert_eq!((whole.written, whole.total), (4, 4));
    assert_eq!(whole.text.matches("\n@").count(), 3);
    let mut text = export(&mut engine, ExportScope::Shown, 1).text;
    for written in 2..=4 {
        let part = ask(&mut engine, ExportPapers { begin: None, most: 1 }).unwrap();
        assert_eq!(part.written, written);
        text += &part.text;
    }
    assert_eq!(text, whole.text);
    let over = ask(&mut engine, ExportPapers { begin: None, most: 1 });
    assert_eq!(over, None);
    // The numbers of another digest are not those of the papers that were to be written.
    export(&mut engine, ExportScope::Shown, 1);
    opened(&mut engine, 2, TUESDAY);
    assert_eq!(ask(&mut engine, ExportPapers { begin: None, most: 1 }), None);
}

#[test]
fn the_selected_papers_are_written_as_they_are_shown_and_the_bookmarks_by_star() {
    let mut engine = four();
    for position in [0, 2, 3] {
        toggle(&mut engine, position);
    }
    shown(&mut engine, show("tides OR sheep"));
    let places = |text: &str| ["ladder", "Quiet", "Tides", "Sheep"].map(|word| text.find(word));
    let part = export(&mut engine, ExportScope::Selected, 9);
    let [ladder, quiet, tides, sheep] = places(&part.text);
    assert!(part.total == 3 && quiet.is_none() && tides < sheep && sheep < ladder);
    let none = export(&mut engine, ExportScope::Bookmarks, 9);
    assert_eq!((none.written, none.total), (0, 0));
    for (paper, now) in [(2, 10), (0, 20)] {
        click(&mut engine, View::Digest, paper, true, now);
    }
    let [ladder, _, tides, _] = places(&export(&mut engine, ExportScope::Bookmarks, 9).text);
    assert!(ladder.is_some() && ladder < tides);
}
