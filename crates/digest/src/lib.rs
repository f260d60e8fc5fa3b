//! Reads the text of a research-paper digest into papers, and accounts for every byte of it.
//!
//! ```text
//! bytes, text, HTML ──▶ intake ──▶ Page ──▶ formats ──▶ Digest { entries, ledger }
//! ```
//!
//! | module | holds |
//! | --- | --- |
//! | [`page`], [`ledger`], [`digest`] | the text; where each byte of it went; the papers |
//! | [`intake`] | bytes or text to parts of [`page::Page`]s: archives, encodings, HTML, mails and mailboxes |
//! | [`formats`] | a page to a digest: one table of formats |
//!
//! # Start here
//!
//! [`intake::parts`] takes whatever you have and gives its texts, each as a part of one or more
//! pages: a mail has its text in two forms. [`formats::read_richest`] reads the form that tells
//! most; [`formats::read`] reads one page:
//!
//! ```
//! use skimmark_digest::{formats, intake};
//!
//! let text = "97.8CLMar 15\nCounting Sheep by HandAna Lee, Bo Ek\nWe count sheep.\n";
//! let today = "2026-06-20".parse().expect("this is a day");
//! for part in intake::text_parts(text.to_owned(), intake::decode) {
//!     let digest = formats::read(&part.pages[0], today);
//!     let paper = &digest.entries[0];
//!     assert_eq!(paper.title, "Counting Sheep by Hand");
//!     assert_eq!(paper.authors, ["Ana Lee", "Bo Ek"]);
//!     assert_eq!(paper.date.map(|date| date.to_string()).as_deref(), Some("2026-03-15"));
//! }
//! ```
//!
//! # Invariants
//!
//! - Reading is total: no text makes it panic, and every byte of a page ends in exactly one span
//!   of the [`ledger::Ledger`].
//! - Its cost is linear in the length of the text.
//! - It knows no clock: the day of the paste is an argument. It reads no files, and no network.
//! - HTML is only tokenized; nothing in it is run or fetched.

pub mod digest;
pub mod formats;
pub mod intake;
pub mod ledger;
pub mod page;

/// The examples of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
