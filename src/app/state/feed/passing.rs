//! Papers that are scrolled past, which become read if the reader wants that.

use leptos::prelude::*;

use super::Feed;
use crate::app::state::State;

/// Before the window has rested in an order.
pub(super) const NOWHERE: usize = usize::MAX;

impl Feed {
    /// Marks as read what was scrolled past since the window rested last. What a leap has passed over was
    /// not seen: then some of it is not drawn.
    pub(super) fn read_passed(self, state: State) {
        let first = self.first_seen();
        let rested =
            self.inner.try_update_value(|inner| std::mem::replace(&mut inner.rested, first));
        let Some(rested) = rested.filter(|_| state.settings.get_untracked().reads_passed()) else {
            return;
        };
        let rows = self.rows.get_untracked();
        let passed =
            rows.iter().filter(|row| (rested..first).contains(&row.position.get_untracked()));
        let passed: Vec<_> = passed.map(super::Row::paper).collect();
        if rested < first && passed.len() == first - rested {
            passed.iter().for_each(|paper| state.read_paper(paper));
        }
    }
}
