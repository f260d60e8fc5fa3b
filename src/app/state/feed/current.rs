//! The current paper, on which keys act, and the papers whose abstracts are unfolded.

use leptos::prelude::*;

use super::{Feed, LoadedCard, Row, Settling, bottom, covered};
use crate::app::ids::{BESIDE, FEED};
use crate::app::state::State;
use crate::browser::{dom, window};

impl Feed {
    /// Makes the paper at `position` the current one, on the screen and with the focus.
    pub fn go_to(self, state: State, position: usize) {
        let count = self.count();
        if count == 0 {
            return;
        }
        let position = position.min(count - 1);
        self.current.set(Some(position));
        let covered = covered();
        let rect = self.element_at(position).map(|element| element.get_bounding_client_rect());
        let seen = rect.is_some_and(|rect| rect.top() >= covered && rect.bottom() <= bottom());
        self.inner.update_value(|inner| {
            inner.focus = Some(position);
            // On a busy machine heights arrive a few frames after the cards.
            inner.settling = (!seen).then(|| Settling::new(position, covered + 8.0, 30));
            inner.brief = false;
        });
        self.draw(state);
        self.update_beside();
    }

    /// Steps to the next or the previous paper; without a current one, to the first on the screen.
    pub fn step(self, state: State, by: isize) {
        let position = match self.current.get_untracked() {
            Some(position) => position.saturating_add_signed(by),
            None => self.first_seen(),
        };
        self.go_to(state, position);
    }

    /// Returns how many papers are shown.
    pub(super) fn count(self) -> usize {
        self.inner.with_value(|inner| inner.heights.len())
    }

    /// Returns the last position.
    pub fn last(self) -> usize {
        self.count().saturating_sub(1)
    }

    /// Returns the position of the first paper on the screen.
    pub(super) fn first_seen(self) -> usize {
        let Some(feed) = dom::by_id(FEED) else { return 0 };
        let covered = covered();
        let top = window::scroll_top() + covered - dom::top_of(&feed);
        self.inner.with_value(|inner| inner.heights.at(inner.track.seen(top)))
    }

    /// Returns the current paper.
    pub fn current_card(self) -> Option<LoadedCard> {
        let position = self.current.get_untracked()?;
        self.inner.with_value(|inner| inner.card(position).cloned())
    }

    /// Returns the position of the current paper.
    pub fn current(self) -> Option<usize> {
        self.current.get()
    }

    /// Returns the current paper, or the one that was current last, to be shown in full beside the
    /// list. One that is scrolled out of what is drawn stays.
    pub fn beside(self) -> Option<Row> {
        self.beside.get()
    }

    /// Brings [`Feed::beside`] up to the current paper and what is drawn.
    pub(super) fn update_beside(self) {
        let Some(current) = self.current.get_untracked() else {
            if self.beside.with_untracked(Option::is_some) {
                self.beside.set(None);
            }
            return;
        };
        let rows = self.rows.get_untracked();
        let row = rows.into_iter().find(|row| row.position.get_untracked() == current);
        let Some(row) = row else { return };
        if self.beside.with_untracked(|known| known.as_ref().is_none_or(|it| it.id != row.id)) {
            self.beside.set(Some(row));
            dom::scroll_up(BESIDE);
        }
    }

    /// Returns the paper whose card's element has this id.
    pub fn card_of(self, element_id: &str) -> Option<LoadedCard> {
        let rows = self.rows.get_untracked();
        let row = rows.iter().find(|row| row.element_id() == element_id)?;
        Some(row.paper())
    }

    /// Returns whether the whole abstract of this paper is shown.
    pub fn is_unfolded(self, paper: (u32, u32)) -> bool {
        self.unfolded.with(|unfolded| unfolded.contains(&paper))
    }

    /// Unfolds the abstract of this paper, or folds it.
    pub fn toggle_unfolded_of(self, paper: (u32, u32)) {
        self.unfolded.update(|unfolded| match unfolded.iter().position(|other| *other == paper) {
            Some(at) => drop(unfolded.swap_remove(at)),
            None => unfolded.push(paper),
        });
    }

    /// Makes the paper at this position the one that keys act on.
    pub fn make_current(self, position: usize) {
        if self.current.get_untracked() != Some(position) {
            self.current.set(Some(position));
            self.update_beside();
        }
    }

    /// Unfolds or folds the current paper's abstract.
    pub fn toggle_unfolded(self) {
        if let Some(held) = self.current_card() {
            let epoch = self.inner.with_value(|inner| inner.epoch);
            self.toggle_unfolded_of((epoch, held.card.paper));
        }
    }
}
