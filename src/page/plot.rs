//! The geometry of a plot of bars: their outline, and which of them is pointed at.

/// The width of the place of one bar, in units of [`outline`].
pub const PLACE: u32 = 100;

/// The height of the highest bar, in units of [`outline`].
pub const HEIGHT: u32 = 100;

/// Returns the bars whose numbers `drawn` accepts, as the data of an SVG path: each place is
/// [`PLACE`] wide, the highest of all `counts` [`HEIGHT`] high. A bar that counts anything is high
/// enough to be seen.
pub fn outline(counts: &[u32], drawn: impl Fn(usize) -> bool) -> String {
    let highest = u64::from(counts.iter().copied().max().unwrap_or(0).max(1));
    // If there are few bars, they do not become wide.
    let thick = u32::try_from(counts.len()).unwrap_or(PLACE).saturating_mul(9).clamp(20, 84);
    let mut path = String::new();
    let mut left = (PLACE - thick) / 2;
    for (at, count) in counts.iter().enumerate() {
        if *count > 0 && drawn(at) {
            let share = u64::from(*count) * u64::from(HEIGHT) / highest;
            let high = share.max(3);
            path.push_str(&format!("M{left} {HEIGHT}v-{high}h{thick}v{high}z"));
        }
        left = left.saturating_add(PLACE);
    }
    path
}

/// Returns the number of the bar at `x` of `width` pixels, among `bars` of them; the first or the
/// last if `x` lies outside of the plot.
pub fn at(x: f64, width: f64, bars: usize) -> usize {
    #[allow(clippy::cast_precision_loss)]
    let place = x / width.max(1.0) * bars as f64;
    // The cast saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let number = place as usize;
    number.min(bars.saturating_sub(1))
}

/// Returns where a key leads from a bar among `bars` of them; nothing for a key that does not
/// move.
pub fn step(key: &str, from: usize, bars: usize) -> Option<usize> {
    let last = bars.saturating_sub(1);
    match key {
        "ArrowLeft" => Some(from.saturating_sub(1)),
        "ArrowRight" => Some((from + 1).min(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_highest_bar_fills_the_height_and_the_others_their_share() {
        let all = outline(&[1, 0, 4], |_| true);
        assert_eq!(all, "M36 100v-25h27v25zM236 100v-100h27v100z");
        assert_eq!(outline(&[1, 0, 4], |at| at == 0), "M36 100v-25h27v25z");
        assert_eq!(outline(&[1, 1000], |at| at == 0), "M40 100v-3h20v3z");
        assert_eq!(outline(&[0, 0], |_| true), "");
        assert_eq!(outline(&[], |_| true), "");
    }

    #[test]
    fn keys_stay_within_the_plot() {
        assert_eq!(step("ArrowLeft", 0, 3), Some(0));
        assert_eq!(step("ArrowRight", 2, 3), Some(2));
        assert_eq!(step("End", 0, 3), Some(2));
        assert_eq!(step("Home", 2, 3), Some(0));
        assert_eq!(step("ArrowRight", 0, 0), Some(0));
        assert_eq!(step("j", 1, 3), None);
    }

    proptest! {
        #[test]
        fn every_place_is_that_of_a_bar(x in -1e9f64..1e9, width in 0f64..5000.0, bars in 1usize..60) {
            prop_assert!(at(x, width, bars) < bars);
        }

        #[test]
        fn the_middle_of_a_place_is_its_bar(bars in 1usize..60, pick in 0usize..60) {
            let bar = pick % bars;
            let x = (bar as f64 + 0.5) * 7.0;
            prop_assert_eq!(at(x, bars as f64 * 7.0, bars), bar);
        }
    }
}
