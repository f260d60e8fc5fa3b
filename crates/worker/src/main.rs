//! Starts the engine, in its worker.

#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod journal;
#[cfg(target_arch = "wasm32")]
mod kept;
#[cfg(target_arch = "wasm32")]
mod streams;
#[cfg(target_arch = "wasm32")]
mod timing;

fn main() {
    #[cfg(target_arch = "wasm32")]
    host::run();
    // Natively there is nothing to start; this keeps `cargo build` whole.
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("Skimmark runs in a browser: use `cargo xtask serve`.");
}
