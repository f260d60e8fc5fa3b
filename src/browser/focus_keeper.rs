//! Keeps the focus from being nowhere: if the element that has it goes away, it moves to what was
//! around that, or else to where it was before.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};

use super::{dom, events, fields, timers, window};

/// Where the focus was is remembered this many steps back.
const STEPS: usize = 8;

/// What takes the focus, by a key or by the program.
const TAKES_FOCUS: &str = "a[href], button, input, select, textarea, [tabindex]";

/// Elements that had the focus, the newest last, each followed by its ancestors.
type Known = Rc<RefCell<Vec<Vec<HtmlElement>>>>;

/// Keeps the focus for as long as the page lives; if nothing else is left, the element with the id
/// `last` gets it.
pub fn keep(last: &'static str) {
    let known = Known::default();
    let noted = Rc::clone(&known);
    events::on_window("focusin", move |event: Event| note(&noted, &event));
    let asked = Rc::new(Cell::new(false));
    let lost = move || {
        if !is_nowhere() || asked.replace(true) {
            return;
        }
        let (known, asked) = (Rc::clone(&known), Rc::clone(&asked));
        // An element that the page itself gives the focus to comes first.
        timers::next_frame(move || {
            asked.set(false);
            restore(&known, last);
        });
    };
    let hidden = lost.clone();
    events::on_window("focusout", move |_: Event| hidden());
    let gone = Closure::<dyn Fn()>::new(lost).into_js_value();
    let observer = MutationObserver::new(gone.unchecked_ref());
    if let (Ok(observer), Some(body)) = (observer, window::document().and_then(|it| it.body())) {
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        let _ = observer.observe_with_options(&body, &what);
    }
}

fn note(known: &Known, event: &Event) {
    let mut next = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let mut chain = Vec::new();
    while let Some(element) = next {
        next = element.parent_element().and_then(|parent| parent.dyn_into().ok());
        chain.push(element);
    }
    let mut known = known.borrow_mut();
    known.push(chain);
    let most = known.len().saturating_sub(STEPS);
    known.drain(..most);
}

fn is_nowhere() -> bool {
    let focused = window::document().and_then(|document| document.active_element());
    focused.is_none_or(|element| element.tag_name() == "BODY")
}

/// Returns whether nothing has the focus and the element that had it last is gone. If it is still
/// there, the reader took the focus away.
fn is_lost(known: &Known) -> bool {
    is_nowhere()
        && known.borrow().last().and_then(|chain| chain.first()).is_some_and(|it| !is_there(it))
}

fn is_there(element: &Element) -> bool {
    element.is_connected() && element.get_client_rects().length() > 0
}

fn restore(known: &Known, last: &str) {
    if !is_lost(known) {
        return;
    }
    let dialog = window::document().and_then(|it| it.query_selector("dialog[open]").ok().flatten());
    // With an open dialog, nothing outside of it takes the focus.
    let is_open = |it: &HtmlElement| dialog.as_ref().is_none_or(|dialog| dialog.contains(Some(it)));
    let takes =
        |it: &&HtmlElement| is_there(it) && is_open(it) && it.matches(TAKES_FOCUS).unwrap_or(false);
    let found = known.borrow().iter().rev().enumerate().find_map(|(back, chain)| {
        let found = chain.iter().find(takes)?;
        // A field that the reader has left is not to be typed into.
        (back == 0 || !fields::takes_text(Some(found))).then(|| found.clone())
    });
    let first = || dialog.as_ref()?.query_selector(TAKES_FOCUS).ok()??.dyn_into().ok();
    let found = found.or_else(first);
    // The page must not scroll.
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = found.or_else(|| dom::by_id(last)) {
        let _ = element.focus_with_options(&options);
    }
}
