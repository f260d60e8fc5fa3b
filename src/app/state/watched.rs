//! Signals that components read, and that only the state which owns them changes.
//!
//! Leptos splits a signal into `ReadSignal` and `WriteSignal`. Each of these is compiled again for
//! each type of value, beside the `RwSignal` that other code uses. Here the read half is a thin
//! shell around the signal itself, which makes the page 3.7 KB smaller (gzip).

use leptos::prelude::*;

/// The half of a signal that components may have: it is read and followed, not changed.
pub struct Watched<T: 'static>(RwSignal<T>);

impl<T> Clone for Watched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Watched<T> {}

/// Returns a signal in halves: what is read, and what is changed.
pub(super) fn watched<T: Send + Sync>(value: T) -> (Watched<T>, RwSignal<T>) {
    let signal = RwSignal::new(value);
    (Watched(signal), signal)
}

impl<T: Send + Sync> Watched<T> {
    /// Calls `read` with the value, and follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.0.with(read)
    }

    /// Calls `read` with the value, without following it.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.0.with_untracked(read)
    }
}

impl<T: Clone + Send + Sync> Watched<T> {
    /// Returns the value, and follows it.
    pub fn get(self) -> T {
        self.0.get()
    }

    /// Returns the value, without following it.
    pub fn get_untracked(self) -> T {
        self.0.get_untracked()
    }
}

/// The same for a signal that lives as long as what holds it, as rows of the feed do.
#[derive(Clone)]
pub struct ArcWatched<T>(ArcRwSignal<T>);

/// Returns such a signal in halves: what is read, and what is changed.
pub(super) fn arc_watched<T>(value: T) -> (ArcWatched<T>, ArcRwSignal<T>) {
    let signal = ArcRwSignal::new(value);
    (ArcWatched(signal.clone()), signal)
}

impl<T: Send + Sync + 'static> ArcWatched<T> {
    /// Calls `read` with the value, and follows it.
    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.0.with(read)
    }

    /// Calls `read` with the value, without following it.
    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.0.with_untracked(read)
    }
}

impl<T: Clone + Send + Sync + 'static> ArcWatched<T> {
    /// Returns the value, and follows it.
    pub fn get(&self) -> T {
        self.0.get()
    }

    /// Returns the value, without following it.
    pub fn get_untracked(&self) -> T {
        self.0.get_untracked()
    }
}
