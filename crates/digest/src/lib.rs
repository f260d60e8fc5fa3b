//! Reads the text of a research-paper digest into papers, and accounts for every byte of it.
//!
//! ```text
//! bytes, text, HTML ──▶ intake ──▶ Page ──▶ formats ──▶ Digest { entries, ledger }
//! ```
//!
//! | module | holds |
//! | --- | --- |
//! | [`page`], [`ledger`], [`digest`] | the text; where each byte of it went; the papers |
//! | [`intake`] | bytes or text to parts of [`page::Page`]s: encodings, HTML, mails and mailboxes |
//! | [`byline`] | titles and authors that were glued together, taken apart |
//! | [`formats`] | a page to a digest: one table of formats |
//!
//! Reading is total: no text makes it panic, and every byte of a page ends in exactly one span of
//! the [`ledger::Ledger`]. It knows no clock: the day of the paste is an argument.

pub mod byline;
pub mod digest;
pub mod formats;
pub mod intake;
pub mod ledger;
pub mod page;
