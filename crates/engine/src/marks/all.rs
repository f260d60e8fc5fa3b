//! The marks of all papers.

use super::{Mark, sort_keys};
use skimmark_paper::identity::index::KeyIndex;
use skimmark_paper::identity::key::Key;

/// All marks, at most one a paper.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// A mark that was merged into another one leaves an empty place.
    marks: Vec<Option<Mark>>,
    index: KeyIndex,
}

impl Marks {
    /// Returns the mark of the paper that has these keys.
    pub fn get(&self, keys: &[Key]) -> Option<&Mark> {
        let place = self.index.find(keys, |place| self.keys_at(place)).next()?;
        self.marks.get(place)?.as_ref()
    }

    /// Returns what is known of the paper that has these keys; marks that they join are merged.
    pub fn known(&self, keys: &[Key]) -> Option<Mark> {
        let same = self.index.find(keys, |place| self.keys_at(place));
        let known = same.filter_map(|place| self.marks.get(place)?.clone());
        known.reduce(|mut one, other| {
            one.merge(other);
            one
        })
    }

    fn keys_at(&self, place: usize) -> Option<&[Key]> {
        self.marks.get(place)?.as_ref().map(|mark| mark.keys.as_slice())
    }

    /// Adds a mark, merged with the existing marks of the same paper. Returns the result.
    pub fn insert(&mut self, mut mark: Mark) -> &Mark {
        sort_keys(&mut mark.keys);
        let mut same = self.same_papers(&mark.keys);
        // A mark that joins the names of two papers merges them; its new names may lead to further
        // ones.
        while !same.is_empty() {
            for place in same {
                if let Some(known) = self.marks.get_mut(place).and_then(Option::take) {
                    mark.merge(known);
                }
            }
            same = self.same_papers(&mark.keys);
        }
        let place = self.marks.len();
        self.index.insert(&mark.keys, place);
        self.marks.push(None);
        self.marks[place].insert(mark)
    }

    fn same_papers(&self, keys: &[Key]) -> Vec<usize> {
        self.index.find(keys, |place| self.keys_at(place)).collect()
    }

    /// Returns all marks, starred or not.
    pub fn iter(&self) -> impl Iterator<Item = &Mark> {
        self.marks.iter().flatten()
    }

    /// Returns how many papers are marked.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Returns true if no paper is marked.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Returns how many papers are starred.
    pub fn bookmarks(&self) -> usize {
        self.iter().filter(|mark| mark.starred).count()
    }
}

impl FromIterator<Mark> for Marks {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        let mut all = Self::default();
        marks.into_iter().for_each(|mark| {
            all.insert(mark);
        });
        all
    }
}
