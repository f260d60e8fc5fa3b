//! Starts the engine, in its worker.

fn main() {
    #[cfg(target_arch = "wasm32")]
    skimmark::browser::engine_host::run();
    // Natively there is nothing to start; this keeps `cargo build` whole.
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("Skimmark runs in a browser: use `cargo xtask serve`.");
}
