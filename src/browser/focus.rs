//! The focus is never nowhere: where what has it goes away, it comes to what stood around that, or
//! else to where it was before.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};

use super::page;

/// Where the focus was is remembered so many steps back.
const STEPS: usize = 8;

/// What takes the focus, by a key or by the program.
const TAKES_FOCUS: &str = "a[href], button, input, select, textarea, [tabindex]";

/// Elements that had the focus, the newest last, each before those that it stood in.
type Known = Rc<RefCell<Vec<Vec<HtmlElement>>>>;

/// Watches over the focus for as long as the page lives; where nothing else is left, the element
/// of the id `last` gets it.
pub fn keep(last: &'static str) {
    let known = Known::default();
    let noted = Rc::clone(&known);
    page::on_window("focusin", move |event: Event| note(&noted, &event));
    let lost = move || {
        if is_lost(&known) {
            let known = Rc::clone(&known);
            // What the page itself gives the focus to comes first.
            page::next_frame(move || restore(&known, last));
        }
    };
    let hidden = lost.clone();
    page::on_window("focusout", move |_: Event| hidden());
    let gone = Closure::<dyn Fn()>::new(lost).into_js_value();
    let observer = MutationObserver::new(gone.unchecked_ref());
    if let (Ok(observer), Some(body)) = (observer, page::document().and_then(|it| it.body())) {
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

/// Nothing has the focus, and what had it last is not there. Where it is, the reader took the
/// focus away.
fn is_lost(known: &Known) -> bool {
    let focused = page::document().and_then(|document| document.active_element());
    focused.is_none_or(|element| element.tag_name() == "BODY")
        && known.borrow().last().and_then(|chain| chain.first()).is_some_and(|it| !is_there(it))
}

fn is_there(element: &Element) -> bool {
    element.is_connected() && element.get_client_rects().length() > 0
}

fn restore(known: &Known, last: &str) {
    if !is_lost(known) {
        return;
    }
    let takes = |it: &&HtmlElement| is_there(it) && it.matches(TAKES_FOCUS).unwrap_or(false);
    let found = match in_dialog() {
        Some(found) => Some(found),
        None => known.borrow().iter().rev().find_map(|chain| chain.iter().find(takes).cloned()),
    };
    // The page stays where it is.
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = found.or_else(|| page::by_id(last)) {
        let _ = element.focus_with_options(&options);
    }
}

/// The first of what takes the focus in the open dialog, as nothing else can take it.
fn in_dialog() -> Option<HtmlElement> {
    let dialog = page::document()?.query_selector("dialog[open]").ok()??;
    dialog.query_selector(TAKES_FOCUS).ok()??.dyn_into().ok()
}
