//! A paper swiped with a finger: to the right it is starred, to the left hidden.

use std::cell::RefCell;
use std::rc::Rc;

use crate::app::state::State;
use crate::browser::touch::{self, Touch};

/// A finger that went so far, in CSS pixels, means it,
const FAR: f64 = 80.0;
/// and one that went so far to the side swipes, and does not tap.
const BEGUN: f64 = 12.0;

/// A finger on a card.
struct Swipe {
    /// The `id` of the card's element.
    card: String,
    begun: Touch,
    /// How far to the right the finger is; nothing, while it may yet do something else.
    by: Option<f64>,
}

/// Follows fingers on the cards.
pub fn follow(state: State) {
    let present: Rc<RefCell<Option<Swipe>>> = Rc::default();
    touch::on_window(move |kind, touch| {
        let mut present = present.borrow_mut();
        match kind {
            "touchstart" => *present = begin(touch),
            "touchmove" => *present = present.take().and_then(|swipe| moved(swipe, &touch)),
            _ => {
                if let Some(swipe) = present.take() {
                    ended(state, &swipe, kind == "touchend");
                }
            }
        }
    });
}

fn begin(touch: Touch) -> Option<Swipe> {
    let card = touch::closest(&touch, "article")?;
    Some(Swipe { card, begun: touch, by: None })
}

/// The swipe goes on; none, where the finger scrolls.
fn moved(swipe: Swipe, touch: &Touch) -> Option<Swipe> {
    let (right, down) = (touch.x - swipe.begun.x, touch.y - swipe.begun.y);
    if swipe.by.is_none() && down.abs() > BEGUN {
        return None;
    }
    let by = (swipe.by.is_some() || right.abs() > BEGUN).then_some(right);
    if let Some(by) = by {
        touch::shift(&swipe.card, by, meant(by));
    }
    Some(Swipe { by, ..swipe })
}

/// What a finger means that is so far to the right.
fn meant(by: f64) -> &'static str {
    match by {
        by if by > FAR => "star",
        by if by < -FAR => "hide",
        _ => "",
    }
}

fn ended(state: State, swipe: &Swipe, meant_it: bool) {
    touch::shift(&swipe.card, 0.0, "");
    let Some(held) = state.feed.held(&swipe.card).filter(|_| meant_it) else { return };
    match swipe.by.map_or("", meant) {
        "star" => state.star_by_hand(&held),
        "hide" => state.toggle_hidden(&held),
        _ => {}
    }
}
