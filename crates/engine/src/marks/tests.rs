use super::*;
use crate::stored::version::RestoreError;
use proptest::prelude::*;
use skimmark_paper::identity::key::{former, keys};
use skimmark_paper::links::{Link, LinkKind};

fn key(text: &str) -> Key {
    Key(text.to_owned())
}

fn entry(title: &str) -> Entry {
    Entry { title: title.to_owned(), ..Entry::default() }
}

#[test]
fn the_newest_change_wins_and_names_are_kept() {
    let mut marks = Marks::default();
    marks.insert(Mark::starred(entry("A"), vec![key("title:a")], 10));
    let mut later = Mark::starred(entry("A"), vec![key("arxiv:1"), key("title:a")], 5);
    later.set_starred(false, 20);
    assert!(!marks.insert(later).starred);
    assert_eq!((marks.len(), marks.bookmarks()), (1, 0));
    assert_eq!(marks.get(&[key("arxiv:1")]).unwrap().changed, 20);
    marks.insert(Mark::starred(entry("A"), vec![key("title:a")], 15));
    assert!(!marks.get(&[key("title:a")]).unwrap().starred);
}

#[test]
fn a_change_is_newer_even_if_the_clock_went_back() {
    let mut mark = Mark::starred(entry("A"), vec![key("title:a")], 100);
    mark.set_starred(false, 50);
    assert_eq!(mark.changed, 101);
}

#[test]
fn a_star_and_a_boundary_do_not_take_each_other_back() {
    let star = Mark::starred(entry("A"), vec![key("title:a")], 5);
    let keys = vec![key("title:a")];
    let mut placed = Mark { keys, entry: entry("A"), ..Mark::default() };
    placed.set_boundary("A".to_owned(), 10);
    let mut unstarred = star.clone();
    unstarred.set_starred(false, 20);
    for order in [[&star, &placed, &unstarred], [&unstarred, &star, &placed]] {
        let all: Marks = order[..2].iter().map(|mark| (*mark).clone()).collect();
        let mark = all.get(&[key("title:a")]).unwrap();
        assert_eq!(mark.starred, !order[..2].contains(&&unstarred));
        let all: Marks = order.into_iter().cloned().collect();
        let mark = all.get(&[key("title:a")]).unwrap();
        assert_eq!((mark.starred, mark.boundary.as_ref().unwrap().set_at), (false, 10));
    }
}

#[test]
fn tags_are_read_as_they_are_typed() {
    let tags = |typed: &str| Notes::typed(typed, " x ").tags;
    assert_eq!(
        tags(" #later,to  read,LATER ,\"a\" b,,Été,ete"),
        ["later", "to read", "a b", "Été"]
    );
    assert_eq!(tags("#, -, \n c++"), ["c++"]);
    assert!(Notes::typed(" ,", "\n").is_empty());
}

#[test]
fn each_decision_about_a_paper_counts_by_itself() {
    let mut star = Mark::starred(entry("A"), vec![key("title:a")], 10);
    let mut other = Mark { keys: vec![key("title:a")], ..Mark::default() };
    Stamped::stamp(&mut other.read, true, 20);
    Stamped::stamp(&mut other.notes, Notes::typed("later", ""), 30);
    assert!(star.is_older_than(&other) && other.is_older_than(&star));
    assert_eq!((other.is_brief(), other.last_change()), (false, 30));
    star.set_starred(false, 40);
    star.merge(other);
    assert_eq!((star.starred, star.is_read(), star.entry.title.as_str()), (false, true, "A"));
    assert!(star.notes.as_ref().unwrap().what.has("Later"));
    Stamped::stamp(&mut star.read, false, 15);
    assert_eq!(star.read, Some(Stamped { set_at: 21, what: false }));
}

#[test]
fn that_a_paper_was_read_is_stored_in_few_bytes() {
    let keys = ["arxiv:2603.01234", "title:0123456789abcdef", "line:0123456789abcdef"];
    let mut mark = Mark { keys: keys.map(key).to_vec(), ..Mark::default() };
    Stamped::stamp(&mut mark.read, true, 1_774_000_000_000);
    assert!(mark.is_brief());
    assert!(mark.store().len() < 160, "{}", mark.store());
}

#[test]
fn different_ids_are_different_papers() {
    let mut marks = Marks::default();
    marks.insert(Mark::starred(entry("Erratum"), vec![key("arxiv:1"), key("title:e")], 1));
    marks.insert(Mark::starred(entry("Erratum"), vec![key("arxiv:2"), key("title:e")], 2));
    let ids: Vec<_> = marks.iter().map(|mark| mark.keys[0].0.clone()).collect();
    assert_eq!((ids, marks.bookmarks()), (vec!["arxiv:1".into(), "arxiv:2".into()], 2));
}

#[test]
fn what_was_stored_is_restored_and_the_rest_is_told_apart() {
    let mut mark = Mark::starred(entry("A"), vec![key("title:a")], 10);
    assert_eq!(Mark::restore(&mark.store()).as_ref(), Ok(&mark));
    mark.entry.glued = Some("AAna Lee".to_owned());
    mark.set_boundary("A".to_owned(), 12);
    assert_eq!(Mark::restore(&mark.store()), Ok(mark));
    let restored = Mark::restore(r#"{"v":7,"mark":{"keys":{}}}"#);
    assert_eq!(restored, Err(RestoreError::Newer { version: 7 }));
    for text in ["", "{}", "null", r#"{"v":1}"#, r#"{"v":1,"mark":{}}"#, r#"{"v":0,"mark":{}}"#] {
        let restored = Mark::restore(text);
        assert!(matches!(restored, Err(RestoreError::Damaged(_))), "{text}: {restored:?}");
    }
}

#[test]
fn a_mark_of_before_signs_counted_is_of_its_paper_alone() {
    let [plus, sharp] = [entry("Sheep in C++"), entry("Sheep in C#")];
    let names = former(&plus).unwrap().to_vec();
    let stored = Mark::starred(plus.clone(), names.clone(), 10).store();
    let mut marks = Marks::default();
    marks.insert(Mark::restore(&stored).unwrap());
    marks.insert(Mark::starred(sharp.clone(), keys(&sharp), 20));
    assert_eq!(marks.bookmarks(), 2);
    assert_eq!(marks.get(&keys(&plus)).unwrap().entry, plus);
    assert_eq!(marks.get(&names), None);
}

#[test]
fn only_addresses_of_the_web_are_restored() {
    let mut mark = Mark::starred(entry("A"), vec![key("title:a")], 10);
    for url in ["javascript:alert(1)", "https://example.org/"] {
        mark.entry.links.push(Link { kind: LinkKind::Code, url: url.to_owned() });
    }
    let restored = Mark::restore(&mark.store()).unwrap();
    assert_eq!(restored.entry.links.len(), 1);
    assert_eq!(restored.entry.links[0].url, "https://example.org/");
}

/// Generates marks of a few papers under a few names, so that they collide.
pub(crate) fn some_marks() -> impl Strategy<Value = Vec<Mark>> {
    let keys = proptest::collection::vec("(title|line):[a-d]", 1..3);
    let star = proptest::option::of((1..4_u64, any::<bool>(), 0..4_u64));
    let flag = || proptest::option::of((0..3_u64, any::<bool>()));
    let stamped = |(set_at, what)| Stamped { set_at, what };
    let notes = ("[ab]?", "[A-B]?").prop_map(|(tags, note)| Notes::typed(&tags, &note));
    let notes = proptest::option::of((0..3_u64, notes))
        .prop_map(move |it| it.map(|(set_at, what)| Stamped { set_at, what }));
    let boundary = proptest::option::of((0..3_u64, "[A-C]?"));
    let mark = (keys, star, (flag(), flag(), notes), ("[A-C]?", 0..3_u64), boundary);
    let mark =
        mark.prop_map(move |(keys, star, (read, hidden, notes), (title, taken_at), boundary)| {
            let keys = keys.into_iter().map(Key).collect();
            let (changed, starred, starred_at) = star.unwrap_or_default();
            let (read, hidden) = (read.map(stamped), hidden.map(stamped));
            let boundary = boundary.map(|(set_at, title)| Boundary { set_at, title });
            let entry = entry(&title);
            let mark = Mark {
                keys,
                starred,
                changed,
                starred_at,
                read,
                hidden,
                notes,
                boundary,
                entry,
                taken_at,
            };
            mark.checked().unwrap()
        });
    proptest::collection::vec(mark, 0..6)
}

/// Returns the marks in an order that does not depend on how they were added.
pub(crate) fn sorted(marks: &Marks) -> Vec<Mark> {
    let mut all: Vec<Mark> = marks.iter().cloned().collect();
    all.sort_by(|a, b| a.keys.cmp(&b.keys));
    all
}

fn union(a: &Marks, b: &Marks) -> Marks {
    a.iter().chain(b.iter()).cloned().collect()
}

proptest! {
    #[test]
    fn merging_gives_the_same_in_every_order(
        a in some_marks(), b in some_marks(), c in some_marks()
    ) {
        let [a, b, c] = [a, b, c].map(Marks::from_iter);
        prop_assert_eq!(sorted(&union(&a, &b)), sorted(&union(&b, &a)));
        let (left, right) = (union(&union(&a, &b), &c), union(&a, &union(&b, &c)));
        prop_assert_eq!(sorted(&left), sorted(&right));
        prop_assert_eq!(sorted(&union(&a, &a)), sorted(&a));
    }
}
