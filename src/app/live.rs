//! Boxed closures for views.
//!
//! Every closure is a type of its own, and for each type in a view the compiler writes the
//! whole machinery of building, updating and dropping it again. Boxed, all closures that give
//! the same thing share one copy, which makes the program about half as large.

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
