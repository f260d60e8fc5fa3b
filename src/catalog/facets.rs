//! Counts for the filters beside the feed.

use super::Catalog;
use super::evaluate::has;
use crate::bits::Bits;
use crate::category;
use crate::protocol::CategoryCount;
use crate::query::Thing;
use crate::sorting::sort;

impl Catalog {
    /// How many of `papers` are of each category, the most frequent first, else as
    /// they come first in the catalog; none of which there is no paper.
    pub(super) fn count_categories(&self, papers: &Bits) -> Vec<CategoryCount> {
        let mut counts = vec![0_u64; self.codes.len()];
        for number in papers.iter() {
            for code in &self.papers[number].categories {
                counts[*code as usize] += 1;
            }
        }
        let mut order: Vec<(u64, u64)> = counts.into_iter().zip(0..).collect();
        order.retain(|(count, _)| *count > 0);
        order.iter_mut().for_each(|(count, _)| *count = u64::MAX - *count);
        sort(&mut order);
        let found = order.into_iter().filter_map(|(count, code)| {
            let code = self.codes.get(code as usize)?;
            Some(CategoryCount {
                code: code.0.clone(),
                name: category::full_name(code).unwrap_or_default().to_owned(),
                count: count_of((u64::MAX - count) as usize),
            })
        });
        found.collect()
    }

    pub(super) fn count_code(&self, papers: &Bits) -> u32 {
        let with_code = |number: &usize| has(&self.papers[*number], Thing::Code);
        count_of(papers.iter().filter(with_code).count())
    }

    pub(super) fn count_starred(&self, mut papers: Bits) -> u32 {
        papers.keep(&self.starred);
        count_of(papers.count())
    }
}

fn count_of(papers: usize) -> u32 {
    u32::try_from(papers).unwrap_or(u32::MAX)
}
