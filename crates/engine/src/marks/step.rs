//! A change of a mark, as it can be taken back.

use super::{About, Mark, Restored};

/// What a change made of a mark: before and after it, each with nothing but the decisions that the
/// change was about, and the first of the names.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkStep {
    /// Before it.
    pub before: Mark,
    /// After it.
    pub after: Mark,
}

impl MarkStep {
    /// Returns what differs; `None` if no decision does.
    pub fn between(before: Option<&Mark>, after: &Mark) -> Option<Self> {
        let nothing = Mark::default();
        let before = before.unwrap_or(&nothing);
        let keys: Vec<_> = after.keys.first().cloned().into_iter().collect();
        let named = || Mark { keys: keys.clone(), ..Mark::default() };
        let mut step = Self { before: named(), after: named() };
        for (part, whole) in [(&mut step.before, before), (&mut step.after, after)] {
            if before.star() != after.star() {
                part.set_star(whole.star());
            }
            part.read = whole.read.filter(|_| before.read != after.read);
            part.hidden = whole.hidden.filter(|_| before.hidden != after.hidden);
            if before.notes != after.notes {
                part.notes.clone_from(&whole.notes);
            }
            if before.boundary != after.boundary {
                part.boundary.clone_from(&whole.boundary);
            }
        }
        (step.after != named()).then_some(step)
    }

    /// Takes the change back in the mark of that paper, at `now` (milliseconds since 1970): each
    /// decision that it made and that no newer one has replaced. Returns whether that is all of
    /// them.
    pub fn take_back(&self, mark: &mut Mark, now: u64, restored: &mut Restored) -> bool {
        let Self { before, after } = self;
        let names = mark.keys.clone();
        let mut all = true;
        if after.changed > 0 {
            let same = mark.starred == after.starred
                && restored.is(&names, About::Star, mark.changed, after.changed);
            if same {
                mark.set_starred(before.starred, now);
                // It returns to its place in the bookmarks.
                mark.starred_at = before.starred_at;
                restored.add(&names, About::Star, mark.changed, before.changed);
            }
            all &= same;
        }
        for (about, flag, before, after) in [
            (About::Read, &mut mark.read, before.read, after.read),
            (About::Hidden, &mut mark.hidden, before.hidden, after.hidden),
        ] {
            let before = before.unwrap_or_default();
            all &= restored.take_back(&names, about, flag, &before, after.as_ref(), now);
        }
        let noted = before.notes.clone().unwrap_or_default();
        let notes = &mut mark.notes;
        all &= restored.take_back(&names, About::Notes, notes, &noted, after.notes.as_ref(), now);
        if let Some(after) = &after.boundary {
            let known = mark.boundary.clone().unwrap_or_default();
            let same = known.title == after.title
                && restored.is(&names, About::Boundary, known.set_at, after.set_at);
            if same {
                let before = before.boundary.clone().unwrap_or_default();
                mark.set_boundary(before.title, now);
                let set_at = mark.boundary.as_ref().map_or(now, |boundary| boundary.set_at);
                restored.add(&names, About::Boundary, set_at, before.set_at);
            }
            all &= same;
        }
        all
    }
}

impl Mark {
    /// Returns what is decided about its star, as it is compared.
    pub(super) fn star(&self) -> (u64, bool, u64) {
        (self.changed, self.starred, self.starred_at)
    }

    pub(super) fn set_star(&mut self, star: (u64, bool, u64)) {
        (self.changed, self.starred, self.starred_at) = star;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::tests::some_marks;
    use crate::marks::{Notes, Stamped};
    use proptest::prelude::*;
    use skimmark_paper::identity::key::Key;

    fn mark() -> Mark {
        Mark { keys: vec![Key("title:a".to_owned())], ..Mark::default() }
    }

    /// What the reader sees of a mark.
    fn shown(mark: &Mark) -> (bool, u64, bool, bool, Notes, String) {
        let notes = mark.notes.as_ref().map(|notes| notes.what.clone()).unwrap_or_default();
        let title = mark.boundary.as_ref().map(|boundary| boundary.title.clone());
        let place = if mark.starred { mark.starred_at } else { 0 };
        (mark.starred, place, mark.is_read(), mark.is_hidden(), notes, title.unwrap_or_default())
    }

    #[test]
    fn one_decision_is_taken_back_and_no_other() {
        let mut before = mark();
        before.set_starred(true, 100);
        let mut after = before.clone();
        // The clock went back.
        Stamped::stamp(&mut after.read, true, 50);
        let step = MarkStep::between(Some(&before), &after).unwrap();
        assert_eq!((step.after.changed, step.before.read), (0, None));
        let mut now = after.clone();
        now.set_starred(false, 60);
        assert!(step.take_back(&mut now, 40, &mut Restored::default()));
        assert_eq!((now.starred, now.is_read(), now.read.unwrap().set_at), (false, false, 51));
        // Once more there is nothing of it left.
        assert!(!step.take_back(&mut now, 500, &mut Restored::default()));
        assert_eq!(MarkStep::between(Some(&after), &after), None);
    }

    #[test]
    fn a_newer_decision_stays() {
        let mut read = mark();
        Stamped::stamp(&mut read.read, true, 10);
        let mut both = read.clone();
        Stamped::stamp(&mut both.hidden, true, 20);
        let step = MarkStep::between(None, &both).unwrap();
        let mut now = both.clone();
        Stamped::stamp(&mut now.read, true, 15);
        assert!(!step.take_back(&mut now, 30, &mut Restored::default()));
        assert_eq!((now.is_read(), now.is_hidden()), (true, false));
    }

    proptest! {
        #[test]
        fn steps_are_taken_back_one_after_the_other(marks in some_marks(), now in 0..6_u64) {
            let (mut all, mut states, mut restored) = (mark(), Vec::new(), Restored::default());
            for other in marks {
                let before = all.clone();
                all.merge(other);
                states.push((MarkStep::between(Some(&before), &all), before));
            }
            while let Some((step, before)) = states.pop() {
                let Some(step) = step else { continue };
                let then = all.clone();
                prop_assert!(step.take_back(&mut all, now, &mut restored));
                prop_assert_eq!(shown(&all), shown(&before));
                // It is newer in every tab.
                let mut merged = then;
                merged.merge(all.clone());
                prop_assert_eq!(shown(&merged), shown(&all));
            }
        }
    }
}
