//! Starts the page.

/// The page holds little at a time, and this allocator is half as large as the usual one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    #[cfg(target_arch = "wasm32")]
    skimmark::app::start();
    // Natively there is nothing to start; this keeps `cargo build` whole.
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("Skimmark runs in a browser: use `cargo xtask serve`.");
}
