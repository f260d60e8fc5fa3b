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
    assert!(ranked[..12].iter().all(|word| word == "Wool"), "{ranked:?}");
    assert_eq!(ranked.len(), 24);
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
    assert!(after[..7].iter().all(|word| word == "Tides"), "{after:?}");
    // In another order there is nothing to say.
    shown(&mut engine, show(""));
    assert_eq!(ask(&mut engine, ask_why), None);
}

#[test]
fn what_was_read_and_left_comes_last_unless_almost_all_was_read() {
    let mut engine = Engine::new();
    opened(&mut engine, 1, &[&farm(), MONDAY].concat());
    for paper in [0, 2, 4, 6, 8] {
        click(&mut engine, View::Digest, paper, true, 10);
    }
    for paper in [1, 3, 5, 7] {
        change(&mut engine, paper, MarkChange::Read(true), 20);
    }
    let ranked = order(&mut engine, Show { fresh: true, ..for_you("") });
    assert_eq!(ranked.last().unwrap(), "Tides");
    shown(&mut engine, show(""));
    ask(
        &mut engine,
        skimmark_protocol::ReadAll { order: OrderId(1), from: 0, before: None, now: Millis(30) },
    );
    let ranked = order(&mut engine, Show { fresh: true, ..for_you("") });
    assert!(ranked[..5].iter().all(|word| word == "Wool"), "{ranked:?}");
}
