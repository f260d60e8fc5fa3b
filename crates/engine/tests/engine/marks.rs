//! Read state, tags, notes, and papers that are out of the way.

use super::*;
use skimmark_protocol::{Explain, NoteChange, ReaderState};

pub(super) fn change(engine: &mut Engine, paper: u32, change: MarkChange, now: u64) -> Marked {
    let star = star(engine, View::Digest, paper, true, now);
    ask(engine, ChangeMark { change, ..star })
}

pub(super) fn found(engine: &mut Engine, query: &str) -> Vec<String> {
    titles(&shown(engine, show(query)).cards)
}

/// Writes tags and a note over none.
pub(super) fn note(tags: &str, note: &str) -> MarkChange {
    over(("", ""), (tags, note))
}

/// Writes tags and a note over others.
pub(super) fn over(before: (&str, &str), after: (&str, &str)) -> MarkChange {
    let [tags_before, note_before, tags, note] =
        [before.0, before.1, after.0, after.1].map(str::to_owned);
    MarkChange::Note(NoteChange { tags, note, tags_before, note_before })
}

#[test]
fn what_was_read_is_known_in_every_digest_and_kept_briefly() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let read = change(&mut engine, 1, MarkChange::Read(true), 10);
    assert_eq!((read.store.len(), read.brief.len(), read.bookmarks), (0, 1, 0));
    let state = ReaderState { read: true, ..ReaderState::default() };
    assert_eq!(read.states, [(1, state)]);
    assert_eq!(found(&mut engine, "is:unread"), ["A", "Seeing"]);
    let unread = values(&shown(&mut engine, show("")), FacetKind::Show).remove(2);
    assert_eq!(unread, ("Unread".to_owned(), 2, FacetState::Off));

    opened(&mut engine, 2, TUESDAY);
    opened(&mut engine, 3, MONDAY);
    assert_eq!(found(&mut engine, "is:read"), ["Quiet"]);
    change(&mut engine, 1, MarkChange::Read(false), 20);
    assert_eq!(found(&mut engine, "is:read"), [""; 0]);

    // The journal alone restores it, and keeps it.
    let mut other = Engine::new();
    let restore = RestoreMarks { journal: read.brief, room: ROOM, ..RestoreMarks::default() };
    let Restored { marked, .. } = ask(&mut other, restore);
    assert_eq!((marked.store, marked.brief), (Vec::new(), Vec::new()));
    opened(&mut other, 1, MONDAY);
    assert_eq!(found(&mut other, "is:read"), ["Quiet"]);
    // A star makes it more than a flag.
    let star = click(&mut other, View::Digest, 1, true, 30);
    assert_eq!((star.store.len(), star.brief.len()), (1, 0));
    assert!(star.states[0].1.read && star.states[0].1.starred);
}

const SIGNS: &str = "\
97.8CLMar 15
Counting Sheep in C++Ada Ström, Ben Okafor
Sheep are counted.
90.5LGMar 1
Counting Sheep in C#Ada Ström, Ben Okafor
Sheep are counted sharply.
";

#[test]
fn papers_that_differ_in_a_sign_are_two_and_marked_apart() {
    let mut engine = Engine::new();
    assert_eq!(opened(&mut engine, 1, SIGNS).papers, 2);
    change(&mut engine, 1, MarkChange::Read(true), 10);
    assert_eq!(shown(&mut engine, show("is:unread")).cards[0].paper, 0);
    // A paper that was read before signs counted, known by its names alone.
    let plus = SIGNS.split_inclusive('\n').take(3).collect::<String>();
    let keys = ["title:231fda2610c857aa", "line:d09379a294b01793"];
    let text = format!(
        r#"{{"v":1,"mark":{{"keys":["{}","{}"],"read":{{"is":true,"set_at":5}}}}}}"#,
        keys[0], keys[1]
    );
    for (digest, read) in [(plus.as_str(), 1), (SIGNS, 0)] {
        let mut engine = Engine::new();
        let stored = vec![StoredMark { name: keys[0].to_owned(), text: text.clone() }];
        ask(&mut engine, RestoreMarks { stored, ..RestoreMarks::default() });
        opened(&mut engine, 1, digest);
        assert_eq!(shown(&mut engine, show("is:read")).shown, read, "{digest}");
    }
}

#[test]
fn tags_and_notes_are_found_counted_and_outlive_star_and_digest() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    change(&mut engine, 0, note("later, #To read", " Look at this. "), 10);
    let tagged = change(&mut engine, 2, note("LATER", ""), 20);
    assert_eq!((tagged.store.len(), tagged.bookmarks), (1, 0));
    assert_eq!(found(&mut engine, "#later"), ["A", "Seeing"]);
    assert_eq!(found(&mut engine, "tag:\"to read\""), ["A"]);
    assert_eq!(found(&mut engine, "has:note"), ["A"]);
    let tags = values(&shown(&mut engine, show("#later")), FacetKind::Tag);
    let expected =
        [("later".to_owned(), 2, FacetState::Wanted), ("To read".to_owned(), 1, FacetState::Off)];
    assert_eq!(tags, expected);
    let card = shown(&mut engine, show("")).cards.remove(0);
    assert_eq!(
        (card.reader.tags, card.reader.note.as_str()),
        (vec!["later".into(), "To read".into()], "Look at this.")
    );
    // Setting the same again is not a change.
    let before = ("later, To read", "Look at this.");
    assert_eq!(change(&mut engine, 0, over(before, ("later,To read,", before.1)), 25).store, []);

    click(&mut engine, View::Digest, 0, true, 30);
    click(&mut engine, View::Digest, 0, false, 40);
    opened(&mut engine, 2, MONDAY);
    assert_eq!(found(&mut engine, "has:note"), ["A"]);

    let text = backup(&mut engine);
    let mut other = Engine::new();
    import(&mut other, &text);
    opened(&mut other, 1, MONDAY);
    assert_eq!(found(&mut other, "#later"), ["A", "Seeing"]);
    // Both gone, nothing is left of them.
    change(&mut other, 0, over(before, ("", "")), 50);
    assert_eq!(found(&mut other, "#later OR has:note"), ["Seeing"]);
}

#[test]
fn notes_of_two_tabs_are_merged_or_asked_about() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    change(&mut engine, 0, note("a", "First."), 10);
    let tagged = change(&mut engine, 0, over(("a", "First."), ("a, b", "First.")), 20);
    assert_eq!(tagged.clash, None);
    // Written over what was there before.
    let other = change(&mut engine, 0, over(("a", "First."), ("a, c", "Second.")), 30);
    assert_eq!(other.clash, None);
    let own = |engine: &mut Engine| shown(engine, show("")).cards.remove(0).reader;
    assert_eq!(own(&mut engine).tags.join(" "), "a b c");
    let late = change(&mut engine, 0, over(("a", "First."), ("", "Third.")), 40);
    let clash = late.clash.unwrap();
    assert_eq!((clash.tags.join(" "), clash.tags_there.join(" ")), ("b c".into(), "a b c".into()));
    assert_eq!((clash.note_there.as_str(), late.undo, late.store.len()), ("Second.", None, 0));
    assert_eq!(own(&mut engine).note, "Second.");
    // The reader joins them.
    let joined = over(("a, b, c", "Second."), ("b, c", "Second.\n\nThird."));
    assert_eq!(change(&mut engine, 0, joined, 50).clash, None);
    let reader = own(&mut engine);
    assert_eq!((reader.tags.join(" "), reader.note.as_str()), ("b c".into(), "Second.\n\nThird."));
}

#[test]
fn a_paper_that_is_hidden_is_counted_and_comes_back() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    change(&mut engine, 2, MarkChange::Hide(true), 10);
    let rest = shown(&mut engine, show(""));
    assert_eq!((titles(&rest.cards), rest.total), (vec!["A".into(), "Quiet".into()], 2));
    let by_hand = skimmark_protocol::MutedBy { query: None, count: 1 };
    assert_eq!(rest.muted, [by_hand]);
    let hidden = shown(&mut engine, show("is:muted"));
    assert_eq!(titles(&hidden.cards), ["Seeing"]);
    assert!(hidden.cards[0].reader.hidden);
    let why = Explain { view: View::Digest, paper: 2, query: "is:muted".into() };
    assert_eq!(ask(&mut engine, why).unwrap(), "Hidden by you. It meets is:muted.");
    // It is in the bookmarks all the same.
    shown(&mut engine, show("is:muted"));
    let key = hidden.cards[0].key.clone();
    let marking = |change| {
        let paper = PaperRef { view: View::Digest, paper: 2, key: key.clone() };
        ChangeMark { paper, change, now: Millis(20) }
    };
    ask(&mut engine, marking(MarkChange::Star(true)));
    assert_eq!(bookmarks(&mut engine), ["Seeing"]);
    ask(&mut engine, marking(MarkChange::Hide(false)));
    assert_eq!(found(&mut engine, "").len(), 3);
}

#[test]
fn a_change_that_was_only_written_down_is_made_and_takes_its_paper_from_the_digest() {
    let mut first = Engine::new();
    opened(&mut first, 1, MONDAY);
    let key = shown(&mut first, show("")).cards[1].key.clone();
    let star = click(&mut first, View::Digest, 0, true, 10).store;
    let paper = PaperRef { view: View::Digest, paper: 1, key };
    let asked = |change, at| {
        let change = ChangeMark { paper: paper.clone(), change, now: Millis(at) };
        Pending::store(&change)
    };
    let pending = vec![
        asked(MarkChange::Star(true), 20),
        asked(note("later", ""), 21),
        "of another version".to_owned(),
    ];
    let mut engine = Engine::new();
    let restore =
        RestoreMarks { journal: star, pending: pending.clone(), ..RestoreMarks::default() };
    let restored = ask(&mut engine, restore);
    assert_eq!(restored.pending.bookmarks, 2);
    let opened = open(&mut engine, 1, MONDAY);
    let [completed] = opened.completed.store.as_slice() else { panic!("{:?}", opened.completed) };
    let mark = Mark::restore(&completed.text).unwrap();
    assert!(mark.entry.title.starts_with("Quiet Gradients"));
    assert!(mark.starred && mark.notes.as_ref().unwrap().what.has("later"));
    assert_eq!(bookmarks(&mut engine).len(), 2);
    assert!(bookmarks(&mut engine).contains(&"Quiet".to_owned()));

    // What is known already, or changed since, is not changed again.
    let journal = opened.completed.store;
    let again = RestoreMarks { journal: journal.clone(), pending, ..RestoreMarks::default() };
    assert_eq!(ask(&mut Engine::new(), again).pending.store, []);
    let older = vec![asked(MarkChange::Star(false), 15)];
    let again = RestoreMarks { journal, pending: older, ..RestoreMarks::default() };
    assert_eq!(ask(&mut Engine::new(), again).pending.store, []);
}
