//! Counts for the filters beside the feed.

use super::Catalog;
use super::evaluate::has;
use crate::bits::Bits;
use crate::category;
use crate::protocol::CategoryCount;
use crate::query::Thing;

impl Catalog {
    /// How many of `papers` are of each category, the most frequent first; every category of
    /// the catalog that at least one of `papers` has.
    pub(super) fn count_categories(&self, papers: &Bits) -> Vec<CategoryCount> {
        let mut counts = vec![0; self.codes.len()];
        for number in papers.iter() {
            for code in &self.papers[number].categories {
                counts[*code as usize] += 1;
            }
        }
        let mut found: Vec<CategoryCount> = self
            .codes
            .iter()
            .zip(counts)
            .filter(|(_, count)| *count > 0)
            .map(|(code, count)| CategoryCount {
                code: code.0.clone(),
                name: category::full_name(code).unwrap_or_default().to_owned(),
                count,
            })
            .collect();
        found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
        found
    }

    pub(super) fn count_code(&self, papers: &Bits) -> u32 {
        let with_code = |number: &usize| has(&self.papers[*number], Thing::Code);
        count(papers.iter().filter(with_code).count())
    }

    pub(super) fn count_starred(&self, mut papers: Bits) -> u32 {
        papers.keep(&self.starred);
        count(papers.count())
    }
}

fn count(papers: usize) -> u32 {
    u32::try_from(papers).unwrap_or(u32::MAX)
}
