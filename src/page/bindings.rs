//! The keys of commands: those of the program, and those that the reader chose instead, as a short
//! text that is stored.

use skimmark_protocol::stored::SHORT_TEXT;

/// The key that begins a pair.
pub const PAIR: char = 'g';

/// The name of a command, with its default keys: each a letter or a sign, or [`PAIR`] and one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Its name in the stored form.
    pub name: &'static str,
    /// Its default keys.
    pub keys: &'static [&'static str],
}

/// What the reader changed: names, each with the one key that the reader chose for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bindings(Vec<(String, String)>);

impl Bindings {
    /// Reads the stored form; what is damaged in it is ignored.
    pub fn restore(text: &str) -> Self {
        let pairs = text.strip_prefix(SHORT_TEXT).unwrap_or_default().split(' ');
        let mut restored = Self::default();
        for (name, key) in pairs.filter_map(|pair| pair.split_once('=')) {
            if is_key(key) && !name.is_empty() && !restored.0.iter().any(|it| it.0 == name) {
                restored.0.push((name.to_owned(), key.to_owned()));
            }
        }
        restored
    }

    /// Returns the stored form, which [`Bindings::restore`] reads: `1 next=x star=gs`.
    pub fn store(&self) -> String {
        let pairs = self.0.iter().map(|(name, key)| [name, "=", key].concat());
        [SHORT_TEXT, &pairs.collect::<Vec<_>>().join(" ")].concat()
    }

    /// Returns whether the reader changed nothing.
    pub fn is_default(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the keys of a command.
    pub fn keys<'a>(&'a self, bound: &Bound) -> Vec<&'a str> {
        match self.0.iter().find(|(name, _)| name == bound.name) {
            Some((_, key)) => vec![key],
            None => bound.keys.to_vec(),
        }
    }

    /// Returns the index in `all` of the command of a key. What the reader chose wins over what a
    /// later version of the program does by that key.
    pub fn place(&self, all: &[Bound], key: &str) -> Option<usize> {
        let chosen = self.0.iter().find(|(_, chosen)| chosen == key);
        let chosen = chosen.and_then(|(name, _)| all.iter().position(|it| it.name == name));
        chosen.or_else(|| all.iter().position(|it| self.keys(it).contains(&key)))
    }

    /// Gives `key` to the command at `place` of `all`; returns the place of the command that had it
    /// before. If that has no other key, it gets the one that is now free, so that every command
    /// keeps a key.
    pub fn bind(&mut self, all: &[Bound], place: usize, key: &str) -> Option<usize> {
        if !is_key(key) || place >= all.len() {
            return None;
        }
        let free = self.keys(&all[place]).first().map(|key| (*key).to_owned());
        let other = self.place(all, key).filter(|other| *other != place);
        self.set(&all[place], key);
        if let Some((other, free)) = other.zip(free) {
            let keys = self.keys(&all[other]);
            let remaining = keys.iter().find(|it| **it != key).map(|it| (*it).to_owned());
            self.set(&all[other], &remaining.unwrap_or(free));
        }
        other
    }

    fn set(&mut self, bound: &Bound, key: &str) {
        self.0.retain(|(name, _)| name != bound.name);
        if bound.keys != [key] {
            self.0.push((bound.name.to_owned(), key.to_owned()));
        }
    }
}

/// Returns whether a text is a key: a letter or a sign, or a pair.
pub fn is_key(key: &str) -> bool {
    let mut signs = key.chars();
    let (first, second, third) = (signs.next(), signs.next(), signs.next());
    let is_sign = |sign: char| !sign.is_whitespace() && !sign.is_control();
    match (first, second, third) {
        (Some(PAIR), Some(sign), None) => is_sign(sign),
        (Some(sign), None, None) => sign != PAIR && is_sign(sign),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Bound; 4] = [
        Bound { name: "next", keys: &["j", "n"] },
        Bound { name: "star", keys: &["s"] },
        Bound { name: "first", keys: &["gg"] },
        Bound { name: "read", keys: &["m"] },
    ];

    #[test]
    fn a_key_that_is_taken_is_swapped() {
        let mut bindings = Bindings::default();
        assert_eq!(bindings.bind(&ALL, 0, "s"), Some(1));
        assert_eq!((bindings.keys(&ALL[0]), bindings.keys(&ALL[1])), (vec!["s"], vec!["j"]));
        assert_eq!((bindings.place(&ALL, "j"), bindings.place(&ALL, "n")), (Some(1), None));
        assert_eq!(bindings.store(), "1 next=s star=j");
        assert_eq!(bindings.bind(&ALL, 1, "s"), Some(0));
        assert_eq!(bindings.store(), "1 next=j");
    }

    #[test]
    fn what_has_another_key_keeps_that() {
        let mut bindings = Bindings::default();
        assert_eq!(bindings.bind(&ALL, 1, "n"), Some(0));
        assert_eq!((bindings.keys(&ALL[0]), bindings.keys(&ALL[1])), (vec!["j"], vec!["n"]));
        assert_eq!(bindings.place(&ALL, "s"), None);
    }

    #[test]
    fn a_key_of_its_own_becomes_the_only_one_and_a_pair_is_a_key() {
        let mut bindings = Bindings::default();
        assert_eq!(bindings.bind(&ALL, 0, "n"), None);
        assert_eq!(bindings.keys(&ALL[0]), ["n"]);
        assert_eq!(bindings.bind(&ALL, 3, "gm"), None);
        assert_eq!(bindings.place(&ALL, "gm"), Some(3));
        for wrong in ["", "g", " ", "Escape", "ggg", "\u{7}", "g "] {
            assert!(!is_key(wrong), "{wrong}");
            assert_eq!(bindings.bind(&ALL, 1, wrong), None);
        }
        assert_eq!(bindings.keys(&ALL[1]), ["s"]);
    }

    #[test]
    fn what_the_reader_chose_wins_over_a_key_of_a_later_version() {
        let bindings = Bindings::restore("1 gone=x read=s");
        assert_eq!(bindings.place(&ALL, "s"), Some(3));
        assert_eq!(bindings.place(&ALL, "x"), None);
        for text in ["", "2 next=x", "1 ", "1 next", "1 next= =x", "1 next=xyz"] {
            assert!(Bindings::restore(text).is_default(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_bound_everything_keeps_a_key_of_its_own(
            changes in proptest::collection::vec((0..4_usize, "[a-fjmns=]|g[a-gm]"), 0..20),
        ) {
            let mut bindings = Bindings::default();
            for (place, key) in changes {
                bindings.bind(&ALL, place, &key);
                prop_assert!(!is_key(&key) || bindings.place(&ALL, &key) == Some(place));
            }
            for (place, bound) in ALL.iter().enumerate() {
                let keys = bindings.keys(bound);
                prop_assert!(!keys.is_empty());
                prop_assert!(keys.iter().all(|key| bindings.place(&ALL, key) == Some(place)));
            }
            prop_assert_eq!(Bindings::restore(&bindings.store()), bindings);
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,40}") {
            let _ = Bindings::restore(&["1 ", &text].concat());
        }
    }
}
