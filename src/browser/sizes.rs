//! The heights of elements, as they change.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// An observer of the heights of elements, when they are first drawn and when they change.
#[derive(Clone)]
pub struct SizeWatcher {
    observer: ResizeObserver,
}

impl SizeWatcher {
    /// Returns an observer that calls `changed` with elements and their heights in CSS pixels, for as
    /// long as the page lives. Elements that were removed are left out.
    pub fn new(changed: impl Fn(Vec<(Element, f64)>) + 'static) -> Option<Self> {
        let callback = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            let heights = entries.iter().filter_map(|entry| {
                let element = entry.unchecked_into::<ResizeObserverEntry>().target();
                let height = element.get_bounding_client_rect().height();
                (height > 0.0).then_some((element, height))
            });
            changed(heights.collect());
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        callback.forget();
        Some(Self { observer })
    }

    /// Watches this element too.
    pub fn watch(&self, element: &Element) {
        self.observer.observe(element);
    }
}
