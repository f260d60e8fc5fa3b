//! The learned weights of all features, and how they are stored.
//!
//! Five in six are zero. `weights.bin` is a string of bits that has for each other weight the number of
//! zeros before it and the weight itself, each in a code whose length suits how frequent it is (the first is
//! Rice's). The bits are as good as random, so that gzip makes nothing of them; where it had bytes to do
//! the same with, the engine was 3.8 KB larger.

use std::sync::LazyLock;

use crate::hash::TABLE_BITS;

/// How many weights there are.
pub const COUNT: usize = 1 << TABLE_BITS;

/// How many of the last bits of a number of zeros are written as they are; the rest is counted.
const PLAIN_BITS: u32 = 2;

static WEIGHTS: LazyLock<Vec<i8>> = LazyLock::new(|| read(include_bytes!("weights.bin")));

/// Returns the weights of all features, in units of [`crate::model::UNIT`].
pub(crate) fn all() -> &'static [i8] {
    &WEIGHTS
}

/// Returns the weights as they are stored.
pub fn stored(weights: &[i8]) -> Vec<u8> {
    let (mut bits, mut zeros) = (Vec::new(), 0_usize);
    for weight in weights {
        if *weight == 0 {
            zeros += 1;
            continue;
        }
        write_zeros(std::mem::take(&mut zeros), &mut bits);
        write_count(rank(weight.unsigned_abs()).into(), &mut bits);
        bits.push(*weight < 0);
    }
    write_zeros(zeros, &mut bits);
    let byte = |bits: &[bool]| (0..8).map(|at| u8::from(bits.get(at) == Some(&true)) << at).sum();
    bits.chunks(8).map(byte).collect()
}

fn write_zeros(zeros: usize, bits: &mut Vec<bool>) {
    write_count(zeros >> PLAIN_BITS, bits);
    bits.extend((0..PLAIN_BITS).map(|at| zeros >> at & 1 == 1));
}

fn write_count(count: usize, bits: &mut Vec<bool>) {
    bits.extend(std::iter::repeat_n(true, count));
    bits.push(false);
}

/// Returns how many amounts are more frequent than this one: most weights are 2, and most others 3. It is an
/// exchange of the first three, which [`amount`] undoes.
fn rank(amount: u8) -> u8 {
    match amount {
        1 => 2,
        2 => 0,
        3 => 1,
        other => other - 1,
    }
}

/// Returns the amount of this [`rank`].
fn amount(rank: u8) -> u8 {
    match rank {
        0 => 2,
        1 => 3,
        2 => 1,
        other => other + 1,
    }
}

fn read(stored: &[u8]) -> Vec<i8> {
    let mut weights = vec![0; COUNT];
    let mut bits = Bits { bytes: stored, at: 0 };
    let mut at = bits.zeros();
    while let Some(weight) = weights.get_mut(at) {
        let amount = amount(bits.count() as u8) as i8;
        *weight = if bits.next() { -amount } else { amount };
        at += 1 + bits.zeros();
    }
    weights
}

/// A string of bits that is read from its beginning; zeros follow its end.
struct Bits<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Bits<'_> {
    fn next(&mut self) -> bool {
        let byte = self.bytes.get(self.at / 8).copied().unwrap_or_default();
        let bit = byte >> (self.at % 8) & 1;
        self.at += 1;
        bit == 1
    }

    fn count(&mut self) -> usize {
        let mut count = 0;
        while self.next() {
            count += 1;
        }
        count
    }

    fn zeros(&mut self) -> usize {
        let counted = self.count();
        (0..PLAIN_BITS)
            .fold(counted << PLAIN_BITS, |zeros, at| zeros | usize::from(self.next()) << at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_stored_and_read() {
        let mut weights = vec![0; COUNT];
        for (at, weight) in [(0, 1), (1, -2), (256, 3), (513, 4), (514, -127), (COUNT - 1, 127)] {
            weights[at] = weight;
        }
        assert_eq!(read(&stored(&weights)), weights);
        assert_eq!(stored(&WEIGHTS), include_bytes!("weights.bin"));
        let known = WEIGHTS.iter().filter(|weight| **weight != 0).count();
        assert!(known > COUNT / 10, "{known}");
    }
}
