//! The current paper, on which keys act, and the papers whose abstracts are unfolded.

use leptos::prelude::*;

use super::{Feed, LoadedCard, PaperAction, Row, Settling, bottom, covered};
use crate::app::ids::{BESIDE, FEED, MAIN};
use crate::app::state::State;
use crate::browser::{dom, focus, window};

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
        self.store_place_soon(state);
    }

    /// Does something with the current paper. If its card is still on its way, it is done when that comes:
    /// keys may be faster than cards.
    pub fn on_current(self, state: State, act: PaperAction) {
        match (self.current.get_untracked(), self.current_card()) {
            (_, Some(paper)) => act(state, &paper),
            (Some(position), None) => {
                self.inner.update_value(|inner| inner.waiting.push((position, act)));
                self.redraw(state);
            }
            (None, None) => {}
        }
    }

    /// Does what waited for cards that have come.
    pub(super) fn go_on(self, state: State) {
        let due = self.inner.try_update_value(|inner| {
            let waiting = std::mem::take(&mut inner.waiting);
            let (due, waiting): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|(position, _)| inner.card(*position).is_some());
            inner.waiting = waiting;
            due
        });
        for (position, act) in due.unwrap_or_default() {
            if let Some(paper) = self.inner.with_value(|inner| inner.card(position).cloned()) {
                act(state, &paper);
            }
        }
    }

    /// Has the current paper follow the window when that is scrolled by hand: if it is out of sight, the first
    /// one in full sight takes its place, with the focus if it had that.
    pub(super) fn follow_window(self) {
        let Some(current) = self.current.get_untracked() else { return };
        let (covered, bottom) = (covered(), bottom());
        let is_settling = self.inner.with_value(|inner| inner.settling.is_some());
        let old = self.element_at(current);
        let rect = old.as_ref().map(|element| element.get_bounding_client_rect());
        if is_settling || rect.is_some_and(|rect| rect.bottom() > covered && rect.top() < bottom) {
            return;
        }
        let rows = self.rows.get_untracked();
        let sights = rows.iter().filter_map(|row| {
            let rect = dom::by_id(&row.element_id())?.get_bounding_client_rect();
            let is_seen = rect.bottom() > covered && rect.top() < bottom;
            is_seen.then(|| (row, rect.top() >= covered && rect.bottom() <= bottom))
        });
        let seen: Vec<_> = sights.collect();
        let Some((row, _)) = seen.iter().find(|(_, whole)| *whole).or(seen.first()) else { return };
        // The focus of a card that is drawn no longer goes to the main part.
        let had_focus =
            focus::is_on(MAIN) || old.is_some_and(|element| focus::is_within(&element.id()));
        self.make_current(row.position.get_untracked());
        if had_focus {
            focus::give_in_place(&row.element_id());
        }
    }

    /// Steps to the next or the previous paper; without a current one, to the first on the screen.
    pub fn step(self, state: State, by: isize) {
        self.follow_window();
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

    /// Returns the position of the current paper, and does not follow it.
    pub fn current_untracked(self) -> Option<usize> {
        self.current.get_untracked()
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
        if self.beside.with_untracked(|known| known.as_ref().is_none_or(|it| it.shell != row.shell))
        {
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
