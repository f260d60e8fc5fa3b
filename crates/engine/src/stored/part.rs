//! The parts of a file, or of a stored value, that are read one by one: a damaged one costs no
//! other.

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A mark.
    Mark,
    /// A saved view.
    View,
    /// A rule.
    Rule,
    /// The deletion of a view or rule.
    Gone,
    /// A digest.
    Digest,
    /// Something stored, in a rescue file.
    Stored,
    /// A change in the journal, in a rescue file.
    Change,
    /// What should follow, if it is cut off or something else.
    Rest,
}
