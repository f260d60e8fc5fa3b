//! Which times mean the same decision.
//!
//! To undo is to decide once more as before, so that every tab follows: the time is a new one. A
//! step before the one that was undone still knows the old time, and is undone next.

use std::collections::HashMap;

use super::Stamped;
use skimmark_paper::identity::index;
use skimmark_paper::identity::key::Key;

/// The decisions that undoing has restored, by what they are about.
#[derive(Clone, Debug, Default)]
pub struct Restored {
    /// The hash of a name, what was decided of it, and the new time; with the old time.
    times: HashMap<(u64, About, u64), u64>,
}

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// Whether a paper is starred.
    Star,
    /// Whether it was read.
    Read,
    /// Whether it is hidden.
    Hidden,
    /// Its tags and the note on it.
    Notes,
    /// Where its authors begin.
    Boundary,
    /// A view or a rule.
    Query,
}

impl Restored {
    /// Returns whether what was decided at `now` is what was decided at `then`. A paper has several
    /// names, of which each may have been the first.
    pub fn is(&self, names: &[Key], about: About, now: u64, then: u64) -> bool {
        let mut now = now;
        while now != then {
            let before =
                names.iter().find_map(|name| self.times.get(&(index::hash(name), about, now)));
            match before {
                // Each is older than the one that it came back as.
                Some(before) if *before < now => now = *before,
                _ => return false,
            }
        }
        true
    }

    /// Records that what was decided at `then` is decided again at `now`; 0 if it never was.
    pub fn add(&mut self, names: &[Key], about: About, now: u64, then: u64) {
        if let Some(name) = names.first() {
            self.times.insert((index::hash(name), about, now), then);
        }
    }

    /// Decides as `before` at `now` (milliseconds since 1970), if what is there is `after`. Returns
    /// false if it is not; there is nothing to do without an `after`.
    pub(super) fn take_back<T: Clone + PartialEq>(
        &mut self,
        names: &[Key],
        about: About,
        there: &mut Option<Stamped<T>>,
        before: &Stamped<T>,
        after: Option<&Stamped<T>>,
        now: u64,
    ) -> bool {
        let Some(after) = after else { return true };
        let same = there.as_ref().is_some_and(|there| {
            there.what == after.what && self.is(names, about, there.set_at, after.set_at)
        });
        if same {
            Stamped::stamp(there, before.what.clone(), now);
            self.add(names, about, Stamped::time(there.as_ref()), before.set_at);
        }
        same
    }
}
