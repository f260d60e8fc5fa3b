//! Papers that are scrolled past, which become read if the reader wants that.

use leptos::prelude::*;

use super::Feed;
use crate::app::state::State;

/// Before the window has rested in an order.
pub(super) const NOWHERE: usize = usize::MAX;

impl Feed {
    /// Marks as read what was scrolled past since the window rested last. Of more than a window holds some
    /// was leapt over, and not seen.
    pub(super) fn read_passed(self, state: State) {
        let first = self.first_seen();
        let is_settling = self.inner.with_value(|inner| inner.settling.is_some());
        let now = if is_settling { NOWHERE } else { first };
        let rested = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.rested, now));
        let Some(rested) = rested.filter(|_| state.settings.get_untracked().reads_passed()) else {
            return;
        };
        if now != NOWHERE && rested < first && first - rested <= self.room() as usize {
            state.read_passed(rested..first);
        }
    }
}
