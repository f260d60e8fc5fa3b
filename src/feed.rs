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
    /// `cards` cards of about `estimate` pixels.
    pub fn new(cards: usize, estimate: f64) -> Self {
        Self { estimate, measured: vec![None; cards], excess: vec![0.0; cards + 1] }
    }

    /// How many cards there are.
    pub fn len(&self) -> usize {
        self.measured.len()
    }

    /// There is no card.
    pub fn is_empty(&self) -> bool {
        self.measured.is_empty()
    }

    /// Notes the height of the card at `position`; says whether that changed anything.
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

    /// The average height of the measured cards, for the estimate of the next order.
    pub fn typical(&self) -> f64 {
        let (sum, count) = self
            .measured
            .iter()
            .flatten()
            .fold((0.0, 0.0), |(sum, count), height| (sum + f64::from(*height), count + 1.0));
        if count > 0.0 { sum / count } else { self.estimate }
    }

    /// How many pixels stand before the card at `position`; of `len()`, the height of all.
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

    /// The position of the card that covers the pixel `y`; clamped to the feed.
    pub fn at(&self, y: f64) -> usize {
        let mut low = 0;
        let mut high = self.len();
        while low < high {
            let middle = low.midpoint(high);
            if self.offset(middle + 1) <= y { low = middle + 1 } else { high = middle }
        }
        low.min(self.len().saturating_sub(1))
    }

    /// The positions to draw so that the pixels `top..bottom` are covered.
    pub fn window(&self, top: f64, bottom: f64) -> Range<usize> {
        if self.is_empty() {
            return 0..0;
        }
        self.at(top)..self.at(bottom) + 1
    }
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

    proptest! {
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
