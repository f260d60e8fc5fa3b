//! The windowed feed: of the papers in the present order only those near the window are drawn.
//!
//! Two spacers stand for the papers before and behind them. The engine holds the order; cards
//! come by position, and each row keeps its element while its paper stays drawn, so that focus
//! survives a change of the order.

mod current;
mod place;

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Element;

use super::State;
use crate::browser::page;
use crate::browser::sizes::SizeWatcher;
use crate::feed::Heights;
use crate::protocol::{Card, Request, Shown};
use place::Place;

/// The height that a card counts with until one was drawn, in CSS pixels.
const FIRST_ESTIMATE: f64 = 230.0;

/// So few cards are all drawn, so that the browser's own search finds what it looks for.
const WHOLE: usize = 50;

/// Cards are kept while they are this many positions from the window.
const KEEP: usize = 300;

/// A new order shows what the window holds at once; what is around it waits until no key was
/// pressed for so many milliseconds.
const REST: i32 = 120;

/// The element that holds the cards.
const FEED: &str = "papers";

/// The element that covers the top of the window.
const BANNER: &str = "banner";

/// A drawn card.
#[derive(Clone)]
pub struct Row {
    /// Its name among all that were ever drawn: the feed's epoch and the paper.
    pub id: (u32, u32),
    /// Its position in the order, from 0.
    pub position: ArcRwSignal<usize>,
    /// What it shows.
    pub card: ArcRwSignal<Arc<Card>>,
}

impl Row {
    /// The `id` of its element.
    pub fn element_id(&self) -> String {
        element_id(self.id)
    }
}

fn element_id((epoch, paper): (u32, u32)) -> String {
    format!("paper-{epoch}-{paper}")
}

/// The drawn part of the feed.
#[derive(Clone, Copy)]
pub struct Feed {
    /// The cards drawn.
    pub rows: RwSignal<Vec<Row>>,
    /// The height of what is not drawn before them, in CSS pixels.
    pub before: RwSignal<u32>,
    /// And behind them.
    pub after: RwSignal<u32>,
    /// Cards that should be drawn are not there yet.
    pub growing: RwSignal<bool>,
    /// The position of the paper that keys act on.
    pub current: RwSignal<Option<usize>>,
    unfolded: RwSignal<Vec<(u32, u32)>>,
    inner: StoredValue<Inner>,
    watcher: StoredValue<Option<SizeWatcher>, LocalStorage>,
}

struct Inner {
    epoch: u32,
    /// No order was taken since the epoch began.
    fresh: bool,
    turn: u32,
    heights: Heights,
    /// By position.
    cards: Vec<Option<Arc<Card>>>,
    /// Heights of papers, which outlive a change of the order.
    known: Vec<(u32, f64)>,
    /// What was asked of the engine and is not there yet.
    asked: Option<Range<usize>>,
    /// Where the reader was, or is to be when the order comes.
    anchor: Option<Place>,
    /// The position that is to stand at a height of the window, and how often to correct it.
    settling: Option<(usize, f64, u8)>,
    /// The position to give the focus to when it is drawn.
    focus: Option<usize>,
    frame: bool,
    /// Only what the window holds is drawn yet.
    brief: bool,
    timer: i32,
}

impl Inner {
    fn card(&self, position: usize) -> Option<&Arc<Card>> {
        self.cards.get(position)?.as_ref()
    }
}

/// Notes the height of a paper; of the oldest only so many are remembered as are near.
fn remember_height(known: &mut Vec<(u32, f64)>, paper: u32, height: f64) {
    match known.iter_mut().find(|(other, _)| *other == paper) {
        Some(place) => place.1 = height,
        None => known.push((paper, height)),
    }
    if known.len() > KEEP {
        known.remove(0);
    }
}

impl Feed {
    /// An empty feed.
    pub(super) fn new() -> Self {
        let inner = Inner {
            epoch: 0,
            fresh: true,
            turn: 0,
            heights: Heights::new(0, FIRST_ESTIMATE),
            cards: Vec::new(),
            known: Vec::new(),
            asked: None,
            anchor: None,
            settling: None,
            focus: None,
            frame: false,
            brief: false,
            timer: 0,
        };
        Self {
            rows: RwSignal::new(Vec::new()),
            before: RwSignal::new(0),
            after: RwSignal::new(0),
            growing: RwSignal::new(true),
            current: RwSignal::new(None),
            unfolded: RwSignal::new(Vec::new()),
            inner: StoredValue::new(inner),
            watcher: StoredValue::new_local(None),
        }
    }

    /// Forgets all papers, before others come.
    pub(super) fn clear(self) {
        self.inner.update_value(|inner| {
            inner.epoch += 1;
            inner.fresh = true;
            inner.heights = Heights::new(0, inner.heights.typical());
            inner.cards.clear();
            inner.known.clear();
            inner.anchor = None;
            inner.settling = None;
            inner.focus = None;
        });
        self.rows.set(Vec::new());
        self.before.set(0);
        self.after.set(0);
        self.growing.set(true);
        self.current.set(None);
        self.unfolded.update(Vec::clear);
    }

    /// Nothing is drawn and nothing was answered yet.
    pub(super) fn is_fresh(self) -> bool {
        self.inner.with_value(|inner| inner.fresh)
    }

    /// Follows the window: its scrolling, its size, and the heights of the cards.
    pub(super) fn follow_scrolling(self, state: State) {
        page::on_window("scroll", move |_: web_sys::Event| {
            self.inner.update_value(|inner| inner.brief = false);
            self.redraw(state);
            self.store_place_soon(state);
        });
        for by_hand in ["wheel", "touchmove"] {
            page::on_window(by_hand, move |_: web_sys::Event| {
                self.inner.update_value(|inner| inner.settling = None);
            });
        }
        page::on_window("resize", move |_: web_sys::Event| {
            self.inner.update_value(|inner| inner.known.clear());
            self.redraw(state);
        });
        self.watcher.set_value(SizeWatcher::new(move |sizes| self.measured(state, &sizes)));
    }

    /// Tells the height of this card's element from now on.
    pub fn watch(self, element: &Element) {
        self.watcher.with_value(|watcher| {
            if let Some(watcher) = watcher {
                watcher.watch(element);
            }
        });
    }

    fn measured(self, state: State, sizes: &[(Element, f64)]) {
        let rows = self.rows.get_untracked();
        let mut changed = false;
        self.inner.update_value(|inner| {
            for (element, height) in sizes {
                let id = element.id();
                let Some(row) = rows.iter().find(|row| row.element_id() == id) else { continue };
                remember_height(&mut inner.known, row.id.1, *height);
                changed |= inner.heights.measure(row.position.get_untracked(), *height);
            }
        });
        if changed {
            self.redraw(state);
        }
    }

    /// Takes a new order, with the cards around the reader's place.
    pub(super) fn take_order(self, state: State, shown: Shown) {
        if shown.unchanged {
            // Cards that were asked for under the turn before will not come.
            self.inner.update_value(|inner| {
                inner.turn = shown.turn;
                inner.asked = None;
            });
            if self.inner.with_value(|inner| inner.brief) {
                self.draw_rest(state, shown.turn);
            }
            return self.draw(state);
        }
        let mut lost_place = false;
        let mut was_current = false;
        let current = self.current.get_untracked();
        self.inner.update_value(|inner| {
            let anchor = inner.anchor.take();
            let current_paper = current.and_then(|at| inner.card(at)).cloned();
            was_current = current_paper
                .zip(anchor.as_ref())
                .is_some_and(|(card, place)| card.key == place.key);
            inner.turn = shown.turn;
            inner.fresh = false;
            inner.heights = Heights::new(shown.shown as usize, inner.heights.typical());
            inner.cards = vec![None; shown.shown as usize];
            inner.asked = None;
            let place = shown.place.map(|place| place as usize);
            // A focus that was still to be given follows its paper.
            inner.focus = place.filter(|_| was_current && inner.focus.is_some());
            inner.settling = place.zip(anchor).map(|(at, place)| (at, place.offset, 4));
            lost_place = inner.settling.is_none();
            // On the way to a place, the heights of what is above it count at once.
            inner.brief = lost_place;
        });
        if lost_place {
            self.draw_rest(state, shown.turn);
        }
        self.current.set(shown.place.filter(|_| was_current).map(|place| place as usize));
        self.add_cards(shown.from, shown.cards);
        if lost_place && page::scroll_top() > 0.0 {
            page::scroll_to(0.0);
        }
        self.draw(state);
    }

    /// Draws what is around the window, when the keys rest.
    fn draw_rest(self, state: State, turn: u32) {
        page::after(REST, move || {
            if self.inner.with_value(|inner| inner.brief && inner.turn == turn) {
                self.inner.update_value(|inner| inner.brief = false);
                self.draw(state);
            }
        });
    }

    /// Takes cards that were asked for.
    pub(super) fn take_cards(self, state: State, turn: u32, from: u32, cards: Vec<Card>) {
        if self.inner.with_value(|inner| inner.turn) == turn {
            self.inner.update_value(|inner| inner.asked = None);
            self.add_cards(from, cards);
            self.draw(state);
        }
    }

    fn add_cards(self, from: u32, cards: Vec<Card>) {
        self.inner.update_value(|inner| {
            for (position, card) in (from as usize..).zip(cards) {
                let known = inner.known.iter().find(|(paper, _)| *paper == card.paper);
                if let Some((_, height)) = known {
                    inner.heights.measure(position, *height);
                }
                if let Some(place) = inner.cards.get_mut(position) {
                    *place = Some(Arc::new(card));
                }
            }
        });
    }

    /// How many cards the window holds, as far as their heights are known; rather one more than
    /// one less.
    pub(super) fn room(self) -> u32 {
        let typical = self.inner.with_value(|inner| inner.heights.typical());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let cards = (page::viewport_height() / typical.max(1.0)).ceil() as u32;
        cards + 2
    }

    /// Draws in the next frame, once.
    fn redraw(self, state: State) {
        if !self.inner.with_value(|inner| inner.frame) {
            self.inner.update_value(|inner| inner.frame = true);
            page::next_frame(move || self.draw(state));
        }
    }

    /// Draws the cards that the window needs and asks for those that are not there.
    pub(super) fn draw(self, state: State) {
        self.inner.update_value(|inner| inner.frame = false);
        let Some(feed) = page::by_id(FEED) else { return };
        let height = page::viewport_height();
        let seen = page::scroll_top() - page::top_of(&feed);
        let (wanted, drawn) = self.inner.with_value(|inner| {
            let count = inner.heights.len();
            let around = if inner.brief { 0.0 } else { height };
            let wanted = match inner.settling {
                _ if count <= WHOLE && !inner.brief => 0..count,
                Some((at, place, _)) => {
                    let top = inner.heights.offset(at) - place;
                    inner.heights.window(top - around, top + height + around)
                }
                None => inner.heights.window(seen - around, seen + height + around),
            };
            let first = wanted.clone().find(|at| inner.card(*at).is_some());
            let start = first.unwrap_or(wanted.start);
            let end = (start..wanted.end).find(|at| inner.card(*at).is_none());
            (wanted.clone(), start..end.unwrap_or(wanted.end))
        });
        self.ask(state, &wanted, &drawn);
        self.set_rows(&drawn);
        self.growing.set(drawn != wanted);
        page::next_frame(move || self.settle(state));
    }

    fn ask(self, state: State, wanted: &Range<usize>, drawn: &Range<usize>) {
        let question = self.inner.try_update_value(|inner| {
            if drawn == wanted || inner.asked.is_some() {
                return None;
            }
            // Before more come, those that are far away go.
            let kept = wanted.start.saturating_sub(KEEP)..wanted.end + KEEP;
            for (position, card) in inner.cards.iter_mut().enumerate() {
                if !kept.contains(&position) {
                    *card = None;
                }
            }
            inner.asked = Some(wanted.clone());
            Some((inner.turn, wanted.clone()))
        });
        if let Some(Some((turn, range))) = question {
            let (from, to) = (u32::try_from(range.start), u32::try_from(range.end));
            if let (Ok(from), Ok(to)) = (from, to) {
                state.send(&Request::Cards { turn, from, to });
            }
        }
    }

    fn set_rows(self, drawn: &Range<usize>) {
        let old = self.rows.get_untracked();
        let (rows, before, after) = self.inner.with_value(|inner| {
            let rows: Vec<Row> = drawn
                .clone()
                .filter_map(|position| {
                    let card = inner.card(position)?;
                    let id = (inner.epoch, card.paper);
                    Some(match old.iter().find(|row| row.id == id) {
                        Some(row) => renewed(row, position, card),
                        None => Row {
                            id,
                            position: ArcRwSignal::new(position),
                            card: ArcRwSignal::new(Arc::clone(card)),
                        },
                    })
                })
                .collect();
            let total = inner.heights.offset(inner.heights.len());
            (rows, inner.heights.offset(drawn.start), total - inner.heights.offset(drawn.end))
        });
        let same = self.rows.with_untracked(|known| {
            known.len() == rows.len() && known.iter().zip(&rows).all(|(a, b)| a.id == b.id)
        });
        if !same {
            self.rows.set(rows);
        }
        set_if_changed(self.before, before);
        set_if_changed(self.after, after);
    }

    /// Corrects the scroll and gives the focus, after the drawn cards were laid out.
    fn settle(self, state: State) {
        let settling = self.inner.with_value(|inner| inner.settling);
        if let Some((position, offset, tries)) = settling {
            self.scroll_position_to(position, offset);
            // A card that is not drawn yet is waited for; each of those that are drawn above it
            // may still turn out higher than was thought.
            if self.element_at(position).is_some() {
                let left = (tries > 1).then(|| (position, offset, tries - 1));
                self.inner.update_value(|inner| inner.settling = left);
                self.redraw(state);
            }
        }
        let focus = self.inner.with_value(|inner| inner.focus);
        if let Some(element) = focus.and_then(|position| self.element_at(position)) {
            self.inner.update_value(|inner| inner.focus = None);
            page::focus(&element.id());
        }
    }

    fn element_at(self, position: usize) -> Option<web_sys::HtmlElement> {
        let paper = self
            .inner
            .with_value(|inner| inner.card(position).map(|card| (inner.epoch, card.paper)))?;
        page::by_id(&element_id(paper))
    }

    fn scroll_position_to(self, position: usize, offset: f64) {
        let top = match self.element_at(position) {
            Some(element) => page::top_of(&element),
            None => {
                let Some(feed) = page::by_id(FEED) else { return };
                let before = self.inner.with_value(|inner| inner.heights.offset(position));
                page::top_of(&feed) + before
            }
        };
        if (top - offset - page::scroll_top()).abs() >= 1.0 {
            page::scroll_to(top - offset);
        }
    }
}

/// The height that the banner covers at the top of the window, in CSS pixels.
fn covered() -> f64 {
    page::by_id(BANNER).map_or(0.0, |banner| f64::from(banner.offset_height()))
}

fn renewed(row: &Row, position: usize, card: &Arc<Card>) -> Row {
    if row.position.get_untracked() != position {
        row.position.set(position);
    }
    if row.card.with_untracked(|known| known != card) {
        row.card.set(Arc::clone(card));
    }
    row.clone()
}

fn set_if_changed(signal: RwSignal<u32>, height: f64) {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = height as u32;
    if signal.get_untracked() != pixels {
        signal.set(pixels);
    }
}
