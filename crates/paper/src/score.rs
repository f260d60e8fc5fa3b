//! The score that a digest gives a paper.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use crate::json;

/// A score with one decimal, held in tenths so that it compares exactly. Most are of 0 to 100; some
/// digests count votes or citations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "f64")]
pub struct Score(u32);

impl Score {
    /// The highest score, in tenths.
    pub const MOST: u32 = 9_999_999;

    /// Returns the score of this many tenths; `None` above [`Self::MOST`].
    pub fn from_tenths(tenths: u32) -> Option<Self> {
        (tenths <= Self::MOST).then_some(Self(tenths))
    }

    /// Returns the score in tenths.
    pub fn tenths(self) -> u32 {
        self.0
    }
}

impl From<Score> for f64 {
    fn from(score: Score) -> f64 {
        f64::from(score.0) / 10.0
    }
}

impl TryFrom<f64> for Score {
    type Error = &'static str;
    fn try_from(value: f64) -> Result<Self, Self::Error> {
        let tenths = (value * 10.0).round();
        if (0.0..=f64::from(Self::MOST)).contains(&tenths) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Ok(Self(tenths as u32))
        } else {
            // Printing the number would take 15 KB of tables and code.
            Err("there is no such score: scores run from 0 to 999999")
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        json::digits(&self.to_string(), to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_exact_in_tenths() {
        let score = Score::try_from(97.8).unwrap();
        assert_eq!((score.tenths(), score.to_string().as_str()), (978, "97.8"));
        assert_eq!(Score::try_from(1234.0).unwrap().to_string(), "1234.0");
        assert!(Score::try_from(1e6).is_err());
        assert!(Score::try_from(-0.1).is_err());
        assert!(Score::try_from(f64::NAN).is_err());
    }

    #[test]
    fn a_score_stays_exact_when_it_is_stored() {
        for tenths in (0..=1000).chain([12_345, Score::MOST]) {
            let score = Score::from_tenths(tenths).unwrap();
            let written = json::write(&score);
            assert_eq!(written, score.to_string());
            assert_eq!(json::read(&written), Ok(score));
        }
        assert_eq!(json::read("97"), Ok(Score(970)));
    }
}
