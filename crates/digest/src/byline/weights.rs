//! The learned weights of all features, and how they are stored.
//!
//! Five in six are zero. `weights.bin` has for each other weight the number of zeros before it, in a
//! byte, and after all of these the weights themselves: 3.8 KB less (gzip) than a byte for each weight,
//! as the numbers and the weights need different codes. A run of more than 255 zeros is parted by a
//! weight of zero.

use std::sync::LazyLock;

use super::hash::TABLE_BITS;

/// How many weights there are.
pub const COUNT: usize = 1 << TABLE_BITS;

static WEIGHTS: LazyLock<Vec<i8>> = LazyLock::new(|| read(include_bytes!("weights.bin")));

/// Returns the weight of a feature, in units of [`super::model::UNIT`].
pub(super) fn weight(feature: usize) -> i32 {
    i32::from(WEIGHTS[feature])
}

/// Returns the weights as they are stored.
pub fn stored(weights: &[i8]) -> Vec<u8> {
    let (mut gaps, mut values, mut gap) = (Vec::new(), Vec::new(), 0);
    for weight in weights {
        if *weight == 0 && gap < u8::MAX {
            gap += 1;
        } else {
            gaps.push(gap);
            values.push(weight.cast_unsigned());
            gap = 0;
        }
    }
    gaps.append(&mut values);
    gaps
}

fn read(stored: &[u8]) -> Vec<i8> {
    let mut weights = vec![0; COUNT];
    let (gaps, values) = stored.split_at(stored.len() / 2);
    let mut at = 0;
    for (gap, value) in gaps.iter().zip(values) {
        at += usize::from(*gap);
        weights[at] = value.cast_signed();
        at += 1;
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_stored_and_read() {
        let mut weights = vec![0; COUNT];
        for (at, weight) in [(0, 1), (1, -2), (256, 3), (513, 4), (514, -128), (COUNT - 1, 127)] {
            weights[at] = weight;
        }
        assert_eq!(read(&stored(&weights)), weights);
        assert_eq!(stored(&WEIGHTS), include_bytes!("weights.bin"));
        let known = WEIGHTS.iter().filter(|weight| **weight != 0).count();
        assert!(known > COUNT / 10, "{known}");
    }
}
