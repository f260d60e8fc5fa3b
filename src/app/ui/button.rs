//! A button with a name on it.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::live::{Handler, handler};

/// Returns a button of this class and name.
pub fn button(class: &'static str, name: &'static str, press: impl Fn() + 'static) -> AnyView {
    boxed_button(class, name, handler(move |_| press()))
}

fn boxed_button(class: &'static str, name: &'static str, press: Handler<MouseEvent>) -> AnyView {
    view! {
        <button class=class on:click=press>
            {name}
        </button>
    }
    .into_any()
}
