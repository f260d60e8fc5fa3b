//! Which cards of a long feed are drawn: heights in, a window of positions out.
//!
//! Cards differ in height, and a height is known only once the card was drawn. Until then a
//! card counts as high as the average of those that were; the difference of each measured card
//! is kept in a Fenwick tree, so that both directions between positions and pixels cost
//! O(log n).

use std::ops::Range;

/// The heights of the cards of one order, in CSS pixels.
#[derive(Clone, Debug)]
pub struct Heights {
    estimate: f64,
    measured: Vec<Option<f32>>,
    /// Fenwick tree over `height - estimate` of the measured cards.
    excess: Vec<f64>,
}

impl Heights {
    /// Returns the heights of `cards` cards of about `estimate` pixels.
    pub fn new(cards: usize, estimate: f64) -> Self {
        Self { estimate, measured: vec![None; cards], excess: vec![0.0; cards + 1] }
    }

    /// Returns how many cards there are.
    pub fn len(&self) -> usize {
        self.measured.len()
    }

    /// Returns whether there is no card.
    pub fn is_empty(&self) -> bool {
        self.measured.is_empty()
    }

    /// Notes the height of the card at `position`; returns whether that changed anything.
    pub fn measure(&mut self, position: usize, height: f64) -> bool {
        let Some(known) = self.measured.get_mut(position) else { return false };
        let before = known.map_or(self.estimate, f64::from);
        if known.is_some() && (before - height).abs() < 0.5 {
            return false;
        }
        #[allow(clippy::cast_possible_truncation)]
        let stored = height as f32;
        *known = Some(stored);
        let mut node = position + 1;
        while node < self.excess.len() {
            self.excess[node] += f64::from(stored) - before;
            node += node & node.wrapping_neg();
        }
        true
    }

    /// Returns the average height of the measured cards, for the estimate of the next order.
    pub fn typical(&self) -> f64 {
        let (sum, count) = self
            .measured
            .iter()
            .flatten()
            .fold((0.0, 0.0), |(sum, count), height| (sum + f64::from(*height), count + 1.0));
        if count > 0.0 { sum / count } else { self.estimate }
    }

    /// Returns how many pixels come before the card at `position`; for `len()`, the height of all.
    pub fn offset(&self, position: usize) -> f64 {
        let mut node = position.min(self.len());
        #[allow(clippy::cast_precision_loss)]
        let mut sum = node as f64 * self.estimate;
        while node > 0 {
            sum += self.excess[node];
            node &= node - 1;
        }
        sum
    }

    /// Returns the position of the card that covers the pixel `y`, clamped to the feed.
    pub fn at(&self, y: f64) -> usize {
        let mut low = 0;
        let mut high = self.len();
        while low < high {
            let middle = low.midpoint(high);
            if self.offset(middle + 1) <= y { low = middle + 1 } else { high = middle }
        }
        low.min(self.len().saturating_sub(1))
    }

    /// Returns the positions to draw so that the pixels `top..bottom` are covered.
    pub fn window(&self, top: f64, bottom: f64) -> Range<usize> {
        if self.is_empty() {
            return 0..0;
        }
        self.at(top)..self.at(bottom) + 1
    }
}

/// The greatest height that a feed is laid out with, in CSS pixels. Browsers show nothing below
/// 33,554,428 of them (Chromium, Safari), or 17,895,697 (Firefox).
const HIGHEST: f64 = 16_000_000.0;

/// A scroll by more than this many heights of the window is a leap: no wheel, finger or key goes
/// that far at once, but the thumb of the scroll bar does.
const LEAP: f64 = 4.0;

/// Returns whether a scroll by this many pixels is a leap, in a window of this height.
pub fn leaps(by: f64, view: f64) -> bool {
    by.abs() > LEAP * view
}

/// Which pixels of a feed are laid out where. A feed that is too high is laid out in part: steps
/// are pixel by pixel, and a leap goes to the same share of the whole.
#[derive(Clone, Copy, Debug, Default)]
pub struct Track {
    /// How many pixels of the feed are left out above what is laid out.
    left_out: f64,
    /// The pixel of what is laid out at which the window stood last.
    last: f64,
}

impl Track {
    /// Returns the height to lay out for a feed of `total` pixels.
    pub fn height(total: f64) -> f64 {
        total.min(HIGHEST)
    }

    /// Returns where the pixel `at` of the feed is laid out.
    pub fn laid(&self, at: f64) -> f64 {
        at - self.left_out
    }

    /// Returns the pixel of the feed that is laid out at `y`.
    pub fn seen(&self, y: f64) -> f64 {
        y + self.left_out
    }

    /// Takes over that the window, `view` pixels high, was scrolled to `y` of what is laid out of
    /// `total` pixels. If it came too near to an end of that which is not an end of the feed, another
    /// part is laid out, and the window is to be scrolled to [`Track::laid`] of what is seen.
    pub fn scrolled(&mut self, y: f64, view: f64, total: f64) {
        let room = HIGHEST - view;
        if total <= HIGHEST {
            self.left_out = 0.0;
        } else if leaps(y - self.last, view) {
            let share = within(y / room, 1.0);
            self.left_out = within(share * (total - view) - y, total - HIGHEST);
        } else {
            return self.reach(self.seen(y), view, total);
        }
        self.last = y;
    }

    /// Returns the pixel of the feed at which the window is, or is to be.
    pub fn standing(&self) -> f64 {
        self.seen(self.last)
    }

    /// Lays the feed out so that the window can be at its pixel `at`.
    pub fn reach(&mut self, at: f64, view: f64, total: f64) {
        let most = (total - HIGHEST).max(0.0);
        let (first, last) = (LEAP * view, HIGHEST - 2.0 * LEAP * view);
        let y = self.laid(at);
        if (y < first && self.left_out > 0.0) || (y > last && self.left_out < most) {
            self.left_out = within(at - HIGHEST / 2.0, most);
        }
        self.last = self.laid(at);
    }
}

/// Returns the nearest number from 0 to `most`. The method `clamp` of floating-point numbers can
/// panic with their decimal form, which makes the page 10 KB larger.
fn within(value: f64, most: f64) -> f64 {
    value.min(most).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_unmeasured_feed_is_made_of_estimates() {
        let heights = Heights::new(100, 50.0);
        assert_eq!(heights.offset(100), 5000.0);
        assert_eq!(heights.window(0.0, 120.0), 0..3);
        assert_eq!(heights.window(4900.0, 9999.0), 98..100);
        assert_eq!(Heights::new(0, 50.0).window(0.0, 100.0), 0..0);
    }

    #[test]
    fn the_scroll_bar_reaches_both_ends_and_the_middle() {
        let (view, total) = (800.0, 40_000_000.0);
        for (y, expected) in [(HIGHEST - view, total - view), (0.0, 0.0), (8e6, 2e7)] {
            let mut track = Track::default();
            for from in [0.0, 3e6] {
                track.scrolled(from, view, total);
            }
            track.scrolled(y, view, total);
            assert!((track.seen(y) - expected).abs() < 2.0 * view, "{y} {}", track.seen(y));
        }
        let mut short = Track::default();
        short.scrolled(9e6, view, 1e7);
        assert_eq!((short.seen(5.0), Track::height(1e7)), (5.0, 1e7));
    }

    proptest! {
        #[test]
        fn steps_are_pixel_by_pixel_and_lose_no_paper(
            start in 0.0..1.0_f64,
            total in prop_oneof![1e6..15e6_f64, 16e6..90e6_f64],
            steps in proptest::collection::vec(-3_000.0..3_000.0_f64, 1..60),
            times in 1..4_000_usize,
        ) {
            let view = 800.0;
            let mut track = Track::default();
            track.reach(start * (total - view), view, total);
            let mut y = track.laid(start * (total - view));
            for step in steps {
                // A long way in one direction, too.
                for _ in 0..times / 40 + 1 {
                    let before = track.seen(y);
                    let asked = (y + step).clamp(0.0, Track::height(total) - view);
                    track.scrolled(asked, view, total);
                    let wanted = (before + step).clamp(0.0, total - view);
                    // What the page then scrolls to shows what a step away was.
                    y = track.last;
                    prop_assert!((track.seen(y) - wanted).abs() < 1.0, "{} {wanted}", track.seen(y));
                    prop_assert!(0.0 <= y + 1e-6 && y <= Track::height(total) - view + 1e-6);
                    prop_assert!(track.laid(0.0) <= 0.0);
                    prop_assert!(track.laid(total) + 1e-6 >= Track::height(total));
                }
            }
        }

        #[test]
        fn offsets_are_sums_and_at_inverts_them(
            measured in proptest::collection::vec((0usize..60, 1.0f64..900.0), 0..80),
            y in 0.0f64..30_000.0,
        ) {
            let mut heights = Heights::new(60, 200.0);
            let mut plain = [200.0f64; 60];
            for (position, height) in measured {
                heights.measure(position, height);
                // What is within half a pixel of what is known is not taken over.
                plain[position] = heights.offset(position + 1) - heights.offset(position);
                prop_assert!((plain[position] - height).abs() < 0.6);
            }
            let total: f64 = plain.iter().sum();
            prop_assert!((heights.offset(60) - total).abs() < 0.1);
            let position = heights.at(y);
            if y < total - 0.1 {
                prop_assert!(heights.offset(position) <= y + 0.1);
                prop_assert!(y < heights.offset(position + 1) + 0.1);
            }
        }
    }
}
