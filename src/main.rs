//! Starts the page.

fn main() {
    #[cfg(target_arch = "wasm32")]
    skimmark::app::start();
    // Natively there is nothing to start; this keeps `cargo build` whole.
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("Skimmark runs in a browser: use `cargo xtask serve`.");
}
