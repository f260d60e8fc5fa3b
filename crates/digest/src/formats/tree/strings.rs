//! Texts of JSON: where they end, and what their escapes mean.

use std::borrow::Cow;
use std::ops::Range;

/// A text in quotation marks.
pub(super) struct Quoted {
    /// The bytes between the marks.
    pub inner: Range<usize>,
    /// The byte after the text.
    pub end: usize,
}

/// Words that are values without quotation marks.
const WORDS: &[&str] = &["true", "false", "null", "None", "True", "False", "NaN", "undefined"];

/// Returns the length of the quotation mark at this byte, and if it is a double one.
pub(super) fn mark(text: &[u8], at: usize) -> Option<(usize, bool)> {
    match text.get(at..)? {
        [b'"', ..] => Some((1, true)),
        [b'\'', ..] => Some((1, false)),
        [0xe2, 0x80, 0x9c..=0x9f, ..] => Some((3, true)),
        [0xe2, 0x80, 0x98..=0x9b, ..] => Some((3, false)),
        _ => None,
    }
}

/// Reads the text whose quotation mark stands at `start`, a name of a member if `is_name`. Marks in
/// it that nobody escaped, and a missing mark at its end, cost no more than they must.
pub(super) fn scan(text: &[u8], start: usize, is_name: bool) -> Quoted {
    let (length, is_double) = mark(text, start).unwrap_or((1, true));
    let from = start + length;
    let mut at = from;
    // The last mark that did not end the text.
    let mut passed = None;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 1 + mark(text, at + 1).map_or(1, |(length, _)| length),
            b'\n' if ends_before(text, at + 1) => return Quoted { inner: from..at, end: at },
            b'"' | b'\'' | 0xe2 => {
                let found = mark(text, at).filter(|(found, double)| {
                    *double == is_double && (*found == length || length == 3)
                });
                let Some((found, _)) = found else {
                    at += 1;
                    continue;
                };
                match follows(text, at + found) {
                    After::Value => return Quoted { inner: from..at, end: at + found },
                    After::Name if is_name => return Quoted { inner: from..at, end: at + found },
                    After::Name => match passed {
                        // What ends here is the name of the next member: the mark before it is missing.
                        Some(mark) if is_after_comma(text, from, mark) => {
                            return Quoted { inner: from..mark, end: mark };
                        }
                        _ => passed = Some(at),
                    },
                    After::Text => passed = Some(at),
                }
                at += found;
            }
            _ => at += 1,
        }
    }
    Quoted { inner: from..text.len(), end: text.len() }
}

/// What follows a quotation mark.
#[derive(PartialEq)]
enum After {
    /// What follows a value.
    Value,
    /// What follows a name.
    Name,
    /// Neither: the mark is part of the text.
    Text,
}

fn follows(text: &[u8], at: usize) -> After {
    let (next, is_below) = after_blanks(text, at);
    match text.get(next) {
        None | Some(b']' | b'}' | b';' | b'#') => After::Value,
        Some(b')') if next == at => After::Value,
        Some(b'/') if matches!(text.get(next + 1), Some(b'/' | b'*')) => After::Value,
        Some(b':') => After::Name,
        Some(b',') if begins_value(text, after_blanks(text, next + 1).0) => After::Value,
        Some(_) if is_below && mark(text, next).is_some() => After::Value,
        Some(_) => After::Text,
    }
}

/// Returns true if a value, a name or an end may stand here, after a comma.
fn begins_value(text: &[u8], at: usize) -> bool {
    let Some(byte) = text.get(at) else { return true };
    let rest = &text[at..];
    mark(text, at).is_some()
        || b"{[]}-/#".contains(byte)
        || byte.is_ascii_digit()
        || WORDS.iter().any(|word| rest.starts_with(word.as_bytes()))
        || bare_name(text, at).is_some()
}

/// Returns the byte of the next sign that is no blank, and if it is on another line.
pub(super) fn after_blanks(text: &[u8], mut at: usize) -> (usize, bool) {
    let mut is_below = false;
    while let Some(byte) = text.get(at).filter(|byte| byte.is_ascii_whitespace()) {
        is_below |= *byte == b'\n';
        at += 1;
    }
    (at, is_below)
}

/// The longest name of a member that is looked for where another sign is expected, in bytes.
const LONGEST_NAME: usize = 48;

/// Returns the end of a name without quotation marks that stands here, before its colon.
pub(super) fn bare_name(text: &[u8], at: usize) -> Option<usize> {
    let is_part =
        |byte: &u8| byte.is_ascii_alphanumeric() || b"_$-".contains(byte) || *byte >= 0x80;
    let length = text.get(at..)?.iter().take(LONGEST_NAME).take_while(|it| is_part(it)).count();
    let (colon, is_below) = after_blanks(text, at + length);
    let is_name = length > 0 && !is_below && text.get(colon) == Some(&b':');
    (is_name && text.get(colon + 1) != Some(&b'/')).then_some(at + length)
}

/// Returns the end of a name in quotation marks that stands here, and the byte of its colon.
pub(super) fn quoted_name(text: &[u8], at: usize) -> Option<(Range<usize>, usize)> {
    let (length, _) = mark(text, at)?;
    let rest = text.get(at + length..)?;
    let is_part = |byte: &u8| !b"\"'\n\\{}[],".contains(byte);
    let name = rest.iter().take(LONGEST_NAME).take_while(|byte| is_part(byte)).count();
    // Curly marks end in bytes that letters have, too.
    let name = (0..=name).find(|end| mark(rest, *end).is_some())?;
    let end = at + length + name;
    let (closing, _) = mark(text, end)?;
    let (colon, _) = after_blanks(text, end + closing);
    (name > 0 && text.get(colon) == Some(&b':')).then_some((at + length..end, colon))
}

/// Returns true if the line that begins here shows that the text above it lacks its end: it begins
/// with a member or a record.
fn ends_before(text: &[u8], line: usize) -> bool {
    let blanks = text[line..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let at = line + blanks;
    match text.get(at) {
        Some(b'{' | b'[') => begins_record(text, at),
        Some(b'}' | b']') => matches!(text.get(at + 1), None | Some(b'\n' | b',' | b'}' | b']')),
        Some(_) => quoted_name(text, at).is_some(),
        None => false,
    }
}

/// Returns true for a bracket before a name in quotation marks, with some of lists before it.
pub(super) fn begins_record(text: &[u8], mut at: usize) -> bool {
    for _ in 0..4 {
        match text.get(at) {
            Some(b'[') => at = after_blanks(text, at + 1).0,
            Some(b'{') => return quoted_name(text, after_blanks(text, at + 1).0).is_some(),
            _ => return false,
        }
    }
    false
}

/// Returns true if nothing but blanks stands between a comma and this byte.
fn is_after_comma(text: &[u8], from: usize, at: usize) -> bool {
    let before = text.get(from..at).unwrap_or_default();
    before.iter().rev().find(|byte| !byte.is_ascii_whitespace()) == Some(&b',')
}

/// Returns what a text means; escapes that nobody knows stay.
pub(super) fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let once = unescape_once(raw);
    // Bytes of Python, written as JSON: what they escape is escaped twice.
    match once.contains("\\x") && escaped_bytes(&once) {
        true => Cow::Owned(unescape_once(&once)),
        false => Cow::Owned(once),
    }
}

/// Returns true if an escape of Python for a byte stands in the text.
fn escaped_bytes(text: &str) -> bool {
    text.match_indices("\\x").any(|(at, _)| hex(&text.as_bytes()[at + 2..], 2).is_some())
}

fn unescape_once(raw: &str) -> String {
    let mut out: Vec<u8> = Vec::with_capacity(raw.len());
    let bytes = raw.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte != b'\\' {
            out.push(*byte);
            at += 1;
            continue;
        }
        let rest = &bytes[at + 1..];
        let (sign, length) = match rest.first() {
            Some(b'n' | b'r') => ('\n', 1),
            Some(b't') => ('\t', 1),
            Some(b'/') => ('/', 1),
            Some(b'\\') => ('\\', 1),
            Some(b'"') => ('"', 1),
            Some(b'\'') => ('\'', 1),
            Some(0xe2) if mark(rest, 0).is_some() => {
                at += 1;
                continue;
            }
            Some(b'u') => unicode(rest).unwrap_or(('\\', 0)),
            Some(b'x') if hex(&rest[1..], 2).is_some() => {
                at += escaped_letters(&bytes[at..], &mut out);
                continue;
            }
            _ => ('\\', 0),
        };
        out.extend(sign.encode_utf8(&mut [0; 4]).as_bytes());
        at += 1 + length;
    }
    // What is escaped or not is text, so this never fails.
    String::from_utf8(out).unwrap_or_default()
}

/// Reads bytes that Python escaped, which may be several of one letter, and returns their length.
fn escaped_letters(text: &[u8], out: &mut Vec<u8>) -> usize {
    let byte = |four: &[u8]| four.strip_prefix(b"\\x").and_then(|digits| hex(digits, 2));
    let read: Vec<u8> =
        text.chunks_exact(4).map_while(byte).filter_map(|it| it.try_into().ok()).collect();
    match std::str::from_utf8(&read) {
        Ok(_) => out.extend(&read),
        Err(_) => read
            .iter()
            .for_each(|it| out.extend(char::from(*it).encode_utf8(&mut [0; 4]).as_bytes())),
    }
    read.len() * 4
}

/// Reads `u00e9`, or two of them that are one letter.
fn unicode(text: &[u8]) -> Option<(char, usize)> {
    let first = hex(text.get(1..)?, 4)?;
    if let Some(c) = char::from_u32(first) {
        return Some((c, 5));
    }
    let second = hex(text.get(5..)?.strip_prefix(b"\\u")?, 4)?;
    let (high, low) = (first.checked_sub(0xd800)?, second.checked_sub(0xdc00)?);
    Some((char::from_u32(0x1_0000 + (high << 10) + low)?, 11))
}

fn hex(text: &[u8], digits: usize) -> Option<u32> {
    let digits = std::str::from_utf8(text.get(..digits)?).ok()?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_end_where_a_value_ends() {
        let cases = [
            (r#""a", "b""#, "a"),
            (r#""a \"b\" c"}"#, r#"a \"b\" c"#),
            (r#""The "Sheep" of Wold","#, r#"The "Sheep" of Wold"#),
            (r#""see "a", b", "c""#, r#"see "a", b"#),
            ("'Ana's wool', 'x'", "Ana's wool"),
            ("“a”, “b”", "a"),
            ("\"a\n  \"year\": 2020", "a"),
            ("\"a b\nc\"}", "a b\nc"),
            (r#""Counting, "year": 2020"#, "Counting, "),
            ("\"a", "a"),
        ];
        for (text, expected) in cases {
            let found = scan(text.as_bytes(), 0, false);
            assert_eq!(&text[found.inner], expected, "{text}");
        }
    }

    #[test]
    fn escapes_are_those_of_json_and_python() {
        let cases = [
            (r"a\nb\/c", "a\nb/c"),
            (r"caf\u00e9 \ud83d\udc11", "café 🐑"),
            (r"caf\xc3\xa9 \xe9", "café é"),
            (r"Lee\\xc2\\xa0- Wool, you\\'re", "Lee\u{a0}- Wool, you're"),
            (r"$\\alpha$ and \alpha", r"$\alpha$ and \alpha"),
            (r"\u12", r"\u12"),
            ("\\", "\\"),
        ];
        for (text, expected) in cases {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }
}
