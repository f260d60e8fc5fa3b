//! The parts of a line that separators part: names, and the title with the first of them.

use std::ops::Range;

use crate::marks::{SEPARATORS, raised_around};

/// Suffixes of a name that a comma may set apart.
const SUFFIXES: &[&str] = &["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "Ph.D.", "PhD"];

/// Returns the parts of `names` between commas or semicolons; a `Jr.` belongs to the part before it. A
/// separator that no space follows counts only between a lower-case letter and a capital.
pub(crate) fn segments(names: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut marked = 0;
    // Told by its first byte, most of a line need not be looked at letter by letter.
    let may_be = |byte: u8| byte == b',' || byte == b';' || byte >= 0x80;
    for at in names.bytes().enumerate().filter(|(_, byte)| may_be(*byte)).map(|(at, _)| at) {
        let rest = names.get(at..).unwrap_or_default();
        let Some(separator) = rest.chars().next().filter(|c| SEPARATORS.contains(c)) else {
            continue;
        };
        if at < marked {
            continue;
        }
        if let Some(end) = raised_around(names, at) {
            marked = end;
            continue;
        }
        let next = &names[at + separator.len_utf8()..];
        let blank = usize::from(next.starts_with(' '));
        let meets =
            next.starts_with(char::is_uppercase) && names[..at].ends_with(char::is_lowercase);
        if blank == 0 && !meets && separator.is_ascii() {
            continue;
        }
        let part = next.split([',', ';']).next().unwrap_or_default();
        if !is_suffix(part.trim()) {
            found.push(start..at);
            start = at + separator.len_utf8() + blank;
        }
    }
    found.push(start..names.len());
    found
}

/// Returns true if `segment` belongs to the name before the comma (`Jr.`).
pub fn is_suffix(segment: &str) -> bool {
    SUFFIXES.contains(&segment)
}
