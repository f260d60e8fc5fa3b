//! One field of all papers, folded for search: the beginning of a word is looked up in the
//! dictionary of the field; anything longer is searched in the text of the papers that the
//! dictionary names.

use memchr::memmem;

use crate::bits::Bits;
use crate::fold::{Folded, Needle};
use crate::terms::Terms;

/// The folded text of one field of all papers, in their order.
#[derive(Clone, Debug, Default)]
pub struct Column {
    folded: Folded,
    /// Where each paper ends, in bytes of the folded text.
    ends: Vec<usize>,
    terms: Terms,
}

impl Column {
    /// Makes room for `bytes` bytes of text.
    pub fn reserve(&mut self, bytes: usize) {
        self.folded.reserve(bytes);
    }

    /// Adds the next paper's stretches of text; no match runs from one into the next.
    pub fn push<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        let from = self.folded.len();
        texts.into_iter().for_each(|text| self.folded.push(text));
        self.index(from);
    }

    /// Indexes the next paper, whose folded text begins at `from`. Not in the generic function,
    /// which would be compiled with its callers, for size.
    fn index(&mut self, from: usize) {
        let paper = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.folded.terms(from, |term| self.terms.insert(term, paper));
        self.terms.tidy();
        self.ends.push(self.folded.len());
    }

    /// Sorts what is still unsorted, once all papers have been added.
    pub fn finish(&mut self) {
        self.terms.finish();
    }

    /// Adds to `found` the papers in which `needle` matches.
    pub fn search(&self, needle: &Needle, found: &mut Bits) {
        if needle.is_beginning() {
            return needle.beginnings().for_each(|prefix| self.terms.search(prefix, found));
        }
        let mut candidates: Option<Bits> = None;
        for prefix in needle.beginnings() {
            let mut with_term = Bits::none();
            self.terms.search(prefix, &mut with_term);
            match &mut candidates {
                Some(candidates) => candidates.keep(&with_term),
                None => candidates = Some(with_term),
            }
        }
        for paper in candidates.iter().flat_map(Bits::iter) {
            let from = paper.checked_sub(1).map_or(0, |before| self.ends[before]);
            if self.folded.find(needle, from..self.ends[paper]).is_some() {
                found.insert(paper);
            }
        }
    }

    /// Adds to `found` the papers whose text contains these folded letters, wherever words begin.
    pub fn search_letters(&self, letters: &str, found: &mut Bits) {
        let finder = memmem::Finder::new(letters.as_bytes());
        let (text, mut from) = (self.folded.as_bytes(), 0);
        while let Some(at) = text.get(from..).and_then(|rest| finder.find(rest)) {
            let paper = self.ends.partition_point(|end| *end <= from + at);
            found.insert(paper);
            from = self.ends.get(paper).copied().unwrap_or(text.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::find_in;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_column_finds_the_papers_whose_text_matches(
            papers in proptest::collection::vec(proptest::collection::vec("[abé' 大ガ-]{0,6}|[ab-]{17,25}", 0..3), 0..5),
            words in "[abé' 大カガ-]{1,4}|[ab-]{16,24}",
            whole in any::<bool>(),
            finished in any::<bool>(),
        ) {
            let Some(needle) = Needle::new(&words, whole) else { return Ok(()) };
            let mut column = Column::default();
            papers.iter().for_each(|texts| column.push(texts.iter().map(String::as_str)));
            if finished {
                column.finish();
            }
            let mut found = Bits::none();
            column.search(&needle, &mut found);
            for (number, texts) in papers.iter().enumerate() {
                let matches = texts.iter().any(|text| !find_in(text, &[&needle]).is_empty());
                prop_assert_eq!(found.has(number), matches, "{} {:?}", number, texts);
            }
        }

        #[test]
        fn letters_are_found_wherever_they_stand(
            papers in proptest::collection::vec(proptest::collection::vec("[abA é'-]{0,6}", 0..3), 0..5),
            letters in "[ab]{2,3}",
        ) {
            let mut column = Column::default();
            papers.iter().for_each(|texts| column.push(texts.iter().map(String::as_str)));
            let mut found = Bits::none();
            column.search_letters(&letters, &mut found);
            for (number, texts) in papers.iter().enumerate() {
                let holds = texts.iter().any(|text| text.to_ascii_lowercase().contains(&letters));
                // More may be found, such as letters around a hyphen, but never less.
                prop_assert!(found.has(number) || !holds, "{} {:?}", number, texts);
            }
            prop_assert!(found.iter().all(|number| number < papers.len()));
        }
    }
}
