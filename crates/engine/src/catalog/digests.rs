//! The digests that the papers of a catalog are in, and what they are called.

use skimmark_index::column::Column;

use super::facets::Remaining;
use crate::query::{Field, Filter};
use skimmark_index::bits::Bits;
use skimmark_paper::text::fold::{Needle, find_in};
use skimmark_paper::text::is_quote;
use skimmark_paper::words::to_u32;
use skimmark_protocol::{DigestId, Facet, FacetKind, FacetState, KeptDigest};

/// Digests, the newest first, with their papers.
#[derive(Clone, Debug, Default)]
pub(super) struct Digests {
    list: Vec<Member>,
    /// The words of what they are listed under, in the same order.
    titles: Column,
    /// For each paper the index of the newest digest that it is in.
    newest: Vec<u32>,
}

/// A digest of a catalog.
#[derive(Clone, Debug, Default)]
struct Member {
    id: DigestId,
    title: String,
    /// The condition that finds its papers: by its name if no other digest has that in its title,
    /// else by the whole title. `None` if a newer one has the same title, because no query can tell
    /// the two apart.
    filter: Option<Filter>,
    /// The indices of the digests that this finds.
    found: Bits,
    papers: Bits,
}

impl Digests {
    /// Begins the next digest, an older one.
    pub(super) fn begin(&mut self, id: DigestId) {
        self.list.push(Member { id, ..Member::default() });
    }

    /// Puts a paper into the digest that was begun last.
    pub(super) fn put(&mut self, paper: usize) {
        let place = to_u32(self.list.len().saturating_sub(1));
        if let Some(digest) = self.list.last_mut() {
            digest.papers.insert(paper);
        }
        if paper >= self.newest.len() {
            self.newest.resize(paper + 1, place);
        }
    }

    /// Names the digests as the library does; those that it does not hold have no name.
    pub(super) fn name(&mut self, library: &[KeptDigest]) {
        self.titles = Column::default();
        let mut names = Vec::with_capacity(self.list.len());
        for digest in &mut self.list {
            let known = library.iter().find(|known| known.id == digest.id);
            digest.title = known.map(|known| known.title.clone()).unwrap_or_default();
            names.push(known.and_then(|known| known.name.as_deref()).unwrap_or_default());
            self.titles.push([digest.title.as_str()]);
        }
        self.titles.finish();
        for (place, name) in names.into_iter().enumerate() {
            let name = by_name(name).filter(|filter| self.meeting(filter).count() == 1);
            let title = |place: usize| self.list.get(place).map(|digest| &digest.title);
            let filter = name.or_else(|| by_name(title(place)?));
            let found = filter.as_ref().map_or_else(Bits::none, |filter| self.meeting(filter));
            let newest = found.iter().find(|other| title(*other) == title(place));
            if let Some(digest) = self.list.get_mut(place) {
                digest.filter = filter.filter(|_| newest == Some(place));
                digest.found = found;
            }
        }
    }

    /// Returns the digests whose titles `needle` matches.
    fn named(&self, needle: &Needle) -> Bits {
        let mut found = Bits::none();
        let title = |place: usize, each: &mut dyn FnMut(&str)| each(&self.list[place].title);
        self.titles.search(needle, &title, &mut found);
        found
    }

    fn meeting(&self, filter: &Filter) -> Bits {
        let Filter::Text { text, quoted, .. } = filter else { return Bits::none() };
        Needle::new(text, *quoted).map_or_else(Bits::none, |needle| self.named(&needle))
    }

    /// Adds to `found` the papers of the digests whose titles `needle` matches.
    pub(super) fn search(&self, needle: &Needle, found: &mut Bits) {
        self.add_papers(&self.named(needle), found);
    }

    fn add_papers(&self, places: &Bits, found: &mut Bits) {
        for digest in places.iter().filter_map(|place| self.list.get(place)) {
            found.add(&digest.papers);
        }
    }

    /// Returns the index of the newest digest that a paper is in, or the number of digests if it is
    /// in none.
    pub(super) fn newest(&self, paper: usize) -> u32 {
        self.newest.get(paper).copied().unwrap_or(to_u32(self.list.len()))
    }

    /// Returns the newest digest.
    pub(super) fn first(&self) -> Option<DigestId> {
        self.list.first().map(|digest| digest.id)
    }

    /// Counts the digests that hold a paper, without the newest one.
    pub(super) fn older(&self, paper: usize) -> u32 {
        let holding = self.list.iter().filter(|digest| digest.papers.has(paper));
        to_u32(holding.count().saturating_sub(1))
    }

    /// Returns the title of the newest digest that a paper is in.
    pub(super) fn title(&self, paper: usize) -> Option<&str> {
        let digest = self.list.get(self.newest(paper) as usize)?;
        Some(digest.title.as_str()).filter(|title| !title.is_empty())
    }

    /// Returns the digests, the newest first, as filters, if there are several.
    pub(super) fn facet(&self, left: &Remaining<'_>, needle: Option<&Needle>) -> Option<Facet> {
        let kind = FacetKind::Digest;
        let papers = left.without_kind(kind);
        let (mut values, mut more) = (Vec::new(), 0);
        for digest in &self.list {
            let Some(filter) = &digest.filter else { continue };
            if needle.is_some_and(|needle| find_in(&digest.title, &[needle]).is_empty()) {
                continue;
            }
            let mut found = Bits::none();
            self.add_papers(&digest.found, &mut found);
            found.keep(&papers);
            let value = left.value(filter, digest.title.clone(), to_u32(found.count()));
            let held = value.state != FacetState::Off;
            if !held && value.count == 0 {
                continue;
            }
            if held || values.len() < left.listing.most(kind) {
                values.push(value);
            } else {
                more += 1;
            }
        }
        (self.list.len() > 1).then_some(Facet { kind, values, more })
    }
}

/// Returns the condition that finds the digests whose titles contain `name`; `None` if nothing in
/// it can be searched for.
fn by_name(name: &str) -> Option<Filter> {
    let text = name.replace(is_quote, " ");
    let found = text.contains(char::is_alphanumeric);
    found.then_some(Filter::Text { field: Field::Digest, text, quoted: true })
}
