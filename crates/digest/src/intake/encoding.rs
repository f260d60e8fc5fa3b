//! Bytes → text, whatever their encoding; and the kinds of files that are not text.

use std::borrow::Cow;

use memchr::memmem;

use super::{Decode, IntakeError};

/// How files that are not text begin, what they are, and what to do.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", "open it and copy its text"),
    (b"BZh", "a compressed file", "unpack it first"),
    (b"\xfd7zXZ\0", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive", "unpack it first"),
    (b"\x89PNG", "an image", "copy the text from where the image is from"),
    (b"\xff\xd8\xff", "an image", "copy the text from where the image is from"),
    (b"GIF8", "an image", "copy the text from where the image is from"),
    (OFFICE, "an old office document", "open it and copy its text"),
    (b"\x78\x9f\x3e\x22", "an Outlook attachment", "open the mail in Outlook and copy its text"),
    (b"SQLite format 3\0", "a database", "export its text first"),
    (b"{\\rtf", "a rich text document", "open it and copy its text"),
];

/// How old office documents and Outlook messages begin.
const OFFICE: &[u8] = b"\xd0\xcf\x11\xe0";

/// Where in a TAR archive its name is.
const TAR: (usize, &[u8]) = (257, b"ustar");

/// The characters of windows-1252 from 0x80 to 0x9f; the others are the same as in Unicode.
pub(super) const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// How far into an XML or HTML file its encoding is looked for, in bytes.
const HEAD: usize = 1 << 10;

/// How much of a file is examined to tell what it is, in bytes.
const SAMPLE: usize = 4 << 10;

/// Refuses a file that is known not to be text.
///
/// # Errors
/// If it is, saying what it is.
pub(super) fn refuse(bytes: &[u8]) -> Result<(), IntakeError> {
    if bytes.is_empty() {
        return Err(IntakeError::Empty);
    }
    if bytes.starts_with(OFFICE) && is_outlook(bytes) {
        let remedy = "open it, and save it as .eml or copy its text";
        return Err(IntakeError::NotText("an Outlook message", remedy));
    }
    if bytes.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1)) {
        return Err(IntakeError::NotText("a TAR archive", "unpack it, and choose what is in it"));
    }
    let known = SIGNATURES.iter().find(|(signature, ..)| bytes.starts_with(signature));
    known.map_or(Ok(()), |(_, what, remedy)| Err(IntakeError::NotText(what, remedy)))
}

/// Returns true if an old office file holds a stream of properties, as only messages do.
fn is_outlook(bytes: &[u8]) -> bool {
    let name: Vec<u8> =
        "__properties_version1.0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memmem::find(bytes, &name).is_some()
}

/// Decodes a file's bytes: as a byte order mark says; else as UTF-16 if its zeros show that; else
/// as UTF-8; else in the encoding that the file or `charset` names; else as windows-1252.
///
/// # Errors
/// If no text has such bytes.
pub(super) fn file_text(
    bytes: Vec<u8>,
    charset: Option<&str>,
    decode: Decode,
) -> Result<String, IntakeError> {
    let decoded = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        all => match unit_of(all) {
            Some(unit) => utf16(all, unit),
            None if memchr::memchr(0, all).is_some() => return Err(IntakeError::Binary),
            None => {
                let charset = declared(all).or_else(|| charset.map(str::to_owned));
                if is_noise(all) {
                    return Err(IntakeError::Binary);
                }
                text(Cow::Owned(bytes), charset.as_deref(), decode)
            }
        },
    };
    let is_binary = memchr::memchr(0, decoded.as_bytes()).is_some();
    if is_binary { Err(IntakeError::Binary) } else { Ok(decoded) }
}

/// Decodes bytes as UTF-8, else in `charset`, else as windows-1252. Bytes beyond ASCII that are
/// valid UTF-8 are nothing else, whatever is declared.
pub(super) fn text(bytes: Cow<[u8]>, charset: Option<&str>, decode: Decode) -> String {
    let charset = charset.unwrap_or_default().trim().to_ascii_lowercase();
    let is = |name: &str| charset.replace(['-', '_'], "").starts_with(name);
    let in_ascii = (is("utf16") || is("iso2022")) && bytes.is_ascii();
    let bytes = match in_ascii {
        true => bytes,
        false => match String::from_utf8(bytes.into_owned()) {
            Ok(text) => return text,
            Err(error) => Cow::Owned(error.into_bytes()),
        },
    };
    if is("utf16") {
        return match &*bytes {
            [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
            [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
            all if is("utf16be") => utf16(all, u16::from_be_bytes),
            all => utf16(all, u16::from_le_bytes),
        };
    }
    if charset.is_empty() || is("utf8") {
        return mixed(&bytes);
    }
    // Programs confuse the two signs; `iso_8859_2` is no label, but `iso-8859-2` is.
    let hyphened = || decode(&charset.replace('_', "-"), &bytes);
    decode(&charset, &bytes).or_else(hyphened).unwrap_or_else(|| mixed(&bytes))
}

/// Decodes UTF-8, in which invalid bytes are taken as windows-1252.
fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let high = |byte: u8| usize::from(byte).checked_sub(0x80);
        let decode = |byte: &u8| high(*byte).and_then(|at| WINDOWS_1252.get(at).copied());
        text.extend(chunk.invalid().iter().map(|byte| decode(byte).unwrap_or(char::from(*byte))));
    }
    text
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks(2).map(|pair| match pair {
        [a, b] => unit([*a, *b]),
        // Half a character at the end: the file was cut off.
        _ => 0xfffd,
    });
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

/// Returns how to read the units of UTF-16, if zeros are where they are in such text: in one half
/// of each unit.
fn unit_of(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    let mut zeros = [0_usize; 2];
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    for (at, _) in sample.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        zeros[at % 2] += 1;
    }
    let most = (sample.len() / 4).max(1);
    match zeros {
        [0, 0] => None,
        [even, odd] if odd > most && even * 20 < odd => Some(u16::from_le_bytes),
        [even, odd] if even > most && odd * 20 < even => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// Returns true if the bytes are not UTF-8 and contain more control characters than any text.
fn is_noise(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample.iter().filter(|byte| **byte < b' ' && !b"\t\n\r\x0c\x1b".contains(byte));
    controls.count() * 50 > sample.len() && std::str::from_utf8(bytes).is_err()
}

/// Returns the encoding that an XML or HTML file declares.
fn declared(bytes: &[u8]) -> Option<String> {
    if !bytes.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.:".contains(c)));
    let name = &rest[..end.unwrap_or(rest.len())];
    // A file that could be read this far is not in UTF-16, whatever the text was before it was
    // saved.
    (!name.starts_with("utf-16")).then(|| name.to_owned())
}
