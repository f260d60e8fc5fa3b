//! Starts the page.

/// This allocator is half as large as the default one, and fast enough for the little that the
/// page holds.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    #[cfg(target_arch = "wasm32")]
    skimmark::app::start();
    // There is nothing to start natively, but `cargo build` of the workspace needs a `main`.
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("Skimmark runs in a browser: use `cargo xtask serve`.");
}
