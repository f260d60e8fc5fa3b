//! Anything that was pasted, dropped or chosen → its parts: the texts that formats read.
//!
//! What an input is, is decided by its content, never by its name. The source of a mail gives its
//! body and any text attached to it; a mailbox gives that of each of its messages; anything else
//! gives one part. The files of an archive are for the caller to unpack, and are read like others.
//! Text is never refused for its encoding. A page holds the text as it was before
//! programs changed it: quoted it, escaped it, put other signs into it. Addresses that a gateway
//! rewrote are followed, so that nothing of a page names its reader. The bytes handed over are not
//! changed: whoever keeps them keeps all.

pub mod archive;
#[cfg(not(target_arch = "wasm32"))]
mod charsets;
mod encoding;
pub(crate) mod entities;
pub mod html;
mod mail;
mod markdown;
mod printed;
mod quoted;
mod redirects;
mod references;
mod signs;

use crate::page::Page;

#[cfg(not(target_arch = "wasm32"))]
pub use charsets::decode;

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 256 << 20;

/// How deep mails, their parts and files may be nested at most; what is deeper is read as plain
/// text.
const MOST_DEPTH: u32 = 8;

/// Decodes bytes in the character encoding of this label, as the Encoding Standard names it; `None`
/// if there is none. The tables of these encodings are large, and browsers have them, so that
/// whoever hands over the bytes brings this, too.
pub type Decode = fn(label: &str, bytes: &[u8]) -> Option<String>;

/// Where a text stands that is read: in how many others, and in which program.
#[derive(Clone, Copy)]
struct Within {
    depth: u32,
    decode: Decode,
}

impl Within {
    fn new(decode: Decode) -> Self {
        Self { depth: 0, decode }
    }

    /// Returns true if more may be nested in it.
    fn nests(self) -> bool {
        self.depth < MOST_DEPTH
    }

    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

/// One of the texts that were handed over together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What it is, for the summary shown to the reader: a mail's subject, an attached file's name;
    /// empty for a text that came alone.
    pub name: String,
    /// The same content in one or two versions: a mail's plain text, then its HTML. Empty only if
    /// there is a problem.
    pub pages: Vec<Page>,
    /// Why it could not be read.
    pub problem: Option<IntakeError>,
}

/// Why bytes cannot be read as text, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// More than [`MOST_BYTES`].
    #[error("This file is larger than 256 MB: split it, or paste a part of it.")]
    TooLarge,
    /// Several files that are more than [`MOST_BYTES`] together.
    #[error("These files are larger than 256 MB together: bring fewer at once.")]
    TogetherTooLarge,
    /// More than there is memory for.
    #[error(
        "The browser has too little memory left for this: close other tabs, or bring a part of it."
    )]
    NoRoom,
    /// A file that the browser does not hand over.
    #[error(
        "This could not be read: it may be a folder, or have been moved or deleted. Choose the files once more."
    )]
    Unreadable,
    /// What was kept of a digest is not what was stored.
    #[error("What was kept of this is damaged and could not be read: paste it again.")]
    Damaged,
    /// A file without content.
    #[error("This file is empty: choose one that lists papers.")]
    Empty,
    /// A known kind of file that holds no plain text: its name, and what to do.
    #[error("This is {0}, not text: {1}.")]
    NotText(&'static str, &'static str),
    /// Bytes that no text has.
    #[error("This file is not text: open it in the program it is from, and copy its text.")]
    Binary,
    /// A file in an archive, or the archive, that needs a password.
    #[error("This is encrypted: unpack it with its password, and choose what is in it.")]
    Encrypted,
    /// An archive of a kind that is not read.
    #[error("This is packed in a way that is not read here: unpack it, and choose what is in it.")]
    Packing,
    /// An archive that is not whole, or that is not unpacked to what it says.
    #[error(
        "This can't be unpacked, it is damaged or cut off: save it once more, and choose that."
    )]
    BadArchive,
    /// An archive without files.
    #[error("This archive holds no files: choose another.")]
    NoFiles,
    /// What an archive holds is more than [`MOST_BYTES`].
    #[error("This is larger than 256 MB when it is unpacked: unpack it, and choose a part of it.")]
    UnpackedTooLarge,
    /// An archive in an archive or in a mail.
    #[error(
        "This is packed inside of another file, and only one level is unpacked: unpack it, and choose what is in it."
    )]
    PackedTwice,
    /// A mail or a mailbox without text.
    #[error("This mail holds no text: save what is attached to it, and choose that.")]
    NoText,
}

impl IntakeError {
    /// Returns true if the file is of a kind in which nobody looks for papers' names, so that in an
    /// archive it is one of those that are only beside the others.
    pub fn is_no_text(self) -> bool {
        matches!(self, Self::Empty | Self::NotText(..) | Self::Binary | Self::NoText)
    }
}

/// Checks that a file of this many bytes may be read.
///
/// # Errors
/// If they are more than [`MOST_BYTES`].
pub fn check_size(bytes: f64) -> Result<(), IntakeError> {
    #[allow(clippy::cast_precision_loss)]
    if bytes > MOST_BYTES as f64 { Err(IntakeError::TooLarge) } else { Ok(()) }
}

/// Returns the parts of a file that is not an archive: see [`archive::members`].
///
/// # Errors
/// If its bytes hold no text.
pub fn parts(bytes: Vec<u8>, decode: Decode) -> Result<Vec<Part>, IntakeError> {
    if bytes.len() > MOST_BYTES {
        return Err(IntakeError::TooLarge);
    }
    file_parts(String::new(), bytes, None, Within::new(decode))
}

/// Returns the name of something in a file: both, as either may be empty.
pub fn name_inside(file: &str, inside: &str) -> String {
    let names = [file, inside].into_iter().filter(|name| !name.is_empty());
    names.collect::<Vec<_>>().join(": ")
}

/// Returns the parts of a text that was pasted or typed; at least one.
pub fn text_parts(text: String, decode: Decode) -> Vec<Part> {
    named_parts(String::new(), text, Within::new(decode))
}

/// Returns the one part that pasted HTML consists of.
pub fn html_part(source: &str) -> Part {
    Part { pages: vec![html_page(source.to_owned())], ..Part::default() }
}

/// Returns the parts of the file `name`. Its encoding is `charset` unless the file declares one.
fn file_parts(
    name: String,
    bytes: Vec<u8>,
    charset: Option<&str>,
    within: Within,
) -> Result<Vec<Part>, IntakeError> {
    encoding::refuse(&bytes)?;
    if let Some(members) = archive::members(&bytes) {
        return members.and(Err(IntakeError::PackedTwice));
    }
    // A mail's parts have encodings of their own, so its bytes must not be taken for text.
    if within.nests()
        && let Some(parts) = mail::parts(&bytes, within)
    {
        return if parts.is_empty() { Err(IntakeError::NoText) } else { Ok(parts) };
    }
    let text = encoding::file_text(bytes, charset, within.decode)?;
    Ok(named_parts(name, text, within))
}

fn named_parts(name: String, text: String, within: Within) -> Vec<Part> {
    let mail = if within.nests() { mail::parts(text.as_bytes(), within) } else { None };
    mail.filter(|parts| !parts.is_empty())
        .unwrap_or_else(|| vec![Part { name, pages: vec![text_page(text)], problem: None }])
}

/// Returns the page of a text that is not a mail's source, as it was before programs changed it.
fn text_page(text: String) -> Page {
    if html::looks_like(&text) {
        return html_page(text);
    }
    let text = entities::unescape(quoted::strip(signs::plain(text, false)));
    // What was escaped or quoted may itself be HTML, or hold signs and quotations.
    if html::looks_like(&text) {
        return html_page(text);
    }
    let text = quoted::strip(markdown::plain(signs::plain(text, false)));
    printed::page(redirects::follow(text, false))
}

/// Returns the page of HTML. Where it only wraps plain text, as archives of mailing lists do, that
/// may be quoted.
fn html_page(source: String) -> Page {
    let page = html::page(&redirects::follow(signs::plain(source, true), true));
    match page.has_hints() {
        true => page,
        false => Page::new(quoted::strip(page.text().to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, IntakeError> {
        parts(bytes.to_vec(), decode).map(|parts| parts[0].pages[0].text().to_owned())
    }

    #[test]
    fn text_is_read_in_each_encoding() {
        let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(unit).collect()
        };
        let text = "Été 大, and more of it";
        let marked = format!("\u{feff}{text}");
        let files = [
            text.as_bytes().to_vec(),
            marked.as_bytes().to_vec(),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
        ];
        for bytes in files {
            assert_eq!(read(&bytes).as_deref(), Ok(text), "{bytes:x?}");
        }
        assert_eq!(read(b"caf\xe9 \x96 \x80 5").as_deref(), Ok("café – € 5"));
        assert_eq!(read("café".as_bytes().split_last().unwrap().1).as_deref(), Ok("cafÃ"));
        let latin2 = b"<?xml version='1.0' encoding='iso-8859-2'?><x>\xb3</x>";
        assert!(read(latin2).unwrap().contains('ł'));
        let wide = b"<?xml version='1.0' encoding='UTF-16'?><x>\xc3\xa9 abc</x>";
        assert!(read(wide).unwrap().contains("é abc"));
        assert!(
            read(b"<?xml version='1.0' encoding='UTF-16'?><x>plain</x>").unwrap().contains("plain")
        );
        assert_eq!(read(b"one\rtwo").as_deref(), Ok("one\ntwo"));
    }

    #[test]
    fn encodings_of_east_asia_are_read_where_they_are_declared() {
        let files: [(&str, &[u8], &str); 8] = [
            ("gb2312", b"\xca\xfd\xd1\xf2", "数羊"),
            ("GBK", b"\xca\xfd\xd1\xf2", "数羊"),
            ("gb18030", b"\xca\xfd\xd1\xf2", "数羊"),
            ("big5", b"\xbc\xc6\xa6\xcf", "數羊"),
            ("euc-kr", b"\xe2\xa6\xe5\xcf", "數羊"),
            ("Shift_JIS", b"\x90\x94\x97\x72", "数羊"),
            ("euc-jp", b"\xbf\xf4\xcd\xd3", "数羊"),
            ("iso-2022-jp", b"\x1b$B?tMS\x1b(B", "数羊"),
        ];
        for (charset, bytes, text) in files {
            let html = format!("<html><meta charset={charset}><body>");
            let mail = format!("Subject: x\nContent-Type: text/plain; charset={charset}\n\n");
            for head in [html, mail] {
                let found = read(&[head.as_bytes(), bytes].concat());
                assert_eq!(found.as_deref().map(str::trim), Ok(text), "{head}");
            }
        }
    }

    #[test]
    fn whoever_hands_over_bytes_decodes_them() {
        let mail = |charset: &str, body: &[u8]| {
            let head = format!("Subject: x\nContent-Type: text/plain; charset={charset}\n\n");
            [head.as_bytes(), body].concat()
        };
        let text = |source: Vec<u8>, decode: Decode| {
            parts(source, decode).unwrap()[0].pages[0].text().trim().to_owned()
        };
        for (charset, body, read) in [
            ("ISO-8859-2", &b"\xb3"[..], "ł"),
            ("iso_8859_2", b"\xb3", "ł"),
            ("ks_c_5601-1987", b"\xe2\xa6", "數"),
            ("unknown", b"\xb3 \x80", "³ €"),
            ("utf8", b"\xe9 \xc3\xa9", "é é"),
            ("iso-8859-2", "é".as_bytes(), "é"),
            ("utf-16be", b"\x65\x78\x7f\x8a", "數羊"),
            ("utf-16", b"\xff\xfe\x78\x65\x8a\x7f", "數羊"),
        ] {
            assert_eq!(text(mail(charset, body), decode), read, "{charset}");
        }
        assert_eq!(text(mail("iso-8859-2", b"\xb3"), |_, _| None), "³");
        let told: Decode = |label, bytes| Some(format!("{label}: {}", bytes.escape_ascii()));
        assert_eq!(text(mail("X-Own", b"\xb3"), told), "x-own: \\xb3");
    }

    #[test]
    fn what_is_no_text_is_said_with_what_to_do() {
        let message = read(b"%PDF-1.7 ...").unwrap_err().to_string();
        assert_eq!(message, "This is a PDF, not text: open it and copy its text.");
        let mut outlook = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        assert!(read(&outlook).unwrap_err().to_string().contains("an old office document"));
        outlook.extend("__properties_version1.0".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(
            read(&outlook).unwrap_err().to_string(),
            "This is an Outlook message, not text: open it, and save it as .eml or copy its text."
        );
        assert_eq!(read(b""), Err(IntakeError::Empty));
        assert_eq!(read(b"a\0b"), Err(IntakeError::Binary));
        assert_eq!(read(b"\x01\x02\xe9\xff\x03"), Err(IntakeError::Binary));
    }

    #[test]
    fn text_of_no_known_kind_is_one_part() {
        for text in ["", "> 5\n", "From nowhere\n\nto here", "{\"a\": 1}"] {
            let parts = text_parts(text.to_owned(), decode);
            let pages = vec![Page::new(text)];
            assert_eq!(parts, [Part { pages, ..Part::default() }]);
        }
    }
}
