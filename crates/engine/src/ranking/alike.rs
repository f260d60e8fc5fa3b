//! Which of the likes a paper shares most with.

use skimmark_vectors::sparse::Rows;

/// For each feature, the likes that have it.
pub struct Alike {
    /// Where the likes of each feature begin, and where those of the last end.
    starts: Vec<u32>,
    likes: Vec<u32>,
    /// What the feature makes of the like.
    shares: Vec<f32>,
    many: usize,
}

impl Alike {
    /// Turns the likes around.
    pub fn new(liked: &Rows, features: usize) -> Self {
        let mut starts = vec![0_u32; features + 1];
        for column in liked.columns() {
            starts[*column as usize + 1] += 1;
        }
        for feature in 0..features {
            starts[feature + 1] += starts[feature];
        }
        let all = liked.columns().len();
        let (mut likes, mut shares) = (vec![0; all], vec![0.0; all]);
        let mut free = starts.clone();
        for like in 0..liked.len() {
            let length = liked.length(like).max(1e-9) as f32;
            let (columns, values) = liked.row(like);
            for (column, value) in columns.iter().zip(values) {
                let place = &mut free[*column as usize];
                likes[*place as usize] = like as u32;
                shares[*place as usize] = value / length;
                *place += 1;
            }
        }
        Self { starts, likes, shares, many: liked.len() }
    }

    /// Returns whether some like has a feature.
    pub fn has(&self, feature: usize) -> bool {
        self.starts[feature] < self.starts[feature + 1]
    }

    /// Returns the like that shares most with a paper, the first if several do.
    pub fn most(&self, columns: &[u32], values: &[f32]) -> Option<usize> {
        let mut shared = vec![0.0; self.many];
        for (column, value) in columns.iter().zip(values) {
            let from = self.starts[*column as usize] as usize;
            let to = self.starts[*column as usize + 1] as usize;
            for place in from..to {
                shared[self.likes[place] as usize] += value * self.shares[place];
            }
        }
        let (mut most, mut best) = (0.0, None);
        for (like, shared) in shared.into_iter().enumerate() {
            if shared > most {
                (most, best) = (shared, Some(like));
            }
        }
        best
    }
}
