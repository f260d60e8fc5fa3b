//! Stands in for `phf` in `math-core`, the only crate that uses it.
//!
//! The 1,900 names and signs that `math-core` knows stand in its source by kind and alphabet, and compress
//! well like that. `phf` puts them in the order of their hashes, which saves a search through some hundred
//! of them for each command of a formula, about a microsecond, and makes the engine 6 KB larger. This crate
//! has the part of its interface that `math-core` is compiled against. It leaves them as they are, all keys in
//! one text: an address and a length for each would take as much as the keys themselves.

use std::marker::PhantomData;
use std::sync::OnceLock;

/// What ends each key.
const END: char = '\0';

/// Values by keys, in the order in which they are written.
#[derive(Debug)]
pub struct Map<K, V: 'static> {
    keys: Set<K>,
    values: &'static [V],
}

impl<K, V> Map<K, V> {
    /// Makes a map of keys that are joined, each with its end.
    pub const fn of(keys: &'static str, values: &'static [V]) -> Self {
        Self { keys: Set::of(keys), values }
    }

    /// Returns the value of `key`.
    pub fn get<Q: Key + ?Sized>(&self, key: &Q) -> Option<&V> {
        self.values.get(self.keys.list().iter().position(|known| key.is(known))?)
    }
}

impl<V> Map<&'static str, V> {
    /// Returns each key with its value.
    pub fn entries(&self) -> impl Iterator<Item = (&&'static str, &V)> {
        self.keys.list().iter().zip(self.values)
    }
}

/// Keys, in the order in which they are written.
#[derive(Debug)]
pub struct Set<K> {
    joined: &'static str,
    list: OnceLock<Box<[&'static str]>>,
    of: PhantomData<K>,
}

impl<K> Set<K> {
    /// Makes a set of keys that are joined, each with its end.
    pub const fn of(joined: &'static str) -> Self {
        Self { joined, list: OnceLock::new(), of: PhantomData }
    }

    fn list(&self) -> &[&'static str] {
        self.list.get_or_init(|| self.joined.split_terminator(END).collect())
    }
}

impl Set<&'static str> {
    /// Returns `key` as it is written in the set.
    pub fn get_key(&self, key: &str) -> Option<&&'static str> {
        self.list().iter().find(|known| **known == key)
    }
}

/// What a key is looked for by.
pub trait Key {
    /// Returns whether a key is written so.
    fn is(&self, known: &str) -> bool;
}

impl Key for str {
    fn is(&self, known: &str) -> bool {
        self == known
    }
}

impl Key for char {
    fn is(&self, known: &str) -> bool {
        known.starts_with(*self)
    }
}

/// Makes a [`Map`].
#[macro_export]
macro_rules! phf_map {
    ($($key:literal => $value:expr),* $(,)?) => {
        $crate::Map::of(concat!($($key, "\0"),*), &[$($value),*])
    };
}

/// Makes a [`Set`].
#[macro_export]
macro_rules! phf_set {
    ($($key:literal),* $(,)?) => {
        $crate::Set::of(concat!($($key, "\0"),*))
    };
}

#[cfg(test)]
mod tests {
    use super::{Map, Set};

    #[test]
    fn what_is_written_is_found() {
        static NAMES: Map<&str, char> = phf_map! { "alpha" => 'α', "beta" => 'β', };
        static SIGNS: Map<char, u8> = phf_map! { 'α' => 1, 'β' => 2 };
        static FUNCTIONS: Set<&str> = phf_set!("cos", "sin");
        assert_eq!((NAMES.get("beta"), NAMES.get("gamma")), (Some(&'β'), None));
        assert_eq!(NAMES.entries().last(), Some((&"beta", &'β')));
        assert_eq!((SIGNS.get(&'β'), SIGNS.get(&'γ')), (Some(&2), None));
        assert_eq!((FUNCTIONS.get_key("sin"), FUNCTIONS.get_key("s")), (Some(&"sin"), None));
    }
}
