//! One field of all papers as a dictionary of its words: the beginning of a word is looked up there;
//! for anything longer, the texts of the papers that the dictionary names are folded and searched.
//!
//! Folded texts are not kept: they took as much memory as the texts themselves, and a quarter more
//! for where words begin.

use crate::bits::Bits;
use crate::fold::{self, Folded, Needle};
use crate::terms::Terms;

/// Calls what it is given with each stretch of a paper's text in a field.
pub type TextsOf<'t> = &'t dyn Fn(usize, &mut dyn FnMut(&str));

/// The words of one field of all papers, in their order.
#[derive(Clone, Debug, Default)]
pub struct Column {
    papers: u32,
    terms: Terms,
}

impl Column {
    /// Adds the next paper's stretches of text; no match runs from one into the next.
    pub fn push<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        texts.into_iter().for_each(|text| self.index(text));
        self.papers += 1;
    }

    /// Not in the generic function, which would be compiled with its callers, for size.
    fn index(&mut self, text: &str) {
        fold::terms(text, |term| self.terms.insert(term, self.papers));
    }

    /// Sorts the words unless only a few of them are unsorted, so that they are found fast.
    pub fn tidy(&mut self) {
        self.terms.tidy();
    }

    /// Sorts what is still unsorted, once all papers have been added.
    pub fn finish(&mut self) {
        self.terms.finish();
    }

    /// Adds to `found` the papers in which `needle` matches; `texts` tells what they hold.
    pub fn search(&self, needle: &Needle, texts: TextsOf<'_>, found: &mut Bits) {
        if let Some(term) = needle.as_term() {
            self.terms.search(term, needle.is_whole(), found);
        }
        if needle.is_beginning() {
            return;
        }
        let mut candidates = self.candidates(needle);
        candidates.subtract(found);
        let mut folded = Folded::default();
        for paper in candidates.iter() {
            folded.clear();
            texts(paper, &mut |text| folded.push(text));
            if folded.find(needle, 0..folded.len()).is_some() {
                found.insert(paper);
            }
        }
    }

    /// Returns the papers that may match by the words that they hold.
    fn candidates(&self, needle: &Needle) -> Bits {
        let mut candidates = Bits::below(self.papers as usize);
        for group in needle.groups() {
            let mut apart = Bits::none();
            if let [_, first, others @ ..] = group.as_slice() {
                let mut first_found = Bits::none();
                self.terms.search(first, false, &mut first_found);
                others.iter().for_each(|other| self.terms.search(other, false, &mut apart));
                apart.keep(&first_found);
            }
            self.terms.search(group[0], false, &mut apart);
            candidates.keep(&apart);
        }
        candidates
    }

    /// Adds to `found` the papers whose text may contain these folded letters, wherever words begin,
    /// without a break among them.
    pub fn search_letters(&self, letters: &str, found: &mut Bits) {
        self.terms.search_letters(letters.as_bytes(), found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::find_in;
    use proptest::prelude::*;

    fn texts_of(papers: &[Vec<String>]) -> impl Fn(usize, &mut dyn FnMut(&str)) {
        move |paper, each| papers[paper].iter().for_each(|text| each(text))
    }

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
            column.search(&needle, &texts_of(&papers), &mut found);
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
