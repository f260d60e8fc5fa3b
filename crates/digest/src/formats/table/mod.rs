//! Tables: a row of names, then a row for each paper.
//!
//! | file | reads |
//! | --- | --- |
//! | `delimited.rs` | CSV, TSV, and what Excel writes in Europe; tables of HTML, whose cells stand between TABs |
//! | `markdown.rs` | tables of Markdown |
//! | `columns.rs` | what the names of columns mean |
//! | `row.rs` | a row as a record |

mod columns;
pub(crate) mod delimited;
pub(crate) mod markdown;
mod row;
