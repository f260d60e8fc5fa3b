//! What is deleted when everything is, and how one tab tells the others.

/// What is deleted in addition to all digests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EraseScope {
    /// Stars, read papers, tags and notes.
    pub marks: bool,
    /// Saved views, rules, settings and keys.
    pub decisions: bool,
}

/// What another tab has deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// All digests.
    Digests,
    /// All digests and all marks.
    DigestsAndMarks,
}

/// What the stored form ends with if all marks are deleted, too.
const MARKS: &str = "marks";

impl Erased {
    /// Returns what the other tabs are to know.
    pub fn of(scope: EraseScope) -> Self {
        if scope.marks { Self::DigestsAndMarks } else { Self::Digests }
    }

    /// Returns the stored form, different each time, so that the other tabs are told of it.
    pub fn store(self, now: u64) -> String {
        match self {
            Self::Digests => format!("{now} "),
            Self::DigestsAndMarks => format!("{now} {MARKS}"),
        }
    }

    /// Reads the stored form.
    pub fn restore(text: &str) -> Self {
        match text.split_once(' ') {
            Some((_, MARKS)) => Self::DigestsAndMarks,
            _ => Self::Digests,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_tab_deletes_the_others_read() {
        for marks in [false, true] {
            let erased = Erased::of(EraseScope { marks, decisions: false });
            assert_eq!(Erased::restore(&erased.store(1_700_000_000_000)), erased);
        }
        assert_eq!(Erased::restore("1700000000000 marks"), Erased::DigestsAndMarks);
        assert_eq!(Erased::restore(""), Erased::Digests);
    }
}
