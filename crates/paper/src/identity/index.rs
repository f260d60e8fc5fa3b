//! Papers found by their keys.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::identity::key::{Key, same};
use crate::text::fnv::fnv;

/// How many papers under one key are examined, at most. More share a key only by accident
/// (`Editorial`, `Errata`), and examining all of them would cost the square of their number.
const MOST_CANDIDATES: usize = 64;

/// How many names of a paper are kept, at most; a paper with more is a text made to be costly.
const MOST_NAMES: usize = 32;

/// The places of papers in a list, by their keys. It holds a hash of each key, so that it stays
/// small compared with the papers; the list itself says what is really there.
#[derive(Clone, Debug, Default)]
pub struct KeyIndex {
    /// The newest link of the chain of papers of each hash.
    heads: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    links: Vec<Link>,
}

/// The hasher of what is a hash already.
#[derive(Clone, Copy, Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = fnv(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[derive(Clone, Copy, Debug)]
struct Link {
    place: u32,
    next: Option<u32>,
}

impl KeyIndex {
    /// Records that the paper at `place` of the list has `keys`. Those that the list does not give
    /// it are for [`KeyIndex::hashed`] alone.
    pub fn insert(&mut self, keys: &[Key], place: usize) {
        let Ok(place) = u32::try_from(place) else { return };
        for key in keys {
            let Ok(link) = u32::try_from(self.links.len()) else { return };
            let next = self.heads.insert(hash(key), link);
            self.links.push(Link { place, next });
        }
    }

    /// Adds `keys` to the `names` of the paper at `place`.
    pub fn name(&mut self, names: &mut Vec<Key>, keys: &[Key], place: usize) {
        for key in keys {
            if names.len() < MOST_NAMES && !names.contains(key) {
                self.insert(std::slice::from_ref(key), place);
                names.push(key.clone());
            }
        }
    }

    /// Returns the places of papers that are the [`same`] as one with `keys`; `keys_at` gives the
    /// keys that a place has now. May name a place twice; those of the strongest key come first.
    pub fn find<'k>(
        &self,
        keys: &[Key],
        keys_at: impl Fn(usize) -> Option<&'k [Key]>,
    ) -> impl Iterator<Item = usize> {
        keys.iter()
            .flat_map(|key| self.hashed(hash(key)))
            .filter(move |place| keys_at(*place).is_some_and(|its_keys| same(keys, its_keys)))
    }

    /// Returns the places of papers with a key of this hash.
    pub fn hashed(&self, hash: u64) -> impl Iterator<Item = usize> {
        let mut at = self.heads.get(&hash).copied();
        let chain = std::iter::from_fn(move || {
            let link = self.links.get(at? as usize)?;
            at = link.next;
            Some(link.place as usize)
        });
        chain.take(MOST_CANDIDATES)
    }
}

/// Returns the hash of a key.
pub fn hash(key: &Key) -> u64 {
    fnv(key.0.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(keys: &[&str]) -> Vec<Key> {
        keys.iter().map(|key| Key((*key).to_owned())).collect()
    }

    #[test]
    fn papers_are_found_by_any_key_unless_their_ids_conflict() {
        let list = [keys(&["arxiv:1", "title:a"]), keys(&["arxiv:2", "title:a"])];
        let mut index = KeyIndex::default();
        list.iter().enumerate().for_each(|(place, keys)| index.insert(keys, place));
        let find = |wanted: &[&str]| {
            let mut found: Vec<_> =
                index.find(&keys(wanted), |place| list.get(place).map(Vec::as_slice)).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(find(&["title:a"]), [0, 1]);
        assert_eq!(find(&["arxiv:2"]), [1]);
        assert_eq!(find(&["arxiv:3", "title:a"]), Vec::<usize>::new());
    }
}
