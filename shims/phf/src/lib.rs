//! Stands in for `phf` in `math-core`, the only crate that uses it.
//!
//! The 1,900 names and signs that `math-core` knows stand in its source by kind and alphabet, and compress
//! well like that. `phf` puts them in the order of their hashes, which saves a search through some hundred
//! of them for each command of a formula, about a microsecond, and makes the engine 3.5 KB larger. This crate has the part of its interface
//! that `math-core` is compiled against, and leaves them as they are.

use std::borrow::Borrow;

/// Values by keys, in the order in which they are written.
#[derive(Debug)]
pub struct Map<K: 'static, V: 'static> {
    #[doc(hidden)]
    pub entries: &'static [(K, V)],
}

impl<K, V> Map<K, V> {
    /// Returns each key with its value.
    pub fn entries(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// Returns the value of `key`.
    pub fn get<Q: Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.entries.iter().find(|(known, _)| known.borrow() == key).map(|(_, value)| value)
    }
}

/// Keys, in the order in which they are written.
#[derive(Debug)]
pub struct Set<K: 'static> {
    #[doc(hidden)]
    pub keys: &'static [K],
}

impl<K> Set<K> {
    /// Returns `key` as it is written in the set.
    pub fn get_key<Q: Eq + ?Sized>(&self, key: &Q) -> Option<&K>
    where
        K: Borrow<Q>,
    {
        self.keys.iter().find(|known| (*known).borrow() == key)
    }
}

/// Makes a [`Map`].
#[macro_export]
macro_rules! phf_map {
    ($($key:expr => $value:expr),* $(,)?) => {
        $crate::Map { entries: &[$(($key, $value)),*] }
    };
}

/// Makes a [`Set`].
#[macro_export]
macro_rules! phf_set {
    ($($key:expr),* $(,)?) => {
        $crate::Set { keys: &[$($key),*] }
    };
}

#[cfg(test)]
mod tests {
    use super::{Map, Set};

    #[test]
    fn what_is_written_is_found() {
        static SIGNS: Map<&str, char> = phf_map! { "alpha" => 'α', "beta" => 'β', };
        static NAMES: Set<&str> = phf_set!("cos", "sin");
        assert_eq!((SIGNS.get("beta"), SIGNS.get("gamma")), (Some(&'β'), None));
        assert_eq!((NAMES.get_key("sin"), NAMES.get_key("s")), (Some(&"sin"), None));
    }
}
