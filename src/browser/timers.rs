//! Frames and timers.

use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Calls `then` in the next frame, before it is painted.
pub fn next_frame(then: impl FnOnce() + 'static) {
    let closure = once(Box::new(then));
    if let Some(window) = window::window() {
        let _ = window.request_animation_frame(closure.unchecked_ref());
    }
}

/// Calls `then` after this many milliseconds; [`cancel`] takes the number that is returned.
pub fn after(millis: i32, then: impl FnOnce() + 'static) -> i32 {
    let closure = once(Box::new(then));
    window::window()
        .and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    closure.unchecked_ref(),
                    millis,
                )
                .ok()
        })
        .unwrap_or(0)
}

/// Returns a promise of nothing that is kept after this many milliseconds.
pub fn pause(millis: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        after(millis, move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    })
}

/// Waits for this many milliseconds.
pub async fn wait(millis: i32) {
    // The promise is always kept.
    let _ = JsFuture::from(pause(millis)).await;
}

/// Runs the steps in order, each in a task of its own, so that the browser can respond and paint
/// between them.
pub fn one_by_one(steps: Vec<Box<dyn FnOnce()>>) {
    run_next(steps.into_iter());
}

fn run_next(mut steps: std::vec::IntoIter<Box<dyn FnOnce()>>) {
    after(0, move || {
        if let Some(step) = steps.next() {
            step();
            run_next(steps);
        }
    });
}

/// Returns a function that can be called once. Boxed, all of them share the code of one type.
fn once(then: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(then)
}

/// Cancels a call that [`after`] scheduled.
pub fn cancel(timer: i32) {
    if let Some(window) = window::window() {
        window.clear_timeout_with_handle(timer);
    }
}
