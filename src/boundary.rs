//! Where the title of a paper ends and its authors begin, when the reader says it.

use crate::byline::{self, Split};
use crate::entry::{Entry, Ids};

/// The reader's word on where the authors of a paper begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Boundary {
    /// When it was said: milliseconds since 1970.
    pub set_at: u64,
    /// The title that it makes; empty where it is left to the program again.
    pub title: String,
}

impl Boundary {
    /// Reads the paper's title and authors anew. Changes nothing, and gives `false`, where they
    /// are that already or where this is not how the paper's line begins.
    pub fn apply(&self, entry: &mut Entry) -> bool {
        let line = glued(entry);
        let split = if self.title.is_empty() {
            Some(byline::split(&line, entry.abstract_text.as_deref()))
        } else {
            byline::split_behind(&line, &self.title)
        };
        let Some(split) = split else { return false };
        if (&split.title, split.confidence) == (&entry.title, entry.confidence) {
            return false;
        }
        entry.title = split.title;
        entry.authors = split.byline.authors;
        entry.affiliation = entry.affiliation.take().or(split.byline.affiliation);
        entry.confidence = split.confidence;
        true
    }
}

/// Title and authors run together, as the digest had them.
pub fn glued(entry: &Entry) -> String {
    let more = if entry.more_authors { " et al." } else { "" };
    format!("{}{}{more}", entry.title, entry.authors.join(", "))
}

/// The likeliest ways to part the paper's title from its authors, at most `most`.
pub fn readings(entry: &Entry, most: usize) -> Vec<Split> {
    byline::readings(&glued(entry), entry.abstract_text.as_deref(), most)
}

/// It is doubtful where the authors of the paper begin. A paper that was found by its
/// identifier was no glued line.
pub fn is_doubtful(entry: &Entry) -> bool {
    entry.confidence < byline::CERTAIN && entry.ids == Ids::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        let authors = vec!["FlockAna Lee".to_owned(), "Bo Ek".to_owned()];
        Entry { title: "Sheep".into(), authors, more_authors: true, ..Entry::default() }
    }

    #[test]
    fn the_reader_places_the_boundary_and_takes_it_back() {
        let mut paper = entry();
        let boundary = Boundary { set_at: 1, title: "SheepFlock".into() };
        assert!(boundary.apply(&mut paper));
        assert_eq!((paper.title.as_str(), paper.confidence), ("SheepFlock", 1.0));
        assert_eq!(paper.authors, ["Ana Lee", "Bo Ek"]);
        assert_eq!(glued(&paper), glued(&entry()));
        assert!(!boundary.apply(&mut paper));
        let automatic = Boundary { set_at: 2, title: String::new() };
        assert!(automatic.apply(&mut paper));
        assert!(paper.confidence < 1.0);
        assert_eq!(glued(&paper), glued(&entry()));
    }

    #[test]
    fn a_title_that_the_line_does_not_begin_with_changes_nothing() {
        let mut paper = entry();
        assert!(!Boundary { set_at: 1, title: "Goats".into() }.apply(&mut paper));
        assert_eq!(paper, entry());
    }

    #[test]
    fn only_lines_that_were_glued_are_doubtful() {
        let mut paper = Entry { confidence: 0.5, ..entry() };
        assert!(is_doubtful(&paper));
        paper.ids.arxiv = Some("2601.00001".into());
        assert!(!is_doubtful(&paper));
        assert!(!is_doubtful(&Entry { confidence: 1.0, ..entry() }));
    }
}
