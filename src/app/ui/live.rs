//! Boxed closures and elements for views.
//!
//! Every closure is a type of its own, and for each type in a view the compiler writes the
//! whole machinery of building, updating and dropping it again. Boxed, all closures that give
//! the same thing share one copy, which makes the program about half as large.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, Event, HtmlElement};

use crate::browser::{dom, events};

/// What a view shows where it follows the state.
pub type Live<T> = Box<dyn FnMut() -> T + Send>;

/// A part of a view (a text, a class, an attribute, a subtree) that follows the state.
pub fn live<T>(draw: impl FnMut() -> T + Send + 'static) -> Live<T> {
    Box::new(draw)
}

/// What is done on an event.
pub fn act<E>(handler: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(handler)
}

/// A value that is computed of the state, and told only when it changes.
pub fn memo<T>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    boxed_memo(Box::new(compute))
}

fn boxed_memo<T>(compute: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| compute())
}

/// Runs `run` now and whenever what it reads of the state changes.
pub fn follow(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

fn boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}

/// An element of this tag and class. Each element written in a view is a type of its own; all
/// of these are one.
pub fn element(tag: &'static str, class: &'static str, children: Vec<AnyView>) -> AnyView {
    html::custom(tag).attr("class", named(class)).child(children).into_any()
}

/// A button of this class that does something.
pub fn pressed(class: &'static str, inner: AnyView, press: impl Fn() + 'static) -> AnyView {
    boxed_button(class, inner, act(move |_| press()))
}

fn boxed_button(class: &'static str, inner: AnyView, press: Box<dyn FnMut(MouseEvent)>) -> AnyView {
    view! {
        <button class=class on:click=press>
            {inner}
        </button>
    }
    .into_any()
}

/// What an element says of itself: attributes by name. A name that begins with a dot is that of
/// a property: of `.value` and `.textContent` the text, of others whether it is `true`.
pub type Attributes = Vec<(&'static str, String)>;

/// What is done on events, by the name of the event.
pub type Events = Vec<(&'static str, Box<dyn FnMut(Event)>)>;

/// One event, and what is done on it.
pub fn on(name: &'static str, handler: impl FnMut(Event) + 'static) -> Events {
    vec![(name, Box::new(handler))]
}

/// What is done on Enter; `with_ctrl`, where Enter alone begins a new line, on Ctrl+Enter.
pub fn on_enter(with_ctrl: bool, enter: impl Fn() + 'static) -> Events {
    on("keydown", move |event| {
        if events::is_enter(&event, with_ctrl) {
            event.prevent_default();
            enter();
        }
    })
}

/// An element whose attributes follow the state. All of these are one type.
pub fn stated(
    tag: &'static str,
    events: Events,
    children: Vec<AnyView>,
    attributes: impl Fn() -> Attributes + 'static,
) -> AnyView {
    let attributes: Box<dyn Fn() -> Attributes> = Box::new(attributes);
    let mut known = Attributes::new();
    let update = move |element: &HtmlElement| redescribe(element, &mut known, attributes());
    made(tag, events, children, Box::new(update))
}

/// Has an element say `now` of itself, where `known` is what it said before.
pub fn redescribe(element: &Element, known: &mut Attributes, now: Attributes) {
    dom::describe(element, &now, known);
    *known = now;
}

/// An element that is brought up to the state by `update`.
pub fn made(
    tag: &'static str,
    events: Events,
    children: Vec<AnyView>,
    mut update: Box<dyn FnMut(&HtmlElement)>,
) -> AnyView {
    let node = NodeRef::new();
    let mut events = events;
    follow(move || {
        let Some(element) = node.get() else { return };
        for (name, handler) in events.drain(..) {
            events::on(&element, name, handler);
        }
        update(&element);
    });
    html::custom(tag).node_ref(node).child(children).into_any()
}

/// Text, as a view.
pub fn text(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    text.into_any()
}

/// Text whose direction is its own, in an element of this tag and class.
pub fn phrase(tag: &'static str, class: &'static str, inner: AnyView) -> AnyView {
    html::custom(tag).attr("class", named(class)).attr("dir", "auto").child(inner).into_any()
}

fn named(class: &'static str) -> Option<&'static str> {
    Some(class).filter(|class| !class.is_empty())
}
