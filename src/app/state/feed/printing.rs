//! Printing. A browser prints what is drawn, so for a print all papers that are shown are drawn,
//! some more in each frame, from those in the window outwards: what the reader looks at stays.

use std::ops::Range;

use leptos::prelude::*;

use super::{Feed, Settling};
use crate::app::state::State;
use crate::app::state::notices::Notice;
use crate::browser::{timers, window};
use skimmark_paper::words;

/// At most this many papers are printed.
pub const MOST_PRINTED: usize = 2_000;

/// In each frame this many more are drawn, before and after those that are.
const STEP: usize = 50;

/// At most this many are drawn before anyone would wonder what happens.
const QUICK: usize = 200;

/// A print that is being prepared.
#[derive(Clone)]
pub struct Print {
    /// All is drawn, and the browser was asked to print.
    sent: bool,
    /// What is drawn of it.
    drawn: Range<usize>,
    /// Where the reader was, or was about to be.
    place: Settling,
    /// The notice about it, if it takes a while.
    notice: Option<u32>,
}

impl Feed {
    /// Draws all papers that are shown, then asks the browser to print them.
    #[inline(never)]
    pub fn print(self, state: State) {
        let (count, drawn) = (self.count(), self.rows.with_untracked(Vec::len));
        if drawn >= count {
            return print_soon();
        }
        if self.inner.with_value(|inner| inner.print.is_some()) {
            return;
        }
        let position = self.first_seen();
        let top = self.element_at(position).map_or(0.0, |it| it.get_bounding_client_rect().top());
        let here = Settling::new(position, top, 0);
        let printed = count.min(MOST_PRINTED);
        let notice = (printed > QUICK).then(|| {
            let papers = words::count(words::to_u32(printed), "paper");
            Notice::news(format!("Making {papers} ready to print."))
        });
        let print = Print {
            sent: false,
            drawn: self.drawn(printed),
            place: self.inner.with_value(|inner| inner.settling).unwrap_or(here),
            notice: notice.as_ref().map(|notice| notice.id),
        };
        if let Some(notice) = notice {
            state.notify(notice);
        }
        self.inner.update_value(|inner| inner.print = Some(print));
        self.draw(state);
    }

    /// Returns the positions drawn, if they are among the first `printed`.
    fn drawn(self, printed: usize) -> Range<usize> {
        let rows = self.rows.get_untracked();
        let positions = || rows.iter().map(|row| row.position.get_untracked());
        match (positions().min(), positions().max()) {
            (Some(first), Some(last)) if last < printed => first..last + 1,
            _ => 0..STEP.min(printed),
        }
    }

    /// Draws the next part of a print that is being prepared; prints after the last.
    #[inline(never)]
    pub(super) fn draw_print(self, state: State, print: &Print) {
        if print.sent {
            return;
        }
        let count = self.count().min(MOST_PRINTED);
        let missing =
            self.inner.with_value(|inner| (0..count).find(|at| inner.card(*at).is_none()));
        if let Some(missing) = missing {
            if self.may_ask(state) {
                self.ask_cards(state, &(missing..count));
            }
            return;
        }
        self.set_rows(&print.drawn);
        if print.drawn == (0..count) {
            if let Some(notice) = print.notice {
                state.notices.dismiss(notice);
            }
            self.inner.update_value(|inner| {
                inner.print = Some(Print { sent: true, notice: None, ..print.clone() });
            });
            return print_soon();
        }
        let drawn = print.drawn.start.saturating_sub(STEP)..(print.drawn.end + STEP).min(count);
        self.inner.update_value(|inner| inner.print = Some(Print { drawn, ..print.clone() }));
        self.redraw(state);
    }

    /// Ends a print: the browser has printed, or the reader goes on, as browsers may not say so. The
    /// window's papers are enough again.
    pub(super) fn printed(self, state: State) {
        if !self.inner.with_value(|inner| inner.print.as_ref().is_some_and(|print| print.sent)) {
            return;
        }
        if let Some(Print { place, .. }) = self.give_up_print(state) {
            // On a busy machine heights arrive a few frames after the cards.
            let place = Settling::new(place.position, place.offset, 30);
            self.inner.update_value(|inner| inner.settling = Some(place));
            self.draw(state);
        }
    }

    /// Cancels a print that is being prepared, because its papers are no longer shown.
    pub(in crate::app::state) fn give_up_print(self, state: State) -> Option<Print> {
        let print = self.inner.try_update_value(|inner| inner.print.take()).flatten();
        print
            .iter()
            .filter_map(|print| print.notice)
            .for_each(|notice| state.notices.dismiss(notice));
        print
    }
}

/// Asks the browser to print what is drawn in the next frame, when an open dialog has closed.
fn print_soon() {
    timers::next_frame(|| {
        timers::after(0, window::print);
    });
}
