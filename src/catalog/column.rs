//! One field of all papers, folded for search.

use crate::bits::Bits;
use crate::text::fold::{Folded, Needle};

/// The folded text of one field of all papers, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    folded: Folded,
    /// The byte of the folded text behind each paper.
    ends: Vec<usize>,
}

impl Column {
    /// Adds the next paper's stretches of text; no match runs from one into the next.
    pub(super) fn push<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        texts.into_iter().for_each(|text| self.folded.push(text));
        self.ends.push(self.folded.len());
    }

    /// Adds to `found` the papers in which `needle` matches.
    pub(super) fn search(&self, needle: &Needle, found: &mut Bits) {
        let mut paper = 0;
        let mut from = 0;
        while let Some(hit) = self.folded.find(needle, from) {
            while self.ends.get(paper).is_some_and(|end| *end <= hit.start) {
                paper += 1;
            }
            let Some(end) = self.ends.get(paper) else { return };
            found.insert(paper);
            from = *end;
        }
    }
}
