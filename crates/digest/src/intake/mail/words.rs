//! Encoded words (RFC 2047): `=?utf-8?q?Caf=C3=A9?=` in a header, for "Café".

use memchr::memmem;

use super::transfer;
use crate::intake::{Decode, encoding};

/// An encoded word, and the text after it.
struct Word<'v> {
    charset: &'v [u8],
    bytes: Vec<u8>,
    after: &'v [u8],
}

/// Returns the text of a header field. Words that adjoin are joined, even if a character is split
/// between them.
pub(super) fn read(value: &[u8], decode: Decode) -> String {
    let mut read = String::new();
    // The encoded words since the last other text: their character set, and their bytes.
    let (mut charset, mut bytes): (&[u8], Vec<u8>) = (b"", Vec::new());
    // After the last end of a word there is none, so that none is looked for in vain.
    let closed = memmem::rfind(value, b"?=").map_or(0, |last| last + 2);
    let (mut rest, tail) = value.split_at(closed);
    while !rest.is_empty() {
        let start = memmem::find(rest, b"=?").unwrap_or(rest.len());
        let found = word(&rest[start..]);
        // What only looks like the start of a word is text.
        let end = if found.is_some() { start } else { rest.len().min(start + 2) };
        let (text, after) = rest.split_at(end);
        let adjoins = found.is_some() && !bytes.is_empty() && text.trim_ascii().is_empty();
        let next = found.as_ref().map_or(charset, |word| word.charset);
        if !adjoins || !next.eq_ignore_ascii_case(charset) {
            add(&mut read, std::mem::take(&mut bytes), charset, decode);
        }
        if !adjoins {
            add(&mut read, text.to_vec(), b"", decode);
        }
        rest = after;
        if let Some(word) = found {
            (charset, rest) = (word.charset, word.after);
            bytes.extend(word.bytes);
        }
    }
    add(&mut read, bytes, charset, decode);
    add(&mut read, tail.to_vec(), b"", decode);
    read.trim().to_owned()
}

fn add(read: &mut String, bytes: Vec<u8>, charset: &[u8], decode: Decode) {
    let charset = std::str::from_utf8(charset).ok();
    read.push_str(&encoding::text(bytes.into(), charset, decode));
}

/// Returns the encoded word that the text begins with.
fn word(text: &[u8]) -> Option<Word<'_>> {
    let text = text.strip_prefix(b"=?")?;
    let (charset, rest) = text.split_at(text.iter().position(|byte| *byte == b'?')?);
    let [b'?', coding @ (b'B' | b'b' | b'Q' | b'q'), b'?', rest @ ..] = rest else { return None };
    let (data, after) = rest.split_at(memmem::find(rest, b"?=")?);
    let bytes = if coding.eq_ignore_ascii_case(&b'B') {
        transfer::base64(data)
    } else {
        let space = |byte: &u8| if *byte == b'_' { b' ' } else { *byte };
        let spaced: Vec<u8> = data.iter().map(space).collect();
        let mut bytes = Vec::with_capacity(data.len());
        transfer::unescape(&spaced, b'=', &mut bytes);
        bytes
    };
    // A language may follow the character set (RFC 2231).
    let charset = charset.split(|byte| *byte == b'*').next().unwrap_or_default();
    Some(Word { charset, bytes, after: &after[2..] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::decode;

    #[test]
    fn words_are_decoded_where_they_stand() {
        for (value, text) in [
            (&b"plain"[..], "plain"),
            (b"=?utf-8?q?Caf=C3=A9_au_lait?=", "Café au lait"),
            (b"Re: =?UTF-8?B?Q2Fmw6k=?= (2)", "Re: Café (2)"),
            (b"=?iso-8859-1*fr?Q?=E9t=E9?=", "été"),
            (b"=?iso-8859-2?q?=B3?= =?koi8-r?q?=F0?=", "łП"),
            (b"=?utf-8?b?Q2Fmw?= =?UTF-8?b?w6k=?=", "Café"),
            (b"=?utf-8?q?Caf=C3?= =?utf-8?q?=A9?=", "Café"),
            (b"=?gb2312?b?yv3R8g==?=", "数羊"),
            (b"=?iso-2022-jp?B?GyRCP3RNUxsoQg==?=", "数羊"),
            (b"=?utf-8?q?a?=b =?utf-8?q?c?=", "ab c"),
            (b"=?utf-8?q?a=3Db?", "=?utf-8?q?a=3Db?"),
            (b"=?a? =?utf-8?x?b?= =?utf-8?q?c=?=", "=?a? =?utf-8?x?b?= c="),
            (b"caf\xe9 \xc3\xa9", "café é"),
            (b"=?nowhere?q?=E9?=", "é"),
            (b"?==?", "?==?"),
        ] {
            assert_eq!(read(value, decode), text, "{}", value.escape_ascii());
        }
    }
}
