//! The pages of arXiv.org, copied.

mod boilerplate;
pub(crate) mod listing;
mod navigation;
pub(crate) mod page;
mod parts;
pub(crate) mod search;

use crate::formats::shared::rows::{self, Row};
use crate::ledger::{Ledger, SpanRole};

/// Returns the account of a page of which some rows have a role.
fn account(rows: &[Row], roles: &[Option<SpanRole>]) -> Ledger {
    rows::account(rows, roles, |at| boilerplate::is_boilerplate(rows[at].text))
}
