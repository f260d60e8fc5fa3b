//! How closely a line is examined.

/// Whether capitals are considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Letters alone, without case.
    Folded,
    /// Everything.
    Full,
}
