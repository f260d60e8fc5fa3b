//! Groups of controls that are one stop of the Tab key each, through which the arrow keys lead.
//!
//! Which control of a group is the stop is set when the Tab key is pressed, as the browser looks for the next
//! stop only then: drawing hundreds of controls costs nothing.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::window;

/// Makes each group of controls in `frame` a single stop: the one with the focus, the one that was the stop
/// before, or the first. Each group is what a selector finds.
#[inline(never)]
pub fn gather(frame: &Element, groups: &[&str]) {
    for selector in groups {
        let controls = controls(frame, selector);
        let stop = place_of_focus(&controls)
            .or_else(|| controls.iter().position(was_stop))
            .unwrap_or_default();
        set_stop(&controls, stop);
    }
}

/// Moves the focus within the group that has it, to the next control or the one before; returns whether
/// there is such a group.
#[inline(never)]
pub fn step(frame: &Element, groups: &[&str], forward: bool) -> bool {
    let all = groups.iter().map(|selector| controls(frame, selector));
    let found = all.filter_map(|controls| Some((place_of_focus(&controls)?, controls))).next();
    let Some((from, controls)) = found else { return false };
    let last = controls.len().saturating_sub(1);
    let to = if forward { (from + 1).min(last) } else { from.saturating_sub(1) };
    set_stop(&controls, to);
    controls.get(to).is_some_and(|control| control.focus().is_ok())
}

/// Moves the focus to the next or the previous of what a selector finds in `frame`, which all stay stops; to
/// the first if none has it.
pub fn walk(frame: &Element, selector: &str, forward: bool) {
    let controls = controls(frame, selector);
    let to = match place_of_focus(&controls) {
        None => 0,
        Some(at) if forward => at + 1,
        Some(at) => at.saturating_sub(1),
    };
    if let Some(control) = controls.get(to) {
        let _ = control.focus();
    }
}

/// Returns the controls that a selector finds and that are shown.
fn controls(frame: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = frame.query_selector_all(selector) else { return Vec::new() };
    let controls = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok());
    controls.filter(|control: &HtmlElement| control.offset_parent().is_some()).collect()
}

fn place_of_focus(controls: &[HtmlElement]) -> Option<usize> {
    let focused = window::document()?.active_element()?;
    controls.iter().position(|control| **control == focused)
}

/// Returns whether it was made a stop, and not only is one as any control.
fn was_stop(control: &HtmlElement) -> bool {
    control.get_attribute("tabindex").as_deref() == Some("0")
}

fn set_stop(controls: &[HtmlElement], stop: usize) {
    for (at, control) in controls.iter().enumerate() {
        control.set_tab_index(if at == stop { 0 } else { -1 });
    }
}
