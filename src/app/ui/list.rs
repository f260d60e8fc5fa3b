//! Lists that follow the state. A row that stays in a list keeps its element.
//!
//! Leptos's own keyed list (tachys 0.2) takes an element out of the page and puts it back if several
//! new ones come before it, and what is taken out loses the focus. This one moves only what changes
//! its place among the others, and in such a way that the focus stays.

use leptos::html;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::{OwnedView, OwnedViewState};
use leptos::tachys::view::Mountable;
use leptos::tachys::view::any_view::AnyViewState;
use web_sys::{Element, HtmlElement};

use super::live::watch;
use crate::browser::dom;

/// The class of an element whose children are laid out as if they were in its place.
pub const BARE: &str = "bare";

/// A row of a list: one element.
pub struct Part {
    key: String,
    draw: Box<dyn FnOnce() -> AnyView>,
}

/// A row that is drawn.
struct Drawn {
    key: String,
    element: Element,
    /// What follows the state in it does so until this is dropped.
    _view: OwnedViewState<AnyViewState>,
}

impl Part {
    /// Returns the part with this key, unique in its list. Its element stays while the list has the
    /// key.
    pub fn new(key: impl Into<String>, draw: impl FnOnce() -> AnyView + 'static) -> Self {
        Self { key: key.into(), draw: Box::new(draw) }
    }

    fn build(self, owner: &Owner) -> Option<Drawn> {
        let owner = owner.with(Owner::new);
        let view = owner.with(self.draw);
        let view = OwnedView::new_with_owner(view, owner).build();
        let element = view.elements().into_iter().next()?;
        Some(Drawn { key: self.key, element, _view: view })
    }
}

/// Returns an element of this tag and class that holds the parts; of the class [`BARE`] if it is to
/// have no box of its own.
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
    // Weak, as the owner holds this list: otherwise neither would ever be dropped.
    let owner = Owner::current().unwrap_or_default().downgrade();
    let mut drawn: Vec<Drawn> = Vec::new();
    let node = NodeRef::new();
    watch(move || {
        let list: Option<HtmlElement> = node.get();
        let (Some(list), Some(owner)) = (list, owner.upgrade()) else { return };
        let parts = parts();
        // To look at each element costs more than all else if nothing changes.
        if parts.iter().map(|part| &part.key).eq(drawn.iter().map(|part| &part.key)) {
            return;
        }
        let old = std::mem::take(&mut drawn);
        drawn = untrack(|| renewed(old, parts, &owner));
        dom::arrange(&list, drawn.iter().map(|part| &part.element));
    });
    let class = Some(class).filter(|class| !class.is_empty());
    html::custom(tag).attr("class", class).node_ref(node).into_any()
}

/// Returns the parts as drawn elements, those of before if they are there; removes the others.
fn renewed(old: Vec<Drawn>, parts: Vec<Part>, owner: &Owner) -> Vec<Drawn> {
    let mut old: Vec<Option<Drawn>> = old.into_iter().map(Some).collect();
    let mut after = 0;
    let mut drawn = Vec::with_capacity(parts.len());
    for part in parts {
        let is = |known: &Option<Drawn>| known.as_ref().is_some_and(|known| known.key == part.key);
        // Usually it is the next one.
        let found = old[after..].iter().position(is).map(|at| after + at);
        match found.or_else(|| old.iter().position(is)) {
            Some(at) => {
                after = at + 1;
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
