//! A paper under a finger: swiped to the right it is starred, to the left hidden; one that a finger
//! stays on is selected.

use std::cell::RefCell;
use std::rc::Rc;

use crate::app::state::State;
use crate::browser::touch::{self, Phase, Touch};
use crate::browser::{dom, timers};
use crate::page::commands::{self, Row, Swipe};

/// How far a finger must move, in CSS pixels, for a swipe to take effect,
const FAR: f64 = 80.0;
/// and how far to the side, so that it swipes and does not tap.
const BEGUN: f64 = 12.0;

/// How long a finger must stay where it is to select a paper, in milliseconds.
const LONG: i32 = 500;

/// Where a finger that stays means something else: links, buttons, and text to copy.
const OTHERWISE: &str = "a, button, input, .unfolded .abstract, .note";

/// A finger on a card.
struct Finger {
    /// The `id` of the card's element.
    card: String,
    begun: Touch,
    /// How far to the right the finger is; `None` while the gesture may still become something
    /// else.
    by: Option<f64>,
    /// The timer that selects the paper; 0 if it is not to be.
    timer: i32,
}

/// Follows fingers on the cards.
pub fn follow(state: State) {
    let present: Rc<RefCell<Option<Finger>>> = Rc::default();
    touch::on_window(move |phase, touch| {
        let mut present = present.borrow_mut();
        match phase {
            Phase::Start => *present = begin(state, touch),
            Phase::Move => *present = present.take().and_then(|finger| moved(finger, &touch)),
            Phase::End | Phase::Cancel => {
                if let Some(finger) = present.take() {
                    ended(state, &finger, phase == Phase::End);
                }
            }
        }
    });
}

#[inline(never)]
fn begin(state: State, touch: Touch) -> Option<Finger> {
    let card = touch::closest(&touch, "article")?;
    let timer = if touch::is_within(&touch, OTHERWISE) {
        0
    } else {
        let card = card.clone();
        timers::after(LONG, move || {
            if let Some(paper) = state.feed.card_of(&card) {
                state.toggle_selected(&paper);
            }
        })
    };
    Some(Finger { card, begun: touch, by: None, timer })
}

/// Follows the finger; returns nothing if it scrolls.
#[inline(never)]
fn moved(finger: Finger, touch: &Touch) -> Option<Finger> {
    let (right, down) = (touch.x - finger.begun.x, touch.y - finger.begun.y);
    if right.abs().max(down.abs()) > BEGUN {
        timers::cancel(finger.timer);
    }
    if finger.by.is_none() && down.abs() > BEGUN {
        return None;
    }
    let by = (finger.by.is_some() || right.abs() > BEGUN).then_some(right);
    if let Some(by) = by {
        shift(&finger.card, by, row_for(by));
    }
    Some(Finger { by, ..finger })
}

/// Shifts a card to the right by this many CSS pixels. The style sheet writes the effect beside the
/// card.
fn shift(card: &str, by: f64, meaning: Option<&'static Row>) {
    touch::shift(card, by, meaning.map(|row| row.bound.name));
    dom::describe_page("swiping", if meaning.is_some() { "on" } else { "off" });
}

/// Returns the command of a finger that is this far to the right.
fn row_for(by: f64) -> Option<&'static Row> {
    match by {
        by if by > FAR => commands::swiped(Swipe::Right),
        by if by < -FAR => commands::swiped(Swipe::Left),
        _ => None,
    }
}

#[inline(never)]
fn ended(state: State, finger: &Finger, meant_it: bool) {
    timers::cancel(finger.timer);
    shift(&finger.card, 0.0, None);
    let Some(paper) = state.feed.card_of(&finger.card).filter(|_| meant_it) else { return };
    if let Some(row) = finger.by.and_then(row_for) {
        state.run_by_hand(row.command, &paper);
    }
}
