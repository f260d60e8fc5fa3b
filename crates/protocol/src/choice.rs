//! The settings and the keys as they are stored: short texts of named parts with a time,
//! `1 theme=dark&size=large&changed=size&at=1774000000000`.
//!
//! A text holds all that was chosen, and says which of its parts are new. Texts are applied one after the
//! other, so a tab that did not know what another one has chosen does not take it back.

use crate::stored::{BINDINGS, SHORT_TEXT, STAMP, stamp};

/// The name of the part that lists the names of the new ones. Earlier versions pass over it.
const CHANGED: &str = "changed=";

/// Returns the text that makes `after` of `before` at a time, in milliseconds since 1970.
pub fn change(name: &str, before: &str, after: &str, at: u64) -> String {
    let separator = separator(name);
    let mut changed: Vec<&str> = Vec::new();
    for (text, other) in [(before, after), (after, before)] {
        let differs = |part: &&str| parts(other, separator).all(|it| it != *part);
        for name in parts(text, separator).filter(differs).map(name_of) {
            if !changed.contains(&name) {
                changed.push(name);
            }
        }
    }
    let changed = [CHANGED, &changed.join(",")].concat();
    written(parts(after, separator).chain([changed.as_str()]), separator, at)
}

/// Returns what texts come to by their times; nothing if there are none.
pub fn replayed<'t>(name: &str, texts: impl Iterator<Item = &'t str>) -> String {
    let mut in_order: Vec<&str> = Vec::new();
    for text in texts {
        // The sorts of the standard library would be most of a percent of the page.
        let place = in_order.partition_point(|earlier| stamp(earlier) <= stamp(text));
        in_order.insert(place, text);
    }
    in_order.iter().fold(String::new(), |before, text| applied(name, &before, text))
}

/// Returns what comes of a text by a later one. If that does not say what is new in it, as those of earlier
/// versions, it takes the place of all that was there, and so does the first one.
pub fn applied(name: &str, before: &str, later: &str) -> String {
    let separator = separator(name);
    let changed = changed(later, separator).filter(|_| !before.is_empty());
    let is_new = |part: &&str| {
        changed.is_none_or(|changed| changed.split(',').any(|name| name == name_of(part)))
    };
    let kept = parts(before, separator).filter(|part| !is_new(part));
    let taken = parts(later, separator).filter(is_new);
    written(kept.chain(taken), separator, stamp(before).max(stamp(later)))
}

/// Returns whether a text says which of its parts are new.
pub fn is_change(name: &str, text: &str) -> bool {
    changed(text, separator(name)).is_some()
}

/// Adds the time `at`, in milliseconds since 1970, to a short text whose parts are separated by
/// `separator`.
pub fn stamped(text: &str, separator: char, at: u64) -> String {
    let separator = if text == SHORT_TEXT { String::new() } else { separator.to_string() };
    format!("{text}{separator}{STAMP}{at}")
}

/// Returns what stands between the parts of a text.
fn separator(name: &str) -> char {
    if name == BINDINGS { ' ' } else { '&' }
}

fn fields(text: &str, separator: char) -> impl Iterator<Item = &str> {
    text.strip_prefix(SHORT_TEXT).unwrap_or_default().split(separator)
}

/// Returns what was chosen.
fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    fields(text, separator)
        .filter(|part| !part.is_empty() && !part.starts_with(STAMP) && !part.starts_with(CHANGED))
}

/// Returns the names of the new parts.
fn changed(text: &str, separator: char) -> Option<&str> {
    fields(text, separator).find_map(|part| part.strip_prefix(CHANGED))
}

fn name_of(part: &str) -> &str {
    part.split_once('=').map_or(part, |(name, _)| name)
}

fn written<'t>(parts: impl Iterator<Item = &'t str>, separator: char, at: u64) -> String {
    let parts: Vec<&str> = parts.collect();
    stamped(&[SHORT_TEXT, &parts.join(&separator.to_string())].concat(), separator, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored::SETTINGS;

    #[test]
    fn a_text_says_what_is_new_in_it() {
        let check = |before, after, text: &str| {
            assert_eq!(change(SETTINGS, before, after, 7), text, "{before}; {after}");
        };
        check("", "1 size=small", "1 size=small&changed=size&at=7");
        check(
            "1 size=small&at=3",
            "1 face=sans&size=large",
            "1 face=sans&size=large&changed=size,face&at=7",
        );
        check("1 size=small&at=3", "1 ", "1 changed=size&at=7");
        check("1 size=small&at=3", "1 size=small", "1 size=small&changed=&at=7");
        let keys = change(BINDINGS, "1 next=x", "1 next=x star=&", 7);
        assert_eq!(keys, "1 next=x star=& changed=star at=7");
    }

    #[test]
    fn tabs_that_know_nothing_of_each_other_take_nothing_back() {
        let check = |texts: &[&str], all: &str| {
            let backwards = texts.iter().rev().copied();
            assert_eq!(replayed(SETTINGS, texts.iter().copied()), all, "{texts:?}");
            assert_eq!(replayed(SETTINGS, backwards), all, "{texts:?}");
        };
        check(&[], "");
        let small = "1 size=small&changed=size&at=5";
        let compact = "1 density=compact&changed=density&at=6";
        let both = "1 size=small&density=compact&at=6";
        check(&[small, compact], both);
        check(&[small, compact, both], both);
        check(&[small, compact, "1 density=compact&changed=size&at=8"], "1 density=compact&at=8");
        check(&[small, compact, "1 changed=&at=9"], "1 size=small&density=compact&at=9");
        // Of an earlier version.
        check(&[small, "1 face=sans&at=7"], "1 face=sans&at=7");
        check(&[small, "1 face=sans"], "1 face=sans&size=small&at=5");
        let keys = ["1 star=q changed=star at=2", "1 next=x changed=next at=1"];
        assert_eq!(replayed(BINDINGS, keys.into_iter()), "1 next=x star=q at=2");
    }

    #[test]
    fn every_change_is_replayed() {
        let texts = ["1 ", "1 a=1", "1 a=2&b=1", "1 b=1&c=3", "1 c=3"];
        for before in texts {
            for after in texts {
                let later = change(SETTINGS, before, after, 2);
                let replayed = applied(SETTINGS, before, &later);
                let sorted = |text| {
                    let mut sorted: Vec<&str> = parts(text, '&').collect();
                    sorted.sort_unstable();
                    sorted
                };
                assert_eq!(sorted(&replayed), sorted(after), "{before}; {after}");
                assert!(is_change(SETTINGS, &later) && !is_change(SETTINGS, &replayed));
            }
        }
    }
}
