//! Lists of texts that a program brings along, each stored as one text.
//!
//! As a slice of texts a list has an address and a length for each, which take as much of the engine as the
//! texts themselves: 20 KB by gzip for 5,900 of them. Here the slice is made when it is first
//! asked for.

use std::ops::Deref;
use std::sync::OnceLock;

/// What ends each text.
const END: char = '\0';

/// A list of texts, made by [`texts!`](crate::texts!).
#[derive(Debug)]
pub struct Texts {
    joined: &'static str,
    list: OnceLock<Box<[&'static str]>>,
}

impl Texts {
    /// Makes a list of texts that are joined, each with its end.
    pub const fn of(joined: &'static str) -> Self {
        Self { joined, list: OnceLock::new() }
    }
}

impl Deref for Texts {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.list.get_or_init(|| self.joined.split_terminator(END).collect())
    }
}

/// A list of pairs of texts, made by [`pairs!`](crate::pairs!).
#[derive(Debug)]
pub struct Pairs {
    joined: &'static str,
    list: OnceLock<Box<[(&'static str, &'static str)]>>,
}

impl Pairs {
    /// Makes a list of pairs whose texts are joined, each with its end.
    pub const fn of(joined: &'static str) -> Self {
        Self { joined, list: OnceLock::new() }
    }
}

impl Deref for Pairs {
    type Target = [(&'static str, &'static str)];

    fn deref(&self) -> &Self::Target {
        self.list.get_or_init(|| {
            let mut texts = self.joined.split_terminator(END);
            std::iter::from_fn(|| Some((texts.next()?, texts.next()?))).collect()
        })
    }
}

/// Makes [`Texts`] for a `static`.
#[macro_export]
macro_rules! texts {
    ($($text:literal),* $(,)?) => { $crate::texts::Texts::of(concat!($($text, "\0"),*)) };
}

/// Makes [`Pairs`] for a `static`.
#[macro_export]
macro_rules! pairs {
    ($(($one:literal, $other:literal)),* $(,)?) => {
        $crate::texts::Pairs::of(concat!($($one, "\0", $other, "\0"),*))
    };
}

#[cfg(test)]
mod tests {
    use super::{Pairs, Texts};

    #[test]
    fn lists_hold_what_is_written() {
        static TEXTS: Texts = texts!["sheep", "", "two\nlines"];
        static PAIRS: Pairs = pairs![("a", "b"), ("c", "")];
        static NOTHING: Texts = texts![];
        assert_eq!(*TEXTS, ["sheep", "", "two\nlines"]);
        assert_eq!(*PAIRS, [("a", "b"), ("c", "")]);
        assert!(NOTHING.is_empty());
    }
}
