//! Text whose records are known by the form of their lines.

pub(crate) mod plain;
pub(crate) mod ranked;
pub(crate) mod scholar;
