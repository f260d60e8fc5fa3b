//! Text: TeX read as characters, math and addresses found, folding for search.

pub mod base64;
mod compose;
pub mod fnv;
pub mod location;
pub mod math;
pub mod mathml;
pub mod percent;
pub mod redirect;
pub mod tex;
pub mod urls;
mod wrap;

pub use compose::compose;
pub use skimmark_index::case::lowercase;
pub use skimmark_index::fold;
pub use skimmark_index::scan;
pub use wrap::unwrap;

use skimmark_index::{accents, case};

/// Returns `text` with plain single spaces, without invisible characters, and with its TeX read.
pub fn readable(text: &str) -> String {
    let text = text.trim();
    if scan::is_simple(text.as_bytes()) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    // The joiners shape words of some scripts.
    let visible =
        text.chars().filter(|c| matches!(c, '\u{200c}' | '\u{200d}') || !is_invisible(*c));
    for c in visible {
        let blank = c.is_whitespace();
        if !(blank && plain.ends_with(' ')) {
            plain.push(if blank { ' ' } else { c });
        }
    }
    let read = tex::read(plain.trim());
    match read.trim().len() == read.len() {
        true => read,
        false => read.trim().to_owned(),
    }
}

/// Returns the letter that `c` is if case and accent are ignored: the first one if it represents
/// several (`æ`). Characters beyond Latin, Greek and Cyrillic only lose their case.
pub fn plain_letter(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let small = case::lower(c);
    let mut letter = None;
    if small < '\u{2000}' {
        accents::strip(small, |plain| letter = letter.or(Some(plain)));
    }
    letter.unwrap_or(small)
}

/// Returns `text` with each letter as [`plain_letter`] gives it: two texts that differ only in
/// case and accents become the same.
pub fn plain_text(text: &str) -> String {
    text.chars().map(plain_letter).collect()
}

/// Returns true for any quotation mark, straight, curly or low: phones choose which.
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟')
}

/// Returns true for characters that take no room: zero-width space and joiners, byte-order mark, directions.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
