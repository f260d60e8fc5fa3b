//! Math inside text, which stays as it is written: `$...$`.

use std::ops::Range;

/// How far math is looked for after its first sign, in bytes: a text full of prices would be
/// searched to its end from each of them.
const LONGEST: usize = 4_000;

/// Returns the byte offset after the math that starts at `at` (`$x$` or `$$x$$`), if it ends
/// before `end`: a `$` opens before a non-blank and closes after one, and never before a digit,
/// so that sums of money stay text.
pub fn end(text: &str, at: usize, end: usize) -> Option<usize> {
    let end = end.min(text.floor_char_boundary(at.saturating_add(LONGEST)));
    let bytes = text.as_bytes().get(..end)?;
    if bytes.get(at) != Some(&b'$') {
        return None;
    }
    if bytes.get(at + 1) == Some(&b'$') {
        let inner = text.get(at + 2..end)?;
        return inner.find("$$").filter(|length| *length > 0).map(|length| at + length + 4);
    }
    if bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) {
        return None;
    }
    let mut i = at + 1;
    while let Some(byte) = bytes.get(i) {
        match byte {
            b'\\' => i += 1,
            b'$' => {
                let closes = !bytes[i - 1].is_ascii_whitespace()
                    && !bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
                if closes {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
        i += 1;
    }
    None
}

/// Returns the stretches of `text` that are math, with their dollar signs, in order.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(dollar) = text.get(at..).and_then(|rest| rest.find('$')) {
        let start = at + dollar;
        let escaped = text[..start].ends_with('\\');
        // There is no dollar sign inside math: one before it belongs to a sum of money.
        let is_whole = |end: &usize| {
            let inner = text[start..*end].trim_matches('$').replace("\\$", "");
            !escaped && !inner.contains('$')
        };
        at = match end(text, start, text.len()).filter(is_whole) {
            Some(end) => {
                found.push(start..end);
                end
            }
            None => start + 1,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{end, find};

    #[test]
    fn all_math_of_a_text_is_found() {
        let text = "It costs $5, or $O(n)$ and $$x$$ for \\$ y$.";
        let found: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["$O(n)$", "$$x$$"]);
        assert_eq!(find(""), []);
    }

    #[test]
    fn math_ends_within_sight_of_its_beginning() {
        let math = |length: usize| ["$", &"é".repeat(length), "$"].concat();
        assert_eq!(end(&math(1_000), 0, 2_002), Some(2_002));
        assert_eq!(end(&math(2_000), 0, 4_002), None);
    }

    #[test]
    fn math_is_told_from_money() {
        let cases = [
            ("$x$ y", Some(3)),
            ("$$a $ b$$", Some(9)),
            (r"$a\$b$", Some(6)),
            ("$5 and $10", None),
            ("$ x$", None),
            ("$x", None),
            ("$$", None),
            ("x", None),
        ];
        for (text, expected) in cases {
            assert_eq!(end(text, 0, text.len()), expected, "{text}");
        }
    }
}
