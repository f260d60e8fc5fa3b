//! Fingers on the page.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, TouchEvent};

use super::{dom, events};

/// Where a finger is, in CSS pixels of the window, and what it began on.
#[derive(Clone, Debug)]
pub struct Touch {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    target: Option<Element>,
}

/// Calls `touched` with the name of the event and the finger, where there is one alone; a second
/// one ends what the first began.
pub fn on_window(touched: impl Fn(&str, Touch) + 'static) {
    let touched = Rc::new(touched);
    for kind in ["touchstart", "touchmove", "touchend", "touchcancel"] {
        let touched = Rc::clone(&touched);
        events::on_window(kind, move |event: TouchEvent| {
            let alone = event.touches().length() < 2;
            let kind = if alone { kind } else { "touchcancel" };
            if let Some(finger) = event.changed_touches().get(0) {
                let target = event.target().and_then(|target| target.dyn_into().ok());
                let (x, y) = (f64::from(finger.client_x()), f64::from(finger.client_y()));
                touched(kind, Touch { x, y, target });
            }
        });
    }
}

/// The `id` of the nearest element around the finger that `selector` selects.
pub fn closest(touch: &Touch, selector: &str) -> Option<String> {
    let found = touch.target.as_ref()?.closest(selector).ok()??;
    Some(found.id()).filter(|id| !id.is_empty())
}

/// Shifts the element of this id by so many CSS pixels to the right, and says what that means.
pub fn shift(id: &str, by: f64, meaning: &str) {
    let Some(element) = dom::by_id(id) else { return };
    #[allow(clippy::cast_possible_truncation)]
    let pixels = by.round() as i32;
    let style = element.style();
    let _ = match pixels {
        0 => style.remove_property("translate").map(drop),
        _ => style.set_property("translate", &format!("{pixels}px")),
    };
    let _ = match meaning {
        "" => element.remove_attribute("data-swipe"),
        _ => element.set_attribute("data-swipe", meaning),
    };
}
