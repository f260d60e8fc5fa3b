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
    /// Makes room for so many bytes of text.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.folded.reserve(bytes);
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::find_in;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_column_finds_the_papers_whose_text_matches(
            papers in proptest::collection::vec(proptest::collection::vec("[abé' 大-]{0,6}", 0..3), 0..5),
            words in "[abé' 大-]{1,4}",
            whole in any::<bool>(),
        ) {
            let Some(needle) = Needle::new(&words, whole) else { return Ok(()) };
            let mut column = Column::default();
            papers.iter().for_each(|texts| column.push(texts.iter().map(String::as_str)));
            let mut found = Bits::none();
            column.search(&needle, &mut found);
            for (number, texts) in papers.iter().enumerate() {
                let matches = texts.iter().any(|text| !find_in(text, &[&needle]).is_empty());
                prop_assert_eq!(found.has(number), matches, "{} {:?}", number, texts);
            }
        }
    }
}
