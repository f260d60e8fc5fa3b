//! How closely a line is looked at.

/// Whether capitals are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Letters alone, without case.
    Folded,
    /// Everything.
    Full,
}
