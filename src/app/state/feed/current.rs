//! The current paper, on which keys act, and the papers whose abstracts are unfolded.

use leptos::prelude::*;

use super::{Feed, LoadedCard, Settling, bottom, covered};
use crate::app::ids::{BESIDE, FEED};
use crate::app::state::State;
use crate::app::ui::live::follow;
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
            // On a busy machine heights come some frames after the cards.
            inner.settling = (!seen).then(|| Settling::new(position, covered + 8.0, 30));
            inner.brief = false;
        });
        self.draw(state);
    }

    /// Steps to the next or the previous paper; from nowhere, to the first one on the screen.
    pub fn step(self, state: State, by: isize) {
        let position = match self.current.get_untracked() {
            Some(position) => position.saturating_add_signed(by),
            None => self.first_seen(),
        };
        self.go_to(state, position);
    }

    /// How many papers are shown.
    pub(super) fn count(self) -> usize {
        self.inner.with_value(|inner| inner.heights.len())
    }

    /// The last position.
    pub fn last(self) -> usize {
        self.count().saturating_sub(1)
    }

    /// The position of the first paper on the screen.
    pub(super) fn first_seen(self) -> usize {
        let Some(feed) = dom::by_id(FEED) else { return 0 };
        let covered = covered();
        let top = window::scroll_top() + covered - dom::top_of(&feed);
        self.inner.with_value(|inner| inner.heights.at(inner.track.seen(top)))
    }

    /// The current paper.
    pub fn current_held(self) -> Option<LoadedCard> {
        let position = self.current.get_untracked()?;
        self.inner.with_value(|inner| inner.card(position).cloned())
    }

    /// Has [`Feed::beside`] follow the current paper. One that is scrolled out of what is drawn
    /// stays.
    pub fn follow_current(self) {
        follow(move || {
            let Some(current) = self.current.get() else { return self.beside.set(None) };
            let rows = self.rows.get();
            let Some(row) = rows.into_iter().find(|row| row.position.get() == current) else {
                return;
            };
            if self.beside.with_untracked(|known| known.as_ref().is_none_or(|it| it.id != row.id)) {
                self.beside.set(Some(row));
                dom::scroll_up(BESIDE);
            }
        });
    }

    /// The paper whose card's element has this id.
    pub fn held(self, element_id: &str) -> Option<LoadedCard> {
        let rows = self.rows.get_untracked();
        let row = rows.iter().find(|row| row.element_id() == element_id)?;
        Some(LoadedCard { card: row.card.get_untracked(), own: row.own.get_untracked() })
    }

    /// The whole abstract of this paper is shown.
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
        }
    }

    /// Unfolds or folds the current paper's abstract.
    pub fn toggle_unfolded(self) {
        if let Some(held) = self.current_held() {
            let epoch = self.inner.with_value(|inner| inner.epoch);
            self.toggle_unfolded_of((epoch, held.card.paper));
        }
    }
}
