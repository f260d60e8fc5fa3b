//! How much of each digest of the library is starred and read.

use std::collections::HashMap;

use super::Engine;
use crate::catalog::HASH;
use skimmark_paper::identity::index;
use skimmark_protocol::DigestCount;

impl Engine {
    /// Counts the starred and the read papers of each digest, by the hashes of their names.
    pub(super) fn count_library(&self) -> Vec<DigestCount> {
        let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
        for (place, digest) in self.library.iter().enumerate() {
            for hash in digest.seen.as_chunks::<HASH>().0 {
                holders.entry(u64::from_le_bytes(*hash)).or_default().push(place);
            }
        }
        let count = |id| DigestCount { id, ..DigestCount::default() };
        let mut counts: Vec<DigestCount> = self.library.iter().map(|it| count(it.id)).collect();
        for mark in self.marks.iter() {
            let keys = mark.keys.iter().filter_map(|key| holders.get(&index::hash(key)));
            let mut places: Vec<usize> = keys.flatten().copied().collect();
            places.sort_unstable();
            places.dedup();
            let is_read = mark.read.is_some_and(|read| read.what);
            for place in places {
                counts[place].starred += u32::from(mark.starred);
                counts[place].read += u32::from(is_read);
            }
        }
        counts
    }
}
