//! The time in a short text that is stored, by which the newest of two is known. Earlier versions
//! pass over it.

use skimmark_protocol::stored::{SHORT_TEXT, STAMP};

/// Adds the time `at`, in milliseconds since 1970, to a short text whose parts are separated by
/// `separator`.
pub fn stamped(text: &str, separator: char, at: u64) -> String {
    let separator = if text == SHORT_TEXT { String::new() } else { separator.to_string() };
    format!("{text}{separator}{STAMP}{at}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::bindings::Bindings;
    use crate::page::settings::Settings;
    use skimmark_protocol::stored::stamp;

    #[test]
    fn the_time_is_read_and_changes_nothing_else() {
        for text in ["1 ", "1 theme=dark", "1 theme=dark&density=list"] {
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
}
