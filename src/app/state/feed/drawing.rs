//! Drawing the cards that the window needs, at their places.

use std::ops::Range;

use leptos::prelude::*;

use super::{Feed, Inner, KEEP, LoadedCard, Row, Settling, WHOLE};
use crate::app::ids::{self, FEED};
use crate::app::state::State;
use crate::browser::{dom, events, focus, timers, window};
use crate::page::heights::Track;
use skimmark_protocol::GetCards;

/// The event by which Zotero learns that a page holds other papers,
const ITEMS_CHANGED: &str = "ZoteroItemUpdated";
/// and how many milliseconds after the last change of the cards it is sent.
const TOLD_AFTER: i32 = 400;
/// At most this many rows are made in one frame: all that a window needs at once take the page's thread twice
/// as long as any other task.
const MADE_AT_ONCE: usize = 4;

impl Inner {
    /// Returns the rows of these positions. A paper keeps its row, also that in which it stands beside the
    /// list; rows that are free are filled with the papers that come.
    fn filled(&mut self, drawn: &Range<usize>, old: &[Row], beside: Option<&Row>) -> Vec<Row> {
        let epoch = self.epoch;
        let papers = drawn.clone().filter_map(|at| Some((at, self.card(at)?.clone())));
        let papers: Vec<(usize, LoadedCard)> = papers.collect();
        let is_of = |row: &Row, paper: &LoadedCard| row.id_untracked() == (epoch, paper.card.paper);
        // The focus goes with its paper.
        let has_focus = |row: &Row| focus::is_within(&row.element_id());
        let may_have_focus = focus::is_within(FEED);
        let is_free = |row: &Row| {
            !papers.iter().any(|(_, paper)| is_of(row, paper))
                && beside.is_none_or(|beside| beside.shell != row.shell)
                && !(may_have_focus && has_focus(row))
        };
        let mut free: Vec<usize> = (0..old.len()).filter(|at| is_free(&old[*at])).collect();
        let mut after = 0;
        let mut rows = Vec::with_capacity(papers.len());
        for (position, paper) in &papers {
            let known = old.iter().position(|row| is_of(row, paper));
            let beside = beside.filter(|row| known.is_none() && is_of(row, paper));
            let row = match known.map(|at| &old[at]).or(beside) {
                Some(row) => {
                    after = known.unwrap_or(after);
                    Some(row)
                }
                None => next_free(&mut free, after).map(|at| {
                    after = at;
                    self.expect_height(*position, paper, &old[at]);
                    &old[at]
                }),
            };
            rows.push(match row {
                Some(row) => {
                    row.update(*position, paper);
                    row.clone()
                }
                None => {
                    self.shells += 1;
                    Row::new(self.shells, epoch, *position, paper)
                }
            });
        }
        rows
    }

    /// Takes a paper to be as high as the one that was in its row before, if its own height is not known: if
    /// it is, nothing says so later.
    fn expect_height(&mut self, position: usize, paper: &LoadedCard, row: &Row) {
        let of = |heights: &[(u32, f64)], which| {
            heights.iter().find(|(it, _)| *it == which).map(|(_, height)| *height)
        };
        let laid = of(&self.laid, row.shell);
        if let Some(height) = laid.filter(|_| of(&self.known, paper.card.paper).is_none()) {
            self.heights.measure(position, height);
        }
    }

    /// Returns the feed's pixel at the top of the window, `view` pixels high, that is scrolled this
    /// far, or is to be.
    fn seen(&mut self, scrolled: f64, view: f64) -> f64 {
        let total = self.heights.offset(self.heights.len());
        let Some(Settling { position, offset, .. }) = self.settling else {
            self.track.scrolled(scrolled, view, total);
            return self.track.standing();
        };
        let top = self.heights.offset(position) - offset;
        self.track.reach(top, view, total);
        top
    }
}

/// Takes the place of a free row out of the list: the first from `after` on, which needs not be moved to stand
/// after the row before, else the last.
fn next_free(free: &mut Vec<usize>, after: usize) -> Option<usize> {
    let which = free.iter().position(|at| *at >= after).or(free.len().checked_sub(1))?;
    Some(free.remove(which))
}

impl Feed {
    /// Draws in the next frame, once.
    pub(super) fn redraw(self, state: State) {
        if !self.inner.with_value(|inner| inner.frame) {
            self.inner.update_value(|inner| inner.frame = true);
            timers::next_frame(move || self.draw(state));
        }
    }

    /// Draws the cards that the window needs and asks for those that are not there.
    pub(super) fn draw(self, state: State) {
        self.inner.update_value(|inner| inner.frame = false);
        let Some(feed) = dom::by_id(FEED) else { return };
        if let Some(print) = self.inner.with_value(|inner| inner.print.clone()) {
            return self.draw_print(state, &print);
        }
        let height = window::viewport_height();
        let scrolled = window::scroll_top() - dom::top_of(&feed);
        let top = self.inner.try_update_value(|inner| inner.seen(scrolled, height)).unwrap_or(0.0);
        let (wanted, drawn, rests) = self.inner.with_value(|inner| {
            let count = inner.heights.len();
            let around = if inner.brief { 0.0 } else { height };
            let wanted = match count <= WHOLE && !inner.brief {
                true => 0..count,
                false => inner.heights.window(top - around, top + height + around),
            };
            let first = wanted.clone().find(|at| inner.card(*at).is_some());
            let start = first.unwrap_or(wanted.start);
            let end = (start..wanted.end).find(|at| inner.card(*at).is_none());
            let rests = inner.settling.is_none() && inner.focus.is_none();
            (wanted.clone(), start..end.unwrap_or(wanted.end), rests)
        });
        self.ask(state, &wanted, &drawn);
        let (all, mut drawn) = (drawn.end, drawn);
        // Who is on the way to a paper needs all at once.
        if rests && top <= 0.0 {
            drawn.end = all.min(drawn.start + self.rows.with_untracked(Vec::len) + MADE_AT_ONCE);
        }
        if drawn.end < all {
            self.redraw(state);
        }
        self.set_rows(&drawn);
        let laid =
            self.inner.with_value(|inner| inner.settling.is_none().then(|| inner.track.laid(top)));
        if let Some(laid) = laid.filter(|laid| (laid - scrolled).abs() >= 1.0) {
            window::scroll_to(laid + dom::top_of(&feed));
        }
        self.growing.set(drawn != wanted);
        // A frame costs something even if nothing is done in it.
        if !rests {
            timers::next_frame(move || self.settle(state));
        }
    }

    fn ask(self, state: State, wanted: &Range<usize>, drawn: &Range<usize>) {
        // What is to be done with a paper comes first: it may be one that the keys have passed by now.
        let waiting = self.inner.with_value(|inner| inner.waiting.first().map(|(at, _)| *at));
        if drawn == wanted && waiting.is_none() || !self.may_ask(state) {
            return;
        }
        let start = waiting.map_or(wanted.start, |waiting| waiting.min(wanted.start));
        let wanted = &(start..wanted.end);
        self.inner.update_value(|inner| {
            // Before more arrive, those that are far away are dropped.
            let kept = wanted.start.saturating_sub(KEEP)..wanted.end + KEEP;
            for (position, card) in inner.cards.iter_mut().enumerate() {
                if !kept.contains(&position) {
                    *card = None;
                }
            }
        });
        self.ask_cards(state, wanted);
    }

    /// Returns whether no cards are on their way and those asked for now would come. While a newer
    /// question is under way, they would not.
    pub(super) fn may_ask(self, state: State) -> bool {
        let outdated = state.search.is_asking();
        !outdated && self.inner.with_value(|inner| inner.asked.is_none())
    }

    /// Asks for the cards at these positions, of which the first few hundred come.
    pub(super) fn ask_cards(self, state: State, wanted: &Range<usize>) {
        let (from, to) = (u32::try_from(wanted.start), u32::try_from(wanted.end));
        if let (Ok(from), Ok(to)) = (from, to) {
            self.inner.update_value(|inner| inner.asked = Some(wanted.clone()));
            let order = self.order();
            state.ask(GetCards { order, from, to }, move |cards| {
                if let Some(cards) = cards {
                    self.take_cards(state, order, cards);
                }
            });
        }
    }

    pub(super) fn set_rows(self, drawn: &Range<usize>) {
        let old = self.rows.get_untracked();
        let papers = |rows: &[Row]| rows.iter().map(|row| row.id_untracked()).collect::<Vec<_>>();
        let before_them = papers(&old);
        let beside = self.beside.get_untracked();
        let drawn = self.inner.try_update_value(|inner| {
            let rows = inner.filled(drawn, &old, beside.as_ref());
            let laid = |position| inner.track.laid(inner.heights.offset(position));
            let height = Track::height(inner.heights.offset(inner.heights.len()));
            (rows, laid(drawn.start), height - laid(drawn.end))
        });
        let Some((rows, before, after)) = drawn else { return };
        if papers(&rows) != before_them {
            self.tell_reference_managers();
        }
        let are = |known: &Vec<Row>| {
            known.iter().map(|row| row.shell).eq(rows.iter().map(|row| row.shell))
        };
        if !self.rows.with_untracked(are) {
            self.rows.set(rows);
        }
        set_if_changed(self.before, before);
        set_if_changed(self.after, after);
        self.update_beside();
    }

    /// Lets reference managers look at the page again, when it rests.
    fn tell_reference_managers(self) {
        self.inner.update_value(|inner| {
            timers::cancel(inner.told);
            inner.told = timers::after(TOLD_AFTER, || events::tell_document(ITEMS_CHANGED));
        });
    }

    /// Corrects the scroll position and gives the focus, after the drawn cards were laid out.
    fn settle(self, state: State) {
        let settling = self.inner.with_value(|inner| inner.settling);
        if let Some(Settling { position, offset, tries, .. }) = settling {
            self.scroll_position_to(position, offset);
            // A card that is not drawn yet is waited for; each card drawn above it may still turn
            // out higher than estimated.
            if self.element_at(position).is_some() {
                let (tries, scrolled) = (tries - 1, Some(window::scroll_top()));
                let left = Settling { position, offset, tries, scrolled };
                self.inner.update_value(|inner| inner.settling = Some(left).filter(|_| tries > 0));
                self.redraw(state);
            }
        }
        let focus = self.inner.with_value(|inner| inner.focus);
        if let Some(element) = focus.and_then(|position| self.element_at(position)) {
            self.inner.update_value(|inner| inner.focus = None);
            // A field that was opened meanwhile keeps the focus; a button may go when the card is drawn again.
            if !focus::is_on_any(".card :is(input, textarea)") {
                focus::give(&element.id());
            }
        }
    }

    pub(super) fn element_at(self, position: usize) -> Option<web_sys::HtmlElement> {
        let paper = self
            .inner
            .with_value(|inner| inner.card(position).map(|held| (inner.epoch, held.card.paper)))?;
        dom::by_id(&ids::card(paper))
    }

    fn scroll_position_to(self, position: usize, offset: f64) {
        let top = match self.element_at(position) {
            Some(element) => dom::top_of(&element),
            None => {
                let Some(feed) = dom::by_id(FEED) else { return };
                let laid = |inner: &Inner| inner.track.laid(inner.heights.offset(position));
                dom::top_of(&feed) + self.inner.with_value(laid)
            }
        };
        if (top - offset - window::scroll_top()).abs() >= 1.0 {
            window::scroll_to(top - offset);
        }
    }
}

fn set_if_changed(signal: RwSignal<u32>, height: f64) {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = height as u32;
    if signal.get_untracked() != pixels {
        signal.set(pixels);
    }
}
