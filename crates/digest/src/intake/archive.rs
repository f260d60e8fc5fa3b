//! Files that hold other files: which they are, and where in the bytes each is. To unpack them is
//! left to the caller, as a browser has streams for it, and a program a library.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::{IntakeError, MOST_BYTES, encoding};

/// How what is compressed alone begins.
const GZIP: &[u8] = b"\x1f\x8b";

/// How a file in a ZIP archive begins, an entry of the archive's directory, and the directory's end.
const FILE: &[u8] = b"PK\x03\x04";
const ENTRY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

/// The lengths of an entry of the directory, of a file's own header and of the directory's end,
/// each without its names and comments.
const ENTRY_BYTES: usize = 46;
const HEADER_BYTES: usize = 30;
const END_BYTES: usize = 22;

/// How long the comment at the end of an archive can be.
const MOST_COMMENT: usize = 0xffff;

/// Files that the system adds to an archive, and nobody means.
const ADDED: [&str; 2] = ["__MACOSX", ".DS_Store"];

/// The largest numbers that the fields of a directory's end hold: the true ones are in a record for
/// huge archives.
const HUGE: [usize; 2] = [u32::MAX as usize, u16::MAX as usize];

/// Files that only office documents and electronic books have at their top.
const OFFICE: [&str; 2] = ["[Content_Types].xml", "mimetype"];

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name with its folders; empty if it is all that was compressed.
    pub name: String,
    /// Where it is, or why it cannot be unpacked.
    pub packed: Result<Packed, IntakeError>,
}

/// Where in an archive a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The packed bytes.
    pub bytes: Range<usize>,
    /// How they are packed.
    pub packing: Packing,
    /// How many bytes it has when it is unpacked, if the archive says so.
    pub unpacked: Option<usize>,
}

/// How bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Stored,
    /// By deflate alone.
    Deflate,
    /// As a file of gzip.
    Gzip,
}

/// Counts what is unpacked of what one reader brought together: an archive of a few bytes can hold
/// more than any memory, and what it says about that need not be true.
#[derive(Clone, Copy, Debug)]
pub struct Room(usize);

impl Default for Room {
    fn default() -> Self {
        Self(MOST_BYTES)
    }
}

impl Room {
    /// Returns how many bytes may still be unpacked.
    pub fn left(self) -> usize {
        self.0
    }

    /// Takes what was unpacked of a file: as many of its bytes as there was room for, and at least
    /// one more if it has more; `None` if it could not be unpacked.
    ///
    /// # Errors
    /// If it is more than there was room for, or not what the archive holds.
    pub fn take(
        &mut self,
        packed: &Packed,
        found: Option<Vec<u8>>,
    ) -> Result<Vec<u8>, IntakeError> {
        let found = found.ok_or(IntakeError::BadArchive)?;
        let left = self.0.checked_sub(found.len());
        self.0 = left.unwrap_or_default();
        match packed.unpacked {
            _ if left.is_none() => Err(IntakeError::UnpackedTooLarge),
            Some(bytes) if bytes != found.len() => Err(IntakeError::BadArchive),
            _ => Ok(found),
        }
    }
}

/// Returns the files in an archive, in its order; `None` if the bytes are not an archive.
///
/// # Errors
/// If it is an archive that cannot be read at all, or holds no files.
pub fn members(bytes: &[u8]) -> Option<Result<Vec<Member>, IntakeError>> {
    if bytes.starts_with(GZIP) {
        let packed = Packed { bytes: 0..bytes.len(), packing: Packing::Gzip, unpacked: None };
        return Some(Ok(vec![Member { name: String::new(), packed: Ok(packed) }]));
    }
    let is_zip = bytes.starts_with(FILE) || bytes.starts_with(END);
    is_zip.then(|| zip_members(bytes))
}

fn zip_members(bytes: &[u8]) -> Result<Vec<Member>, IntakeError> {
    let [at, count] = directory(bytes).ok_or(IntakeError::BadArchive)?;
    if at == HUGE[0] || count == HUGE[1] {
        return Err(IntakeError::Packing);
    }
    let mut entries = bytes.get(at..).unwrap_or_default();
    let mut members = Vec::new();
    for _ in 0..count {
        let (member, length) = entry(bytes, entries).ok_or(IntakeError::BadArchive)?;
        entries = &entries[length..];
        if OFFICE.contains(&member.name.as_str()) {
            return Err(IntakeError::NotText("an office document", "open it and copy its text"));
        }
        let is_added = member.name.split('/').any(|name| ADDED.contains(&name));
        if !member.name.ends_with('/') && !is_added {
            members.push(member);
        }
    }
    if members.is_empty() { Err(IntakeError::NoFiles) } else { Ok(members) }
}

/// Returns where the directory begins, and how many entries it has: an archive ends with that and a
/// comment.
fn directory(bytes: &[u8]) -> Option<[usize; 2]> {
    let last = &bytes[bytes.len().saturating_sub(END_BYTES + MOST_COMMENT)..];
    let ends = |end: &&[u8]| number(end, 20, 2).is_some_and(|size| END_BYTES + size <= end.len());
    let end = memmem::rfind_iter(last, END).map(|at| &last[at..]).find(ends)?;
    Some([number(end, 16, 4)?, number(end, 10, 2)?])
}

/// Reads the entry that `entries` begin with; returns it and its length.
fn entry(archive: &[u8], entries: &[u8]) -> Option<(Member, usize)> {
    let field = |at, size| number(entries, at, size);
    let end = ENTRY_BYTES + field(28, 2)?;
    let length = end + field(30, 2)? + field(32, 2)?;
    let name = entries.get(..length).filter(|entry| entry.starts_with(ENTRY))?;
    let name = encoding::text(Cow::Borrowed(&name[ENTRY_BYTES..end]), None, |_, _| None);
    let name = name.replace('\\', "/").replace(char::is_control, "");
    let (size, unpacked) = (field(20, 4)?, field(24, 4)?);
    let packing = match field(10, 2)? {
        _ if field(8, 2)? & 1 != 0 => Err(IntakeError::Encrypted),
        _ if size.max(unpacked) > MOST_BYTES => Err(IntakeError::UnpackedTooLarge),
        0 => Ok(Packing::Stored),
        8 => Ok(Packing::Deflate),
        _ => Err(IntakeError::Packing),
    };
    let at = field(42, 4)?;
    let packed = packing.and_then(|packing| {
        let bytes = content(archive, at, size).ok_or(IntakeError::BadArchive)?;
        Ok(Packed { bytes, packing, unpacked: Some(unpacked) })
    });
    Some((Member { name, packed }, length))
}

/// Returns where the content of this size is whose file begins at `at`.
fn content(archive: &[u8], at: usize, size: usize) -> Option<Range<usize>> {
    let file = archive.get(at..).filter(|file| file.starts_with(FILE))?;
    let start = HEADER_BYTES + number(file, 26, 2)? + number(file, 28, 2)?;
    file.get(start..)?.get(..size)?;
    Some(at + start..at + start + size)
}

/// Returns the number of this many bytes at `at`, which is small.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + size)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}
