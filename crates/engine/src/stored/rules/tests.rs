use super::*;
use crate::decisions::tests::some_decisions;
use proptest::prelude::*;

fn restored(text: &str) -> DecisionSet {
    let mut set = DecisionSet::default();
    for (_, _, part) in restore(text).unwrap() {
        let (subject, change) = part.unwrap();
        set.merge(subject, change);
    }
    set
}

/// Returns the form in which earlier versions store the same.
fn without_times(text: &str) -> String {
    let object = pieces::first(text).unwrap();
    let list = |name: &str| -> String {
        let items = object.items(name).map(|item| match item.find(",\"at\"") {
            Some(end) => [&item[..end], "}"].concat(),
            None => item.to_owned(),
        });
        items.collect::<Vec<_>>().join(",")
    };
    format!("{{\"v\":1,\"views\":[{}],\"rules\":[{}]}}", list("views"), list("rules"))
}

#[test]
fn the_stored_form_stays_as_it_is() {
    let text = concat!(
        r#"{"v":1,"views":[{"name":"Old","query":"a"},{"name":"Sheep","query":"sheep","at":20,"#,
        r#""made":10}],"rules":[{"query":"wolf","at":30},{"query":"a","colour":"rose","#,
        r#""top":true,"at":50,"made":40}],"gone":[{"view":"goats","at":60},{"rule":"b","at":70}]}"#
    );
    assert_eq!(store(&restored(text)), text);
    for entry_text in [
        r#"{"v":1,"view":{"name":"Sheep","query":"sheep","at":20,"made":10}}"#,
        r#"{"v":1,"rule":{"query":"wolf","at":30}}"#,
        r#"{"v":1,"gone":{"rule":"b","at":70}}"#,
    ] {
        let (subject, change) = read_entry(entry_text).unwrap();
        assert_eq!(entry(&subject, &change).text, entry_text);
    }
    let names = restored(text).iter().map(|(subject, _)| subject.name()).collect::<Vec<_>>();
    assert_eq!(names, ["view:a", "view:goats", "view:sheep", "rule:a", "rule:b", "rule:wolf"]);
}

#[test]
fn what_an_earlier_version_wrote_adds_and_changes_nothing() {
    let earlier =
        r#"{"v":1,"views":[{"name":"B","query":"b"},{"name":"A","query":"a"}],"rules":[]}"#;
    let mut set = restored(earlier);
    let names = |set: &DecisionSet| -> Vec<String> {
        set.listed().views.into_iter().map(|view| view.name).collect()
    };
    assert_eq!(names(&set), ["B", "A"], "in its order");
    set.merge(Subject::View("b".into()), Change::gone(5));
    let named = Change { at: 6, made: 1, what: Some(What::Name("New".into())) };
    set.merge(Subject::View("a".into()), named);
    let late = r#"{"v":1,"views":[{"name":"B","query":"b"},{"name":"C","query":"c"}],"rules":[]}"#;
    for (_, _, part) in restore(late).unwrap() {
        let (subject, change) = part.unwrap();
        set.merge(subject, change);
    }
    assert_eq!(names(&set), ["New", "C"]);
}

#[test]
fn what_is_damaged_or_newer_is_told_apart() {
    assert_eq!(restore(""), Ok(Parts::new()));
    let newer = Err(RestoreError::Newer { version: 2 });
    assert_eq!(restore(r#"{"views":7,"v":2}"#), newer);
    assert_eq!(
        read_entry(r#"{"v":2,"view":7}"#).map(drop),
        Err(RestoreError::Newer { version: 2 })
    );
    for text in ["{", "{}", "7", "[", r#"{"v":"a"}"#, r#"{"v":0}"#] {
        assert!(matches!(restore(text), Err(RestoreError::Damaged(_))), "{text}");
    }
    for text in [
        r#"{"v":1}"#,
        r#"{"v":1,"view":{"name":"a"}}"#,
        r#"{"v":1,"rule":{"query":"a","colour":"x"}}"#,
        r#"{"v":1,"gone":{"at":1}}"#,
        r#"{"v":1,"view":{"query":"a"},"rule":{"query":"a"}}"#,
    ] {
        assert!(matches!(read_entry(text), Err(RestoreError::Damaged(_))), "{text}");
    }
}

#[test]
fn a_bad_part_costs_no_other() {
    let text = r#"{"v":1,"views":[{"name":"a"},{"query":"sheep"}],"gone":{"at":1},
        "rules":[{"query":"a","colour":"x"},7,{"query":"wolf"}"#;
    let parts = restore(text).unwrap();
    let good = parts.iter().filter_map(|(_, _, part)| part.as_ref().ok());
    let good: Vec<&str> = good.map(|(subject, _)| subject.query()).collect();
    assert_eq!(good, ["sheep", "wolf"]);
    let bad = parts.iter().filter(|(_, _, part)| part.is_err());
    let bad: Vec<_> = bad.map(|(part, number, _)| (*part, *number)).collect();
    let expected =
        [(Part::View, 1), (Part::Rule, 1), (Part::Rule, 2), (Part::Gone, 1), (Part::Rest, 1)];
    assert_eq!(bad, expected);
}

proptest! {
    #[test]
    fn what_was_stored_is_restored(set in some_decisions()) {
        prop_assert_eq!(restored(&store(&set)).listed(), set.listed());
        let mut again = DecisionSet::default();
        for (subject, change) in set.iter() {
            let (subject, change) = read_entry(&entry(subject, change).text).unwrap();
            again.merge(subject, change);
        }
        prop_assert_eq!(&again, &restored(&store(&set)));
        // An earlier version reads the same views and rules.
        prop_assert_eq!(restored(&without_times(&store(&set))).listed(), set.listed());
    }
}
