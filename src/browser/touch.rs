//! Fingers on the page.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, TouchEvent};

use super::{dom, events};

/// A finger: where it is, in CSS pixels of the window, and what it began on.
#[derive(Clone, Debug)]
pub struct Touch {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    target: Option<Element>,
}

/// What a finger does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It comes down.
    Start,
    /// It moves.
    Move,
    /// It is lifted.
    End,
    /// The browser has taken it for something else, or a second finger came.
    Cancel,
}

/// The events of the phases.
const EVENTS: [(&str, Phase); 4] = [
    ("touchstart", Phase::Start),
    ("touchmove", Phase::Move),
    ("touchend", Phase::End),
    ("touchcancel", Phase::Cancel),
];

/// Calls `touched` with what the one finger on the page does; a second one cancels what the first
/// began.
pub fn on_window(touched: impl Fn(Phase, Touch) + 'static) {
    let touched = Rc::new(touched);
    for (event, phase) in EVENTS {
        let touched = Rc::clone(&touched);
        events::on_window(event, move |event: TouchEvent| {
            let alone = event.touches().length() < 2;
            let phase = if alone { phase } else { Phase::Cancel };
            if let Some(finger) = event.changed_touches().get(0) {
                let target = event.target().and_then(|target| target.dyn_into().ok());
                let (x, y) = (f64::from(finger.client_x()), f64::from(finger.client_y()));
                touched(phase, Touch { x, y, target });
            }
        });
    }
}

/// Returns the `id` of the nearest element around the finger that `selector` selects.
pub fn closest(touch: &Touch, selector: &str) -> Option<String> {
    let found = touch.target.as_ref()?.closest(selector).ok()??;
    Some(found.id()).filter(|id| !id.is_empty())
}

/// Returns whether the finger is on an element that `selector` selects, or within one.
pub fn is_within(touch: &Touch, selector: &str) -> bool {
    touch.target.as_ref().is_some_and(|on| on.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Shifts the element with this id by this many CSS pixels to the right, and sets `data-swipe` to
/// what that means.
pub fn shift(id: &str, by: f64, meaning: Option<&str>) {
    let Some(element) = dom::by_id(id) else { return };
    #[allow(clippy::cast_possible_truncation)]
    let pixels = by.round() as i32;
    let style = element.style();
    let _ = match pixels {
        0 => style.remove_property("translate").map(drop),
        _ => style.set_property("translate", &format!("{pixels}px")),
    };
    let _ = match meaning {
        None => element.remove_attribute("data-swipe"),
        Some(meaning) => element.set_attribute("data-swipe", meaning),
    };
}
