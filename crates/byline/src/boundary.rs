//! Where the title of a paper ends and its authors begin, as set by the reader.

use crate::split::{self, CERTAIN, Split};
use skimmark_paper::entry::Entry;

/// The reader's decision on where the authors of a paper begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Boundary {
    /// When it was made: milliseconds since 1970.
    pub set_at: u64,
    /// The resulting title; empty if the decision is left to the program again.
    pub title: String,
}

impl Boundary {
    /// Reads the paper's title and authors again, from the line that they came in. Returns false,
    /// and changes nothing, if they are already split that way, if the line does not begin with
    /// this title, or if they did not come in one line.
    pub fn apply(&self, entry: &mut Entry) -> bool {
        let Some(line) = entry.glued.as_deref() else { return false };
        let split = if self.title.is_empty() {
            Some(split::split(line, entry.abstract_text.as_deref()))
        } else {
            split::split_after(line, &self.title)
        };
        let Some(Split { title, byline, confidence }) = split else { return false };
        if (&title, confidence) == (&entry.title, entry.confidence) {
            return false;
        }
        (entry.title, entry.confidence) = (title, confidence);
        entry.authors = byline.authors;
        entry.more_authors = byline.more_authors;
        entry.affiliation = byline.affiliation;
        true
    }

    /// Returns true if the paper's authors begin where the reader set it.
    pub fn holds_in(&self, entry: &Entry) -> bool {
        entry.glued.is_some() && entry.title == self.title
    }
}

/// Returns the likeliest ways to split the paper's title from its authors, at most `most`; empty if
/// they came separately.
pub fn readings(entry: &Entry, most: usize) -> Vec<Split> {
    let read = |line: &String| split::readings(line, entry.abstract_text.as_deref(), most);
    entry.glued.as_ref().map(read).unwrap_or_default()
}

/// Returns true if it is doubtful where the authors of the paper begin.
pub fn is_doubtful(entry: &Entry) -> bool {
    entry.glued.is_some() && entry.confidence < CERTAIN
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paper(line: &str) -> Entry {
        let mut entry = Entry { glued: Some(line.to_owned()), ..Entry::default() };
        assert!(Boundary::default().apply(&mut entry));
        entry
    }

    #[test]
    fn the_reader_places_the_boundary_and_takes_it_back() {
        let automatic =
            paper("Tracking Lambs (Part II) and Goats, AlsoAna Lee, Bo Ek et al. · hill-farm");
        let mut placed = automatic.clone();
        let boundary = Boundary { set_at: 1, title: "Tracking Lambs".into() };
        assert!(boundary.apply(&mut placed));
        assert_eq!((placed.title.as_str(), placed.confidence), ("Tracking Lambs", 1.0));
        assert!(boundary.holds_in(&placed));
        assert!(!boundary.apply(&mut placed));
        assert!(Boundary::default().apply(&mut placed));
        assert_eq!(placed, automatic);
    }

    #[test]
    fn a_title_that_the_line_does_not_begin_with_changes_nothing() {
        let mut entry = paper("Counting Sheep by HandAna Lee, Bo Ek");
        let before = entry.clone();
        assert!(!Boundary { set_at: 1, title: "Goats".into() }.apply(&mut entry));
        assert_eq!(entry, before);
    }

    #[test]
    fn what_came_apart_is_neither_doubtful_nor_changed() {
        let authors = vec!["Ana Lee".to_owned()];
        let mut entry =
            Entry { title: "Sheep".into(), authors, confidence: 0.5, ..Entry::default() };
        let before = entry.clone();
        assert!(!is_doubtful(&entry));
        for title in ["", "She"] {
            assert!(!Boundary { set_at: 1, title: title.into() }.apply(&mut entry));
        }
        assert_eq!(entry, before);
        assert!(readings(&entry, 5).is_empty());
    }

    proptest! {
        #[test]
        fn any_place_can_be_mended(
            line in "([A-Z][a-z]{1,5}|[a-z]{1,4}|, |; | and | \\(x\\)| et al\\.| · |[é(),'0-9]| ){1,30}",
            at in 0..120_usize,
        ) {
            let line = line.trim();
            let mut entry = Entry { glued: Some(line.to_owned()), ..Entry::default() };
            Boundary::default().apply(&mut entry);
            let automatic = entry.clone();
            let title = line[..line.floor_char_boundary(at)].to_owned();
            Boundary { set_at: 1, title }.apply(&mut entry);
            Boundary::default().apply(&mut entry);
            prop_assert_eq!(entry, automatic);
        }
    }
}
