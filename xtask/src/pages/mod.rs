//! Serves `dist` as GitHub Pages does.
//!
//! A server of our own, of the standard library alone, because what works here has to work there:
//! the same content types, `max-age`, ETags, redirects of folders and compression of wasm, under
//! any base path, and at both addresses that `localhost` may mean. The usual small servers differ
//! in one of these or more, and a service worker notices.

mod files;
mod http;
pub mod serve;
