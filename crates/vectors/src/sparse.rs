//! Vectors of which most numbers are 0, and their products with those of which most are not.

/// Sparse vectors, one a row. A row names each column once, in any order.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    columns: Vec<u32>,
    values: Vec<f32>,
    /// Where each row ends.
    ends: Vec<usize>,
}

impl Rows {
    /// Puts a number into the row that is being made.
    pub fn push(&mut self, column: u32, value: f32) {
        self.columns.push(column);
        self.values.push(value);
    }

    /// Ends the row that is being made, and multiplies its first `many` numbers.
    pub fn end(&mut self, many: usize, times: f32) {
        let from = self.ends.last().map_or(0, |end| *end);
        self.values[from..from + many].iter_mut().for_each(|value| *value *= times);
        self.ends.push(self.columns.len());
    }

    /// Counts the rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns the columns of all rows.
    pub fn columns(&self) -> &[u32] {
        &self.columns
    }

    /// Returns the columns and the values of a row.
    pub fn row(&self, row: usize) -> (&[u32], &[f32]) {
        let from = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        let its = from..self.ends[row];
        (&self.columns[its.clone()], &self.values[its])
    }

    /// Returns the value of a row in a column.
    pub fn value(&self, row: usize, column: usize) -> f64 {
        let (columns, values) = self.row(row);
        let place = columns.iter().position(|other| *other as usize == column);
        place.map_or(0.0, |place| f64::from(values[place]))
    }

    /// Returns the length of a row.
    pub fn length(&self, row: usize) -> f64 {
        let squares = self.row(row).1.iter().map(|value| f64::from(value * value));
        squares.sum::<f64>().sqrt()
    }

    /// Returns the product of a row with a vector of all columns.
    #[inline(never)] // Unrolled once, and not wherever it is used.
    pub fn dot(&self, row: usize, vector: &[f64]) -> f64 {
        let (columns, values) = self.row(row);
        let mut sum = 0.0;
        for (column, value) in columns.iter().zip(values) {
            sum += vector[*column as usize] * f64::from(*value);
        }
        sum
    }

    /// Adds a row, `times` as strong, to a vector of all columns.
    #[inline(never)]
    pub fn add(&self, row: usize, times: f64, vector: &mut [f64]) {
        let (columns, values) = self.row(row);
        for (column, value) in columns.iter().zip(values) {
            vector[*column as usize] += times * f64::from(*value);
        }
    }
}

/// Numbers from 0 on for some of many places. They take three bits a place, so that they stay at hand while
/// millions of places are looked up.
pub struct Numbers {
    seen: Vec<u64>,
    taken: Vec<u64>,
    /// How many are taken before each 64 places.
    before: Vec<u32>,
}

impl Numbers {
    /// Makes room for places below this one; none has a number.
    pub fn new(places: usize) -> Self {
        let words = places.div_ceil(64);
        Self { seen: vec![0; words], taken: vec![0; words], before: Vec::new() }
    }

    /// Gives a place a number if it is seen for the second time.
    pub fn see(&mut self, place: usize) {
        let (word, bit) = (place / 64, 1 << (place % 64));
        self.taken[word] |= self.seen[word] & bit;
        self.seen[word] |= bit;
    }

    /// Gives a place a number.
    pub fn take(&mut self, place: usize) {
        self.taken[place / 64] |= 1 << (place % 64);
    }

    /// Counts the numbers, in the order of their places. After that, none is given.
    pub fn count(&mut self) -> usize {
        self.seen = Vec::new();
        let mut all = 0;
        for word in &self.taken {
            self.before.push(all);
            all += word.count_ones();
        }
        all as usize
    }

    /// Returns the number of a place, once they are counted.
    pub fn get(&self, place: usize) -> Option<usize> {
        let (word, bit) = (place / 64, 1 << (place % 64));
        let taken = self.taken[word];
        let before = self.before[word] + (taken & (bit - 1)).count_ones();
        (taken & bit != 0).then_some(before as usize)
    }
}

/// Returns the product of two vectors.
#[inline(never)]
pub fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// Adds a vector, `times` as strong, to another one.
#[inline(never)]
pub fn add(times: f64, vector: &[f64], to: &mut [f64]) {
    for (to, value) in to.iter_mut().zip(vector) {
        *to += times * value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_were_seen_twice_or_taken_have_numbers_in_their_order() {
        let mut numbers = Numbers::new(1000);
        [999, 63, 64, 63, 5, 999, 999].into_iter().for_each(|place| numbers.see(place));
        numbers.take(700);
        assert_eq!(numbers.count(), 3);
        let found = [5, 63, 64, 700, 999].map(|place| numbers.get(place));
        assert_eq!(found, [None, Some(0), None, Some(1), Some(2)]);
    }

    #[test]
    fn rows_are_multiplied_with_vectors_and_added_to_them() {
        let mut rows = Rows::default();
        rows.end(0, 1.0);
        for (column, value) in [(2, 3.0), (0, 4.0), (3, 1.0)] {
            rows.push(column, value);
        }
        rows.end(2, 0.5);
        assert_eq!((rows.len(), rows.columns()), (2, &[2, 0, 3][..]));
        assert_eq!(rows.row(0), (&[][..], &[][..]));
        assert_eq!(rows.row(1), (&[2, 0, 3][..], &[1.5, 2.0, 1.0][..]));
        assert_eq!((rows.value(1, 0), rows.value(1, 1), rows.value(0, 0)), (2.0, 0.0, 0.0));
        assert_eq!(rows.length(1), f64::sqrt(1.5 * 1.5 + 4.0 + 1.0));
        let mut vector = vec![1.0, 10.0, 100.0, 0.0];
        assert_eq!((rows.dot(0, &vector), rows.dot(1, &vector)), (0.0, 152.0));
        rows.add(1, 2.0, &mut vector);
        assert_eq!(vector, [5.0, 10.0, 103.0, 2.0]);
        add(-1.0, &[5.0, 0.0, 3.0, 1.0], &mut vector);
        assert_eq!(vector, [0.0, 10.0, 100.0, 1.0]);
        assert_eq!(dot(&vector, &[1.0, 2.0, 0.5, 3.0]), 73.0);
    }
}
