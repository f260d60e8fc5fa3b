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
pub use wrap::unwrap;

use skimmark_index::{accents, case};

/// Returns `text` with plain single spaces, without invisible characters, and with its TeX read.
pub fn readable(text: &str) -> String {
    let text = text.trim();
    if is_simple(text.as_bytes()) {
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

/// Returns true for a text of ASCII in which there are no two blanks after each other, and nothing
/// that TeX means otherwise: most are.
fn is_simple(text: &[u8]) -> bool {
    /// This many are looked at before the next branch: the compiler takes them sixteen at a time.
    const AT_ONCE: usize = 64;
    let Some((last, before)) = text.split_last() else { return true };
    let odd = |byte: u8| !(b' '..0x7f).contains(&byte) || byte == b'\\' || byte == b'~';
    let doubled = |a: u8, b: u8| a == b && (a == b' ' || a == b'-' || a == b'\'' || a == b'`');
    let is_odd = |(these, next): (&[u8], &[u8])| {
        let pairs = these.iter().zip(next);
        pairs.fold(false, |found, (a, b)| found | odd(*a) | doubled(*a, *b))
    };
    !odd(*last) && !before.chunks(AT_ONCE).zip(text[1..].chunks(AT_ONCE)).any(is_odd)
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
