//! Notes that were written in two tabs.

use super::Notes;

impl Notes {
    /// Returns what these notes, which were written over `before`, make of those that are `there`
    /// now: what only one side has changed is as that side has it, each tag by itself.
    ///
    /// # Errors
    /// If both have changed the note, to different ones: with the tags, which never clash.
    pub fn over(self, before: &Self, there: &Self) -> Result<Self, Vec<String>> {
        let tags = self.tags_over(before, there);
        let note = if there.note == before.note || there.note == self.note {
            self.note
        } else if self.note == before.note {
            there.note.clone()
        } else {
            return Err(tags);
        };
        Ok(Self { tags, note })
    }

    fn tags_over(&self, before: &Self, there: &Self) -> Vec<String> {
        if there.tags == before.tags {
            return self.tags.clone();
        }
        let removed = |tag: &String| before.has(tag) && !self.has(tag);
        let added = |tag: &&String| !before.has(tag) && !there.has(tag);
        let stay = there.tags.iter().filter(|tag| !removed(tag));
        stay.chain(self.tags.iter().filter(added)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mine: (&str, &str), before: (&str, &str), there: (&str, &str), both: (&str, &str)) {
        let [mine, before, there, both] =
            [mine, before, there, both].map(|(tags, note)| Notes::typed(tags, note));
        assert_eq!(mine.over(&before, &there), Ok(both));
    }

    #[test]
    fn what_one_side_changed_is_as_that_side_has_it() {
        check(("a", "x"), ("", ""), ("", ""), ("a", "x"));
        check(("a", "x"), ("", ""), ("b", ""), ("b, a", "x"));
        check(("a", ""), ("", ""), ("b", "theirs"), ("b, a", "theirs"));
        check(("a, b", "n"), ("a, b", "o"), ("b, c", "o"), ("b, c", "n"));
        check(("b", "o"), ("a, b", "o"), ("A, b, c", "o"), ("b, c", "o"));
        check(("b, A", "o"), ("a, b", "o"), ("a, b", "o"), ("b, A", "o"));
        check(("", "same"), ("", "o"), ("", "same"), ("", "same"));
        check(("", ""), ("a", "o"), ("a", "o"), ("", ""));
    }

    #[test]
    fn two_notes_clash_and_their_tags_do_not() {
        let [mine, before, there] =
            [("a", "mine"), ("", ""), ("b", "theirs")].map(|(tags, note)| Notes::typed(tags, note));
        assert_eq!(mine.over(&before, &there), Err(vec!["b".to_owned(), "a".to_owned()]));
        // A note that was deleted there is not written again unasked.
        let [mine, before, there] = ["new", "old", ""].map(|note| Notes::typed("", note));
        assert_eq!(mine.over(&before, &there), Err(vec![]));
    }
}
