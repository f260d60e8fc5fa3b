//! Counts for the filters beside the feed.

use std::borrow::Cow;

use super::cards::facts;
use super::scale::Bar;
use super::values::{Names, Place, highest};
use super::{Catalog, Paper};
use crate::query::{Field, Filter, Parsed, Query, Thing, terms};
use skimmark_index::bits::Bits;
use skimmark_paper::category;
use skimmark_paper::entry::{Announcement, Entry};
use skimmark_paper::text::fold::{Needle, find_in};
use skimmark_paper::words::to_u32;
use skimmark_protocol::{Facet, FacetKind, FacetState, FacetValue, Listing};

/// The papers that the conditions of a query leave.
pub(super) struct Remaining<'q> {
    pub(super) base: &'q Bits,
    pub(super) query: &'q Parsed,
    /// The papers that meet each of the query's conjuncts.
    pub(super) parts: &'q [Bits],
    /// Those that meet all of them.
    pub(super) papers: &'q Bits,
    /// Which values are listed.
    pub(super) listing: &'q Listing,
}

impl Remaining<'_> {
    /// Returns the papers left by all conditions except those of one kind.
    fn without(&self, kind: &dyn Fn(&Filter) -> bool) -> Cow<'_, Bits> {
        let conjuncts = &self.query.conjuncts;
        if !conjuncts.iter().any(|conjunct| conjunct.query.is_only(kind)) {
            return Cow::Borrowed(self.papers);
        }
        let mut left = self.base.clone();
        for (conjunct, found) in conjuncts.iter().zip(self.parts) {
            if !conjunct.query.is_only(kind) {
                left.keep(found);
            }
        }
        Cow::Owned(left)
    }

    pub(super) fn without_kind(&self, kind: FacetKind) -> Cow<'_, Bits> {
        self.without(&|filter| terms::facet_of(filter) == Some(kind))
    }

    pub(super) fn value(&self, filter: &Filter, name: String, count: u32) -> FacetValue {
        let state = self.query.state(filter);
        FacetValue { filter: filter.to_string(), name, count, state }
    }
}

/// Values that are listed by frequency.
pub(super) struct Listed<'c> {
    pub(super) kind: FacetKind,
    /// How many papers have each value.
    pub(super) counts: Vec<u32>,
    /// The values that the query holds.
    pub(super) held: Vec<u32>,
    /// Returns the condition and the name of a value; `None` if no query can ask for it.
    pub(super) named: &'c dyn Fn(u32) -> Option<(Filter, String)>,
}

impl Catalog {
    /// Returns the facets, without those that cannot distinguish the catalog's papers.
    pub(super) fn facets(&self, left: &Remaining<'_>) -> Vec<Facet> {
        let wanted = |kind: FacetKind| {
            let look_for = left.listing.look_for.as_ref().filter(|(of, _)| *of == kind);
            let text = look_for.map(|(_, text)| text.as_str());
            text.and_then(|text| Needle::new(text, false))
        };
        let all = [
            Some(self.show_facet(left)),
            self.announced_facet(left),
            self.category_facet(left, wanted(FacetKind::Category).as_ref()),
            self.date_facet(left),
            scale(left, FacetKind::Score, self.scales.scores(&left.without_kind(FacetKind::Score))),
            self.name_facet(left, FacetKind::Author, wanted(FacetKind::Author).as_ref()),
            self.name_facet(left, FacetKind::Affiliation, wanted(FacetKind::Affiliation).as_ref()),
            self.venue_facet(left, wanted(FacetKind::Venue).as_ref()),
            self.tag_facet(left, wanted(FacetKind::Tag).as_ref()),
            self.digests.facet(left, wanted(FacetKind::Digest).as_ref()),
        ];
        all.into_iter().flatten().collect()
    }

    /// Returns the filters for starred papers, those with code and unread ones, and for those with
    /// a note or seen before if there are any. Each is counted without its own condition only.
    fn show_facet(&self, left: &Remaining<'_>) -> Facet {
        let count = |filter: Filter, name: &str, of: &Bits| {
            let mut papers = left.without(&|other| *other == filter).into_owned();
            papers.keep(of);
            left.value(&filter, name.to_owned(), to_u32(papers.count()))
        };
        let mut values = vec![
            count(Filter::Starred, "Starred", &self.marked.starred),
            count(Filter::Has(Thing::Code), "Has code", &self.coded),
            count(Filter::Read(false), "Unread", &self.unread()),
        ];
        let rare = [
            (Filter::Has(Thing::Note), "Has note", &self.marked.noted),
            (Filter::Seen, "Seen before", &self.seen),
        ];
        for (filter, name, of) in rare {
            let value = count(filter, name, of);
            if of.count() > 0 || value.state != FacetState::Off {
                values.push(value);
            }
        }
        Facet { kind: FacetKind::Show, values, more: 0 }
    }

    fn announced_facet(&self, left: &Remaining<'_>) -> Option<Facet> {
        let papers = left.without_kind(FacetKind::Announced);
        let kinds = Announcement::ALL.into_iter().zip(&self.announced);
        let values = kinds.filter_map(|(kind, with)| {
            let mut found = papers.clone().into_owned();
            found.keep(with);
            let name = facts::announced(kind).to_owned();
            let value = left.value(&Filter::Announced(kind), name, to_u32(found.count()));
            (with.count() > 0 || value.state != FacetState::Off).then_some(value)
        });
        telling(Facet { kind: FacetKind::Announced, values: values.collect(), more: 0 })
    }

    fn date_facet(&self, left: &Remaining<'_>) -> Option<Facet> {
        let bars = self.scales.dates(&left.without_kind(FacetKind::Date));
        scale(left, FacetKind::Date, bars)
    }

    fn category_facet(&self, left: &Remaining<'_>, needle: Option<&Needle>) -> Option<Facet> {
        let kind = FacetKind::Category;
        let mut counts = self.categories.count(&left.without_kind(kind), self.codes.len());
        let mut held = Vec::new();
        for (code, number) in self.codes.iter().zip(0_u32..) {
            if left.query.state(&Filter::Category(code.0.clone())) != FacetState::Off {
                held.push(number);
            }
        }
        let named = |number: u32| {
            let code = self.codes.get(number as usize)?;
            Some((Filter::Category(code.0.clone()), category::in_full(code)))
        };
        if let Some(needle) = needle {
            keep_matching(&mut counts, needle, &|number| named(number).map(|(_, name)| name));
            held.clear();
        }
        let known = self.codes.len();
        list(left, known, &Listed { kind, counts, held, named: &named })
    }

    /// Returns the filters for venues, unless most papers have one of their own: references to
    /// volumes and pages.
    fn venue_facet(&self, left: &Remaining<'_>, needle: Option<&Needle>) -> Option<Facet> {
        let placed = self.papers.iter().filter(|paper| paper.entry.venue.is_some()).count();
        if self.venue_names.len() * 2 > placed {
            return None;
        }
        self.name_facet(left, FacetKind::Venue, needle)
    }

    fn name_facet(
        &self,
        left: &Remaining<'_>,
        kind: FacetKind,
        needle: Option<&Needle>,
    ) -> Option<Facet> {
        let (names, field, texts, column): (&Names, _, NamesOf, _) = match kind {
            FacetKind::Author => (&self.author_names, Field::Author, authors, &self.authors),
            FacetKind::Venue => (&self.venue_names, Field::Venue, venue, &self.venues),
            _ => (&self.affiliation_names, Field::Org, affiliation, &self.affiliations),
        };
        let at = |place| name_at(&self.papers, texts, place);
        let papers = left.without_kind(kind);
        let mut counts = match needle {
            None => names.numbers.count(&papers, names.len()),
            Some(needle) => {
                let mut found = Bits::none();
                self.search(column, texts, needle, &mut found);
                found.keep(&papers);
                names.numbers.count(&found, names.len())
            }
        };
        let name = |number: u32| names.place(number as usize).map(|place| at(place).to_owned());
        let mut held = Vec::new();
        match needle {
            Some(needle) => keep_matching(&mut counts, needle, &name),
            None => held_texts(left.query, field, &mut |text| held.extend(names.find(text, &at))),
        }
        let named = |number: u32| {
            let name = name(number).filter(|name| name.contains(char::is_alphanumeric))?;
            let text = name.replace('"', " ");
            Some((Filter::Text { field, text, quoted: true }, name))
        };
        list(left, names.len(), &Listed { kind, counts, held, named: &named })
    }
}

/// The texts of a field of a paper, such as the names that a facet counts.
pub(super) type NamesOf = fn(&Entry) -> &[String];

pub(super) fn title(entry: &Entry) -> &[String] {
    std::slice::from_ref(&entry.title)
}

pub(super) fn abstract_text(entry: &Entry) -> &[String] {
    entry.abstract_text.as_slice()
}

pub(super) fn authors(entry: &Entry) -> &[String] {
    &entry.authors
}

pub(super) fn affiliation(entry: &Entry) -> &[String] {
    entry.affiliation.as_slice()
}

pub(super) fn venue(entry: &Entry) -> &[String] {
    entry.venue.as_slice()
}

/// Returns the name at a place.
pub(super) fn name_at(papers: &[Paper], texts: NamesOf, (paper, index): Place) -> &str {
    let names = papers.get(paper as usize).map(|paper| texts(&paper.entry)).unwrap_or_default();
    names.get(index as usize).map(String::as_str).unwrap_or_default()
}

/// Calls `each` with every text that the query asks for in `field`, or excludes.
fn held_texts<'q>(query: &'q Parsed, field: Field, each: &mut impl FnMut(&'q str)) {
    for conjunct in &query.conjuncts {
        let inner = match &conjunct.query {
            Query::Not(inner) => inner,
            other => other,
        };
        inner.wanted(&mut |filter| match filter {
            Filter::Text { field: of, text, quoted: true } if *of == field => each(text),
            _ => {}
        });
    }
}

/// Sets to 0 the counts of values whose name `needle` does not match.
pub(super) fn keep_matching(
    counts: &mut [u32],
    needle: &Needle,
    name: &dyn Fn(u32) -> Option<String>,
) {
    for (count, number) in counts.iter_mut().zip(0..) {
        let matches = |name: String| !find_in(&name, &[needle]).is_empty();
        if *count > 0 && !name(number).is_some_and(matches) {
            *count = 0;
        }
    }
}

pub(super) fn list(left: &Remaining<'_>, known: usize, listed: &Listed<'_>) -> Option<Facet> {
    if known < 2 && listed.held.is_empty() {
        return None;
    }
    let (top, more) = highest(&listed.counts, &listed.held, left.listing.most(listed.kind));
    let values = top.into_iter().filter_map(|number| {
        let (filter, name) = (listed.named)(number)?;
        let count = listed.counts.get(number as usize).copied().unwrap_or(0);
        Some(left.value(&filter, name, count))
    });
    Some(Facet { kind: listed.kind, values: values.collect(), more: to_u32(more) })
}

fn scale(left: &Remaining<'_>, kind: FacetKind, bars: Vec<Bar>) -> Option<Facet> {
    let values = bars.into_iter().map(|(filter, name, count)| left.value(&filter, name, count));
    telling(Facet { kind, values: values.collect(), more: 0 })
}

/// Returns the facet if it can distinguish papers or the query holds one of its values.
fn telling(facet: Facet) -> Option<Facet> {
    let held = facet.values.iter().any(|value| value.state != FacetState::Off);
    (facet.values.len() > 1 || held).then_some(facet)
}
