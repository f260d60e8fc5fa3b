//! A value that a callback gives and a task waits for.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// What gives the value. If it is dropped before that, nothing is waited for any more.
pub struct Giver<T> {
    value: Rc<Cell<Option<T>>>,
    _settle: Settle,
}

/// What waits for the value.
pub struct Later<T> {
    value: Rc<Cell<Option<T>>>,
    settled: JsFuture,
}

/// Keeps a promise when it is dropped. Apart from the value, so that its code exists once.
struct Settle(Option<Function>);

impl Drop for Settle {
    fn drop(&mut self) {
        if let Some(settle) = &self.0 {
            let _ = settle.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Makes a value that comes later: what gives it, and what waits for it.
pub fn later<T>() -> (Giver<T>, Later<T>) {
    let value = Rc::new(Cell::new(None));
    let (settle, settled) = promise();
    (Giver { value: Rc::clone(&value), _settle: settle }, Later { value, settled })
}

fn promise() -> (Settle, JsFuture) {
    let mut settle = None;
    let promise = Promise::new(&mut |resolve, _| settle = Some(resolve));
    (Settle(settle), promise.into())
}

impl<T> Giver<T> {
    /// Gives the value.
    pub fn give(self, value: T) {
        self.value.set(Some(value));
    }
}

impl<T> Later<T> {
    /// Waits for the value; `None` if none will come.
    pub async fn wait(self) -> Option<T> {
        // The promise is always kept.
        let _ = self.settled.await;
        self.value.take()
    }
}
