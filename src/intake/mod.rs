//! Anything that was pasted, dropped or chosen → the text of a page.

pub mod html;

use crate::page::Page;

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 256 << 20;

/// Why bytes cannot be read as text, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// More than [`MOST_BYTES`].
    #[error("This file is larger than 256 MB: split it, or paste a part of it.")]
    TooLarge,
    /// The browser does not hand it over.
    #[error("This could not be read: it may have been moved or deleted. Choose it once more.")]
    Unreadable,
    /// Nothing at all.
    #[error("This file is empty: choose one that lists papers.")]
    Empty,
    /// A known kind of file that holds no plain text; tells its name and what to do.
    #[error("This is {0}, not text: {1}.")]
    NotText(&'static str, &'static str),
    /// Bytes that no text has.
    #[error("This file is not text: open it in the program it is from, and copy its text.")]
    Binary,
    /// Text in an encoding that is not read.
    #[error(
        "This file is not text in UTF-8 or UTF-16: save it as UTF-8, or copy its text and paste it."
    )]
    Encoding,
}

/// How files that are no text begin, what they are, and what to do.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", "open it and copy its text"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "open it and copy the text inside"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"BZh", "a compressed file", "unpack it first"),
    (b"\xfd7zXZ\0", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive", "unpack it first"),
    (b"\x89PNG", "an image", "copy the text from where the image is from"),
    (b"\xff\xd8\xff", "an image", "copy the text from where the image is from"),
    (b"GIF8", "an image", "copy the text from where the image is from"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "open it and copy its text"),
    (b"SQLite format 3\0", "a database", "export its text first"),
    (b"{\\rtf", "a rich text document", "open it and copy its text"),
];

/// Says whether so many bytes are read at all.
///
/// # Errors
/// Where they are more than [`MOST_BYTES`].
pub fn check_size(bytes: f64) -> Result<(), IntakeError> {
    #[allow(clippy::cast_precision_loss)]
    if bytes > MOST_BYTES as f64 { Err(IntakeError::TooLarge) } else { Ok(()) }
}

/// The page that a file's bytes hold: UTF-8 with or without byte order mark, or UTF-16 with.
///
/// # Errors
/// Where they hold no text that can be read.
pub fn page(bytes: Vec<u8>) -> Result<Page, IntakeError> {
    if bytes.len() > MOST_BYTES {
        return Err(IntakeError::TooLarge);
    }
    if bytes.is_empty() {
        return Err(IntakeError::Empty);
    }
    let known = SIGNATURES.iter().find(|(signature, ..)| bytes.starts_with(signature));
    if let Some((_, what, remedy)) = known {
        return Err(IntakeError::NotText(what, remedy));
    }
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if bytes.contains(&0) => Err(IntakeError::Binary),
        _ => String::from_utf8(bytes).map(text).map_err(|_| IntakeError::Encoding),
    }
}

/// One content of what was brought.
pub struct Part {
    /// What it is.
    pub name: String,
    /// Its forms.
    pub pages: Vec<Page>,
}
/// x
pub fn parts(bytes: Vec<u8>) -> Result<Vec<Part>, IntakeError> {
    Ok(vec![Part { name: String::new(), pages: vec![page(bytes)?] }])
}
/// x
pub fn text_parts(t: String) -> Vec<Part> {
    vec![Part { name: String::new(), pages: vec![text(t)] }]
}
/// x
pub fn html_part(html: &str) -> Part {
    Part { name: String::new(), pages: vec![html::page(html)] }
}

/// The page of a text, without its byte order mark.
pub fn text(mut text: String) -> Page {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Page::new(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Page, IntakeError> {
    let units = bytes.chunks(2).map(|pair| match pair {
        [a, b] => unit([*a, *b]),
        // Half a character at the end, where a file was cut off.
        _ => 0xfffd,
    });
    let decoded: Result<String, _> = char::decode_utf16(units).collect();
    match decoded {
        Ok(decoded) if decoded.contains('\0') => Err(IntakeError::Binary),
        Ok(decoded) => Ok(text(decoded)),
        Err(_) => Err(IntakeError::Encoding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, IntakeError> {
        page(bytes.to_vec()).map(|page| page.text().to_owned())
    }

    #[test]
    fn text_is_read_in_each_encoding() {
        let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}Été 大".encode_utf16().flat_map(unit).collect()
        };
        let files = [
            "Été 大".as_bytes().to_vec(),
            "\u{feff}Été 大".as_bytes().to_vec(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
        ];
        for bytes in files {
            assert_eq!(read(&bytes).as_deref(), Ok("Été 大"), "{bytes:x?}");
        }
    }

    #[test]
    fn what_is_no_text_is_said_with_what_to_do() {
        let message = read(b"%PDF-1.7 ...").unwrap_err().to_string();
        assert_eq!(message, "This is a PDF, not text: open it and copy its text.");
        assert_eq!(read(b""), Err(IntakeError::Empty));
        assert_eq!(read(b"a\0b"), Err(IntakeError::Binary));
        assert_eq!(read(b"caf\xe9"), Err(IntakeError::Encoding));
        assert_eq!(read(b"\xff\xfe\x00\xd8"), Err(IntakeError::Encoding));
    }
}
