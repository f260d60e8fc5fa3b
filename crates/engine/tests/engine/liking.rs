//! The order "For you": what it waits for, what it puts first, and when it changes.

use super::*;
use crate::marks::{change, note};
use skimmark_protocol::Explain;

/// Twelve papers about sheep and twelve about tides, mixed, and one about both.
fn farm() -> String {
    let mut text = String::new();
    for number in 0..12 {
        let sheep = format!(
            "CLMar 1\nWool of Kind {number} from Patient SheepAda Ström, Ben Okafor\nSheep on farm {number} give wool, and the shepherd counts them.\n"
        );
        let tides = format!(
            "CVMar 1\nTides at Harbour {number} Seen from AboveFarah Aziz, Goran Petrov\nThe water of harbour {number} rises and falls, as a camera sees it.\n"
        );
        text += &[sheep, tides].concat();
    }
    text
}

/// Papers about four other things, twelve about each.
fn market() -> String {
    let stalls = ["Bread", "Honey", "Candles", "Baskets"];
    let papers = (0..48).map(|number| {
        let stall = stalls[number % 4];
        format!("AIMar 2\n{stall} at Stall {number} of the MarketNoor Haddad\nWho sells {stall} at stall {number} knows every {stall}.\n")
    });
    papers.collect()
}

fn for_you(query: &str) -> Show {
    Show { sort: Sort::ForYou, fresh: false, ..show(query) }
}

/// Returns the first words of the titles, in order.
fn order(engine: &mut Engine, show: Show) -> Vec<String> {
    titles(&shown(engine, Show { room: 99, ..show }).cards)
}

fn missing(engine: &mut Engine) -> u32 {
    shown(engine, for_you("")).likes_missing
}

#[test]
fn it_waits_for_five_likes_and_then_puts_first_what_is_like_them() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &farm());
    assert_eq!(missing(&mut engine), 5);
    for (paper, like) in [(0, 10), (2, 20), (4, 30)] {
        click(&mut engine, View::Digest, paper, true, like);
    }
    // A tag and a note are likes as well; a star that was taken away is not.
    change(&mut engine, 6, note("wool", ""), 40);
    click(&mut engine, View::Digest, 1, true, 50);
    click(&mut engine, View::Digest, 1, false, 60);
    assert_eq!(missing(&mut engine), 1);
    change(&mut engine, 8, note("", "Ask the shepherd."), 70);
    assert_eq!(missing(&mut engine), 0);
    let ranked = order(&mut engine, Show { fresh: true, ..for_you("") });
    // What is starred is no news.
    assert!(ranked[..9].iter().all(|word| word == "Wool"), "{ranked:?}");
    assert!(ranked[9..21].iter().all(|word| word == "Tides"), "{ranked:?}");
    assert_eq!(ranked[21..], ["Wool"; 3]);
}

#[test]
fn what_is_starred_comes_last_and_stays_where_it_was_starred() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &farm());
    like(&mut engine, [0, 2, 4, 6, 8], 10);
    let fresh = || Show { fresh: true, room: 99, ..for_you("") };
    let order = |engine: &mut Engine, show: Show| {
        let cards = shown(engine, show).cards.into_iter();
        cards.map(|card| (card.reader.starred, card.paper)).collect::<Vec<_>>()
    };
    let first = order(&mut engine, fresh());
    assert!(first.iter().is_sorted_by_key(|(starred, _)| starred), "{first:?}");
    assert_eq!(first.iter().filter(|(starred, _)| *starred).count(), 5);
    // Under the reader's hand nothing moves.
    let paper = star(&mut engine, View::Digest, first[0].1, true, 20).paper;
    shown(&mut engine, for_you(""));
    ask(&mut engine, ChangeMark { paper, change: MarkChange::Star(true), now: Millis(20) });
    assert!(shown(&mut engine, Show { fresh: false, ..fresh() }).unchanged);
    let again = order(&mut engine, fresh());
    assert!(again.iter().is_sorted_by_key(|(starred, _)| starred), "{again:?}");
    // Among the bookmarks all are starred, and the likeliest is the first.
    let bookmarks = Show { view: View::Bookmarks, ..fresh() };
    let likely: Vec<_> =
        shown(&mut engine, bookmarks).cards.iter().map(|card| card.likely).collect();
    assert_eq!(likely.len(), 6);
    assert!(likely.is_sorted_by(|one, next| one >= next), "{likely:?}");
}

#[test]
fn what_was_prepared_is_what_is_learned_otherwise() {
    let fair = (0..200).map(|number| {
        format!("AIMar 2\nWool at Stall {number} of the FairNoor Haddad\nStall {number} has sheep and {number} candles.\n")
    });
    let many: String = std::iter::once(farm()).chain(fair).collect();
    let mut engines = [Engine::new(), Engine::new()];
    for engine in &mut engines {
        opened(engine, 1, &farm());
        shown(engine, show(""));
        assert!(!engine.prepare(), "nothing is liked yet");
        opened(engine, 1, &many);
        like(engine, [0, 2, 4, 6, 8], 10);
        shown(engine, show(""));
    }
    assert!(engines[0].prepare(), "more than one piece");
    while engines[0].prepare() {}
    let [prepared, other] = &mut engines;
    let order = |engine: &mut Engine| order(engine, Show { fresh: true, ..for_you("") });
    assert_eq!(order(prepared), order(other));
    assert!(!other.prepare(), "all is read");
}

#[test]
fn it_says_why_and_stays_until_it_is_shown_anew() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &farm());
    for paper in [0, 2, 4, 6, 8] {
        click(&mut engine, View::Digest, paper, true, 10);
    }
    let before = order(&mut engine, Show { fresh: true, ..for_you("") });
    let ask_why = Explain { view: View::Digest, paper: 10, query: String::new() };
    let why = ask(&mut engine, ask_why.clone()).unwrap();
    assert!(why.starts_with("For you: ") && why.contains("; like “Wool of Kind"), "{why}");
    // Papers of another kind are liked: nothing moves while the order is shown, whatever is looked for.
    for paper in [1, 3, 5, 7, 9, 11, 13] {
        let paper = star(&mut engine, View::Digest, paper, true, 20).paper;
        shown(&mut engine, for_you(""));
        ask(&mut engine, ChangeMark { paper, change: MarkChange::Star(true), now: Millis(20) });
    }
    for paper in [0, 2, 4, 6, 8] {
        let paper = star(&mut engine, View::Digest, paper, false, 30).paper;
        shown(&mut engine, for_you(""));
        ask(&mut engine, ChangeMark { paper, change: MarkChange::Star(false), now: Millis(30) });
    }
    shown(&mut engine, for_you("sheep"));
    let after = order(&mut engine, Show { fresh: true, ..for_you("") });
    assert_ne!(after, before);
    assert!(after[..5].iter().all(|word| word == "Tides"), "{after:?}");
    // In another order there is nothing to say.
    shown(&mut engine, show(""));
    assert_eq!(ask(&mut engine, ask_why), None);
}

#[test]
fn what_was_read_and_left_comes_after_all_but_the_starred_unless_almost_all_was_read() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &[&farm(), MONDAY].concat());
    for paper in [0, 2, 4, 6, 8] {
        click(&mut engine, View::Digest, paper, true, 10);
    }
    for paper in [1, 3, 5, 7] {
        change(&mut engine, paper, MarkChange::Read(true), 20);
    }
    let ranked = order(&mut engine, Show { fresh: true, ..for_you("") });
    assert_eq!(ranked[ranked.len() - 6..], ["Tides", "Wool", "Wool", "Wool", "Wool", "Wool"]);
    shown(&mut engine, show(""));
    ask(
        &mut engine,
        skimmark_protocol::ReadAll { order: OrderId(1), from: 0, before: None, now: Millis(30) },
    );
    let ranked = order(&mut engine, Show { fresh: true, ..for_you("") });
    assert!(ranked[..5].iter().all(|word| word == "Wool"), "{ranked:?}");
}

/// Stars the papers of these numbers.
fn like(engine: &mut Engine, papers: impl IntoIterator<Item = u32>, now: u64) {
    for paper in papers {
        click(engine, View::Digest, paper, true, now);
    }
}

#[test]
fn how_likely_a_paper_is_liked_is_asked_for_and_shown_where_it_counts() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &farm());
    let wanted = Show { room: 99, ..show("likely:>0.5") };
    let unlearned = shown(&mut engine, wanted.clone());
    let problem = &unlearned.problems[0];
    assert_eq!((problem.part.as_str(), unlearned.shown), ("likely:>0.5", 24));
    assert!(problem.message.contains("5 more papers"), "{}", problem.message);
    // Neither does the opposite empty the screen.
    assert_eq!(shown(&mut engine, show("sheep -likely:>0.5")).shown, 12);
    like(&mut engine, [0, 2, 4, 6, 8], 10);
    assert_eq!(shown(&mut engine, Show { room: 99, ..show("") }).cards[0].likely, None);
    let all = shown(&mut engine, Show { room: 99, fresh: true, ..for_you("") }).cards;
    let likely: Vec<u32> = all.iter().map(|card| card.likely.unwrap()).collect();
    let (new, starred) = likely.split_at(19);
    assert!(new.is_sorted_by(|one, next| one >= next), "{likely:?}");
    assert!(new[6] > 50 && new[7] < 50 && starred.iter().all(|it| *it > 50), "{likely:?}");
    let found = shown(&mut engine, wanted.clone());
    assert_eq!((found.shown, found.problems.len()), (12, 0));
    assert!(found.cards.iter().all(|card| card.likely > Some(50)));
    assert_eq!(shown(&mut engine, show("-likely:>0.5")).shown, 12);
    // It is the same while it is asked for, whatever is liked meanwhile.
    let tides = [1, 3, 5, 7, 9].map(|paper| star(&mut engine, View::Digest, paper, true, 20));
    shown(&mut engine, wanted.clone());
    tides.into_iter().for_each(|tides| drop(ask(&mut engine, tides)));
    assert_eq!(shown(&mut engine, Show { fresh: false, ..wanted.clone() }).shown, 12);
    shown(&mut engine, Show { fresh: false, ..show("") });
    assert_ne!(shown(&mut engine, Show { fresh: false, ..wanted }).shown, 12);
}

#[test]
fn a_paper_is_asked_for_by_an_identifier_or_its_title_and_others_like_it_come_after_it() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &[farm(), market()].concat());
    for name in ["\"Wool of Kind 3 from Patient Sheep\"", "\"of kind 3\""] {
        let found = shown(&mut engine, Show { room: 99, ..show(&["like:", name].concat()) }).cards;
        assert_eq!(titles(&found), ["Wool"; 12], "{name}");
        assert_eq!(Stretch::join(&found[0].title), "Wool of Kind 3 from Patient Sheep");
        assert_eq!(found[0].like, "like:\"Wool of Kind 3 from Patient Sheep\"");
    }
    let ask_why = Explain { view: View::Digest, paper: 0, query: "like:\"of kind 3\"".into() };
    let why = ask(&mut engine, ask_why).unwrap();
    assert!(why.starts_with("Like “Wool of Kind 3 from Patient Sheep”: "), "{why}");
    // Another order may be chosen.
    let by_title = Show { sort: Sort::Title, ..show("like:\"of kind 3\"") };
    let first = shown(&mut engine, by_title).cards.remove(0);
    assert_eq!(Stretch::join(&first.title), "Wool of Kind 0 from Patient Sheep");
    for unknown in ["like:2603.99999", "like:wool", "-like:2603.99999"] {
        let shown = shown(&mut engine, show(unknown));
        assert_eq!((shown.shown, shown.problems[0].part.as_str()), (72, unknown));
    }
}

#[test]
fn views_and_rules_follow_what_was_learned() {
    use skimmark_protocol::Decide;
    use skimmark_protocol::rules::{Color, Decision, Rule, RuleEffect, SavedView};
    let mut engine = Engine::new();
    opened(&mut engine, 1, &[farm(), market()].concat());
    let view = SavedView { name: "For me".into(), query: "likely:>0.8".into() };
    let mute = Rule { query: "likely:<0.2".into(), effect: RuleEffect::Mute };
    let color = RuleEffect::Highlight { color: Color::Rose, top: false };
    let mark = Rule { query: "like:\"Tides at Harbour 3 Seen from Above\"".into(), effect: color };
    for decision in [Decision::Save(view), Decision::Make(mute), Decision::Make(mark)] {
        ask(&mut engine, Decide { decision, now: Millis(5) });
    }
    let before = shown(&mut engine, Show { room: 99, ..show("") });
    // What is not learned mutes nothing.
    assert_eq!((before.shown, before.ruled), (72, vec![0, 12]));
    like(&mut engine, [0, 2, 4, 6, 8], 10);
    let after = shown(&mut engine, Show { room: 99, ..show("") });
    assert_eq!((after.shown, after.saved, after.ruled), (24, vec![12], vec![48, 12]));
    assert!(after.cards.iter().all(|card| card.likely.is_none()));
}

#[test]
fn what_was_decided_before_a_moment_can_be_left_out() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &farm());
    like(&mut engine, [0, 2, 4, 6, 8], 10);
    let since = |since| Show { likes_since: Millis(since), ..for_you("") };
    assert_eq!(order(&mut engine, since(0))[0], "Wool");
    assert_eq!(shown(&mut engine, since(10)).likes_missing, 5);
    assert_eq!(order(&mut engine, since(0))[0], "Wool");
    like(&mut engine, [1, 3, 5, 7, 9], 20);
    assert_eq!(order(&mut engine, since(10))[0], "Tides");
}

#[test]
fn a_bookmark_that_comes_meanwhile_is_the_last() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &farm());
    like(&mut engine, [0, 2, 4, 6, 8], 10);
    let tides = star(&mut engine, View::Digest, 1, true, 20);
    let bookmarks = Show { view: View::Bookmarks, ..for_you("") };
    assert_eq!(order(&mut engine, Show { fresh: true, ..bookmarks.clone() }), ["Wool"; 5]);
    ask(&mut engine, tides);
    assert_eq!(order(&mut engine, bookmarks), ["Wool", "Wool", "Wool", "Wool", "Wool", "Tides"]);
}

#[test]
fn a_paper_is_asked_for_by_any_of_its_identifiers_wherever_it_is() {
    let mut text = String::new();
    for number in 0..12 {
        text += &format!(
            "@article{{wool{number}, title={{Wool of Kind {number} from Patient Sheep}}, author={{Ada Str{{\\\"o}}m}}, \
             eprint={{2603.0{number:04}}}, archiveprefix={{arXiv}}, doi={{10.1000/WOOL.{number}}}, abstract={{Sheep on farms give wool.}}}}\n\
             @article{{tide{number}, title={{Tides at Harbour {number}}}, author={{Farah Aziz}}, abstract={{The water of harbours rises.}}}}\n"
        );
    }
    for number in 0..48 {
        let stall = ["Bread", "Honey", "Candles", "Baskets"][number % 4];
        text += &format!(
            "@article{{stall{number}, title={{{stall} at Stall {number}}}, author={{Noor Haddad}}, abstract={{Who sells {stall} knows every {stall}.}}}}\n"
        );
    }
    let mut engine = Engine::new();
    opened(&mut engine, 1, &text);
    for name in ["2603.00003", "arXiv:2603.00003v2", "10.1000/wool.3", "doi:10.1000/Wool.3"] {
        let found = shown(&mut engine, Show { room: 99, ..show(&["like:", name].concat()) });
        assert_eq!((found.shown, found.problems.len()), (12, 0), "{name}");
        assert_eq!(found.cards[0].like, "like:2603.00003", "{name}");
    }
    // A bookmark can be named in another digest.
    like(&mut engine, [6], 10);
    opened(&mut engine, 2, &[farm(), market()].concat());
    let found = shown(&mut engine, Show { room: 99, ..show("like:2603.00003") });
    assert_eq!(found.shown, 12);
    assert!(titles(&found.cards).iter().all(|word| word == "Wool"));
}
