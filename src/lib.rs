//! Skimmark turns the text of a research-paper digest into papers to read, filter and keep.
//!
//! It is one library and two small wasm programs: the *page* ([`app`](self), on the page's
//! thread) only draws; the *engine* ([`engine`], in a worker) parses, indexes and filters. They
//! speak by the messages of [`protocol`].
//!
//! ```text
//! paste, drop, files ─text, HTML, File─▶ intake ─▶ Page ─▶ formats ─▶ Digest { entries, ledger }
//! browser ◀─▶ app                                           │
//!    │         │ ◀── ledger, counts, order, cards ──     catalog ◀─ query
//!    ▼         └─── query, window, marks ─────────▶         engine
//! localStorage, IndexedDB, hash, clipboard, downloads
//! ```
//!
//! | module | holds |
//! | --- | --- |
//! | [`entry`], [`category`], [`identity`], [`page`] | the domain: papers, what they are called, when two are one, and the account of a text |
//! | [`text`], [`byline`] | reading TeX, addresses, words; titles and authors that were glued |
//! | [`intake`], [`formats`] | anything → parts of text; text → digest, one file a format |
//! | [`query`], [`catalog`] | the query language; papers together, and what a query lets through |
//! | [`skimmark_index`] | folding and looking up words, sets of numbers, one sort for all: a crate of its own, compiled for speed |
//! | [`key_index`] | papers by key |
//! | [`marks`], [`boundary`], [`export`] | what the reader decided, where a title ends by the reader's word, and how it leaves |
//! | [`protocol`], [`engine`] | the messages, and the loop that answers them |
//! | [`places`] | where a paper can be read, or looked for |
//! | [`feed`], [`plot`], [`route`], [`settings`], [`bindings`], [`words`] | what the page decides without a browser: which cards to draw, where bars stand, what an address means, what was chosen, which key does what, how numbers are said |
//! | `app`, `browser` | components and state; the only code that touches the browser (wasm32 alone) |
//!
//! Invariants, each held by a test:
//!
//! - Reading is total: no text makes a format panic, and every byte of it ends in exactly one
//!   span of the [`page::Ledger`].
//! - An [`entry::Entry`] never changes; what the reader decides lives in [`marks`], keyed by
//!   [`identity`], and outlives the digest.
//! - Everything but `app` and `browser` is pure: no browser, no clock (today is an argument), no
//!   globals. The web's crates are dependencies of wasm32 alone, so a leak does not compile.
//! - Text from outside is data: it is drawn as text nodes, and links go through
//!   [`entry::safe_url`].

#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod bindings;
pub mod boundary;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod byline;
pub mod catalog;
pub mod category;
pub mod engine;
pub mod entry;
pub mod export;
pub mod feed;
pub mod formats;
pub mod identity;
pub mod intake;
pub mod key_index;
pub mod marks;
pub mod page;
pub mod places;
pub mod plot;
pub mod protocol;
pub mod query;
pub mod route;
pub mod rules;
pub mod settings;
pub mod text;
pub mod words;

pub use skimmark_index::{bits, sorting};
