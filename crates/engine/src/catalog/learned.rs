//! What was learned about the papers: how likely the reader likes each, and which are like another one.

use skimmark_index::bits::Bits;

/// What the conditions `likely:` and `like:` find.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// How likely the reader likes each paper, in hundredths; empty if that was not learned.
    pub likely: Vec<u32>,
    /// The papers like each one that was asked for, by what `like:` says.
    pub like: Vec<(String, Bits)>,
}

impl Learned {
    /// Returns whether it is known how likely the reader likes a paper.
    pub fn is_of_reader(&self) -> bool {
        !self.likely.is_empty()
    }

    /// Returns whether it is known which papers are like this one.
    pub fn is_of(&self, paper: &str) -> bool {
        self.like.iter().any(|(known, _)| known == paper)
    }

    /// Returns the papers whose likelihood is between these, both included. A paper that came after it
    /// was learned is not among them.
    pub(super) fn likely(&self, from: Option<u32>, to: Option<u32>) -> Bits {
        let is_within = |likely: u32| {
            from.is_none_or(|from| from <= likely) && to.is_none_or(|to| likely <= to)
        };
        let papers = self.likely.iter().enumerate().filter(|(_, likely)| is_within(**likely));
        papers.map(|(paper, _)| paper).collect()
    }

    /// Returns the papers that are like this one.
    pub(super) fn like(&self, paper: &str) -> Bits {
        let found = self.like.iter().find(|(known, _)| known == paper);
        found.map_or_else(Bits::none, |(_, papers)| papers.clone())
    }
}
