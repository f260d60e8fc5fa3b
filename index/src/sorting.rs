//! Sorting, by one routine: each further type that is sorted adds up to 8 KB to the program.

/// Sorts by the first number, then by the second.
pub fn sort(pairs: &mut [(u64, u64)]) {
    pairs.sort_unstable();
}

/// Returns the places of the numbers in their order; equal ones stay in the order that they have.
pub fn order(numbers: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    let mut pairs: Vec<(u64, u64)> = numbers.zip(0..).collect();
    sort(&mut pairs);
    pairs.into_iter().map(|(_, place)| place as usize)
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn equal_numbers_stay_in_their_order() {
        assert_eq!(order([3, 1, 3, 2, 1].into_iter()).collect::<Vec<_>>(), [1, 4, 3, 0, 2]);
    }
}
