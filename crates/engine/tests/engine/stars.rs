//! Stars, how they are stored, and how a backup carries them.

use super::*;
use skimmark_protocol::{ChangeCount, Compare, CountChanges, Difference, DropImport, ReadAll};

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
    let unknown = ChangeMark { paper, change, now: Millis(50) };
    assert_eq!(ask(&mut engine, unknown), nothing);
    assert_eq!(click(&mut engine, View::Digest, 0, false, 50), nothing);
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
    ask(&mut engine, RestoreMarks { stored, ..RestoreMarks::default() });
    let marked = click(&mut engine, View::Digest, 0, true, 10);
    assert_eq!((marked.store.len(), marked.blocked), (0, 1));
    assert_eq!(click(&mut engine, View::Digest, 1, true, 20).blocked, 0);
}

/// Returns a mark as it is stored.
fn mark(title: &str, keys: &[&str], starred: bool, changed: u64) -> StoredMark {
    let keys: Vec<Key> = keys.iter().map(|key| Key((*key).to_owned())).collect();
    let entry = skimmark_paper::entry::Entry { title: title.to_owned(), ..Default::default() };
    let mark = Mark { starred, ..Mark::starred(entry, keys, changed) };
    StoredMark { name: mark.keys[0].0.clone(), text: mark.store() }
}

#[test]
fn only_what_the_small_storage_has_room_for_is_to_be_stored_there() {
    let journal: Vec<StoredMark> =
        (0..9).map(|at| mark("Kept", &[&format!("title:{at}")], true, at)).collect();
    let room = to_u32(journal.iter().take(3).map(|mark| mark.text.len()).sum());
    let restore = RestoreMarks { journal: journal.clone(), room, ..RestoreMarks::default() };
    let Restored { marked, .. } = ask(&mut Engine::new(), restore);
    assert_eq!((marked.bookmarks, marked.store.len()), (9, 3));
    assert_eq!(marked.store[0], journal[8]);
}

#[test]
fn what_only_the_small_storage_has_goes_into_the_journal() {
    let read = |at: u32| {
        let text = format!(
            r#"{{"v":1,"mark":{{"keys":["title:d"],"read":{{"is":true,"set_at":{at}}}}}}}"#
        );
        StoredMark { name: "title:d".to_owned(), text }
    };
    let kept = mark("Kept", &["title:a"], true, 1000);
    let alone = mark("Alone", &["title:b"], true, 1000);
    let newer = mark("Newer", &["title:c"], false, 2000);
    let restore = RestoreMarks {
        stored: vec![kept.clone(), alone.clone(), newer.clone(), read(5)],
        journal: vec![kept, mark("Newer", &["title:c"], true, 1000), read(4)],
        has_journal: true,
        room: ROOM,
        ..RestoreMarks::default()
    };
    let Restored { unjournaled, marked, .. } = ask(&mut Engine::new(), restore.clone());
    assert_eq!(unjournaled, [alone, newer, read(5)]);
    assert!(marked.store.is_empty());
    // Without a database there is nothing to write them to.
    let restore = RestoreMarks { has_journal: false, journal: Vec::new(), ..restore };
    assert!(ask(&mut Engine::new(), restore).unjournaled.is_empty());
}

#[test]
fn the_log_comes_to_one_text_for_each_name() {
    let mut engine = Engine::new();
    let change =
        |name: &str, text: &str| StoredMark { name: name.to_owned(), text: text.to_owned() };
    let read =
        change("title:a", r#"{"v":1,"mark":{"keys":["title:a"],"read":{"is":true,"set_at":5}}}"#);
    let journal = vec![
        mark("Kept", &["title:a"], true, 1000),
        read,
        mark("Alone", &["title:b"], true, 1000),
        change("title:b", r#"{"v":2}"#),
        change("settings", "1 theme=dark&at=20"),
        change("settings", "1 theme=light&at=10"),
        // Of a tab that did not know of the dark theme.
        change("settings", "1 theme=light&size=small&changed=size&at=30"),
        change("keys", "2 of a newer version"),
        change("view:a", "{}"),
    ];
    let names = ["title:a", "title:b", "settings", "keys", "view:a"].map(str::to_owned).to_vec();
    let folded = ask(&mut engine, FoldJournal { names, journal });
    let names: Vec<&str> = folded.iter().map(|mark| mark.name.as_str()).collect();
    // What a newer version wrote is not folded.
    assert_eq!(names, ["title:a", "settings"]);
    let kept = Mark::restore(&folded[0].text).unwrap();
    assert!(kept.starred && kept.is_read());
    assert_eq!(folded[1].text, "1 theme=dark&size=small&at=30");
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
        mark("Changed", &["title:c"], true, 1500),
        mark("Changed", &["title:c"], false, 2000),
        mark("New", &["title:d"], true, 70_000),
        mark("Twice", &["title:b"], true, 900),
        broken,
    ];
    let settings = StoredMark { name: "settings".to_owned(), text: "1 theme=dark".to_owned() };
    let journal = [journal, vec![settings.clone()]].concat();
    let restore = RestoreMarks { stored, journal, room: ROOM, ..RestoreMarks::default() };
    let Restored { marked, damaged, damaged_changes, newer, choices, .. } =
        ask(&mut engine, restore);
    assert_eq!((damaged, damaged_changes, newer), (vec!["title:x".to_owned()], 1, 1));
    assert_eq!((marked.bookmarks, choices), (3, vec![settings]));
    let expected =
        [mark("New", &["title:d"], true, 70_000), mark("Changed", &["title:c"], false, 2000)];
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

/// Returns how many marks are to be stored, and how many bookmarks there are.
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

#[test]
fn a_backup_goes_out_and_comes_in_and_the_digest_stays() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    click(&mut engine, View::Digest, 0, true, 10);
    click(&mut engine, View::Digest, 2, true, 20);
    let text = backup(&mut engine);

    let mut other = Engine::new();
    opened(&mut other, 1, MONDAY);
    let offered = offer(&mut other, &text);
    assert_eq!((offered.made.as_str(), offered.problem), ("16 Mar 2026", None));
    assert_eq!(offered.tallies[0], Tally { new: 2, ..Tally::default() });
    // Nothing changes before the reader says so.
    assert!(bookmarks(&mut other).is_empty());
    let Imported { marks, marked, .. } = ask(&mut other, TakeImport);
    assert_eq!(marks, 2);
    assert_eq!((marked.store.len(), marked.bookmarks), (2, 2));
    assert_eq!(bookmarks(&mut other), ["Seeing", "A"]);
    assert_eq!(shown(&mut other, show("is:starred")).shown, 2);
    assert_eq!(offer(&mut other, &text).tallies[0], Tally { same: 2, ..Tally::default() });
    let again = ask(&mut other, TakeImport);
    assert_eq!((again.marked.store, again.undo), (vec![], None));

    // The end of the last mark is cut off.
    let end = text.find("\n],\"digests\"").unwrap() - 3;
    let cut = offer(&mut other, &text[..end]);
    assert_eq!(cut.tallies[0], Tally { same: 1, ..Tally::default() });
    let problem = cut.problem.unwrap();
    assert!(problem.starts_with("1 of 2 marks in this backup"), "{problem}");
    assert!(problem.ends_with("cut off: what came after that is missing."), "{problem}");
    let with_damage = text.replace("\"marks\":[", "\"marks\":[7,");
    let damaged = offer(&mut other, &with_damage);
    assert_eq!(damaged.tallies[0].same, 2);
    assert!(damaged.problem.unwrap().contains("number 1"));
}

#[test]
fn a_backup_that_cannot_be_read_is_refused_and_nothing_is_offered() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let newer = open(&mut engine, 2, r#"{"skimmark":"backup","v":3,"marks":[]}"#);
    assert_eq!((newer.found, newer.offered), (Found::Nothing, None));
    assert!(newer.failure.unwrap().contains("reload the page, then import it again"));
    let broken = open(&mut engine, 3, r#"{"skimmark":"backup","v":2,"marks":[{"keys":"#);
    assert_eq!(broken.offered, None);
    assert!(broken.failure.unwrap().contains("cut off"));
    assert_eq!(ask(&mut engine, TakeImport), Imported::default());
}

#[test]
fn what_is_declined_is_not_imported() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    click(&mut engine, View::Digest, 0, true, 10);
    let text = backup(&mut engine);
    let mut other = Engine::new();
    assert_eq!(offer(&mut other, &text).tallies[0].new, 1);
    ask(&mut other, DropImport);
    assert_eq!(ask(&mut other, TakeImport), Imported::default());
    assert!(bookmarks(&mut other).is_empty());
}

#[test]
fn stars_and_notes_since_a_moment_are_counted_and_papers_read_are_not() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    click(&mut engine, View::Digest, 0, true, 10);
    click(&mut engine, View::Digest, 2, true, 20);
    let order = shown(&mut engine, show("")).order;
    ask(&mut engine, ReadAll { order, from: 0, before: None, now: Millis(30) });
    let count = |engine: &mut Engine, since| {
        let ChangeCount { changed, marked } = ask(engine, CountChanges(Millis(since)));
        (changed, marked)
    };
    // The third paper was read, and nothing else.
    assert_eq!(count(&mut engine, 0), (2, 2));
    assert_eq!(count(&mut engine, 30), (0, 2));
}

/// Makes an arXiv mail of one paper with this abstract.
fn one(says: &str, version: &str) -> String {
    format!(
        "\\\\\narXiv:2603.00001{version}\nDate: Mon, 16 Mar 2026 09:00:00 GMT   (12kb)\n\nTitle: Standing Still\n\
         Authors: Ada Ström, Ben Okafor\nCategories: cs.LG\n\\\\\n{says}\n\\\\ ( \
         https://arxiv.org/abs/2603.00001 ,  12kb)\n{}\n",
        "-".repeat(78)
    )
}

#[test]
fn a_starred_paper_that_comes_again_with_another_abstract_was_revised() {
    let says = "We measure how long a sheep stands still, and find that it takes an hour.";
    let mut engine = Engine::new();
    opened(&mut engine, 1, &one(says, ""));
    let revised = |engine: &mut Engine| shown(engine, show("")).cards[0].revised;
    click(&mut engine, View::Digest, 0, true, 10);
    assert!(!revised(&mut engine), "it is what was saved");

    // Sources differ in signs and line ends, and cut texts off.
    opened(
        &mut engine,
        2,
        &one("We measure how long a sheep stands still, and\nfind that it takes an hour", ""),
    );
    assert!(!revised(&mut engine));
    opened(&mut engine, 3, &one("We measure how long a sheep stands still", ""));
    assert!(!revised(&mut engine));
    // A part from the middle, cut within words.
    opened(&mut engine, 3, &one("asure how long a sheep stands still, and find that it tak", ""));
    assert!(!revised(&mut engine));

    opened(&mut engine, 4, &one("We measure how long a goat stands still. It takes two days.", ""));
    assert!(revised(&mut engine));
    let card = shown(&mut engine, show("")).cards.remove(0);
    let paper = PaperRef { view: View::Digest, paper: card.paper, key: card.key };
    let revision = ask(&mut engine, Compare(paper)).unwrap();
    assert_eq!(revision.title, "Standing Still");
    assert!(revision.abstract_text.contains(&(Difference::Gone, "sheep".to_owned())));
    assert!(revision.abstract_text.contains(&(Difference::New, "goat".to_owned())));
    let shown = shown(&mut engine, Show { view: View::Bookmarks, ..show("") });
    assert!(!shown.cards[0].revised, "the bookmarks show what was saved");

    // Starred once more, it is saved as it is now.
    click(&mut engine, View::Digest, 0, false, 20);
    click(&mut engine, View::Digest, 0, true, 30);
    assert!(!revised(&mut engine));
}
