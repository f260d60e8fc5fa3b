//! Saved views, and rules that mute and highlight.

use super::*;
use skimmark_protocol::rules::{Color, Decision, Rule, RuleEffect, SavedView};
use skimmark_protocol::{Decide, Decided, Explain, MutedBy, RestoreDecisions};

fn decide(engine: &mut Engine, decision: Decision) -> Decided {
    ask(engine, Decide(decision))
}

fn mute(query: &str) -> Decision {
    Decision::Make(Rule { query: query.to_owned(), effect: RuleEffect::Mute })
}

fn highlight(query: &str, color: Color, top: bool) -> Decision {
    Decision::Make(Rule { query: query.to_owned(), effect: RuleEffect::Highlight { color, top } })
}

fn save(query: &str) -> Decision {
    Decision::Save(SavedView { name: "A view".to_owned(), query: query.to_owned() })
}

fn found(engine: &mut Engine, query: &str) -> Vec<String> {
    titles(&shown(engine, show(query)).cards)
}

fn why(engine: &mut Engine, paper: u32, query: &str) -> String {
    let query = query.to_owned();
    ask(engine, Explain { view: View::Digest, paper, query }).unwrap()
}

#[test]
fn muted_papers_are_hidden_counted_and_shown_when_asked_for() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    decide(&mut engine, mute("gradients"));
    decide(&mut engine, mute("ladder"));
    let all = shown(&mut engine, show(""));
    assert_eq!((titles(&all.cards), all.total), (vec!["Seeing".to_owned()], 1));
    // The second paper is hidden by the first rule, and not counted again.
    let by = |query: &str, count| MutedBy { query: Some(query.to_owned()), count };
    assert_eq!(all.muted, [by("gradients", 1), by("ladder", 1)]);
    assert_eq!(all.ruled, [1, 2]);
    let codes = values(&all, FacetKind::Show);
    assert!(codes.contains(&has_code(0, FacetState::Off)), "{codes:?}");

    assert_eq!(shown(&mut engine, show("models")).muted, [by("ladder", 1)]);
    let muted = shown(&mut engine, show("is:muted"));
    assert_eq!(titles(&muted.cards), ["A", "Quiet"]);
    assert_eq!((muted.total, muted.muted.as_slice()), (3, &[][..]));
    assert_eq!(found(&mut engine, "is:muted ladder -gradients"), ["A"]);
    assert_eq!(
        why(&mut engine, 1, "is:muted"),
        "Muted by gradients. Muted by ladder. It meets is:muted."
    );

    decide(&mut engine, Decision::Drop("ladder".to_owned()));
    assert_eq!(found(&mut engine, ""), ["A", "Seeing"]);
    // A digest that is opened later is muted, too.
    opened(&mut engine, 2, MONDAY);
    assert_eq!(found(&mut engine, ""), ["A", "Seeing"]);
}

#[test]
fn bookmarks_are_never_muted() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    click(&mut engine, View::Digest, 1, true, 5);
    decide(&mut engine, mute("gradients"));
    assert_eq!(found(&mut engine, ""), ["A", "Seeing"]);
    assert_eq!(bookmarks(&mut engine), ["Quiet"]);
}

#[test]
fn a_rule_that_says_nothing_finds_nothing() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    for query in ["score:high", "(", "is:muted"] {
        decide(&mut engine, mute(query));
    }
    assert_eq!(shown(&mut engine, show("")).total, 3);
}

#[test]
fn highlighted_papers_have_the_first_rules_color_and_may_stand_first() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    decide(&mut engine, highlight("tides", Color::Blue, true));
    decide(&mut engine, highlight("models", Color::Rose, false));
    let cards = shown(&mut engine, show("")).cards;
    assert_eq!(titles(&cards), ["Seeing", "A", "Quiet"]);
    let colors: Vec<_> = cards.iter().map(|card| card.highlight).collect();
    assert_eq!(colors, [Some(Color::Blue), Some(Color::Rose), None]);
    assert_eq!(cards.iter().map(|card| card.why).collect::<Vec<_>>(), [true, true, false]);
    let words = why(&mut engine, 2, "video abs:tides");
    let highlighted = "Highlighted by tides. Highlighted by models.";
    assert_eq!(
        words,
        format!("{highlighted} video is in the title, the abstract. tides is in the abstract.")
    );
    // Within groups.
    let grouped = Show { group: Group::Category, ..show("") };
    let cards = shown(&mut engine, grouped).cards;
    assert_eq!(titles(&cards), ["A", "Quiet", "Seeing"]);
}

#[test]
fn saved_views_count_what_they_show() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, MONDAY);
    let queries = ["ladder", "", "cat:cs.CL OR tides", "is:muted", "-ladder", "score:high"];
    for query in queries {
        decide(&mut engine, save(query));
    }
    for muted in [false, true] {
        if muted {
            decide(&mut engine, mute("tides"));
        }
        let counts = shown(&mut engine, show("")).saved;
        let kept = queries.iter().filter(|query| !query.is_empty());
        let run: Vec<u32> = kept.map(|query| shown(&mut engine, show(query)).shown).collect();
        assert_eq!(counts, run);
    }
}

#[test]
fn decisions_are_taken_over_from_storage_and_backups() {
    let mut engine = Engine::new();
    decide(&mut engine, mute("tides"));
    let stored = decide(&mut engine, save("ladder")).store;
    let backup = ask(&mut engine, WriteBackup { made: today() });
    let mut other = Engine::new();
    let restored = ask(&mut other, RestoreDecisions(stored.clone()));
    assert_eq!((&restored.store, &restored.problem), (&stored, &None));
    let mut third = Engine::new();
    let opened = open_all(&mut third, 1, vec![source("a.json", Content::Text(backup))]);
    let imported = opened.decided.unwrap();
    assert_eq!(imported.decisions, restored.decisions);

    // What a newer version stored is left alone.
    let newer = ask(&mut other, RestoreDecisions(Some(r#"{"v":9}"#.to_owned())));
    assert_eq!(newer.store, None);
    assert!(newer.problem.unwrap().contains("newer version"));
    let changed = decide(&mut other, mute("wolves"));
    assert!(changed.store.is_none() && changed.problem.is_some(), "{changed:?}");
    let damaged = ask(&mut third, RestoreDecisions(Some("{".to_owned())));
    assert!(damaged.problem.unwrap().contains("could not be read"));
    assert_eq!(damaged.decisions, imported.decisions);
}
