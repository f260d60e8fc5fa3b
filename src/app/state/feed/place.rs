//! The reader's place in the feed: kept through a change of the order, and through a reload.

use leptos::prelude::*;

use super::{Feed, bottom, covered};
use crate::app::state::State;
use crate::browser::{dom, storage, timers, window};
use crate::page::route::Screen;
use skimmark_protocol::DigestId;
use skimmark_protocol::stored::PLACE;

/// The place in the feed is stored this many milliseconds after the last scroll.
const SETTLED: i32 = 250;

/// A paper that is to be at a height of the window, in CSS pixels from its top.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// The paper's key.
    pub(super) key: String,
    pub(super) offset: f64,
    /// Whether it is the current paper, on which keys act.
    pub(super) is_current: bool,
}

/// Before the stored place of the current paper.
const CURRENT: char = '>';

impl Place {
    /// Returns the stored form, `<offset> <key>`, with the offset in whole pixels; of the current paper
    /// after a `>`.
    fn store(&self) -> String {
        #[allow(clippy::cast_possible_truncation)]
        let offset = self.offset.round() as i32;
        let mark = if self.is_current { CURRENT.to_string() } else { String::new() };
        format!("{mark}{offset} {}", self.key)
    }

    fn restore(text: &str) -> Option<Self> {
        let place = text.strip_prefix(CURRENT);
        let (offset, key) = place.unwrap_or(text).split_once(' ')?;
        let offset = f64::from(offset.parse::<i32>().ok()?);
        Some(Self { key: key.to_owned(), offset, is_current: place.is_some() })
    }
}

impl Feed {
    /// Returns the papers at which the reader is, or is to return to; the engine sends the cards
    /// around the first of them that is shown. With `neighbors`, the current paper may be gone: then
    /// the next one takes its place, or the last one before it. When the query is cleared and the reader is
    /// at no paper, they return to where they were before it.
    pub(in crate::app::state) fn anchor_keys(self, neighbors: bool, is_query: bool) -> Vec<String> {
        let mut here: Vec<Place> = self.place_here().into_iter().collect();
        self.inner.update_value(|inner| match (is_query, &inner.home) {
            (true, None) => inner.home = Some(here.first().cloned()),
            (true, Some(_)) => {}
            (false, _) => here.extend(inner.home.take().flatten()),
        });
        if let Some(place) = here.first().cloned().filter(|_| neighbors) {
            here.extend(self.neighbors(&place));
        }
        self.inner.update_value(|inner| {
            if inner.heights.is_empty() {
                // Nothing is drawn: the place of the last visit stays.
                return;
            }
            inner.anchor = here;
        });
        self.inner.with_value(|inner| inner.anchor.iter().map(|place| place.key.clone()).collect())
    }

    /// Leaves the reader at no paper, so that the next order is shown from its beginning.
    pub fn leave_place(self) {
        self.current.set(None);
        self.inner.update_value(|inner| inner.home = None);
    }

    /// Returns the papers drawn after a place, in their order, then those before it, the last one
    /// first; each would be at the same height.
    fn neighbors(self, place: &Place) -> Vec<Place> {
        let rows = self.rows.get_untracked();
        let keys: Vec<String> =
            rows.iter().map(|row| row.card.with_untracked(|card| card.key.clone())).collect();
        let at = keys.iter().position(|key| *key == place.key).unwrap_or(0);
        let after = keys.iter().skip(at + 1);
        let others = after.chain(keys[..at].iter().rev());
        others.map(|key| Place { key: key.clone(), ..place.clone() }).collect()
    }

    /// Returns the current paper if it is on the screen, else the first one that is; nothing at the
    /// top of the feed.
    fn place_here(self) -> Option<Place> {
        let current = self.current.get_untracked();
        let is_scrolled = window::scroll_top() > 0.0;
        if current.is_none() && !is_scrolled {
            return None;
        }
        let covered = covered();
        let bottom = bottom();
        let mut first = None;
        for row in self.rows.get_untracked() {
            let rect = dom::by_id(&row.element_id())?.get_bounding_client_rect();
            if rect.bottom() <= covered || rect.top() >= bottom {
                continue;
            }
            let position = row.position.get_untracked();
            let key = row.card.with_untracked(|card| card.key.clone());
            let is_current = current == Some(position);
            let place = Place { key, offset: rect.top(), is_current };
            if is_current {
                return Some(place);
            }
            if first.is_none() && is_scrolled {
                first = Some(place);
            }
        }
        first
    }

    /// Stores the reader's place when scrolling has stopped.
    pub(super) fn store_place_soon(self, state: State) {
        let timer = timers::after(SETTLED, move || {
            self.follow_window();
            self.read_passed(state);
            let Some(name) = place_name(state) else { return };
            let place = self.place_here();
            let text = place.map(|place| place.store()).unwrap_or_default();
            storage::note(&name, &text);
        });
        self.inner.update_value(|inner| {
            timers::cancel(inner.timer);
            inner.timer = timer;
        });
    }

    /// Forgets where the reader was in a digest that is deleted.
    pub(in crate::app::state) fn forget_place(self, digest: DigestId) {
        storage::forget_noted(&place_of(digest));
    }

    /// Returns, when the order comes, to where the reader was in this screen's papers.
    pub(in crate::app::state) fn return_to_place(self, state: State) {
        let Some(name) = place_name(state) else { return };
        let place = storage::noted(&name).and_then(|text| Place::restore(&text));
        self.inner.update_value(|inner| inner.anchor = place.into_iter().collect());
    }
}

/// Returns whether the reader left this digest elsewhere than at its beginning.
pub(in crate::app::state) fn has_place(digest: DigestId) -> bool {
    storage::noted(&place_of(digest)).is_some_and(|place| !place.is_empty())
}

/// Returns the name under which the place in this digest's papers is stored.
fn place_of(digest: DigestId) -> String {
    format!("{PLACE}{digest}")
}

/// Returns the name under which the place in this screen's papers is stored.
fn place_name(state: State) -> Option<String> {
    match untrack(|| state.navigation.screen()) {
        Screen::Digest => {
            let digest =
                state.digest.reading.with_untracked(|open| open.as_ref().map(|r| r.digest))?;
            Some(place_of(digest))
        }
        Screen::Bookmarks => Some("place:bookmarks".to_owned()),
        Screen::All => Some("place:all".to_owned()),
        Screen::Library => None,
    }
}
