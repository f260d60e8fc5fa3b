//! Which papers were in earlier digests. Only hashes of those papers' names are known, so two
//! papers with the same title and first author count as one here, whatever their identifiers.

use super::Catalog;
use skimmark_index::bits::Bits;
use skimmark_paper::identity::index;
use skimmark_paper::identity::key::{self, Key};
use skimmark_paper::words;
use skimmark_protocol::{Fact, FactKind, KeptDigest};

/// The bytes of a hash.
pub(crate) const HASH: usize = size_of::<u64>();

impl Catalog {
    /// Hashes of all names of all papers, 8 bytes each, little-endian: [`KeptDigest::seen`].
    pub fn hashes(&self) -> Vec<u8> {
        let keys = self.papers.iter().flat_map(|paper| &paper.keys);
        keys.flat_map(|key| index::hash(key).to_le_bytes()).collect()
    }

    /// Returns the names of each paper that had other names before signs counted, and those, unless
    /// another paper has them too.
    pub fn renamed(&self) -> Vec<(Vec<Key>, [Key; 2])> {
        let mut renamed = Vec::new();
        for (number, paper) in self.papers.iter().enumerate() {
            let Some(former) = key::former(&paper.entry) else { continue };
            let mut all = former.iter().flat_map(|key| self.index.hashed(index::hash(key)));
            if all.all(|other| other == number) {
                renamed.push((paper.keys.clone(), former));
            }
        }
        renamed
    }

    /// Records which papers the older digests of the library hold. Returns whether that changes
    /// what is known.
    pub fn note_seen(&mut self, library: &[KeptDigest]) -> bool {
        let own = self.digests.first().unwrap_or(0);
        let mut seen = vec![0; self.papers.len()];
        let mut first = vec![0; self.papers.len()];
        let mut all: Vec<&KeptDigest> = library.iter().filter(|digest| digest.id < own).collect();
        all.sort_unstable_by_key(|digest| digest.id);
        for (older, number) in all.iter().zip(1..) {
            let mut found = Bits::none();
            let (hashes, _) = older.seen.as_chunks::<HASH>();
            for hash in hashes {
                self.index.hashed(u64::from_le_bytes(*hash)).for_each(|paper| found.insert(paper));
            }
            for paper in found.iter() {
                seen[paper] += 1;
                first[paper] = if first[paper] == 0 { number } else { first[paper] };
            }
        }
        let older: Vec<String> = all
            .iter()
            .map(|digest| digest.name.as_ref().unwrap_or(&digest.title).clone())
            .collect();
        let has_changed =
            self.set_seen(seen) || (&self.older, &self.first_seen) != (&older, &first);
        (self.older, self.first_seen) = (older, first);
        has_changed
    }

    /// Records which papers are in several of this catalog's digests.
    pub fn note_repeated(&mut self) {
        let seen = (0..self.papers.len()).map(|paper| self.digests.older(paper)).collect();
        self.set_seen(seen);
    }

    fn set_seen(&mut self, seen: Vec<u32>) -> bool {
        let some = seen.iter().enumerate().filter(|(_, digests)| **digests > 0);
        self.seen = some.map(|(paper, _)| paper).collect();
        let changes = self.times_seen != seen;
        self.times_seen = seen;
        changes
    }

    /// Returns the papers that earlier digests hold.
    pub fn seen(&self) -> &Bits {
        &self.seen
    }

    /// Says how many earlier digests had a paper, as a card does.
    pub(super) fn seen_fact(&self, paper: usize) -> Option<Fact> {
        let digests = self.times_seen.get(paper).filter(|digests| **digests > 0)?;
        let first = self.first_seen.get(paper).and_then(|first| first.checked_sub(1));
        let first = first.and_then(|first| self.older.get(first as usize));
        let seen = ["Seen in ", &words::count(*digests, "digest"), " before"].concat();
        let text = match (first, digests) {
            (None, _) => seen,
            (Some(first), 1) => ["Seen before in ", first].concat(),
            (Some(first), _) => [&seen, ", first in ", first].concat(),
        };
        Some(Fact { kind: FactKind::Seen, text, link: None })
    }
}
