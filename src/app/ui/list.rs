//! Lists that follow the state; parts that stay in a list keep their elements.
//!
//! Leptos's own keyed list takes elements out of the page and puts them back where several come
//! before them, and what is taken out loses the focus. This one moves only what changes its place
//! among the others, and never what has the focus.

use leptos::prelude::*;
use leptos::tachys::reactive_graph::{OwnedView, OwnedViewState};
use leptos::tachys::view::Mountable;
use leptos::tachys::view::any_view::AnyViewState;
use web_sys::Element;

use crate::app::ui::live::made;
use crate::browser::page;

/// The class of an element whose children are laid out as if they stood in its place.
pub const BARE: &str = "bare";

/// A part of a list: one element.
pub struct Part {
    key: (u32, u32),
    draw: Box<dyn FnOnce() -> AnyView>,
}

/// A part that is drawn.
struct Drawn {
    key: (u32, u32),
    element: Element,
    /// What follows the state in it does so as long as this is there.
    _view: OwnedViewState<AnyViewState>,
}

impl Part {
    /// The part of this name in its list. What is drawn stays while the list has the name.
    pub fn new(key: (u32, u32), draw: impl FnOnce() -> AnyView + 'static) -> Self {
        Self { key, draw: Box::new(draw) }
    }

    fn build(self, owner: &Owner) -> Option<Drawn> {
        let owner = owner.with(Owner::new);
        let view = owner.with(self.draw);
        let view = OwnedView::new_with_owner(view, owner).build();
        let element = view.elements().into_iter().next()?;
        Some(Drawn { key: self.key, element, _view: view })
    }
}

/// An element of this tag and class that holds the parts; [`BARE`], where it is to be none to the
/// layout.
pub fn list(
    tag: &'static str,
    class: &'static str,
    parts: impl Fn() -> Vec<Part> + 'static,
) -> AnyView {
    boxed_list(tag, class, Box::new(parts))
}

fn boxed_list(
    tag: &'static str,
    class: &'static str,
    parts: Box<dyn Fn() -> Vec<Part>>,
) -> AnyView {
    // Not held: it holds this list itself, and neither would ever go.
    let owner = Owner::current().unwrap_or_default().downgrade();
    let mut drawn: Vec<Drawn> = Vec::new();
    let update = move |list: &web_sys::HtmlElement| {
        if drawn.is_empty() {
            list.set_class_name(class);
        }
        let Some(owner) = owner.upgrade() else { return };
        let parts = parts();
        let old = std::mem::take(&mut drawn);
        drawn = untrack(|| renewed(old, parts, &owner));
        page::arrange(list, drawn.iter().map(|part| &part.element));
    };
    made(tag, Vec::new(), Vec::new(), Box::new(update))
}

/// The parts drawn, where they were or anew; those that are in the list no longer are gone.
fn renewed(old: Vec<Drawn>, parts: Vec<Part>, owner: &Owner) -> Vec<Drawn> {
    let mut old: Vec<Option<Drawn>> = old.into_iter().map(Some).collect();
    let mut behind = 0;
    let mut drawn = Vec::with_capacity(parts.len());
    for part in parts {
        let is = |known: &Option<Drawn>| known.as_ref().is_some_and(|known| known.key == part.key);
        // Mostly it is the next one.
        let found = old[behind..].iter().position(is).map(|at| behind + at);
        match found.or_else(|| old.iter().position(is)) {
            Some(at) => {
                behind = at + 1;
                drawn.extend(old[at].take());
            }
            None => drawn.extend(part.build(owner)),
        }
    }
    for gone in old.into_iter().flatten() {
        gone.element.remove();
    }
    drawn
}

/// A number to name a part by what it is of, the same each time (FNV-1a).
pub fn name_in_list(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |mix, byte| (mix ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
