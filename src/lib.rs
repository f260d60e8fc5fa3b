//! Skimmark's page: it draws what the engine, in its worker, has read, indexed and filtered.
//!
//! The two programs exchange the messages of [`skimmark_protocol`]; the page knows neither
//! parser nor index, and does not compile if it tries to use them: its dependencies are
//! `skimmark-protocol` and `skimmark-paper` alone.
//!
//! | module | holds |
//! | --- | --- |
//! | [`page`] | what the page decides without a browser |
//! | `app` | components and state (wasm32 alone) |
//! | `browser` | the only code that touches the browser (wasm32 alone) |

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod page;
