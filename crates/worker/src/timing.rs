//! How long the engine took for each thing, in the browser's own timeline: its developer tools show
//! it (Performance, Timings), and `cargo xtask bench` reads it there.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Performance, WorkerGlobalScope};

/// The browser keeps measures until they are cleared; more than these are.
const MOST: u32 = 1_000;

thread_local! {
    static KEPT: Cell<u32> = const { Cell::new(0) };
}

/// Runs something and records under this name how long it took; nothing else that is timed may
/// begin inside it.
pub fn timed<T>(name: &str, run: impl FnOnce() -> T) -> T {
    let begins = |timeline: &Performance| timeline.mark(name);
    // A browser that does not measure is not an error.
    let timeline = timeline().filter(|timeline| begins(timeline).is_ok());
    let result = run();
    if let Some(timeline) = timeline {
        let kept = KEPT.get() + 1;
        KEPT.set(kept % MOST);
        if kept == MOST {
            timeline.clear_measures();
        }
        let _ = timeline.measure_with_start_mark(name, name);
        timeline.clear_marks();
    }
    result
}

fn timeline() -> Option<Performance> {
    js_sys::global().dyn_into::<WorkerGlobalScope>().ok()?.performance()
}
