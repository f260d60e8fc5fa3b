//! The time in a short text that is stored, by which the newest of two is known. Earlier versions
//! pass over it.

use skimmark_protocol::stored::{SHORT_TEXT, STAMP};

/// Adds the time `at`, in milliseconds since 1970, to a short text whose parts are separated by
/// `separator`.
pub fn stamped(text: &str, separator: char, at: u64) -> String {
    let separator = if text == SHORT_TEXT { String::new() } else { separator.to_string() };
    format!("{text}{separator}{STAMP}{at}")
}

/// Merges two texts that were both made of `began`: a part that `mine` has changed is as `mine` has it,
/// every other as `theirs` has it. The time is left out.
pub fn merged(began: &str, mine: &str, theirs: &str, separator: char) -> String {
    let parts = |text: &str| -> Vec<(String, String)> {
        let parts = text.strip_prefix(SHORT_TEXT).unwrap_or_default().split(separator);
        let named = parts.filter(|part| !part.starts_with(STAMP));
        let pairs = named.filter_map(|part| part.split_once('='));
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let [began, mine, theirs] = [began, mine, theirs].map(parts);
    let of = |parts: &[(String, String)], name: &str| {
        parts.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let is_mine = |name: &str| of(&mine, name) != of(&began, name);
    let taken = theirs.iter().filter(|(name, _)| !is_mine(name));
    let kept = mine.iter().filter(|(name, _)| is_mine(name));
    let pairs: Vec<String> =
        taken.chain(kept).map(|(name, value)| [name, "=", value].concat()).collect();
    [SHORT_TEXT, &pairs.join(&separator.to_string())].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::bindings::Bindings;
    use crate::page::settings::Settings;
    use skimmark_protocol::stored::stamp;

    #[test]
    fn the_time_is_read_and_changes_nothing_else() {
        for text in ["1 ", "1 theme=dark", "1 theme=dark&density=compact"] {
            let at = stamped(text, '&', 1_774_000_000_000);
            assert_eq!(stamp(&at), 1_774_000_000_000, "{at}");
            assert_eq!(Settings::restore(&at).store(), text);
        }
        for text in ["1 ", "1 next=x", "1 next=x star=gs"] {
            let at = stamped(text, ' ', 1_774_000_000_000);
            assert_eq!(stamp(&at), 1_774_000_000_000, "{at}");
            assert_eq!(Bindings::restore(&at).store(), text);
        }
        assert_eq!((stamp(""), stamp("1 theme=dark"), stamp("1 at=soon")), (0, 0, 0));
    }

    #[test]
    fn what_was_changed_is_mine_and_the_rest_theirs() {
        let check = |began, mine, theirs, both: &str| {
            assert_eq!(merged(began, mine, theirs, '&'), both, "{began}; {mine}; {theirs}");
        };
        check("", "1 density=list&at=9", "1 size=large&at=5", "1 size=large&density=list");
        check("1 theme=dark", "1 at=9", "1 theme=dark&size=large", "1 size=large");
        check("1 theme=dark&at=1", "1 theme=dark&at=2", "1 face=sans", "1 face=sans");
        check("1 size=small", "1 size=large", "1 size=larger&face=sans", "1 face=sans&size=large");
        check("", "1 ", "", "1 ");
        assert_eq!(merged("1 next=x", "1 next=x star=q", "1 read=y at=3", ' '), "1 read=y star=q");
    }
}
