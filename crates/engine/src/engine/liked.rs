//! What the papers that the reader likes are compared by, read once: after every star the order is learned
//! from all of them.

use crate::marks::Mark;
use crate::ranking::Papers;
use skimmark_index::sorting::sort;
use skimmark_paper::entry::Entry;
use skimmark_paper::text::fnv::fnv;

/// The features of papers that the reader likes, in the order in which they were told.
#[derive(Default)]
pub(super) struct Liked {
    papers: Papers,
    /// What tells each of them from all others.
    prints: Vec<u64>,
}

impl Liked {
    /// Counts them.
    pub(super) fn len(&self) -> usize {
        self.papers.len()
    }

    /// Makes these the papers. What is known of one is not read again, and of the others only the first
    /// `most` are; returns whether there are more.
    pub(super) fn renew<'m>(&mut self, marks: impl Iterator<Item = &'m Mark>, most: usize) -> bool {
        let Self { papers: known, prints } = std::mem::take(self);
        let mut places: Vec<(u64, u64)> = prints.into_iter().zip(0..).collect();
        sort(&mut places);
        let mut left = most;
        let mut more = false;
        for mark in marks {
            let print = print(mark);
            let next = places.partition_point(|(other, _)| *other < print);
            match places.get(next).filter(|(other, _)| *other == print) {
                Some((_, place)) => self.papers.copy(&known, *place as usize),
                None if left > 0 => {
                    self.papers.push(&mark.entry);
                    left -= 1;
                }
                None => {
                    more = true;
                    continue;
                }
            }
            self.prints.push(print);
        }
        more
    }

    /// Lends out the features.
    pub(super) fn lend(&mut self) -> Papers {
        std::mem::take(&mut self.papers)
    }

    /// Takes them back.
    pub(super) fn take_back(&mut self, papers: Papers) {
        self.papers = papers;
    }
}

/// Returns what tells the paper of a mark from others, and from what it was before it was read again.
fn print(mark: &Mark) -> u64 {
    let Entry { title, authors, abstract_text, .. } = &mark.entry;
    let text = abstract_text.as_ref().map_or(0, String::len) as u64;
    let people = authors.iter().fold(0, |all, author| fnv(author.as_bytes()).rotate_left(7) ^ all);
    fnv(title.as_bytes()) ^ people ^ mark.taken_at.rotate_left(20) ^ text.rotate_left(44)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(title: &str, text: &str) -> Mark {
        let abstract_text = Some(text.to_owned());
        Mark::starred(
            Entry { title: title.into(), abstract_text, ..Entry::default() },
            Vec::new(),
            1,
        )
    }

    fn read(marks: &[Mark]) -> Vec<u32> {
        let mut papers = Papers::default();
        marks.iter().for_each(|mark| papers.push(&mark.entry));
        papers.features().iter().map(|feature| feature.bits()).collect()
    }

    #[test]
    fn what_is_known_is_as_if_it_were_read_again() {
        let mut liked = Liked::default();
        let mut marks = vec![
            mark("Sheep at night", "We count."),
            mark("Sheep at noon", "They graze."),
            mark("Goats", ""),
        ];
        assert!(liked.renew(marks.iter(), 2));
        assert_eq!(liked.len(), 2);
        assert!(!liked.renew(marks.iter(), 2));
        marks.remove(0);
        marks.push(mark("Sheep at night", "We count goats instead."));
        marks.swap(0, 1);
        assert!(!liked.renew(marks.iter(), 1));
        let features: Vec<u32> = liked.papers.features().iter().map(|it| it.bits()).collect();
        assert_eq!(features, read(&marks));
        let lent = liked.lend();
        liked.take_back(lent);
        assert!(!liked.renew(marks.iter(), 0));
    }
}
