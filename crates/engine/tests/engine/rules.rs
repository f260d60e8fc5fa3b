//! Saved views, and rules that mute and highlight.

use super::*;
use skimmark_protocol::rules::{Color, Decision, Decisions, Rule, RuleEffect, SavedView};
use skimmark_protocol::{Decide, Decided, Explain, ForgetDecisions, MutedBy, RestoreDecisions};

fn decide(engine: &mut Engine, decision: Decision) -> Decided {
    decide_at(engine, decision, 10)
}

pub(super) fn decide_at(engine: &mut Engine, decision: Decision, now: u64) -> Decided {
    ask(engine, Decide { decision, now: Millis(now) })
}

pub(super) fn mute(query: &str) -> Decision {
    Decision::Make(Rule { query: query.to_owned(), effect: RuleEffect::Mute })
}

fn highlight(query: &str, color: Color, top: bool) -> Decision {
    Decision::Make(Rule { query: query.to_owned(), effect: RuleEffect::Highlight { color, top } })
}

pub(super) fn save(query: &str) -> Decision {
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

    // In their places beside the others, and marked.
    let also = shown(&mut engine, show("show:muted"));
    assert_eq!(titles(&also.cards), ["A", "Quiet", "Seeing"]);
    assert_eq!(also.cards.iter().map(|card| card.muted).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!((also.total, also.shows_muted, all.shows_muted), (3, true, false));
    assert_eq!(also.muted, all.muted);
    assert_eq!(found(&mut engine, "-show:muted"), ["Seeing"]);
    assert_eq!(why(&mut engine, 1, "show:muted"), "Muted by gradients. Muted by ladder.");

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

fn restored(engine: &mut Engine, stored: &str) -> Decided {
    ask(engine, RestoreDecisions(Some(stored.to_owned())))
}

fn journal_of(engine: &mut Engine, journal: Vec<StoredMark>) {
    ask(engine, RestoreMarks { journal, room: ROOM, ..RestoreMarks::default() });
}

#[test]
fn views_and_rules_come_back_from_the_journal_or_the_mirror() {
    let mut engine = Engine::new();
    let muted = decide(&mut engine, mute("tides"));
    let saved = decide(&mut engine, save("ladder"));
    assert_eq!((muted.journal.len(), saved.journal[0].name.as_str()), (1, "view:ladder"));
    let mirror = saved.mirror.unwrap();
    let journal = [muted.journal, saved.journal].concat();

    let mut by_mirror = Engine::new();
    let Decided { decisions, journal: added, mirror: again, problem, .. } =
        restored(&mut by_mirror, &mirror);
    assert_eq!((&decisions, problem, again), (&saved.decisions, None, None));
    assert_eq!(added.len(), 2, "the journal lacks them");

    let mut by_journal = Engine::new();
    journal_of(&mut by_journal, journal.clone());
    let found = restored(&mut by_journal, "");
    assert_eq!((found.decisions, found.mirror), (saved.decisions, Some(mirror.clone())));
    // Both agree: nothing is left to store.
    let both = restored(&mut by_journal, &mirror);
    assert_eq!((both.mirror, both.journal, both.undo), (None, vec![], None));

    // What the mirror holds of an older moment does not bring back what is gone.
    let forgotten = decide_at(&mut engine, Decision::Forget("ladder".to_owned()), 20);
    let mut later = Engine::new();
    journal_of(&mut later, [journal, forgotten.journal].concat());
    let Decided { decisions, mirror, .. } = restored(&mut later, &mirror);
    assert_eq!((decisions.views.len(), decisions.rules.len()), (0, 1));
    assert_eq!(mirror, forgotten.mirror);
    let erased = ask(&mut later, ForgetDecisions);
    assert_eq!((erased.decisions, erased.mirror), (Decisions::default(), None));
}

#[test]
fn two_tabs_keep_what_each_saved() {
    let (mut one, mut other) = (Engine::new(), Engine::new());
    let saved = [decide(&mut one, save("ladder")), decide(&mut other, save("tides"))];
    let [theirs, ours] = saved.map(|saved| saved.journal);
    let decided = ask(&mut one, MergeMarks(ours)).decided.unwrap();
    let queries: Vec<&str> = decided.decisions.views.iter().map(|it| it.query.as_str()).collect();
    assert_eq!((queries, decided.journal.len()), (vec!["ladder", "tides"], 0));
    let also = ask(&mut other, MergeMarks(theirs.clone())).decided.unwrap();
    assert_eq!((also.decisions, also.mirror), (decided.decisions, decided.mirror));
    assert_eq!(ask(&mut other, MergeMarks(theirs)).decided, None, "it is known");
}

#[test]
fn what_is_damaged_is_set_aside_and_costs_nothing_else() {
    let mut engine = Engine::new();
    let saved = decide(&mut engine, save("ladder"));
    let mut later = Engine::new();
    journal_of(&mut later, saved.journal);
    let cut = restored(&mut later, &saved.mirror.unwrap()[..30]);
    assert!(cut.set_aside);
    assert_eq!(cut.decisions.views.len(), 1);
    assert!(cut.mirror.is_some(), "the whole is stored again");
    let problem = cut.problem.unwrap();
    assert!(problem.contains("could not be read") && problem.contains("set aside"), "{problem}");

    let one_bad = r#"{"v":1,"views":[{"name":"a"},{"name":"B","query":"b"}],"rules":[]}"#;
    let Decided { decisions, set_aside, problem, .. } = restored(&mut Engine::new(), one_bad);
    assert_eq!((decisions.views.len(), set_aside), (1, true));
    assert!(problem.unwrap().starts_with("1 view or rule saved here could not be read"));
    for other in ["{", "7", "text"] {
        assert!(restored(&mut engine, other).set_aside, "{other}");
    }
    assert_eq!(shown(&mut engine, show("")).saved.len(), 1);
}

#[test]
fn what_a_newer_version_stored_is_left_alone_and_no_change_is_kept() {
    let mut engine = Engine::new();
    let newer = restored(&mut engine, r#"{"v":9}"#);
    assert_eq!((newer.mirror, newer.set_aside), (None, false));
    assert!(newer.problem.unwrap().contains("newer version"));
    let changed = decide(&mut engine, mute("wolves"));
    assert_eq!((changed.mirror, changed.journal), (None, vec![]));
    assert!(changed.problem.unwrap().contains("not kept"));

    // Of one in the journal it is the same, and others are kept.
    let mut engine = Engine::new();
    let entry = StoredMark { name: "rule:wolves".into(), text: r#"{"v":9}"#.into() };
    journal_of(&mut engine, vec![entry]);
    let changed = decide(&mut engine, mute("wolves"));
    assert_eq!(changed.journal, []);
    assert!(changed.problem.unwrap().contains("not kept"));
    let changed = decide(&mut engine, mute("sheep"));
    assert_eq!((changed.journal.len(), changed.problem), (1, None));
}

#[test]
fn views_and_rules_are_taken_over_from_backups() {
    let mut engine = Engine::new();
    decide(&mut engine, mute("tides"));
    let all = decide(&mut engine, save("ladder"));
    let saved = backup(&mut engine);
    let mut other = Engine::new();
    let imported = import(&mut other, &saved);
    let decided = imported.decided.unwrap();
    assert_eq!((imported.decisions, &decided.decisions), (2, &all.decisions));
    assert_eq!((decided.mirror, decided.journal.len()), (all.mirror, 2));
    assert_eq!(import(&mut other, &saved).decided, None);
    // What was deleted after the backup stays deleted.
    decide_at(&mut other, Decision::Drop("tides".to_owned()), 20);
    assert_eq!(import(&mut other, &saved).decided, None);
    // A deletion is in the backup, too.
    let later = backup(&mut other);
    assert_eq!(import(&mut engine, &later).decided.unwrap().decisions.rules, []);
}
