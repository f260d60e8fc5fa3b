//! The contract between a format and its callers.

use std::cell::OnceCell;

use crate::digest::Digest;
use crate::formats::shared::rows::{self, Row};
use crate::page::Page;
use skimmark_paper::date::PartialDate;
use skimmark_paper::entry::Entry;

/// A callback for the progress of reading a page: up to which byte, and the papers found so far.
pub type Watch<'w> = &'w mut dyn FnMut(usize, &[Entry]);

/// One digest format: a row of [`FORMATS`](super::FORMATS).
pub struct Format {
    /// The name as people say it.
    pub name: &'static str,
    /// How it is listed; `None` if another row's words include it.
    pub words: Option<Words>,
    /// Returns about how many records of this format the page holds; counting may stop at a few.
    pub sniff: fn(&Source) -> u32,
    /// Returns true if a record, or its digest, certainly begins in this row of the source: nothing
    /// that belongs to another format looks like it. Most rows are told by their first bytes.
    pub(crate) begins: fn(&Source, usize) -> bool,
    /// Returns true for a line that stands before the first record and belongs to this format.
    pub(crate) leads: fn(&str) -> bool,
    /// Reads the page, and calls the watch after each record. Never panics; every byte of the page
    /// ends in exactly one span of the ledger; words of a line that are in no field are left over.
    pub parse: fn(&Source, Watch) -> Digest,
}

/// How a format is listed to people.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// In the sentence that says what can be read, unless another row's phrase includes it.
    pub phrase: Option<&'static str>,
    /// In the README's table: the digest.
    pub digest: &'static str,
    /// In the README's table: how it is brought.
    pub brought: &'static str,
}

/// A page to be read, whose lines are split once for all formats that look at it.
pub struct Source<'p> {
    /// The page.
    pub page: &'p Page,
    /// The day on which it was pasted.
    pub pasted: PartialDate,
    /// Whether it is what another format has left over of a page: only what is certain counts then.
    pub(crate) is_rest: bool,
    rows: OnceCell<Vec<Row<'p>>>,
}

impl<'p> Source<'p> {
    /// Wraps a page that was pasted on the day `pasted`.
    pub fn new(page: &'p Page, pasted: PartialDate) -> Self {
        Self { page, pasted, is_rest: false, rows: OnceCell::new() }
    }

    /// Says whether it is what another format has left over.
    pub(crate) fn with_rest(self, is_rest: bool) -> Self {
        Self { is_rest, ..self }
    }

    /// Returns the lines of the page.
    pub(crate) fn rows(&self) -> &[Row<'p>] {
        self.rows.get_or_init(|| rows::split(self.page))
    }
}

/// Counting further than this says nothing more about whether a page holds records.
const ENOUGH: usize = 4;

/// Counts records for a `sniff`, up to a few.
pub(crate) fn a_few<T>(records: impl Iterator<Item = T>) -> u32 {
    records.take(ENOUGH).fold(0, |count, _| count + 1)
}
