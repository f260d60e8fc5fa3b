//! Character references of HTML: `&amp;`, `&#233;`, `&#xe9;`.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::encoding::WINDOWS_1252;

/// Names of the HTML standard, a line each, in the order of their bytes: the name, a sign, and
/// what it is for. The sign is `?` where a reference needs no semicolon, else a space. Of the 2,125
/// names the half is here that texts about papers may have: up to eight letters long, for letters,
/// punctuation, arrows and signs of mathematics. All would make the engine 5.8 KB (gzip) larger.
const NAMES: &str = include_str!("references.txt");

/// The longest name that needs no semicolon, in bytes.
const LONGEST_OPEN: usize = 6;

/// The longest name, in bytes.
const LONGEST: usize = 8;

/// Returns the text with all references replaced by what they are for; unknown ones stay. In a
/// `value` of an attribute, a name without a semicolon may be part of an address: `?a=1&copy=2`.
pub(super) fn decode(text: &str, value: bool) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if let Some((meant, length)) = first(&text[at..], value) {
            out.push_str(&text[done..at]);
            out.push_str(&meant);
            done = at + length;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Reads the reference that a text begins with; returns what it is for, and its length.
pub(super) fn first(text: &str, value: bool) -> Option<(Cow<'static, str>, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(rest) = rest.strip_prefix('#') {
        let (radix, rest) = match rest.strip_prefix(['x', 'X']) {
            Some(rest) => (16, rest),
            None => (10, rest),
        };
        let digits = rest.find(|c: char| !c.is_digit(radix)).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(digits);
        let number = u32::from_str_radix(digits, radix).ok().or(Some(u32::MAX));
        let number = number.filter(|_| !digits.is_empty())?;
        let end = usize::from(after.starts_with(';'));
        let length = text.len() - after.len() + end;
        return Some((Cow::Owned(character(number).to_string()), length));
    }
    let name = rest.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    let (name, after) = rest.split_at(name);
    if after.starts_with(';')
        && let Some((meant, _)) = named(name)
    {
        return Some((Cow::Borrowed(meant), name.len() + 2));
    }
    // As browsers do, the longest name that needs none is taken: `&notit` is `¬it`.
    let mut lengths = (2..=name.len().min(LONGEST_OPEN)).rev();
    let (length, meant) = lengths.find_map(|length| match named(&name[..length])? {
        (meant, true) => Some((length, meant)),
        _ => None,
    })?;
    let goes_on = length < name.len() || after.starts_with('=');
    (!(value && goes_on)).then_some((Cow::Borrowed(meant), length + 1))
}

/// Returns the character of a number: those of windows-1252 where Unicode has controls.
fn character(number: u32) -> char {
    match number {
        0x80..0xa0 => WINDOWS_1252[number as usize - 0x80],
        0 => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// Returns what a name is for, and whether a reference to it needs no semicolon.
fn named(name: &str) -> Option<(&'static str, bool)> {
    // XML has no others, and feeds hold little else.
    match name {
        "amp" => return Some(("&", true)),
        "lt" => return Some(("<", true)),
        "gt" => return Some((">", true)),
        "quot" => return Some(("\"", true)),
        _ => {}
    }
    // Halves the table, at the line in the middle.
    let mut table = NAMES;
    while !table.is_empty() {
        let middle = table.len() / 2;
        let start = memchr::memrchr(b'\n', &table.as_bytes()[..middle]).map_or(0, |at| at + 1);
        let line = table.get(start..).unwrap_or_default();
        let end = start + memchr::memchr(b'\n', line.as_bytes()).map_or(line.len(), |at| at + 1);
        let line = &table[start..end];
        let length = line.find([' ', '?']).unwrap_or_default();
        match name.cmp(&line[..length]) {
            Ordering::Less => table = &table[..start],
            Ordering::Greater => table = &table[end..],
            Ordering::Equal => {
                let meant = line[length + 1..].trim_end_matches('\n');
                return Some((meant, line.as_bytes()[length] == b'?'));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        let mut before = "";
        for line in NAMES.lines() {
            let (name, rest) = line.split_at(line.find([' ', '?']).unwrap());
            assert!(before < name && name.len() <= LONGEST && rest.len() > 1, "{line}");
            assert_eq!(named(name), Some((&rest[1..], rest.starts_with('?'))), "{line}");
            assert!(rest.starts_with(' ') || name.len() <= LONGEST_OPEN, "{line}");
            before = name;
        }
        for name in ["", "a", "amps", "zz", "A", "Zzzzz", "NewLin"] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn references_are_read_as_browsers_do() {
        for (text, meant) in [
            ("R&amp;D &lt;3 &#233;&#xE9;&#Xe9 &eacute;&nbsp;&Ccaron;", "R&D <3 ééé é\u{a0}Č"),
            ("&notit; &notin; &ampx &copy", "¬it; ∉ &x ©"),
            ("&#x80;&#150;&#0;&#xd800;&#99999999999;", "€–\u{fffd}\u{fffd}\u{fffd}"),
            ("AT&T; & &; &# &#; &#x; &x;", "AT&T; & &; &# &#; &#x; &x;"),
            ("&NotEqualTilde;&ampersands;", "&NotEqualTilde;&ersands;"),
        ] {
            assert_eq!(decode(text, false), meant);
        }
        let address = "?a=1&copy=2&region=3&amp;b&lt";
        assert_eq!(decode(address, true), "?a=1&copy=2&region=3&b<");
        assert_eq!(decode("?a=1&copy=2", false), "?a=1©=2");
    }
}
