//! The windowed feed: of the papers in the present order only those near the window are drawn.
//!
//! Two spacers take the place of the papers before and after them. The engine holds the order;
//! cards come by position, and each row keeps its element while its paper stays drawn, so that
//! focus survives a change of the order.

mod current;
mod drawing;
mod order;
mod passing;
mod place;
mod printing;
mod row;

pub(in crate::app::state) use place::has_place;

use std::ops::Range;

use leptos::prelude::*;
use web_sys::Element;

use super::State;
use crate::app::ids::{BANNER, FILTERS_BUTTON, LIST_HEAD};
use crate::browser::sizes::SizeWatcher;
use crate::browser::{dom, events, window};
use crate::page::heights::{Heights, Track, leaps};
use place::Place;
pub use printing::MOST_PRINTED;
use printing::Print;
pub use row::{LoadedCard, Row};
use skimmark_protocol::OrderId;

/// The estimated height of a card until one was drawn, in CSS pixels.
const FIRST_ESTIMATE: f64 = 230.0;

/// Up to this many cards are all drawn, so that the browser's own search finds them.
const WHOLE: usize = 50;

/// Cards are kept while they are this many positions from the window.
const KEEP: usize = 300;

/// Of a new order, what the window holds is drawn at once; what is around it waits until no key was
/// pressed for this many milliseconds.
const REST: i32 = 120;

/// What is done with a paper.
pub(in crate::app::state) type PaperAction = fn(State, &LoadedCard);

/// The drawn part of the feed.
#[derive(Clone, Copy)]
pub struct Feed {
    /// The cards drawn.
    rows: RwSignal<Vec<Row>>,
    /// The height of what is not drawn before them, in CSS pixels.
    before: RwSignal<u32>,
    /// And after them.
    after: RwSignal<u32>,
    /// Whether cards that should be drawn are missing.
    growing: RwSignal<bool>,
    /// The position of the paper that keys act on.
    current: RwSignal<Option<usize>>,
    /// That paper, or the one that was current last, to be shown in full beside the list.
    beside: RwSignal<Option<Row>>,
    unfolded: RwSignal<Vec<(u32, u32)>>,
    inner: StoredValue<Inner>,
    watcher: StoredValue<Option<SizeWatcher>, LocalStorage>,
}

struct Inner {
    epoch: u32,
    /// How many elements of cards were ever made.
    shells: u32,
    /// The heights of those that are drawn, by their numbers.
    laid: Vec<(u32, f64)>,
    /// Whether no order was taken since the epoch began.
    fresh: bool,
    order: OrderId,
    heights: Heights,
    /// Which pixels of the feed are laid out where.
    track: Track,
    /// By position.
    cards: Vec<Option<LoadedCard>>,
    /// Heights of papers, which outlive a change of the order.
    known: Vec<(u32, f64)>,
    /// What was asked of the engine and is not there yet.
    asked: Option<Range<usize>>,
    /// Where the reader was, or is to be when the order comes: at the first of these papers that is
    /// shown then.
    anchor: Vec<Place>,
    /// The first paper in the window when that has rested last.
    rested: usize,
    /// While there is a query: where the reader was before it, if at a paper.
    home: Option<Option<Place>>,
    settling: Option<Settling>,
    /// The position to give the focus to when it is drawn.
    focus: Option<usize>,
    /// What is to be done with papers whose cards are not there yet, by position.
    waiting: Vec<(usize, PaperAction)>,
    frame: bool,
    /// Whether only the cards in the window are drawn yet.
    brief: bool,
    /// Whether all papers are being drawn, to be printed.
    print: Option<Print>,
    timer: i32,
    /// The timer that tells reference managers.
    told: i32,
}

/// A position that is to be at a height of the window.
#[derive(Clone, Copy)]
struct Settling {
    position: usize,
    /// From the top of the window, in CSS pixels.
    offset: f64,
    /// How often that is still corrected.
    tries: u8,
    /// How far the page was scrolled for it last.
    scrolled: Option<f64>,
}

impl Settling {
    fn new(position: usize, offset: f64, tries: u8) -> Self {
        Self { position, offset, tries, scrolled: None }
    }
}

impl Inner {
    fn card(&self, position: usize) -> Option<&LoadedCard> {
        self.cards.get(position)?.as_ref()
    }
}

/// Notes the height of a paper, or of an element; only the newest [`KEEP`] are remembered.
fn remember_height(known: &mut Vec<(u32, f64)>, which: u32, height: f64) {
    match known.iter_mut().find(|(other, _)| *other == which) {
        Some(place) => place.1 = height,
        None => known.push((which, height)),
    }
    if known.len() > KEEP {
        known.remove(0);
    }
}

impl Feed {
    /// Returns an empty feed.
    pub(super) fn new() -> Self {
        let inner = Inner {
            epoch: 0,
            shells: 0,
            laid: Vec::new(),
            fresh: true,
            order: OrderId::default(),
            heights: Heights::new(0, FIRST_ESTIMATE),
            track: Track::default(),
            cards: Vec::new(),
            known: Vec::new(),
            asked: None,
            anchor: Vec::new(),
            rested: passing::NOWHERE,
            home: None,
            settling: None,
            focus: None,
            waiting: Vec::new(),
            frame: false,
            brief: false,
            print: None,
            timer: 0,
            told: 0,
        };
        Self {
            rows: RwSignal::new(Vec::new()),
            before: RwSignal::new(0),
            after: RwSignal::new(0),
            growing: RwSignal::new(true),
            current: RwSignal::new(None),
            beside: RwSignal::new(None),
            unfolded: RwSignal::new(Vec::new()),
            inner: StoredValue::new(inner),
            watcher: StoredValue::new_local(None),
        }
    }

    /// Returns the cards that are drawn.
    pub fn rows(self) -> Vec<Row> {
        self.rows.get()
    }

    /// Returns how many cards are drawn.
    pub fn drawn_count(self) -> usize {
        self.rows.with(Vec::len)
    }

    /// Returns the height of what is not drawn before the cards, in CSS pixels.
    pub fn height_before(self) -> u32 {
        self.before.get()
    }

    /// Returns the height of what is not drawn after the cards, in CSS pixels.
    pub fn height_after(self) -> u32 {
        self.after.get()
    }

    /// Returns whether cards that should be drawn are not there yet.
    pub fn is_growing(self) -> bool {
        self.growing.get()
    }

    /// Forgets all papers, before others come.
    pub(super) fn clear(self) {
        self.inner.update_value(|inner| {
            inner.epoch += 1;
            inner.fresh = true;
            inner.heights = Heights::new(0, inner.heights.typical());
            inner.cards.clear();
            inner.known.clear();
            inner.anchor.clear();
            inner.home = None;
            inner.rested = passing::NOWHERE;
            inner.settling = None;
            inner.focus = None;
            inner.waiting.clear();
            inner.print = None;
        });
        self.rows.set(Vec::new());
        self.before.set(0);
        self.after.set(0);
        self.growing.set(true);
        self.current.set(None);
        self.beside.set(None);
        self.unfolded.update(Vec::clear);
    }

    /// Returns whether nothing is drawn and nothing was answered yet.
    pub(super) fn is_fresh(self) -> bool {
        self.inner.with_value(|inner| inner.fresh)
    }

    /// Follows the window: its scrolling, its size, and the heights of the cards.
    pub(super) fn follow_scrolling(self, state: State) {
        events::on_window("scroll", move |_: web_sys::Event| {
            self.inner.update_value(|inner| {
                inner.brief = false;
                // The thumb of the scroll bar wins over the place that the page was to be at.
                let leaps = |to: f64| leaps(window::scroll_top() - to, window::viewport_height());
                if inner.settling.and_then(|it| it.scrolled).is_some_and(leaps) {
                    inner.settling = None;
                }
            });
            self.redraw(state);
            self.store_place_soon(state);
        });
        for by_hand in ["wheel", "touchmove"] {
            events::on_window(by_hand, move |_: web_sys::Event| {
                self.inner.update_value(|inner| inner.settling = None);
            });
        }
        // The page goes where the focus does.
        events::on_window("keydown", move |event: web_sys::KeyboardEvent| {
            if event.key() == "Tab" {
                self.inner.update_value(|inner| inner.settling = None);
            }
        });
        events::on_window("resize", move |_: web_sys::Event| {
            self.inner.update_value(|inner| inner.known.clear());
            self.redraw(state);
        });
        for over in ["afterprint", "wheel", "touchmove", "keydown"] {
            events::on_window(over, move |_: web_sys::Event| self.printed(state));
        }
        self.watcher.set_value(SizeWatcher::new(move |sizes| self.measured(state, &sizes)));
    }

    /// Measures this card's element from now on.
    pub fn watch(self, element: &Element) {
        self.watcher.with_value(|watcher| {
            if let Some(watcher) = watcher {
                watcher.watch(element);
            }
        });
    }

    fn measured(self, state: State, sizes: &[(Element, f64)]) {
        // On paper cards have other heights.
        if self.inner.with_value(|inner| inner.print.is_some()) {
            return;
        }
        let rows = self.rows.get_untracked();
        let rows: Vec<(String, &Row)> = rows.iter().map(|row| (row.element_id(), row)).collect();
        let mut changed = false;
        self.inner.update_value(|inner| {
            for (element, height) in sizes {
                let is = element.id();
                let Some((_, row)) = rows.iter().find(|(id, _)| *id == is) else { continue };
                remember_height(&mut inner.laid, row.shell, *height);
                remember_height(&mut inner.known, row.id_untracked().1, *height);
                changed |= inner.heights.measure(row.position.get_untracked(), *height);
            }
        });
        if changed {
            self.redraw(state);
        }
    }

    /// Returns the order that is shown.
    pub(super) fn order(self) -> OrderId {
        self.inner.with_value(|inner| inner.order)
    }

    /// Returns how many cards the window holds, as far as their heights are known; rather too many
    /// than too few.
    pub(super) fn room(self) -> u32 {
        let typical = self.inner.with_value(|inner| inner.heights.typical());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let cards = (window::viewport_height() / typical.max(1.0)).ceil() as u32;
        cards + 2
    }
}

/// Returns the height that is covered at the top of the window, in CSS pixels: by the banner, and above
/// a list by its head.
fn covered() -> f64 {
    let height = |id| dom::by_id(id).map_or(0, |element| element.offset_height());
    let head = if dom::is_sticky(LIST_HEAD) { height(LIST_HEAD) } else { 0 };
    f64::from(height(BANNER) + head)
}

/// Returns where the visible part of the page ends, in CSS pixels from the top of the window: on a
/// phone there is a bar at its foot, with the filters' button.
fn bottom() -> f64 {
    let height = window::viewport_height();
    let button = dom::by_id(FILTERS_BUTTON).map(|button| button.get_bounding_client_rect());
    button.filter(|it| it.bottom() >= height).map_or(height, |button| button.top())
}
