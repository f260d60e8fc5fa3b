//! Counts for the filters beside the feed.

use super::Catalog;
use super::evaluate::has;
use crate::bits::Bits;
use crate::category;
use crate::protocol::{Facet, FacetKind, FacetState, FacetValue};
use crate::query::{Filter, Parsed, Thing};
use crate::sorting::sort;

impl Catalog {
    /// How many of `papers` are of each category, the most frequent first, else as
    /// they come first in the catalog; none of which there is no paper.
    pub(super) fn count_categories(&self, query: &Parsed, papers: &Bits) -> Vec<FacetValue> {
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
            let name = category::in_full(code);
            let filter = Filter::Category(code.0.clone());
            Some(value(query, &filter, name, (u64::MAX - count) as usize))
        });
        found.collect()
    }

    /// Starred papers of `starred`, and papers with code of `coded`.
    pub(super) fn show_facet(&self, query: &Parsed, starred: &Bits, coded: &Bits) -> Facet {
        let mut stars = starred.clone();
        stars.keep(&self.starred);
        let with_code = |number: &usize| has(&self.papers[*number], Thing::Code);
        let coded = coded.iter().filter(with_code).count();
        let values = vec![
            value(query, &Filter::Starred, "Starred".into(), stars.count()),
            value(query, &Filter::Has(Thing::Code), "Has code".into(), coded),
        ];
        Facet { kind: FacetKind::Show, values, more: 0 }
    }
}

fn value(query: &Parsed, filter: &Filter, name: String, count: usize) -> FacetValue {
    let state = if query.holds(filter) { FacetState::Wanted } else { FacetState::Off };
    FacetValue { filter: filter.to_string(), name, count: count_of(count), state }
}

fn count_of(papers: usize) -> u32 {
    u32::try_from(papers).unwrap_or(u32::MAX)
}
