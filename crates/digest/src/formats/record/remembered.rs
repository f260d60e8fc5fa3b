//! What the names of a page mean, which are few, and stand there in each record.

use std::cell::RefCell;

/// How many are remembered.
const PLACES: usize = 256;

/// What was found out about names, until another name takes the place of one.
pub(crate) struct Remembered<'p, T>(RefCell<Vec<Option<Known<'p, T>>>>);

/// A name, the number of what it stands in, and what was found out about it.
type Known<'p, T> = ((u32, &'p str), T);

impl<T> Default for Remembered<'_, T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<'p, T: Clone> Remembered<'p, T> {
    /// Returns what is known of a name that stands in something of this number; what is not is found
    /// out.
    pub fn of(&self, inside: u32, name: &'p str, find: impl FnOnce() -> T) -> T {
        let mix = |sum: u32, byte: u8| sum.wrapping_mul(31).wrapping_add(u32::from(byte));
        let place = name.bytes().fold(inside, mix) as usize % PLACES;
        let mut known = self.0.borrow_mut();
        if known.is_empty() {
            known.resize_with(PLACES, || None);
        }
        // Two names with one sum may come by turns.
        let places = [place, place ^ 1];
        for known in places.iter().filter_map(|place| known[*place].as_ref()) {
            if known.0 == (inside, name) {
                return known.1.clone();
            }
        }
        let found = find();
        let free = places.into_iter().find(|place| known[*place].is_none());
        known[free.unwrap_or(place)] = Some(((inside, name), found.clone()));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_share_a_place_are_told_apart() {
        let known = Remembered::default();
        // The first two have the same sum, as have the first three of the four letters.
        for name in ["Aa", "BB", "AaAa", "BBBB", "AaBB", "Aa", "BB", "AaAa", "BBBB", "AaBB"] {
            assert_eq!(known.of(0, name, || name.to_lowercase()), name.to_lowercase());
        }
        assert_eq!(known.of(0, "BB", || "another".to_owned()), "bb");
        assert_eq!(known.of(256, "BB", || "another".to_owned()), "another");
    }
}
