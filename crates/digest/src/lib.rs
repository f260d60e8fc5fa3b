//! Reads the text of a research-paper digest into papers, and accounts for every byte of it.
//!
//! ```text
//! bytes, text, HTML ──▶ intake ──▶ Page ──▶ formats ──▶ Digest { entries, ledger }
//! ```
//!
//! | module | holds |
//! | --- | --- |
//! | [`intake`] | bytes or text to parts of [`page::Page`]s: encodings, HTML, mails and mailboxes |
//! | [`formats`] | a page to a digest: one table of formats |
//! | [`byline`], [`boundary`] | titles and authors that were glued together, taken apart |
//! | [`page`] | the text, the papers, and the ledger that holds each byte in one span |
//!
//! Reading is total: no text makes it panic, and every byte of a page ends in exactly one span of
//! the [`page::Ledger`]. It knows no clock: the day of the paste is an argument.

pub mod boundary;
pub mod byline;
pub mod formats;
pub mod intake;
pub mod page;
