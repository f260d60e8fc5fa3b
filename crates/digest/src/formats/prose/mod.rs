//! Text whose records are recognized by the form of their lines.

pub(crate) mod list;
pub(crate) mod plain;
pub(crate) mod ranked;
pub(crate) mod scholar;
