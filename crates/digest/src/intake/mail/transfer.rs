//! What mails are encoded in to pass as ASCII: base64, quoted-printable, percent signs.

use std::borrow::Cow;

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// It is as it is.
    Plain,
    Base64,
    QuotedPrintable,
}

impl Coding {
    /// Reads the field `Content-Transfer-Encoding`.
    pub(super) fn read(field: &[u8]) -> Self {
        let is = |name: &[u8]| field.eq_ignore_ascii_case(name);
        match () {
            () if is(b"base64") => Self::Base64,
            () if is(b"quoted-printable") => Self::QuotedPrintable,
            () => Self::Plain,
        }
    }

    /// Returns what the body was before. Nothing is refused: mailing lists append footers to
    /// encoded bodies.
    pub(super) fn undone(self, body: &[u8]) -> Cow<'_, [u8]> {
        match self {
            Self::Plain => Cow::Borrowed(body),
            Self::Base64 => Cow::Owned(base64(body)),
            Self::QuotedPrintable => Cow::Owned(quoted_printable(body)),
        }
    }
}

/// Decodes base64, and skips what is not of its alphabet.
pub(super) fn base64(text: &[u8]) -> Vec<u8> {
    let mut read = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            // What follows the padding begins afresh.
            b'=' => {
                count = 0;
                continue;
            }
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            read.push((bits >> count).to_le_bytes()[0]);
        }
    }
    read
}

/// Decodes quoted-printable line by line, so that an invalid line affects only itself.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut read = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let start = read.len();
        let (content, ending) = line.split_at(line.trim_ascii_end().len());
        let hard = content.strip_suffix(b"=").is_none();
        let content = content.strip_suffix(b"=").unwrap_or(content);
        if !unescape(content, b'=', &mut read) {
            read.truncate(start);
            read.extend_from_slice(line);
        } else if hard {
            // Spaces at the end of a line were added on the way.
            read.extend(ending.iter().filter(|byte| b"\r\n".contains(byte)));
        }
    }
    read
}

/// Appends the text to `read`, with each `sign` and the two hexadecimal digits after it replaced by
/// the byte that they stand for. Returns false if digits are missing; the sign is kept there.
pub(super) fn unescape(text: &[u8], sign: u8, read: &mut Vec<u8>) -> bool {
    let digit = |at: usize| text.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let (mut at, mut valid) = (0, true);
    while let Some(byte) = text.get(at) {
        let escaped = digit(at + 1).zip(digit(at + 2)).filter(|_| *byte == sign);
        valid &= *byte != sign || escaped.is_some();
        let value = escaped.map(|(high, low)| (high * 16 + low).to_le_bytes()[0]);
        read.push(value.unwrap_or(*byte));
        at += if value.is_some() { 3 } else { 1 };
    }
    valid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_whatever_is_between_its_letters() {
        for (text, bytes) in [
            ("b25l", &b"one"[..]),
            ("dHdvIQ==", b"two!"),
            ("dHdv\r\nIQ", b"two!"),
            ("dHdvIQ==b25l", b"two!one"),
            ("*b2 5-l\n_", b"one"),
            ("++//", b"\xfb\xef\xff"),
            ("b", b""),
            ("", b""),
        ] {
            assert_eq!(base64(text.as_bytes()), bytes, "{text}");
        }
    }

    #[test]
    fn quoted_printable_is_read_line_by_line() {
        for (text, bytes) in [
            ("=C3=a9 \r\n=\r\ntwo= \nthree", "é\r\ntwothree"),
            ("a\t \nb =", "a\nb "),
            ("1=4 \n2=C3=A9\n", "1=4 \n2é\n"),
            ("1=C3=A9 ==\n", "1=C3=A9 ==\n"),
            ("=", ""),
            ("=3D\n\n=20\n", "=\n\n \n"),
        ] {
            let read = String::from_utf8(quoted_printable(text.as_bytes()));
            assert_eq!(read.as_deref(), Ok(bytes), "{text}");
        }
    }

    #[test]
    fn a_body_is_decoded_as_its_header_says() {
        for (field, body, bytes) in [
            ("Base64", "b25l", "one"),
            ("Quoted-Printable", "=41", "A"),
            ("8bit", "=41", "=41"),
            ("", "b25l", "b25l"),
        ] {
            let undone = Coding::read(field.as_bytes()).undone(body.as_bytes());
            assert_eq!(*undone, *bytes.as_bytes(), "{field}");
        }
    }
}
