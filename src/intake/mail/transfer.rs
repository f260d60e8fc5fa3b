//! The codings in which mails travel. Whatever is wrong in them stands for itself.

use std::borrow::Cow;

use mail_parser::decoders::{base64::base64_decode_stream, quoted_printable};

/// A body as it was before it was coded for travel.
pub(super) fn decoded<'a>(body: &'a [u8], coding: &str) -> Cow<'a, [u8]> {
    match coding {
        "base64" => Cow::Owned(base64(body)),
        "quoted-printable" => Cow::Owned(quoted_printable(body)),
        _ => Cow::Borrowed(body),
    }
}

pub(super) fn base64(data: &[u8]) -> Vec<u8> {
    let letter = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    base64_decode_stream(data.iter().filter(letter), data.len(), 0).unwrap_or_default()
}

pub(super) fn quoted_printable(data: &[u8]) -> Vec<u8> {
    hexadecimal(data, b'=')
}

/// Bytes in which `mark` and two digits stand for a byte, and `=` at the end of a line for none.
pub(super) fn hexadecimal(data: &[u8], mark: u8) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len());
    let mut rest = data;
    while let Some(at) = memchr::memchr(mark, rest) {
        bytes.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = match rest {
            [high, low, ..] => quoted_printable::quoted_printable_decode_char(*high, *low),
            _ => None,
        };
        let blanks = rest.iter().take_while(|byte| b" \t\r".contains(byte)).count();
        if let Some(byte) = digits {
            bytes.push(byte);
            rest = &rest[2..];
        } else if mark == b'=' && matches!(rest.get(blanks), Some(b'\n') | None) {
            rest = rest.get(blanks + 1..).unwrap_or_default();
        } else {
            bytes.push(mark);
        }
    }
    bytes.extend_from_slice(rest);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_coding_is_undone() {
        assert_eq!(quoted_printable(b"a=3Db =\r\nc=E9= \nd=ZZ=4"), b"a=b c\xe9d=ZZ=4");
        assert_eq!(quoted_printable(b"a="), b"a");
        assert_eq!(base64(b"YWJj\r\nZA==\r\n"), b"abcd");
        assert_eq!(base64(b"YW*J j?Y"), b"abc");
        assert_eq!(*decoded(b"a=3D", "7bit"), *b"a=3D");
    }
}
