//! A button with a name on it.

use leptos::prelude::*;

use super::live::{pressed, text};

/// A button of this class and name.
pub fn button(class: &'static str, name: &'static str, press: impl Fn() + 'static) -> AnyView {
    pressed(class, text(name), press)
}
