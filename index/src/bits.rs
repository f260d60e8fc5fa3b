//! A set of small numbers, held one bit each.

/// A set of numbers from 0; grows as numbers are inserted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Returns the empty set.
    pub fn none() -> Self {
        Self::default()
    }

    /// Returns the set of all numbers below `count`.
    pub fn below(count: usize) -> Self {
        let mut words = vec![u64::MAX; count / 64];
        if !count.is_multiple_of(64) {
            words.push((1 << (count % 64)) - 1);
        }
        Self { words }
    }

    /// Removes all numbers.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
    }

    /// Inserts `number`.
    pub fn insert(&mut self, number: usize) {
        let word = number / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (number % 64);
    }

    /// Removes `number`.
    pub fn remove(&mut self, number: usize) {
        if let Some(word) = self.words.get_mut(number / 64) {
            *word &= !(1 << (number % 64));
        }
    }

    /// Returns whether `number` is in the set.
    #[inline]
    pub fn has(&self, number: usize) -> bool {
        self.words.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Returns the first number of the set that is at least `from`.
    #[inline]
    pub fn next(&self, from: usize) -> Option<usize> {
        let mut place = from / 64;
        let mut word = self.words.get(place)? & (u64::MAX << (from % 64));
        while word == 0 {
            place += 1;
            word = *self.words.get(place)?;
        }
        Some(place * 64 + word.trailing_zeros() as usize)
    }

    /// Keeps only what is also in `other`.
    pub fn keep(&mut self, other: &Bits) {
        self.words.truncate(other.words.len());
        for (word, its) in self.words.iter_mut().zip(&other.words) {
            *word &= its;
        }
    }

    /// Adds what is in `other`.
    pub fn add(&mut self, other: &Bits) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, its) in self.words.iter_mut().zip(&other.words) {
            *word |= its;
        }
    }

    /// Removes what is in `other`.
    pub fn subtract(&mut self, other: &Bits) {
        for (word, its) in self.words.iter_mut().zip(&other.words) {
            *word &= !its;
        }
    }

    /// Returns how many numbers there are.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Iterates over the numbers in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(place, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest.checked_sub(1)?;
                Some(place * 64 + bit)
            })
        })
    }
}

impl FromIterator<usize> for Bits {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        let mut bits = Self::none();
        numbers.into_iter().for_each(|number| bits.insert(number));
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_different_lengths_combine() {
        let few: Bits = [1, 63].into_iter().collect();
        let many: Bits = [1, 64, 200].into_iter().collect();
        let numbers = |bits: &Bits| bits.iter().collect::<Vec<_>>();
        let with = |change: fn(&mut Bits, &Bits), a: &Bits, b: &Bits| {
            let mut a = a.clone();
            change(&mut a, b);
            numbers(&a)
        };
        assert_eq!(with(Bits::keep, &few, &many), [1]);
        assert_eq!(with(Bits::keep, &many, &few), [1]);
        assert_eq!(with(Bits::add, &few, &many), [1, 63, 64, 200]);
        assert_eq!(with(Bits::subtract, &many, &few), [64, 200]);
        assert_eq!(many.count(), 3);
    }

    #[test]
    fn the_next_number_is_found() {
        let bits: Bits = [1, 63, 200].into_iter().collect();
        let next = [0, 1, 2, 63, 64, 200, 201, 900].map(|from| bits.next(from));
        let expected = [Some(1), Some(1), Some(63), Some(63), Some(200), Some(200), None, None];
        assert_eq!(next, expected);
    }

    #[test]
    fn below_holds_exactly_the_numbers_below() {
        for count in [0, 1, 63, 64, 65, 130] {
            let bits = Bits::below(count);
            assert_eq!((bits.count(), bits.has(count)), (count, false));
        }
    }
}
