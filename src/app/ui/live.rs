//! Boxed handlers, memos and effects.
//!
//! Every closure is a type of its own, and for each type the compiler writes the whole machinery
//! around it again. Leptos boxes what views follow the state by, and their elements, if it is built
//! with `--cfg erase_components`, as the page is. The rest is boxed here: both make the program
//! about half as large.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser::events;

/// What handles an event.
pub type Handler<E> = Box<dyn FnMut(E)>;

/// Returns a handler of an event.
pub fn handler<E>(handle: impl FnMut(E) + 'static) -> Handler<E> {
    Box::new(handle)
}

/// Returns a handler of key presses that calls `enter` on Enter; `with_ctrl`, if Enter alone
/// begins a new line, on Ctrl+Enter.
pub fn on_enter(with_ctrl: bool, enter: impl Fn() + 'static) -> Handler<KeyboardEvent> {
    handler(move |event: KeyboardEvent| {
        if events::is_enter(&event, with_ctrl) {
            event.prevent_default();
            enter();
        }
    })
}

/// Returns a value that is computed from the state, and makes what reads it run again only when it
/// changes.
pub fn derived<T>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
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
pub fn watch(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

fn boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
